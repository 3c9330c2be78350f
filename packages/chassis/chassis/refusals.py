"""A "no" is a type beside its rule; ``chassis.problems`` is the one place that knows HTTP."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """The request was understood and the answer is no. Subclass it where the rule lives."""

    status: ClassVar[int] = 409
    headers: Mapping[str, str] = {}  # what the answer carries besides

    def __init__(self, detail: str, *, errors: Sequence[Mapping[str, str]] = ()) -> None:
        """``errors``: one ``{"pointer" | "parameter": where, "detail": why}`` per faulty value."""
        super().__init__(detail)
        self.errors = list(errors)

    @classmethod
    def slug(cls) -> str:
        """The stable name of this refusal: ``PledgeClosed`` -> ``pledge-closed``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


class NotFound(Refusal):
    """There is no such thing, or the asker may not know of it."""

    status = 404


class Invalid(Refusal):
    """A value does not have the form it must have; ``errors`` says which."""

    status = 422


class PreconditionFailed(Refusal):
    """The thing has changed since the asker read it (If-Match)."""

    status = 412


class PreconditionRequired(Refusal):
    """An edit must say which revision it was made on (If-Match)."""

    status = 428
