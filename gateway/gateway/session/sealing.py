"""Secrets, what is derived from them, and what is sealed with that."""

import hmac
import re
import secrets
from base64 import urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12  # bytes
SECRET = re.compile(rb"[A-Za-z0-9_-]{43}")


def new_secret() -> str:
    """256 random bits, as a cookie can hold them."""
    return secrets.token_urlsafe(32)


def is_secret(value: bytes) -> bool:
    """Whether it has the form of one."""
    return SECRET.fullmatch(value) is not None


def derive(secret: str, purpose: str) -> bytes:
    """32 bytes for one purpose, from which neither the secret nor those for another purpose can be found."""
    return hmac.digest(secret.encode(), f"navigator {purpose}".encode(), "sha256")


def name(secret: str, purpose: str) -> str:
    """The same as letters and digits."""
    return urlsafe_b64encode(derive(secret, purpose)).rstrip(b"=").decode()


def seal(key: bytes, plain: bytes, *, to: str) -> bytes:
    """Encrypt with AES-256-GCM; it opens only under the same key, and as what it was sealed ``to``."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, to.encode())


def unseal(key: bytes, sealed: object, *, to: str) -> bytes | None:
    """What was sealed; None when there is nothing, the key is another, or a bit has changed."""
    if not isinstance(sealed, bytes):
        return None
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], to.encode())
    except (InvalidTag, ValueError):
        return None
