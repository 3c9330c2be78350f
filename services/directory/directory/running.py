"""What the commands of an operator share: sessions that are closed, and errors said in one sentence."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import typer
from rich.console import Console
from rich.markup import escape
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError

from chassis import database
from chassis.settings import Settings
from directory.ecosystem import EcosystemError
from directory.imports.adapters.mapping import MappingError
from directory.imports.encodings import UnreadableFile

INTERRUPTED = 130  # what a shell expects of a command that Ctrl-C ended


@asynccontextmanager
async def sessions_of(settings: Settings) -> AsyncIterator[database.Sessions]:
    """Sessions on the service's database."""
    sessions = database.connect(settings.database_url, pool_size=1)
    try:
        yield sessions
    finally:
        await database.engine_of(sessions).dispose()


@contextmanager
def answering() -> Iterator[None]:
    """Turn what may go wrong outside into a sentence and an exit code; what is our mistake keeps its traceback."""
    try:
        yield
    except (UnreadableFile, MappingError, EcosystemError) as error:
        _fail(str(error))
    except ProgrammingError as error:
        if "UndefinedTable" not in str(error):
            raise
        _fail("the database has no tables yet: chassis migrate directory")
    except (OperationalError, InterfaceError) as error:
        _fail(f"the database does not answer: {error.orig}")
    except OSError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        Console(stderr=True).print("Stopped. What was done is kept; run it again to do the rest.")
        raise typer.Exit(INTERRUPTED) from None


def _fail(sentence: str) -> None:
    Console(stderr=True).print(f"[bold red]Error:[/] {escape(sentence)}", highlight=False, soft_wrap=True)
    raise typer.Exit(2) from None
