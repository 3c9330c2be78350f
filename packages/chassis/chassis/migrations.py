"""One Alembic environment for every service; a service only brings its ``versions`` folder.

``<service>/migrations/env.py`` is two lines: ``from chassis import migrations`` and ``migrations.run()``.
"""

import asyncio
from importlib.resources import as_file, files
from typing import Any

from alembic import command, context
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from chassis import outbox
from chassis.service import Service

ONE_MIGRATION = 0x6D696772  # "migr": two replicas that start together migrate one after the other


def upgrade(service: Service, url: str) -> None:
    """Bring the database at ``url`` to the newest revision."""
    with as_file(files(service.name) / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes.update(url=url, service=service)
        command.upgrade(config, "head")


def run() -> None:
    """Called from a service's ``migrations/env.py``."""
    asyncio.run(_connect_and_migrate(context.config.attributes["service"], context.config.attributes["url"]))


async def _connect_and_migrate(service: Service, url: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(_migrate, service)
    await engine.dispose()


def _migrate(connection: Connection, service: Service) -> None:
    connection.exec_driver_sql(f"select pg_advisory_xact_lock({ONE_MIGRATION})")
    context.configure(connection=connection, target_metadata=service.tables, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


def drift(connection: Connection, service: Service) -> list[object]:
    """What the tables in code have and the migrated database has not, or the other way; empty when they agree."""
    migration = MigrationContext.configure(connection, opts={"compare_type": True})
    tables: Any = service.tables  # a sequence is taken, though its type says one
    return list(compare_metadata(migration, tables))


def create_bus_tables(op: Operations) -> None:
    """Called from a service's first revision: outbox, inbox, dead letters."""
    outbox.metadata.create_all(op.get_bind())


def drop_bus_tables(op: Operations) -> None:
    """The way back."""
    outbox.metadata.drop_all(op.get_bind())
