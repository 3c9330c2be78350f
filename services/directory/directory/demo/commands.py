"""Load the demonstration, or remove it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.settings import Settings
from directory.demo.actions import Loaded, RealPlacesThere, load_demo, remove_demo
from directory.demo.invention import invent
from directory.demo.people import Cast, enter_people
from directory.demo.words import Words
from directory.ecosystem import Ecosystem
from directory.imports.ecosystem import enter_ecosystem
from directory.running import answering, sessions_of
from directory.territories.communes import Territories

app = typer.Typer(help=__doc__, no_args_is_help=True)
Answer = TypeVar("Answer")
Force = Annotated[bool, typer.Option("--force", help="Load it beside real places.")]


@app.command("load")
def load(*, force: Force = False) -> None:
    """Load invented places and usages into an empty system; once more, nothing changes."""
    with answering():
        settings = Settings()
        ecosystem = Ecosystem.load(settings.ecosystem)
        try:
            done = _once(settings, lambda session: _load(session, ecosystem, force=force))
        except RealPlacesThere as refused:
            typer.echo(f"{refused}. --force loads it all the same.")
            return
        typer.echo(f"{done.places} invented places ({done.new_places} new), {done.usages} usages")


@app.command("remove")
def remove() -> None:
    """Remove every invented place and usage, and nothing else."""
    with answering():
        settings = Settings()
        people = [one.id for one in Cast.load(settings.ecosystem).people]
        gone = _once(settings, lambda session: remove_demo(session, now=datetime.now(UTC), people=people))
        typer.echo(f"{gone} invented places removed")


async def _load(session: AsyncSession, ecosystem: Ecosystem, *, force: bool) -> Loaded:
    now = datetime.now(UTC)
    entered = await enter_ecosystem(session, ecosystem, now=now)
    invented = invent(Words.load(ecosystem), ecosystem, Territories.load())
    loaded = await load_demo(
        session, invented, networks=entered.networks, tools=entered.tools, now=now, beside_real=force
    )
    await enter_people(session, Cast.load(ecosystem.folder), now=now)
    return loaded


def _once(settings: Settings, work: Callable[[AsyncSession], Awaitable[Answer]]) -> Answer:
    """Do it in one transaction: all of it, or nothing."""

    async def run() -> Answer:
        async with sessions_of(settings) as sessions, sessions.begin() as session:
            return await work(session)

    return asyncio.run(run())
