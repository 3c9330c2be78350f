"""The tables as migrations make them: a service's own revision calls one function for each step.

A step never changes once it is in use; the next one is another function.
"""

import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

TIME = sa.DateTime(timezone=True)


def create_tables(op: Operations) -> None:
    """Comments, what they said before, reports and decisions."""
    _create_comment(op)
    _create_comment_indexes(op)
    _create_version(op)
    _create_report(op)
    _create_decision(op)


def drop_tables(op: Operations) -> None:
    """The way back."""
    for name in ("comment_decision", "comment_report", "comment_version", "comment"):
        op.drop_table(name)


def _create_comment(op: Operations) -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("earlier", ARRAY(sa.Uuid()), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("mentions", JSONB(), nullable=False),
        sa.Column("posted_at", TIME, nullable=False),
        sa.Column("edited_at", TIME, nullable=True),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("reported_at", TIME, nullable=True),
        sa.CheckConstraint("state in ('posted', 'withdrawn', 'hidden')", name=op.f("comment_state_check")),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (body is null) and (body is null) = (html is null)",
            name=op.f("comment_words_check"),
        ),
        sa.CheckConstraint(
            "state = 'withdrawn' or num_nulls(author_id, author_name) = 0", name=op.f("comment_author_check")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["comment.id"], name=op.f("comment_parent_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("comment_pkey")),
    )


def _create_comment_indexes(op: Operations) -> None:
    thread = ["subject_kind", "subject_id", "posted_at", "id"]
    began, waits, hidden = "parent_id IS NULL", "reported_at IS NOT NULL", "state = 'hidden'"
    op.create_index("comment_thread_idx", "comment", thread, postgresql_where=sa.text(began))
    reply = ["parent_id", "posted_at", "id"]
    op.create_index("comment_reply_idx", "comment", reply, postgresql_where=sa.text("parent_id IS NOT NULL"))
    op.create_index("comment_subject_idx", "comment", ["subject_kind", "subject_id"])
    op.create_index("comment_author_id_idx", "comment", ["author_id"])
    op.create_index("comment_reported_idx", "comment", ["reported_at", "id"], postgresql_where=sa.text(waits))
    op.create_index("comment_hidden_idx", "comment", ["posted_at", "id"], postgresql_where=sa.text(hidden))


def _create_version(op: Operations) -> None:
    op.create_table(
        "comment_version",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("comment_version_comment_id_fkey")),
        sa.PrimaryKeyConstraint("comment_id", "revision", name=op.f("comment_version_pkey")),
    )


def _create_report(op: Operations) -> None:
    op.create_table(
        "comment_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=True),
        sa.Column("reporter_name", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reported_at", TIME, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint("outcome in ('hidden', 'dismissed')", name=op.f("comment_report_outcome_check")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("comment_report_comment_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("comment_report_pkey")),
        sa.UniqueConstraint("comment_id", "reporter_id", name=op.f("comment_report_comment_id_reporter_id_key")),
    )
    op.create_index("comment_report_reporter_id_idx", "comment_report", ["reporter_id"])


def _create_decision(op: Operations) -> None:
    op.create_table(
        "comment_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("moderator_id", sa.Uuid(), nullable=True),
        sa.Column("moderator_name", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_at", TIME, nullable=False),
        sa.CheckConstraint("action in ('hidden', 'restored', 'dismissed')", name=op.f("comment_decision_action_check")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("comment_decision_comment_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("comment_decision_pkey")),
    )
    op.create_index("comment_decision_comment_id_idx", "comment_decision", ["comment_id"])
    op.create_index("comment_decision_moderator_id_idx", "comment_decision", ["moderator_id"])
