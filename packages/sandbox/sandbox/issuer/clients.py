"""The programs that may ask for tokens: the realm's own, and partners' that were made here."""

import hmac
from uuid import NAMESPACE_URL, uuid5

from pydantic import BaseModel, ConfigDict

from sandbox.issuer.settings import IssuerSettings
from sandbox.realm_names import GATEWAY, MOBILE, MOBILE_REDIRECT, PARTNER, PARTNER_SCOPES, PERSON_SCOPES


class Client(BaseModel):
    """A program. Without a secret it is public; with `service_account` it may ask in its own name."""

    model_config = ConfigDict(frozen=True)

    client_id: str
    secret: str = ""
    name: str = ""
    enabled: bool = True
    redirect_uris: tuple[str, ...] = ()
    post_logout_uris: tuple[str, ...] = ()
    backchannel_logout: str = ""
    service_account: bool = False
    default_scopes: tuple[str, ...] = ()
    optional_scopes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The identifier by which the admin side names it."""
        return str(uuid5(NAMESPACE_URL, f"client:{self.client_id}"))

    @property
    def service_account_id(self) -> str:
        """The subject of the tokens it gets in its own name."""
        return str(uuid5(NAMESPACE_URL, f"service-account:{self.client_id}"))

    def knows(self, secret: str) -> bool:
        """Tell whether this is the secret; a public client has none to know."""
        return bool(self.secret) and hmac.compare_digest(self.secret.encode(), secret.encode())

    def granted(self, asked: str) -> str | None:
        """Return the scopes granted for those asked; None when one of them is not for this client."""
        wanted = asked.split()
        if not set(wanted) <= {"openid", *self.default_scopes, *self.optional_scopes}:
            return None
        return " ".join(dict.fromkeys([*wanted, *self.default_scopes]))


def own_clients(settings: IssuerSettings) -> list[Client]:
    """Return the realm's own clients."""
    origin = settings.origin
    return [
        Client(
            client_id=GATEWAY,
            secret=settings.oidc_client_secret,
            redirect_uris=(f"{origin}/auth/callback",),
            post_logout_uris=(f"{origin}/auth/signed-out",),
            backchannel_logout=f"{origin}/auth/backchannel-logout",
            default_scopes=PERSON_SCOPES,
        ),
        Client(
            client_id=MOBILE,
            redirect_uris=(MOBILE_REDIRECT,),
            post_logout_uris=(MOBILE_REDIRECT,),
            default_scopes=PERSON_SCOPES,
        ),
        Client(client_id=settings.oidc_admin_client, secret=settings.oidc_admin_secret, service_account=True),
        Client(
            client_id=PARTNER,
            secret=settings.oidc_partner_secret,
            service_account=True,
            default_scopes=PARTNER_SCOPES[:1],
            optional_scopes=PARTNER_SCOPES[1:],
        ),
    ]
