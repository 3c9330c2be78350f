"""Tokens that a careless verifier would take."""

import hmac
import json
from base64 import urlsafe_b64encode

from joserfc import jwt
from joserfc.jwk import RSAKey

PERSON = "00000000-0000-4000-8000-000000000001"


def b64(data):
    return urlsafe_b64encode(data if isinstance(data, bytes) else json.dumps(data).encode()).rstrip(b"=").decode()


def forged(issuer, claims):
    """By what was done to them."""
    public = issuer.key.as_pem(private=False)
    head, body = {"alg": "HS256", "typ": "JWT", "kid": issuer.key.kid}, b64(claims)
    signed = f"{b64(head)}.{body}"
    good = issuer.sign(claims)
    stranger = RSAKey.generate_key(2048, parameters={"kid": issuer.key.kid})
    return {
        "none": f"{b64({'alg': 'none', 'kid': issuer.key.kid})}.{body}.",
        "None": f"{b64({'alg': 'None', 'kid': issuer.key.kid})}.{body}.",
        "signature left out": ".".join(good.split(".")[:2]) + ".",
        "HS256 by the public key": f"{signed}.{b64(hmac.digest(public, signed.encode(), 'sha256'))}",
        "another key of the same name": jwt.encode({"alg": "RS256", "kid": issuer.key.kid}, claims, stranger),
        "a key of its own in the head": jwt.encode(
            {"alg": "RS256", "kid": "x", "jwk": stranger.as_dict(private=False)}, claims, stranger
        ),
        "claims changed": ".".join([good.split(".")[0], b64({**claims, "name": "Admin"}), good.split(".")[2]]),
        "nothing": ".",
        "dots": "..",
        "long": "a" * 20_000,
    }
