"""The gateway: serve, or print what the whole house answers."""

import json

import typer

from gateway.settings import GatewaySettings

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command("serve")
def serve() -> None:
    """Serve until told to stop."""
    from gateway.serving.server import serve as run  # the other command needs no server

    run(GatewaySettings())


@app.command("openapi")
def openapi() -> None:
    """Print the merged OpenAPI of every service installed here; none needs to run."""
    from gateway.docs.openapi import installed, merge, own

    typer.echo(json.dumps(merge(installed(), own=own()), ensure_ascii=False, indent=1))


def main() -> None:
    """The ``gateway`` command."""
    app()


if __name__ == "__main__":
    main()
