"""What the services hold of a person: gathered into one archive, or erased (GDPR, articles 15, 17 and 20)."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gateway.asked import Asked
from gateway.refusing import EdgeRefusal
from gateway.routing import framing
from gateway.routing.delivery import Cut
from gateway.routing.neighbours import Neighbour, Neighbours
from gateway.session.asking import Asker
from gateway.session.schemas import Account, OneSession
from gateway.session.sessions import Person
from gateway.upstream.answers import Answer
from gateway.upstream.errors import UpstreamError
from gateway.upstream.pool import Ask

OK = 200
DONE = frozenset({200, 202, 204})
ERASER = "directory"  # it tells the others, and has the account removed


class ExportIncomplete(EdgeRefusal):
    """A part of the navigator does not say what it holds of you: there is no archive with a hole in it."""


class ErasureNotTaken(EdgeRefusal):
    """The erasure could not begin: nothing was erased."""


async def gather(neighbours: Neighbours, asked: Asked, asker: Asker) -> dict[str, Answer]:
    """What each service answers, by its name; all have begun to. Raises ExportIncomplete."""
    services = list(neighbours)
    questions = (_ask(service, "GET", "/me/export", asked, asker) for service in services)
    outcomes = await asyncio.gather(*questions, return_exceptions=True)
    answers: dict[str, Answer] = {}
    silent: list[str] = []
    for service, outcome in zip(services, outcomes, strict=True):
        if isinstance(outcome, Answer):
            answers[service.name] = outcome
        elif not isinstance(outcome, EdgeRefusal):
            raise outcome
        if not isinstance(outcome, Answer) or outcome.status != OK:
            silent.append(service.name)
    if silent:
        for answer in answers.values():
            answer.discard()
        raise ExportIncomplete(f"No answer from: {', '.join(silent)}. Try again in a moment.", retry_after=30)
    return answers


async def archive(
    person: Person, sessions: Sequence[OneSession], answers: Mapping[str, Answer], *, patience: float
) -> AsyncIterator[bytes]:
    """The ZIP, as it comes together. Raises Cut when a service breaks off: nobody may take it for whole."""
    account = {
        "account": Account.of(person).model_dump(mode="json"),
        "sessions": [session.model_dump(mode="json") for session in sessions],
    }
    pipe = _Pipe()
    try:
        with ZipFile(cast("IO[bytes]", pipe), "w", ZIP_DEFLATED) as zipped:
            zipped.writestr(_entry("account"), json.dumps(account, ensure_ascii=False, indent=1))
            for name, answer in answers.items():
                with zipped.open(_entry(name), "w") as member:
                    async for chunk in answer.chunks(patience=patience):
                        member.write(chunk)
                        yield pipe.take()
        yield pipe.take()
    except UpstreamError as error:
        raise Cut(str(error)) from error
    finally:
        for answer in answers.values():
            answer.discard()


async def erase(neighbours: Neighbours, asked: Asked, asker: Asker) -> None:
    """Let the directory begin it. Raises ErasureNotTaken."""
    service = next((one for one in neighbours if one.name == ERASER), None)
    if service is None:
        raise ErasureNotTaken("The directory is not here.", retry_after=30)
    try:
        answer = await _ask(service, "DELETE", "/me", asked, asker)
    except EdgeRefusal as refusal:
        raise ErasureNotTaken(str(refusal), retry_after=30) from refusal
    answer.discard()
    if answer.status not in DONE:
        raise ErasureNotTaken(f"The directory answered {answer.status}.", retry_after=30)


async def _ask(service: Neighbour, method: str, path: str, asked: Asked, asker: Asker) -> Answer:
    """Ask a service in the person's name."""
    question = replace(
        asked,
        method=method,
        query=b"",
        headers=[(b"accept", b"application/json")],
        token=asker.token,
        content_length=None,
        chunked=False,
    )
    head = framing.head(question, service.hop, path.encode(), shared=False)
    return await service.ask(Ask(head), "heavy")


class _Pipe:
    """What a ZipFile writes to: no file, only what has not been taken yet."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(f"{name}.json", time.gmtime()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
