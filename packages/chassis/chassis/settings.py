"""Configuration: read once from the environment, typed, frozen, complete at start."""

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


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


class Settings(Common):
    """What a service is told."""

    database_url: str
    database_pool: int = 4  # measured: 4 connections per worker are as good as 40
    ecosystem: Path = Path("ecosystem/tiers-lieux")
