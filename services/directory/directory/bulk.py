"""Many rows in one statement."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import to_json
from sqlalchemy import ARRAY, ColumnElement, any_, bindparam, inspect, text
from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.dialects.postgresql.base import PGIdentifierPreparer
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from directory.tables import Base

quote = PGIdentifierPreparer(dialect()).quote  # type: ignore[no-untyped-call]


def among(column: InstrumentedAttribute[Any] | ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """That the column holds one of the values: one parameter however many they are."""
    return column == any_(bindparam(None, list(values), type_=ARRAY(column.type)))


async def upsert(session: AsyncSession, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write each row, in place of the one with its key if there is one. All rows have the same columns.

    The rows travel as one JSON parameter that PostgreSQL unpacks by the table's own types: one statement, one plan,
    and no limit on the number of parameters. What is unique about a row (its slug) stays as it was first written: a
    change of it would lock out everyone who refers to the row.
    """
    if not rows:
        return
    columns, name = list(rows[0]), quote(table.__tablename__)
    kinds = inspect(table).local_table.columns
    key = sorted(column for column in columns if kinds[column].primary_key)
    fixed = {column for column in columns if kinds[column].primary_key or kinds[column].unique}
    listed = ", ".join(map(quote, columns))
    renewed = ", ".join(f"{quote(column)} = excluded.{quote(column)}" for column in columns if column not in fixed)
    statement = (
        f"insert into {name} ({listed}) "
        f"select {listed} from json_populate_recordset(null::{name}, cast(:rows as json)) "
        f"on conflict ({', '.join(map(quote, key))}) do " + (f"update set {renewed}" if renewed else "nothing")
    )
    await session.execute(text(statement), {"rows": to_json(rows).decode()})
