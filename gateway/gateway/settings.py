"""What the gateway is told: read once from the environment, typed, frozen."""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from chassis.settings import Common

Network = IPv4Network | IPv6Network
KIB = 1024
MIB = 1024 * KIB
DAY = 24 * 3600
OURS = frozenset({"me", "config"})  # of /api/…: what the gateway answers itself


class GatewaySettings(Common):
    """Each field is an environment variable; lists are separated by commas, SERVICES is a JSON object."""

    port: int = 8080
    services: dict[str, str] = Field(default_factory=dict)  # name -> http://host:port
    redis_url: str = "redis://127.0.0.1:6379/0"
    web_root: Path = Path("web/dist")
    ecosystem: Path = Path("ecosystem/tiers-lieux")
    tiles_url: str = ""  # a template with {z}/{x}/{y}; empty: the client's own base map
    access_log: Literal["off", "debug", "info"] = "debug"  # at which level each request is told; cached hits never are

    # Who asks.
    trusted_proxies: Annotated[tuple[Network, ...], NoDecode] = ()  # whose X-Forwarded-For is believed
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()  # exact origins, or * for any (reads without credentials)

    # Signing in.
    oidc_client_id: str = "navigator-gateway"
    oidc_client_secret: SecretStr = SecretStr("")  # another one signs everybody out: what Redis keeps is sealed by it
    oidc_allow_http: bool = False  # whether a production may trust an issuer over plain http
    session_cookie: str = Field(default="session", pattern=r"^[A-Za-z0-9_-]+$")  # https puts __Host- in front
    session_idle_seconds: int = Field(default=7 * DAY, ge=1)  # a session that nobody used for so long is over
    session_seconds: int = Field(default=30 * DAY, ge=1)  # and any is after so long
    login_seconds: int = Field(default=600, ge=1)  # for a person to come back from the issuer
    refresh_ahead_seconds: float = 30.0  # before a token expires, another is fetched
    oidc_seconds: float = Field(default=5.0, gt=0)  # patience with the issuer

    # How much.
    rate_limits: Literal["on", "off"] = "on"
    limit_read: int = Field(default=3000, ge=1)  # per minute and client, as the next four
    limit_search: int = Field(default=600, ge=1)
    limit_write: int = Field(default=120, ge=1)
    limit_heavy: int = Field(default=60, ge=1)
    limit_auth: int = Field(default=120, ge=1)
    body_bytes: int = 10 * MIB
    head_bytes: int = 32 * KIB
    target_bytes: int = 8 * KIB

    # How long, in seconds.
    connect_seconds: float = 2.0
    head_seconds: float = 15.0
    heavy_head_seconds: float = 60.0
    silence_seconds: float = 30.0
    client_head_seconds: float = 10.0
    client_idle_seconds: float = 75.0
    sitemap_seconds: float = 600.0
    upstream_connections: int = 64

    # What is remembered.
    cache_bytes: int = 128 * MIB  # 0: nothing
    trust_no_cache: bool = False  # whether a client may ask past the cache (benchmarks)
    stale_seconds: float = 1.0  # how old an answer may be while the bus is away

    @field_validator("trusted_proxies", "cors_origins", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("services")
    @classmethod
    def _addresses(cls, services: dict[str, str]) -> dict[str, str]:
        for name, address in services.items():
            parts = urlsplit(address)
            if (
                not name.isidentifier()
                or name in OURS
                or parts.scheme != "http"
                or not parts.hostname
                or parts.path.strip("/")
            ):
                raise ValueError(f"SERVICES: {name}={address!r} is not name -> http://host:port")
        return services

    @model_validator(mode="after")
    def _safe_to_sign_in(self) -> Self:
        if self.session_idle_seconds > self.session_seconds:
            raise ValueError("SESSION_IDLE_SECONDS is at most SESSION_SECONDS.")
        if not self.oidc_issuer or self.environment != "production":
            return self
        if not self.oidc_client_secret.get_secret_value():
            raise ValueError("OIDC_CLIENT_SECRET is empty: in production nobody signs in without it.")
        if not self.oidc_issuer.startswith("https://") and not self.oidc_allow_http:
            raise ValueError("OIDC_ISSUER is not https: set OIDC_ALLOW_HTTP=true if that is what you want.")
        return self

    @property
    def origin(self) -> str:
        """The public address without a slash at its end."""
        return self.public_url.rstrip("/")

    @property
    def session_cookie_name(self) -> str:
        """The whole name: over https one that no other host of the domain can set (RFC 6265bis §4.1.3.2)."""
        return f"__Host-{self.session_cookie}" if self.secure else self.session_cookie

    @property
    def secure(self) -> bool:
        """Whether the public address is https."""
        return self.public_url.startswith("https://")
