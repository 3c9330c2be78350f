"""What each part of the contract is given."""

from collections.abc import Iterator
from uuid import UUID

import httpx2
import pytest

from identity.provider import KeycloakProvider
from sandbox.keycloak.access import Access
from sandbox.people import Person, read_people
from sandbox.provider_contract.reading import told
from sandbox.realm_names import GATEWAY
from sandbox.realm_server import RealmServer
from sandbox.settings import REPOSITORY
from sandbox.signing_in import Application, new_browser

PEOPLE = {person.username: person for person in read_people(REPOSITORY / "ecosystem" / "tiers-lieux")}
LEAVING = Person(
    username="passage",
    id=UUID("00000000-0000-4000-8000-0000000000ff"),
    first_name="Sol",
    last_name="Passage",
    email="passage@exemple.test",
)


class Promise:
    """Inherited with the contract by one class for each provider, which brings `realm` and `navigator`.

    The realm knows the demonstration's people and LEAVING, whose account does not outlive the tests.
    """

    def access_to_keys(self, realm: RealmServer) -> Access:
        """Return the way to the admin side of who may give the realm new keys."""
        raise NotImplementedError

    @pytest.fixture
    def gateway(self, realm: RealmServer) -> Application:
        """The gateway as a client."""
        return realm.application(GATEWAY)

    @pytest.fixture
    def browser(self) -> Iterator[httpx2.Client]:
        """Somebody's browser, without a cookie yet."""
        with new_browser() as browser:
            yield browser

    @pytest.fixture
    def provider(self, realm: RealmServer) -> KeycloakProvider:
        """The adapter, as a service has it."""
        return KeycloakProvider(told(realm))
