"""What the issuer is told: read once from the environment."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from chassis.settings import Common
from sandbox.realm_names import ADMIN, REALM


class IssuerSettings(Common):
    """Each field is an environment variable. Secrets have no default: whoever starts it makes them."""

    port: int = 8081
    issuer_home: Path
    ecosystem: Path = Path("ecosystem/tiers-lieux")
    oidc_issuer: str = ""  # the address people and programs know it by; by default its own
    oidc_client_secret: str = Field(min_length=16)
    oidc_admin_client: str = ADMIN
    oidc_admin_secret: str = Field(min_length=16)
    oidc_partner_secret: str = Field(min_length=16)

    @model_validator(mode="after")
    def _never_in_production(self) -> Self:
        if self.environment != "development":
            raise ValueError(
                "ENVIRONMENT is production: the sandbox's sign-in lets anybody be anybody and does not start there. "
                "Use Keycloak (deploy/keycloak), and set OIDC_ISSUER."
            )
        return self

    @property
    def issuer(self) -> str:
        """The issuer's address, as `iss` says it."""
        return self.oidc_issuer or f"http://{self.host}:{self.port}/realms/{REALM}"

    @property
    def origin(self) -> str:
        """The navigator's public address without a slash at its end."""
        return self.public_url.rstrip("/")
