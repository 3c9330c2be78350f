"""What an adapter is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from directory.imports.said import Said


@dataclass(frozen=True)
class Adapter:
    """How one kind of file is read.

    `columns` are the ones it uses, `required` those without which the file is another kind of file; `say` turns a row
    into what it says, without judging it.
    """

    name: str
    columns: frozenset[str]
    required: frozenset[str]
    say: Callable[[Mapping[str, str]], Said]
