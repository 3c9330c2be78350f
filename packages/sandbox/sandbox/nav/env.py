"""`nav env`: the variables by which the running parts are reached."""

import shlex
from typing import Annotated

import typer

from sandbox.nav.running import fail, running_home

Service = Annotated[str | None, typer.Argument(help="A service, for example directory; without one, the gateway.")]


def env(service: Service = None) -> None:
    """Print the variables that reach the running parts: eval "$(nav env directory)", then `chassis …` works."""
    home = running_home()
    if service is not None and service not in home.cluster.services:
        fail(f"There is no service {service}. There are: {', '.join(home.cluster.services) or 'none'}.")
    for name, value in home.cluster.environment(service).items():
        typer.echo(f"export {name}={shlex.quote(value)}")
