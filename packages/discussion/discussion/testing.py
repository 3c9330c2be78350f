"""Promises that every discussion keeps, whatever it is mounted on. A service subclasses `DiscussionContract`.

It says which `Discussion` it is, and gives two subjects and one that a stranger may not see; the fixtures ``client``,
``session``, ``emitted`` and ``queries`` are the chassis', ``bearer`` is identity's.
"""

from typing import Any

import httpx2
import pytest

from chassis.ids import new_id
from discussion.promises.memory import MemoryPromises
from discussion.promises.moderation import ModerationPromises
from discussion.promises.speaking import SpeakingPromises
from discussion.promises.talking import Mounted, Somebody, Talk
from identity.testing import Bearer


@pytest.fixture
def author(bearer: Bearer) -> Somebody:
    """Who wrote what the test is about."""
    return _somebody(bearer, "Alix Autrice")


@pytest.fixture
def other(bearer: Bearer) -> Somebody:
    """Somebody else who is signed in."""
    return _somebody(bearer, "Lou Autre")


@pytest.fixture
def moderator(bearer: Bearer) -> Somebody:
    """Who answers for what can be read."""
    return _somebody(bearer, "Morgan Garant", roles=("moderator",))


def _somebody(bearer: Bearer, name: str, **claims: Any) -> Somebody:
    person = new_id()
    return Somebody(person, name, bearer(person, name=name, **claims))


@pytest.fixture
def talk(client: httpx2.AsyncClient, subject: Mounted) -> Talk:
    """About the subject."""
    return Talk(client, subject)


class DiscussionContract(SpeakingPromises, ModerationPromises, MemoryPromises):
    """Subclass it once per noun, beside the fixtures that say which one it is.

    discussion  the service's own
    subject     something to speak about, of which nothing was said (`Mounted`)
    another     another one of the same kind
    unseen      the reference of one that neither a stranger nor ``other`` may see
    """
