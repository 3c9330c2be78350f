"""Where a network is."""

from collections.abc import Mapping
from typing import Any

from chassis.refusals import Invalid
from directory.territories.divisions import regions


def region_of(network: Mapping[str, Any]) -> str | None:
    """The name of a network's region. Raises Invalid for an unknown one, and for a regional network without any."""
    code = network["region_code"]
    if code in regions():
        return regions()[code].name
    if code is None and network["kind"] != "regional":
        return None
    wrong = "A regional network is of a region." if code is None else f"There is no region {code!r}."
    raise Invalid(wrong, errors=[{"pointer": "/region_code", "detail": wrong}])
