"""The navigator as a list of parts: which there are, what each is told, and what it needs first."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path

from sandbox.issuer.server import Issuer
from sandbox.keeper import Part
from sandbox.keycloak.server import Keycloak
from sandbox.nats import Nats
from sandbox.ports import LOOPBACK, choose_port, remembered_port
from sandbox.postgres import Postgres
from sandbox.process import Process
from sandbox.programs import Program, Task
from sandbox.realm_names import ADMIN, GATEWAY
from sandbox.realm_server import RealmServer
from sandbox.redis import Redis
from sandbox.server import Server
from sandbox.settings import Settings

ISSUER = "issuer"
REALM_PART = "realm"
GROUP = "navigator.services"  # the entry points by which installed packages say that they bring a service


@dataclass(frozen=True)
class Cluster:
    """Everything that runs under one NAV_HOME."""

    settings: Settings

    @cached_property
    def postgres(self) -> Postgres:
        """The database server: one database per service."""
        return Postgres(self.settings.home / "postgres", log=self.settings.logs / "postgres.log")

    @cached_property
    def nats(self) -> Nats:
        """The bus."""
        return Nats(self.settings.home / "nats", log=self.settings.logs / "nats.log")

    @cached_property
    def redis(self) -> Redis:
        """The gateway's memory."""
        return Redis(self.settings.home / "redis", log=self.settings.logs / "redis.log")

    @cached_property
    def issuer(self) -> RealmServer | None:
        """Where people sign in; None when the environment names another (OIDC_ISSUER)."""
        if self.settings.inherited.get("OIDC_ISSUER"):
            return None
        kind = Keycloak if self.with_keycloak else Issuer
        return kind(
            self.settings.home / kind.__name__.lower(),
            public_url=self.settings.address,
            ecosystem=self.settings.ecosystem,
            inherited={**self.settings.inherited, "ENVIRONMENT": self.settings.environment},
            log=self.settings.logs / f"{ISSUER}.log",
        )

    @property
    def with_keycloak(self) -> bool:
        """Whether people sign in at a real Keycloak: as the last `nav up` was told."""
        return self._keycloak_chosen.exists()

    def choose(self, *, keycloak: bool) -> None:
        """Settle where people sign in, for this `nav up` and for whoever asks while it runs."""
        if keycloak:
            self._keycloak_chosen.touch()
        else:
            self._keycloak_chosen.unlink(missing_ok=True)

    @property
    def _keycloak_chosen(self) -> Path:
        return self.settings.home / "with-keycloak"

    @cached_property
    def services(self) -> list[str]:
        """The names of the installed services."""
        return sorted({point.name for point in entry_points(group=GROUP)})

    def parts(self, *, demo: bool) -> list[Part]:
        """Return all parts, in the order of their needs."""
        # Beforehand, since the gateway, which is told where the others are, starts at the same time as they.
        for home in [self._run(name) for name in self.services] + ([self.issuer.home] if self.issuer else []):
            home.mkdir(parents=True, exist_ok=True)
            choose_port(home / "port")
        parts = [Part("postgres", self.postgres), Part("nats", self.nats), Part("redis", self.redis), self._streams()]
        parts += self._sign_in_parts()
        parts += [self._schema(name) for name in self.services]
        # Two processes each, as in a cluster: facts do not queue behind readers.
        parts += [self._service(name, name, "api") for name in self.services]
        parts += [self._service(f"{name}-worker", name, "worker") for name in self.services]
        parts += [self._gateway()]
        if "directory" in self.services:
            parts.append(self._content("demo") if demo else self._content("ecosystem"))
        return parts

    def environment(self, service: str | None = None) -> dict[str, str]:
        """Return the variables by which a service, or with no name the gateway, reaches the running parts."""
        common = {
            "NATS_URL": self.nats.url,
            "PUBLIC_URL": self.settings.address,
            "ENVIRONMENT": self.settings.environment,
            "ECOSYSTEM": str(self.settings.ecosystem),
            **self._sign_in(service),
        }
        if service is not None:
            return {**common, "DATABASE_URL": self.postgres.url(service)}
        ports = {name: remembered_port(self._run(name) / "port") for name in self.services}
        services = {name: f"http://{LOOPBACK}:{port}" for name, port in ports.items() if port}
        return {
            **common,
            "REDIS_URL": self.redis.url,
            "SERVICES": json.dumps(services),
            "WEB_ROOT": str(self.settings.web_root),
        }

    def _sign_in(self, service: str | None) -> dict[str, str]:
        """Return where people sign in, and the one secret that is for a service, or for the gateway."""
        if self.issuer is None:
            return {}
        common = {"OIDC_ISSUER": self.issuer.url}
        if service is None:
            return {**common, "OIDC_CLIENT_SECRET": self.issuer.secret(GATEWAY)}
        return {**common, "OIDC_ADMIN_CLIENT": ADMIN, "OIDC_ADMIN_SECRET": self.issuer.secret(ADMIN)}

    def end_leftovers(self) -> int:
        """End what a `nav up` that was killed left running, our programs first; return how many there were."""
        programs = [Process(home / "process.json") for home in (self.settings.home / "run").glob("*")]
        programs += [Process(self.settings.home / name / "process.json") for name in ("issuer", "keycloak")]
        parts: list[Process | Server] = [*programs, self.redis, self.nats, self.postgres]
        running = [part for part in parts if part.running()]
        for part in running:
            part.stop()
        return len(running)

    def _sign_in_parts(self) -> list[Part]:
        if self.issuer is None:
            return []
        if not self.with_keycloak:
            return [Part(ISSUER, self.issuer)]
        realm = Task(
            "the realm",
            [sys.executable, "-m", "sandbox", "keycloak", "apply"],
            home=self._run(REALM_PART),
            environment=lambda: {**self.settings.inherited, "KEYCLOAK_URL": ""},  # ours, whichever else there is
            log=self.settings.logs / f"{REALM_PART}.log",
        )
        return [Part(ISSUER, self.issuer), Part(REALM_PART, realm, after=(ISSUER,))]

    @property
    def _sign_in_is(self) -> tuple[str, ...]:
        """The parts after which people can sign in."""
        if self.issuer is None:
            return ()
        return (REALM_PART,) if self.with_keycloak else (ISSUER,)

    @property
    def _issuer_told(self) -> tuple[str, ...]:
        return (ISSUER,) if self.issuer else ()

    def _run(self, program: str) -> Path:
        return self.settings.home / "run" / program

    def _full_environment(self, service: str | None) -> Mapping[str, str]:
        return {**self.settings.inherited, **self.environment(service)}

    def _program(self, name: str, *command: str, service: str | None, port: int | None = None) -> Program:
        return Program(
            name,
            [sys.executable, "-m", *command],
            home=self._run(name),
            environment=lambda: self._full_environment(service),
            port=port,
            log=self.settings.logs / f"{name}.log",
        )

    def _streams(self) -> Part:
        task = Task(
            "the streams",
            [sys.executable, "-m", "chassis", "streams", str(self.settings.streams)],
            home=self._run("streams"),
            environment=lambda: {**self.settings.inherited, "NATS_URL": self.nats.url},
            log=self.settings.logs / "streams.log",
        )
        return Part("streams", task, after=("nats",))

    def _schema(self, name: str) -> Part:
        task = Task(
            f"the schema of {name}",
            [sys.executable, "-m", "chassis", "migrate", name],
            home=self._run(f"{name}-schema"),
            environment=lambda: self._full_environment(name),
            before=lambda: self.postgres.create(name),
            log=self.settings.logs / f"{name}-schema.log",
        )
        return Part(f"{name}-schema", task, after=("postgres",))

    def _service(self, part: str, name: str, verb: str) -> Part:
        program = self._program(part, "chassis", verb, name, service=name)
        told = ("postgres", "nats", *self._issuer_told)
        return Part(part, program, after=("streams", f"{name}-schema", *self._sign_in_is), told=told)

    def _gateway(self) -> Part:
        program = self._program("gateway", "gateway", "serve", service=None, port=self.settings.port)
        told = ("nats", "redis", *self._issuer_told, *self.services)
        return Part("gateway", program, after=("redis", "streams", *self._sign_in_is), told=told)

    def _content(self, name: str) -> Part:
        """Return the task that enters the demonstration, or the ecosystem's networks and tools alone.

        It needs the database only, so that it runs while the service starts; facts wait for the relay.
        """
        task = Task(
            name,
            [sys.executable, "-m", "chassis", "run", "directory", name, "load"],
            home=self._run(name),
            environment=lambda: self._full_environment("directory"),
            log=self.settings.logs / f"{name}.log",
        )
        return Part(name, task, after=("directory-schema",), optional=True)
