"""The demonstration's people as accounts of Keycloak."""

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence

from sandbox.keycloak.access import Access
from sandbox.people import Person
from sandbox.realm_names import REALM

ITERATIONS = 10_000  # of the hash; Keycloak hashes again, its own way, when a person signs in first
ALGORITHM = "pbkdf2-sha512"
SIZE = 64


def enter(access: Access, people: Sequence[Person]) -> None:
    """Make accounts with the people's own ids; the password is the username. Those that are there are left alone."""
    if people:
        payload = {"ifResourceExists": "SKIP", "users": [_account(person) for person in people]}
        access.to(REALM).partial_import_realm(REALM, payload)


def _account(person: Person) -> dict[str, object]:
    return {
        "id": str(person.id),
        "username": person.username,
        "firstName": person.first_name,
        "lastName": person.last_name,
        "email": person.email,
        "emailVerified": True,
        "enabled": True,
        "attributes": {"locale": ["fr"]},
        "realmRoles": [f"default-roles-{REALM}", *person.roles],
        "credentials": [_credential(person.username)],
    }


def _credential(password: str) -> dict[str, object]:
    """Return a password already hashed: in plain text the realm's policy would refuse one as short as a name."""
    salt = secrets.token_bytes(16)
    value = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ITERATIONS, SIZE)
    secret = {"value": base64.b64encode(value).decode(), "salt": base64.b64encode(salt).decode()}
    about = {"hashIterations": ITERATIONS, "algorithm": ALGORITHM}
    return {"type": "password", "secretData": json.dumps(secret), "credentialData": json.dumps(about)}
