"""The realm: its people, its clients, its keys, and what it remembers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from starlette.requests import HTTPConnection

from sandbox.issuer.clients import Client, own_clients
from sandbox.issuer.codes import Codes
from sandbox.issuer.keys import Keys
from sandbox.issuer.memory import Memory, Session
from sandbox.issuer.settings import IssuerSettings
from sandbox.people import Person, read_people


@dataclass(frozen=True)
class Realm:
    """Everything the routes ask."""

    settings: IssuerSettings

    @cached_property
    def keys(self) -> Keys:
        """What signs."""
        return Keys(self.settings.issuer_home / "keys.json")

    @cached_property
    def memory(self) -> Memory:
        """What outlives a request."""
        return Memory(self.settings.issuer_home / "memory.json")

    @cached_property
    def codes(self) -> Codes:
        """What outlives a request by a minute."""
        return Codes()

    @cached_property
    def _everybody(self) -> list[Person]:
        return read_people(self.settings.ecosystem)

    @property
    def people(self) -> list[Person]:
        """Everybody who has an account."""
        return [person for person in self._everybody if not self.memory.is_erased(person.id)]

    @property
    def clients(self) -> dict[str, Client]:
        """Every client by its name, those made here after the realm's own."""
        return {client.client_id: client for client in (*self._own, *self.memory.partners)}

    @cached_property
    def _own(self) -> list[Client]:
        return own_clients(self.settings)

    def person(self, person_id: UUID) -> Person | None:
        """Return who has this id."""
        return _first(person for person in self.people if person.id == person_id)

    def named(self, username: str) -> Person | None:
        """Return who has this username or e-mail."""
        return _first(person for person in self.people if username.lower() in {person.username, person.email})

    def session_of(self, connection: HTTPConnection) -> Session | None:
        """Return the session of the browser that asks."""
        found = self.memory.of_browser(connection.cookies.get(self.cookie, ""))
        return found if found and self.person(found.person) else None

    @property
    def cookie(self) -> str:
        """The cookie's name. Cookies know no ports: two issuers on one machine must not share it."""
        return f"issuer-{self.settings.port}"


def realm_of(connection: HTTPConnection) -> Realm:
    """Return the realm of the application that is asked."""
    realm: Realm = connection.app.state.realm
    return realm


def _first(found: Iterable[Person]) -> Person | None:
    return next(iter(found), None)
