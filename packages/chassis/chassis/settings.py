"""Configuration: read once from the environment, typed, frozen, complete at start."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Common(BaseSettings):
    """What every process is told, a service or the gateway. Each field is an environment variable."""

    model_config = SettingsConfigDict(frozen=True)

    nats_url: str = "nats://127.0.0.1:4222"
    host: str = "127.0.0.1"
    port: int = 8000
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "console"] = "json"
    environment: Literal["development", "production"] = "production"
    public_url: str = "http://127.0.0.1:8080"
    oidc_issuer: str = ""  # who signs tokens, as people's browsers know it; empty: nobody can sign in
    oidc_internal_url: str = ""  # the same as reached from inside; empty: by the issuer's own address
    oidc_audience: str = "navigator-api"
    oidc_clients: Annotated[tuple[str, ...], NoDecode] = ("navigator-gateway", "navigator-mobile")

    @field_validator("oidc_clients", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(filter(None, value.replace(" ", "").split(","))) if isinstance(value, str) else value


class Settings(Common):
    """What a service is told."""

    database_url: str
    database_pool: int = 4  # measured: 4 connections per worker are as good as 40
    ecosystem: Path = Path("ecosystem/tiers-lieux")
    oidc_admin_client: str = ""  # who may remove accounts at the issuer; empty: nobody
    oidc_admin_secret: SecretStr = SecretStr("")
