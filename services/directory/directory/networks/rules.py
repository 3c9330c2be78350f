"""Where a network is, and whom it may take in."""

from collections.abc import Mapping
from typing import Any

from chassis.refusals import Invalid
from directory.territories.divisions import regions
from identity.refusals import Forbidden


class NotAsked(Forbidden):
    """A place joins a network when it says so itself."""


def check_asked(*, stewarded: bool, steward: bool, at_home: bool) -> None:
    """Let a place in on the word of its steward; one without steward is its regional network's to take in.

    ``steward``: whether the network's manager is also the place's steward; ``at_home``: whether the network is the
    regional one of the place's region. Raises NotAsked.
    """
    if stewarded and not steward:
        raise NotAsked(
            "This place has a steward: who is its steward and manages the network, or a moderator, lets it in."
        )
    if not stewarded and not at_home:
        raise NotAsked("Nobody is steward of this place: its own regional network, or a moderator, lets it in.")


def region_of(network: Mapping[str, Any]) -> str | None:
    """The name of a network's region. Raises Invalid for an unknown one, and for a regional network without any."""
    code = network["region_code"]
    if code in regions():
        return regions()[code].name
    if code is None and network["kind"] != "regional":
        return None
    wrong = "A regional network is of a region." if code is None else f"There is no region {code!r}."
    raise Invalid(wrong, errors=[{"pointer": "/region_code", "detail": wrong}])
