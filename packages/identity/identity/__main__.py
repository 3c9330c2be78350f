"""What an operator asks of identity: `python -m identity …`."""

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any, TypeVar

import typer

from chassis.refusals import Refusal
from chassis.settings import Settings
from identity.caller import PARTNERS
from identity.provider import KeycloakProvider
from identity.table import NOWHERE, known, table

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
partner = typer.Typer(help="The programs of partners that may ask in their own name.", no_args_is_help=True)
app.add_typer(partner, name="partner")
Answer = TypeVar("Answer")
Scopes = Annotated[list[str] | None, typer.Option("--scope", help="What it may do besides reading: directory:write.")]


@app.command()
def rights() -> None:
    """Print who may do what, as the code says it (docs/rights.md)."""
    typer.echo(table(known()), nl=False)


@partner.command("add")
def add(name: str, label: Annotated[str, typer.Option(help="What people call it.")], scope: Scopes = None) -> None:
    """Let a program in, as partner-NAME; its secret is printed once and kept by nobody here."""
    made = _answer(_provider().create_partner(name.removeprefix(PARTNERS), label=label, scopes=scope or ()))
    typer.echo(f"client_id={made.client_id}\nclient_secret={made.secret}")


@partner.command("list")
def show() -> None:
    """Say which programs may come in, and with which scopes."""
    for one in _answer(_provider().partners()):
        typer.echo(
            "\t".join((one.client_id, one.name, " ".join(sorted(one.scopes)), "" if one.enabled else "shut out"))
        )


@partner.command("disable")
def disable(client_id: str) -> None:
    """Shut a program out from its next token on."""
    if not _answer(_provider().disable_partner(client_id)):
        typer.echo(f"There is no program {client_id}.", err=True)
        raise typer.Exit(1)


def _provider() -> KeycloakProvider:
    return KeycloakProvider(Settings(database_url=NOWHERE))


def _answer(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """What the identity provider answers, or why not, in one sentence and with exit code 1."""
    try:
        return asyncio.run(asked)
    except (Refusal, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


if __name__ == "__main__":
    app(prog_name="python -m identity")
