"""What `nav` is told, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# The sandbox is never installed from a wheel: its own place tells where the repository is.
REPOSITORY = Path(__file__).resolve().parents[3]
DEFAULT_PORT = 8080


@dataclass(frozen=True)
class Settings:
    """Where everything is kept, and the address people open."""

    home: Path
    port: int
    ecosystem: Path
    web_root: Path
    streams: Path
    inherited: Mapping[str, str]

    @property
    def address(self) -> str:
        """The address people open."""
        return self.inherited.get("PUBLIC_URL", f"http://127.0.0.1:{self.port}")

    @property
    def environment(self) -> str:
        """Whether this is development or production."""
        return self.inherited.get("ENVIRONMENT", "development")

    @property
    def logs(self) -> Path:
        """The folder of the parts' logs."""
        return self.home / "logs"


def read() -> Settings:
    """Read the settings: NAV_HOME, NAV_PORT, ECOSYSTEM, WEB_ROOT; all else is passed on to the parts as it is.

    Raises ValueError, which says what to correct.
    """
    given = dict(os.environ)
    port = given.get("NAV_PORT", "") or str(DEFAULT_PORT)
    if not port.isdecimal() or not 0 < int(port) < 2**16:
        raise ValueError(f"NAV_PORT is {port!r}: it must be a number between 1 and 65535")
    return Settings(
        home=_path(given, "NAV_HOME", ".nav"),
        port=int(port),
        ecosystem=_path(given, "ECOSYSTEM", "ecosystem/tiers-lieux"),
        web_root=_path(given, "WEB_ROOT", "web/dist"),
        streams=REPOSITORY / "deploy" / "nats" / "streams.toml",
        inherited=given,
    )


def cache_folder(given: Mapping[str, str]) -> Path:
    """Return the folder for what is fetched once and shared by all navigators of a person: NAV_CACHE moves it."""
    chosen = given.get("NAV_CACHE")
    if chosen:
        return Path(chosen).expanduser().absolute()
    shared = given.get("XDG_CACHE_HOME")
    return (Path(shared) if shared else Path.home() / ".cache") / "navigator"


def maven_repository(given: Mapping[str, str]) -> str:
    """Return where Java programs are fetched: MAVEN_REPOSITORY, else Maven Central."""
    return given.get("MAVEN_REPOSITORY") or "https://repo1.maven.org/maven2"


def _path(given: Mapping[str, str], name: str, inside: str) -> Path:
    """Return a path that was given, relative to where the person is, else one inside the repository."""
    chosen = given.get(name)
    return Path(chosen).expanduser().absolute() if chosen else REPOSITORY / inside
