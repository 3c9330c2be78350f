"""The way to a Keycloak's admin side."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keycloak import KeycloakAdmin

PATIENCE = 60  # seconds for one answer


@dataclass(frozen=True)
class Access:
    """A Keycloak, and a client that may administer it, most often one of its realm `master`."""

    url: str
    client_id: str
    secret: str
    home: str = "master"  # the client's own realm

    def to(self, realm: str) -> "KeycloakAdmin":
        """Return the way to a realm's admin side."""
        # Takes a second to import, which no other verb of `nav` should wait for.
        from keycloak import KeycloakAdmin, KeycloakOpenIDConnection

        connection = KeycloakOpenIDConnection(
            server_url=self.url,
            realm_name=realm,
            user_realm_name=self.home,
            client_id=self.client_id,
            client_secret_key=self.secret,
            timeout=PATIENCE,
        )
        return KeycloakAdmin(connection=connection)
