"""The keys that sign: the newest one does, the older ones still prove what they signed."""

import json
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

from sandbox.textfiles import replace_text

ALGORITHM = "RS256"
KEPT = 3  # keys, the signing one included
BITS = 2048


class Keys:
    """RSA keys kept in one file that only its owner may read."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._keys: list[RSAKey] = []
        if file.exists():
            self._keys = [RSAKey.import_key(key) for key in json.loads(file.read_text())]
        else:
            self.rotate()

    def rotate(self) -> None:
        """Sign with a new key from now on."""
        fresh = RSAKey.generate_key(BITS, {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
        self._keys = [fresh, *self._keys][:KEPT]
        self._file.touch(mode=0o600)
        replace_text(self._file, json.dumps([key.as_dict(private=True) for key in self._keys]), mode=0o600)

    def sign(self, claims: dict[str, Any], kind: str = "JWT") -> str:
        """Return the claims as a signed token."""
        header = {"alg": ALGORITHM, "kid": self._keys[0].kid, "typ": kind}
        return jwt.encode(header, claims, self._keys[0], algorithms=[ALGORITHM])

    def read(self, token: str) -> dict[str, Any] | None:
        """Return the claims of a token that one of our keys signed, expired or not; None for any other."""
        try:
            return dict(jwt.decode(token, KeySet(list(self._keys)), algorithms=[ALGORITHM]).claims)
        except (JoseError, ValueError):
            return None

    def public(self) -> dict[str, Any]:
        """Return the key set that others verify with (JWKS)."""
        return {"keys": [key.as_dict(private=False) for key in self._keys]}
