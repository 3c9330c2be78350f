"""What is answered about corrections."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from directory.corrections import queries, rules
from directory.corrections.schemas import Correction, CorrectionList, ProposedChange
from directory.places.rules import FIELDS
from directory.places.schemas import Named, PlaceName
from directory.tables import Correction as Row
from directory.tables import Place


async def one(session: AsyncSession, correction: UUID) -> Correction:
    """This correction, which there is."""
    [row] = await queries.shown(session, Row.id == correction, latest_first=True)
    return _shown(row)


async def many(session: AsyncSession, condition: ColumnElement[bool], *, latest_first: bool) -> CorrectionList:
    """The corrections that meet the condition."""
    rows = await queries.shown(session, condition, latest_first=latest_first)
    return CorrectionList(items=[_shown(row) for row in rows])


def _shown(row: Any) -> Correction:
    correction: Row = row.Correction
    place = {column.key: getattr(row.Place, column.key) for column in Place.__table__.columns}
    return Correction.model_validate(
        {
            "id": correction.id,
            "place": PlaceName.model_validate(place),
            "state": correction.state,
            "changes": list(_changes(correction, place)),
            "word": correction.word,
            "proposed_by": Named(name=row.proposer),
            "proposed_at": correction.proposed_at,
            "decided_at": correction.decided_at,
            "reason": correction.reason,
            "base_revision": correction.base_revision,
        }
    )


def _changes(correction: Row, place: dict[str, Any]) -> Iterable[ProposedChange]:
    today = rules.present(place, correction.changes)
    for field in (field for field in FIELDS if field in correction.changes):
        before = correction.before[field]
        yield ProposedChange(
            field=FIELDS[field],
            before=before,
            after=correction.changes[field],
            now=today[field],
            outdated=correction.state == "proposed" and today[field] != before,
            accepted=None if correction.accepted is None else field in correction.accepted,
        )
