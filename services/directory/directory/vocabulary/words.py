"""What people say in the ecosystem's words is said in words that it has."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request

from chassis.refusals import Invalid
from directory.ecosystem import Ecosystem, Vocabulary

# Which list of the vocabulary the values of a field, or of a key of each of its entries, are taken from.
TAKEN_FROM: Mapping[tuple[str, ...], str] = {
    ("category",): "tool_categories",
    ("kind",): "tool_kinds",
    ("links", "*", "kind"): "link_kinds",
}


class Words:
    """The keys of each list of an ecosystem's vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.keys = {name: {term.key for term in getattr(vocabulary, name)} for name in Vocabulary.model_fields}

    def check(self, said: Mapping[str, Any], *paths: tuple[str, ...]) -> None:
        """Let through what uses these words at these paths. Raises Invalid with a pointer to each that is none."""
        errors = [
            {"pointer": pointer, "detail": f"There is no {value!r} in the vocabulary ({TAKEN_FROM[path]})."}
            for path in paths
            for pointer, value in values(said, path)
            if value not in self.keys[TAKEN_FROM[path]]
        ]
        if errors:
            raise Invalid("A word is not one of the vocabulary.", errors=errors)


def values(said: Any, path: Sequence[str], at: str = "") -> Iterator[tuple[str, Any]]:
    """The JSON pointer and the value of everything at a path; ``*`` stands for each entry. What is not there is not."""
    if said is None:
        return
    if not path:
        yield at, said
        return
    step, *rest = path
    if step == "*":
        for number, entry in enumerate(said):
            yield from values(entry, rest, f"{at}/{number}")
    else:
        yield from values(said.get(step), rest, f"{at}/{step}")


@cache
def words_of(folder: Path) -> Words:
    """The words of an ecosystem, read once."""
    return Words(Ecosystem.load(folder).vocabulary)


def words(request: Request) -> Words:
    """The words of this navigator's ecosystem."""
    return words_of(request.state.settings.ecosystem)


Speaking = Annotated[Words, Depends(words)]
