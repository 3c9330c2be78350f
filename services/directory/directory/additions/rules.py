"""Who may say that an added place exists, on whose behalf, and when that is enough."""

from collections.abc import Iterable
from typing import Literal, NamedTuple
from uuid import UUID

from chassis.refusals import Refusal

ENOUGH = 2  # stewards of as many other places; a network or a moderator is enough alone
AT_ONCE = 20  # additions of one person that wait: more are more than anybody can look at

OnBehalfOf = Literal["network", "place", "moderation"]


class AdditionDecided(Refusal):
    """This addition has been confirmed or rejected already."""


class TooManyAdditions(Refusal):
    """Too many places of this person wait to be confirmed."""


class AlreadyConfirmed(Refusal):
    """One person confirms a place once."""


class NotIndependent(Refusal):
    """A place is confirmed by stewards of other places than the adder's, each of another one."""


class Standing(NamedTuple):
    """How somebody stands to an addition.

    ``networks``: those of the place that he manages; ``places``: those he is steward of, this one and the adder's own
    apart.
    """

    networks: frozenset[UUID]
    moderates: bool
    added_it: bool
    places: frozenset[UUID]


class Confirming(NamedTuple):
    """On whose behalf an addition is confirmed: the first of ``organisations``; all of them, if they are networks."""

    on_behalf_of: OnBehalfOf
    organisations: tuple[UUID, ...] = ()


def confirming(standing: Standing, spoken: Iterable[UUID]) -> Confirming:
    """On whose behalf somebody confirms. ``spoken``: the places whose stewards have. Raises NotIndependent."""
    if standing.networks:
        return Confirming("network", tuple(sorted(standing.networks)))
    if standing.moderates:
        return Confirming("moderation")
    places = sorted(standing.places - set(spoken))
    if standing.added_it or not places:
        raise NotIndependent("This place is for stewards of other places than yours to confirm.")
    return Confirming("place", tuple(places[:1]))


def is_enough(confirmations: Iterable[tuple[str, UUID | None]]) -> bool:
    """Whether the place exists, after these (on behalf of, organisation)."""
    said = list(confirmations)
    places = {organisation for kind, organisation in said if kind == "place"}
    return any(kind != "place" for kind, _ in said) or len(places) >= ENOUGH
