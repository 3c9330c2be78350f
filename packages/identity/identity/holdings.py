"""What a person may do for whom: the mandates that he holds, as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from contracts.directory import MandateRole, OrganisationKind

RANK: dict[MandateRole, int] = {"member": 0, "editor": 1, "steward": 2}


class Organisation(NamedTuple):
    """A place, a network or a partner."""

    kind: OrganisationKind
    id: UUID


class Held(NamedTuple):
    """One mandate that is in force."""

    organisation: Organisation
    role: MandateRole


@dataclass(frozen=True)
class Holdings:
    """All mandates of one person that are in force."""

    mandates: frozenset[Held] = frozenset()

    @classmethod
    def of(cls, mandates: Iterable[Held]) -> "Holdings":
        """These mandates."""
        return cls(frozenset(mandates))

    def rank(self, organisation: Organisation | None) -> int:
        """The highest rank for this organisation; -1 for none."""
        return max((RANK[held.role] for held in self.mandates if held.organisation == organisation), default=-1)

    def holds(self, organisation: Organisation, role: MandateRole) -> bool:
        """Whether he may do for it what this role may."""
        return self.rank(organisation) >= RANK[role]

    def where(self, role: MandateRole, kind: OrganisationKind) -> frozenset[UUID]:
        """The organisations of this kind for which he holds at least this role."""
        return frozenset(
            held.organisation.id
            for held in self.mandates
            if held.organisation.kind == kind and RANK[held.role] >= RANK[role]
        )


NOTHING = Holdings()
