"""What of a comment is shown to whom: decided here, before anything is rendered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from discussion import rules
from discussion.mounting import Subject
from discussion.queries import About, Row
from discussion.schemas import (
    Comment,
    CommentDecision,
    CommentReport,
    CommentSpeaker,
    CommentSubject,
    CommentVersion,
    ReportedComment,
)


class Reader(NamedTuple):
    """Who reads; nobody known has no id."""

    id: UUID | None = None
    moderates: bool = False


def comment(row: Row, reader: Reader, replies: Sequence[Row] = ()) -> Comment:
    """A comment as this reader may see it, with what was answered to it."""
    own = reader.id is not None and row.author_id == reader.id
    told = rules.may_read_words(row.state, own=own, moderates=reader.moderates)
    return Comment(
        id=row.id,
        revision=row.revision,
        parent_id=row.parent_id,
        state=row.state,
        author=_speaker(row.author_id, row.author_name) if told else None,
        body=row.body if told else None,
        html=row.html if told else None,
        mentions=[CommentSpeaker(**one) for one in row.mentions] if told else [],
        posted_at=row.posted_at,
        edited_at=row.edited_at,
        replies=[comment(reply, reader) for reply in replies],
    )


def threads(roots: Sequence[Row], replies: Sequence[Row], reader: Reader) -> list[Comment]:
    """Each thread with what is left of it."""
    answered: dict[UUID, list[Row]] = defaultdict(list)
    for reply in replies:
        answered[reply.parent_id].append(reply)
    return [thread(root, answered[root.id], reader) for root in roots]


def thread(root: Row, replies: Sequence[Row], reader: Reader) -> Comment:
    """One thread with what is left of it."""
    return comment(root, reader, rules.standing([root, *replies])[1:])


def report(row: Row) -> CommentReport:
    """A report, for moderators and for whoever made it."""
    return CommentReport(reason=row.reason, at=row.reported_at, by=_speaker(row.reporter_id, row.reporter_name))


def queue(rows: Sequence[Row], about: About, subjects: Mapping[tuple[str, UUID], Subject]) -> list[ReportedComment]:
    """Comments as moderators see them, with all that they need to decide."""
    reports, versions, decisions = (_by_comment(found) for found in about)
    moderator = Reader(moderates=True)
    return [
        ReportedComment(
            comment=comment(row, moderator),
            reports=[report(one) for one in reports[row.id]],
            versions=[CommentVersion(body=one.body, at=one.written_at) for one in versions[row.id]],
            decisions=[_decision(one) for one in decisions[row.id]],
            on=_on(row, subjects.get((row.subject_kind, row.subject_id))),
        )
        for row in rows
    ]


def _by_comment(rows: Sequence[Row]) -> Mapping[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.comment_id].append(row)
    return found


def _decision(row: Row) -> CommentDecision:
    by = _speaker(row.moderator_id, row.moderator_name)
    return CommentDecision(action=row.action, reason=row.reason, at=row.decided_at, by=by)


def _on(row: Row, subject: Subject | None) -> CommentSubject:
    slug, name = (subject.slug, subject.name) if subject else (None, None)
    return CommentSubject(kind=row.subject_kind, id=row.subject_id, slug=slug, name=name)


def _speaker(person: UUID | None, name: str | None) -> CommentSpeaker | None:
    return CommentSpeaker(id=person, name=name) if person and name else None
