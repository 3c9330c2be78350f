"""The gateway's own rows in the table of rights (`python -m identity rights`), read from how it describes itself."""

from typing import Any

from gateway.session.app import described
from identity.rights import Who, allowed
from identity.table import Endpoint


def endpoints() -> list[Endpoint]:
    """Every endpoint that the gateway answers itself about people."""
    return [
        _endpoint(verb, path, operation)
        for path, operations in described()["paths"].items()
        for verb, operation in operations.items()
    ]


def _endpoint(verb: str, path: str, operation: dict[str, Any]) -> Endpoint:
    rights = (allowed(Who.SIGNED_IN),) if operation["security"] else ()
    return Endpoint(verb=verb.upper(), path=path, summary=operation["summary"], rights=rights)
