"""Which real servers a test run may do without: none in continuous integration."""

from collections.abc import Mapping


def is_required(name: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a server's absence is a failure: REQUIRE names it, or CI is set."""
    named = {part.strip() for part in environment.get("REQUIRE", "").split(",")}
    return name in named or environment.get("CI", "").lower() in {"1", "true"}
