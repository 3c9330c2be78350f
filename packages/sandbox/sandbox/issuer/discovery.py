"""What the issuer says of itself, and of a person to whoever shows their token."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.issuer import tokens
from sandbox.issuer.asking import bearer, refusal
from sandbox.issuer.keys import ALGORITHM
from sandbox.issuer.realm import realm_of
from sandbox.realm_names import PARTNER_SCOPES

WITH_A_SECRET = ["client_secret_basic", "client_secret_post"]


async def configuration(request: Request) -> Response:
    """Answer the discovery document (OpenID Connect Discovery 1.0)."""
    issuer = realm_of(request).settings.issuer
    endpoints = f"{issuer}/protocol/openid-connect"
    return JSONResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{endpoints}/auth",
            "token_endpoint": f"{endpoints}/token",
            "userinfo_endpoint": f"{endpoints}/userinfo",
            "end_session_endpoint": f"{endpoints}/logout",
            "revocation_endpoint": f"{endpoints}/revoke",
            "jwks_uri": f"{endpoints}/certs",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": WITH_A_SECRET,
            "revocation_endpoint_auth_methods_supported": WITH_A_SECRET,
            "prompt_values_supported": ["none", "login"],
            "ui_locales_supported": ["fr", "en"],
            "scopes_supported": ["openid", "profile", "email", *PARTNER_SCOPES],
            "claims_supported": ["aud", "sub", "iss", "auth_time", "name", "preferred_username", "email"],
            "authorization_response_iss_parameter_supported": True,
            "backchannel_logout_supported": True,
            "backchannel_logout_session_supported": True,
        }
    )


async def certificates(request: Request) -> Response:
    """Answer the keys to verify with."""
    return JSONResponse(realm_of(request).keys.public(), headers={"cache-control": "no-cache"})


async def userinfo(request: Request) -> Response:
    """Answer who the token is about."""
    realm = realm_of(request)
    claims = bearer(realm, request)
    session = realm.memory.session(claims.get("sid", "")) if claims else None
    person = realm.person(session.person) if session else None
    if person is None:
        answer = refusal("invalid_token", "Token verification failed", 401)
        answer.headers["www-authenticate"] = 'Bearer error="invalid_token"'
        return answer
    return JSONResponse({"sub": str(person.id), **tokens.about(person)}, headers={"cache-control": "no-store"})
