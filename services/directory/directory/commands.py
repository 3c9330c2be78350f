"""What an operator may run of the directory: `chassis run directory …`."""

import asyncio
from datetime import UTC, datetime

import typer

from chassis.settings import Settings
from directory.demo.commands import app as demo
from directory.ecosystem import Ecosystem
from directory.imports.commands import app as imports
from directory.imports.ecosystem import Entered, enter_ecosystem
from directory.running import answering, sessions_of

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
ecosystem = typer.Typer(help="The networks, partners and tools of the ecosystem's own files.", no_args_is_help=True)
app.add_typer(imports, name="import")
app.add_typer(demo, name="demo")
app.add_typer(ecosystem, name="ecosystem")


@ecosystem.command("load")
def load() -> None:
    """Enter the ecosystem's networks, partners and tools; once more, nothing changes."""
    with answering():
        settings = Settings()
        entered = asyncio.run(_enter(settings, Ecosystem.load(settings.ecosystem)))
        found = (len(entered.networks), len(entered.partners), len(entered.tools))
        typer.echo("{} networks, {} partners, {} tools".format(*found))


@ecosystem.command("check")
def check() -> None:
    """Read the ecosystem's files and say what is wrong with them."""
    with answering():
        folder = Settings().ecosystem
        Ecosystem.load(folder)
        typer.echo(f"{folder} holds together")


async def _enter(settings: Settings, known: Ecosystem) -> Entered:
    async with sessions_of(settings) as sessions, sessions.begin() as session:
        return await enter_ecosystem(session, known, now=datetime.now(UTC))
