from typing import ClassVar

from contracts.discussion import CommentFact


class CommentChanged(CommentFact):
    """What somebody said of a bench changed."""

    topic: ClassVar[str] = "corner.comment.changed.v1"
