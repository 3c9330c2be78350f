"""One merge, or its undoing, as its parts see it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Step(NamedTuple):
    """``earlier``: the places that had become ``gone`` before; ``by``: who does it."""

    gone: UUID
    into: UUID
    earlier: tuple[UUID, ...]
    by: UUID | None
    now: datetime

    @property
    def names(self) -> tuple[UUID, ...]:
        """The ids under which people may have spoken of the place that is gone."""
        return (self.gone, *self.earlier)
