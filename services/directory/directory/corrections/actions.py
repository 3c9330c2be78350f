"""What happens to corrections."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.refusals import Invalid
from directory.corrections import queries, rules
from directory.corrections.schemas import CorrectionDraft
from directory.places import history
from directory.places.editing import own_words, speak, taken
from directory.places.edits import Referential, understood
from directory.places.rules import FIELDS, alone
from directory.tables import Correction
from identity.caller import Caller


async def propose_correction(
    session: AsyncSession,
    place_id: UUID,
    draft: CorrectionDraft,
    caller: Caller,
    *,
    referential: Referential,
    now: datetime,
) -> UUID:
    """Keep what somebody would change of a place. Raises Invalid, PlaceGone or TooManyCorrections."""
    place = await taken(session, place_id)
    if await queries.waiting_of(session, caller.id, place_id) >= rules.AT_ONCE:
        raise rules.TooManyCorrections(f"{rules.AT_ONCE} corrections of yours wait for this place to answer.")
    words = understood(draft.changes, place_id, referential, place=place, at="/changes")
    fields = [field for field in FIELDS if field in words.without or getattr(words, field) is not None]
    changes, before = rules.present(alone(words, own_words(now)), fields), rules.present(place, fields)
    if changes == before:
        wrong = {"pointer": "/changes", "detail": "The place says nothing else."}
        raise Invalid("A correction proposes something else.", errors=[wrong])
    made = Correction(
        id=new_id(),
        place_id=place_id,
        base_revision=place["revision"],
        changes=changes,
        before=before,
        word=draft.word,
        state="proposed",
        proposed_by=caller.id,
        proposed_at=now,
    )
    session.add(made)
    await session.flush()
    return made.id


async def accept_correction(
    session: AsyncSession,
    place_id: UUID,
    correction_id: UUID,
    caller: Caller,
    *,
    fields: Sequence[str] | None,
    now: datetime,
) -> None:
    """Let the place say what was proposed, on what it says today; ``fields``: by the document's names, null for all.

    Raises CorrectionDecided, CorrectionOutdated, PlaceGone, or Invalid for a field that it is not about.
    """
    place = await taken(session, place_id)
    correction = await _waiting(session, correction_id)
    today = rules.present(place, correction.changes)
    outdated = [field for field, was in correction.before.items() if today[field] != was]
    accepted = rules.chosen(correction.changes, outdated, fields)
    words = rules.words(place_id, {field: correction.changes[field] for field in accepted})
    by = history.speaking(caller, "place")
    await speak(session, words, record=history.Record(action="corrected", by=by, correction=correction_id), now=now)
    correction.accepted = accepted
    await _decide(session, correction, "accepted", caller, now=now)


async def refuse_correction(
    session: AsyncSession, correction_id: UUID, caller: Caller, *, reason: str, now: datetime
) -> None:
    """Leave the place as it is, and say why. Raises CorrectionDecided."""
    correction = await _waiting(session, correction_id)
    correction.reason = reason
    await _decide(session, correction, "refused", caller, now=now)


async def withdraw_correction(session: AsyncSession, correction_id: UUID, caller: Caller, *, now: datetime) -> None:
    """Take back what one proposed. Raises CorrectionDecided."""
    await _decide(session, await _waiting(session, correction_id), "withdrawn", caller, now=now)


async def _waiting(session: AsyncSession, correction_id: UUID) -> Correction:
    """The correction, ours until the transaction ends. Raises CorrectionDecided."""
    correction = await queries.locked(session, correction_id)
    if correction.state != "proposed":
        raise rules.CorrectionDecided(f"This correction has been {correction.state} already.")
    return correction


async def _decide(
    session: AsyncSession,
    correction: Correction,
    state: Literal["accepted", "refused", "withdrawn"],
    caller: Caller,
    *,
    now: datetime,
) -> None:
    correction.state, correction.decided_by, correction.decided_at = state, caller.id, now
    await session.flush()
