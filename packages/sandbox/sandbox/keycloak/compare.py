"""Is what is there as it is written? Only what is written counts."""

from typing import Any

MASK = "**********"  # what Keycloak answers in place of a secret


def as_written(written: Any, found: Any) -> bool:
    """Tell whether what was found has all that is written. Lists have no order; a masked secret passes for equal."""
    if isinstance(written, dict):
        return isinstance(found, dict) and all(as_written(value, found.get(name)) for name, value in written.items())
    if isinstance(written, list):
        return sorted(map(str, written)) == sorted(map(str, found or []))
    return written in (found, _absent(found)) or found == MASK


def masked(found: Any) -> bool:
    """Tell whether there is a secret in it that is not shown."""
    return any(map(masked, found.values())) if isinstance(found, dict) else found == MASK


def laid_over(found: Any, written: Any) -> Any:
    """Return what was found, with what is written in its place."""
    if isinstance(written, dict) and isinstance(found, dict):
        return found | {name: laid_over(found.get(name), value) for name, value in written.items()}
    return written


def _absent(found: Any) -> Any:
    """Read what is not there as empty or off: Keycloak leaves such values out."""
    return found if found is not None else False
