"""Sign-ins under way: what must be the same when a person comes back from the issuer as when they left."""

import json
from dataclasses import asdict, dataclass

from redis.asyncio import Redis

from gateway.session.patience import within
from gateway.session.sealing import derive, is_secret, name, new_secret, seal, unseal


@dataclass(frozen=True, slots=True)
class Login:
    """``verifier``: of PKCE; ``next``: the page to go back to; ``anew``: the issuer was told to ask who it is."""

    state: str
    nonce: str
    verifier: str
    next: str
    anew: bool


class Logins:
    """Kept under the secret of a cookie that only this browser has, and taken once."""

    def __init__(self, redis: Redis, *, seconds: int) -> None:
        """``seconds``: how long a person may take."""
        self._redis = redis
        self._seconds = seconds

    async def begin(self, destination: str, *, anew: bool) -> tuple[str, Login]:
        """The cookie's secret, and the login. Raises SessionsUnavailable."""
        secret = new_secret()
        login = Login(state=new_secret(), nonce=new_secret(), verifier=new_secret(), next=destination, anew=anew)
        sealed = seal(derive(secret, "login key"), json.dumps(asdict(login)).encode(), to="login")
        async with within():
            await self._redis.set(_key(secret, login.state), sealed, ex=self._seconds)
        return secret, login

    async def take(self, secrets: list[bytes], state: str) -> Login | None:
        """The login that this browser left with under this state. Raises SessionsUnavailable.

        ``secrets``: what the browser shows; more than one cannot be told apart, and is none. With another state nothing
        is found, and nothing is lost.
        """
        if len(secrets) != 1 or not is_secret(secrets[0]):
            return None
        secret = secrets[0].decode()
        async with within():
            sealed = await self._redis.getdel(_key(secret, state))
        plain = unseal(derive(secret, "login key"), sealed, to="login")
        return Login(**json.loads(plain)) if plain is not None else None


def _key(secret: str, state: str) -> str:
    return f"login:{name(secret, f'login name {state}')}"
