"""What a service keeps of its discussions, in tables on its own MetaData."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.ids import new_id


def _at(name: str, *, known: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not known)


class Tables:
    """The four tables, once per service: one discussion may be on several nouns."""

    def __init__(self, metadata: sa.MetaData) -> None:
        self.comment = _comment(metadata)
        self.version = _version(metadata)
        self.report = _report(metadata)
        self.decision = _decision(metadata)


def _comment(metadata: sa.MetaData) -> sa.Table:
    """The comments. What is withdrawn has no words any more.

    mentions     ``[{"id", "name"}]`` as rendered in ``html``
    parent_id    the comment that began the thread
    reported_at  of the oldest report that nobody has answered
    earlier      the subjects it stood on before, the last one last
    """
    table = sa.Table(
        "comment",
        metadata,
        sa.Column("id", sa.Uuid, primary_key=True, default=new_id),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("subject_kind", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("earlier", ARRAY(sa.Uuid), nullable=False),
        sa.Column("parent_id", sa.Uuid, sa.ForeignKey("comment.id")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("author_id", sa.Uuid),
        sa.Column("author_name", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("html", sa.Text),
        sa.Column("mentions", JSONB, nullable=False),
        _at("posted_at"),
        _at("edited_at", known=False),
        _at("updated_at"),
        _at("reported_at", known=False),
        sa.CheckConstraint("state in ('posted', 'withdrawn', 'hidden')", name="state"),
        sa.CheckConstraint("(state = 'withdrawn') = (body is null) and (body is null) = (html is null)", name="words"),
        sa.CheckConstraint("state = 'withdrawn' or num_nulls(author_id, author_name) = 0", name="author"),
    )
    _index(table)
    return table


def _index(comment: sa.Table) -> None:
    one, began = comment.c, comment.c.parent_id.is_(None)
    thread = (one.subject_kind, one.subject_id, one.posted_at, one.id)
    sa.Index("comment_thread_idx", *thread, postgresql_where=began)
    sa.Index("comment_reply_idx", one.parent_id, one.posted_at, one.id, postgresql_where=sa.not_(began))
    sa.Index("comment_subject_idx", one.subject_kind, one.subject_id)
    sa.Index("comment_author_id_idx", one.author_id)
    sa.Index("comment_reported_idx", one.reported_at, one.id, postgresql_where=one.reported_at.is_not(None))
    sa.Index("comment_hidden_idx", one.posted_at, one.id, postgresql_where=sa.text("state = 'hidden'"))


def _version(metadata: sa.MetaData) -> sa.Table:
    """What a comment said until its revision changed."""
    return sa.Table(
        "comment_version",
        metadata,
        sa.Column("comment_id", sa.Uuid, sa.ForeignKey("comment.id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        _at("written_at"),
    )


def _report(metadata: sa.MetaData) -> sa.Table:
    """Who finds that a comment does not belong there; ``outcome``: what a moderator found."""
    return sa.Table(
        "comment_report",
        metadata,
        sa.Column("id", sa.Uuid, primary_key=True, default=new_id),
        sa.Column("comment_id", sa.Uuid, sa.ForeignKey("comment.id"), nullable=False),
        sa.Column("reporter_id", sa.Uuid, index=True),
        sa.Column("reporter_name", sa.Text),
        sa.Column("reason", sa.Text),
        _at("reported_at"),
        sa.Column("outcome", sa.Text),
        sa.CheckConstraint("outcome in ('hidden', 'dismissed')", name="outcome"),
        sa.UniqueConstraint("comment_id", "reporter_id"),
    )


def _decision(metadata: sa.MetaData) -> sa.Table:
    """What moderators did, each step for good."""
    return sa.Table(
        "comment_decision",
        metadata,
        sa.Column("id", sa.Uuid, primary_key=True, default=new_id),
        sa.Column("comment_id", sa.Uuid, sa.ForeignKey("comment.id"), nullable=False, index=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("moderator_id", sa.Uuid, index=True),
        sa.Column("moderator_name", sa.Text),
        sa.Column("reason", sa.Text),
        _at("decided_at"),
        sa.CheckConstraint("action in ('hidden', 'restored', 'dismissed')", name="action"),
    )
