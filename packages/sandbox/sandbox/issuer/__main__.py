"""Runs the issuer: `python -m sandbox.issuer`."""

import sys

import uvicorn
from pydantic import ValidationError

from chassis import logs
from sandbox.issuer.app import application
from sandbox.issuer.settings import IssuerSettings


def main() -> None:
    """Serve until told to stop; say what is wrong with the settings."""
    try:
        settings = IssuerSettings()
    except ValidationError as error:
        for wrong in error.errors():
            print(".".join(map(str, wrong["loc"])).upper(), wrong["msg"].removeprefix("Value error, "), file=sys.stderr)
        sys.exit(2)
    settings.issuer_home.mkdir(parents=True, exist_ok=True, mode=0o700)
    logs.configure(settings, name="issuer")
    uvicorn.run(
        application(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )


main()
