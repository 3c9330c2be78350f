"""The ways to run a service: one image, one command."""

import asyncio
import json
import tomllib
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from starlette.types import ASGIApp

from chassis import bus, database, logs, migrations, streams
from chassis.service import api, load, worker_app
from chassis.settings import Common, Settings

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Name = Annotated[str, typer.Argument(help="Which service, for example: directory.")]


def main() -> None:
    """The ``chassis`` command."""
    app()


def _serve(application: ASGIApp, settings: Settings, name: str) -> None:
    logs.configure(settings, name=name)
    uvicorn.run(
        application,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=10,
    )


@app.command("api")
def serve_api(name: Name) -> None:
    """Answer requests."""
    settings = Settings()
    _serve(api(load(name), settings), settings, name)


@app.command("worker")
def serve_worker(name: Name) -> None:
    """Relay facts and react to them."""
    settings = Settings()
    _serve(worker_app(load(name), settings), settings, name)


@app.command("serve")
def serve_both(name: Name) -> None:
    """Answer and react in one process."""
    settings = Settings()
    _serve(api(load(name), settings, with_worker=True), settings, name)


@app.command()
def migrate(name: Name) -> None:
    """Bring the service's database to the newest revision."""
    migrations.upgrade(load(name), Settings().database_url)
    typer.echo(f"{name}: up to date")


@app.command()
def replay(name: Name) -> None:
    """Try again every fact that a reaction gave up on."""
    settings = Settings()
    logs.configure(settings, name=name)
    sessions = database.connect(settings.database_url)
    worked, failing = asyncio.run(bus.replay(sessions, load(name).reactions))
    typer.echo(f"{name}: {worked} replayed, {failing} still failing")
    raise typer.Exit(1 if failing else 0)


@app.command("streams")
def apply_streams(file: Path) -> None:
    """Make the bus as FILE says (deploy/nats/streams.toml)."""
    declared = tomllib.loads(file.read_text())

    async def run() -> list[str]:
        connection = await bus.connect(Common().nats_url, name="streams")
        try:
            return await streams.apply(connection.jetstream(), declared)
        finally:
            await connection.close()

    typer.echo("\n".join(asyncio.run(run())))


@app.command()
def openapi(name: Name) -> None:
    """Print what the service answers."""
    described = api(load(name), Settings(database_url="postgresql+asyncpg://nowhere/")).openapi()
    typer.echo(json.dumps(described, ensure_ascii=False, indent=1))


@app.command(
    "run", context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
)
def run_command(context: typer.Context, name: Name) -> None:
    """Run a command that the service brings."""
    commands = load(name).commands
    if commands is None:
        raise typer.BadParameter(f"{name} brings no command")
    commands(args=context.args, prog_name=f"chassis run {name}")


if __name__ == "__main__":
    main()
