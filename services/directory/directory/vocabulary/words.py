"""What people say in the ecosystem's words is said in words that it has."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Request
from pydantic import BaseModel

from chassis.refusals import Invalid
from directory.ecosystem import Ecosystem, Vocabulary


class Spot(NamedTuple):
    """Where a word stands, key by key (``*``: each entry), and the list of the vocabulary that it is taken from."""

    path: tuple[str, ...]
    words: str


CATEGORY = Spot(("category",), "tool_categories")
LINK_KIND = Spot(("links", "*", "kind"), "link_kinds")


class Words:
    """The keys of each list of an ecosystem's vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.keys = {name: {term.key for term in getattr(vocabulary, name)} for name in Vocabulary.model_fields}

    def check(self, draft: BaseModel, *spots: Spot) -> None:
        """Let through what uses these words in these spots. Raises Invalid with a pointer to each that is none."""
        said = draft.model_dump(mode="json", exclude_unset=True)
        errors = [
            {"pointer": pointer, "detail": f"There is no {value!r} in the vocabulary ({spot.words})."}
            for spot in spots
            for pointer, value in values(said, spot.path)
            if value not in self.keys[spot.words]
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
