"""The promises every embedded server keeps, each kept by the four real ones."""

import os
import signal
import socket
from pathlib import Path
from typing import ClassVar

import nats
import psutil
import pytest
import redis

from sandbox.issuer.server import Issuer
from sandbox.nats import Nats
from sandbox.ports import PortTakenError
from sandbox.postgres import Postgres
from sandbox.redis import Redis
from sandbox.server import HomeInUseError, Server
from sandbox.signing_in import refresh


class ServerContract:
    kind: ClassVar[type[Server]]

    async def write(self, server: Server) -> None:
        raise NotImplementedError

    async def read(self, server: Server) -> str:
        raise NotImplementedError

    async def test_data_survive_a_stop_and_a_kill_on_the_same_port(self, tmp_path: Path) -> None:
        server = self.kind(tmp_path / "home")
        server.start()
        port, first = server.port, server.pid
        await self.write(server)
        server.stop()
        assert not server.running()
        server.start()
        assert (await self.read(server), server.port) == ("kept", port)
        second = server.pid
        os.kill(second, signal.SIGKILL)
        assert "SIGKILL" in self.ended(server)
        server.start()
        assert (await self.read(server), server.port) == ("kept", port)
        server.stop()
        assert not is_running(first)
        assert not is_running(second)

    def test_a_second_owner_of_a_home_is_refused(self, tmp_path: Path) -> None:
        with self.kind(tmp_path, fast=True) as server:
            with pytest.raises(HomeInUseError, match=f"already run by process {os.getpid()}"):
                self.kind(tmp_path, fast=True).start()
            assert server.alive()

    def test_what_a_crashed_owner_left_is_ended_and_its_data_taken_up(self, tmp_path: Path) -> None:
        left = self.kind(tmp_path, fast=True)
        left.start()
        pid = left.pid
        left.disown()  # what the system does when the owner is killed
        with self.kind(tmp_path, fast=True) as server:
            assert server.alive()
            assert server.pid != pid
            assert not is_running(pid)

    def test_a_port_that_someone_else_took_meanwhile_is_left_to_them(self, tmp_path: Path) -> None:
        tmp_path.joinpath("port").write_text(str(self.taken.getsockname()[1]))
        with self.kind(tmp_path, fast=True) as server:
            assert server.port != self.taken.getsockname()[1]

    def test_a_port_asked_for_and_taken_is_refused_with_its_holder(self, tmp_path: Path) -> None:
        port = self.taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=rf"port {port} is taken by .*process {os.getpid()}"):
            self.kind(tmp_path, port, fast=True).start()

    def test_only_this_machine_and_who_knows_the_password_get_in(self, tmp_path: Path) -> None:
        with self.kind(tmp_path, fast=True) as server:
            process = psutil.Process(server.pid)
            listening = {link.laddr.ip for link in process.net_connections() if link.status == psutil.CONN_LISTEN}
            assert listening == {"127.0.0.1"}
            secrets = [*tmp_path.glob("password"), *tmp_path.glob("*.secret")]
            assert {secret.stat().st_mode & 0o077 for secret in secrets} == {0}

    @pytest.fixture(autouse=True)
    def _taken(self):
        with socket.create_server(("127.0.0.1", 0)) as self.taken:
            yield

    @staticmethod
    def ended(server: Server) -> str:
        while server.running():
            pass
        return server.ending()


class TestPostgres(ServerContract):
    kind = Postgres

    async def write(self, server: Postgres) -> None:
        server.create("directory")
        server.create("directory")
        server.query("create table word as select 'kept' as word", database="directory")

    async def read(self, server: Postgres) -> str:
        return server.query("select word from word", database="directory")

    def test_a_database_belongs_to_its_own_role_and_is_closed_to_others(self, tmp_path: Path) -> None:
        with Postgres(tmp_path, fast=True) as server:
            server.create("directory")
            owner = "select rolname from pg_database join pg_roles on datdba = pg_roles.oid where datname = 'directory'"
            assert server.query(owner) == "directory"
            assert server.role_password("directory") not in {server.password(), server.role_password("needs")}

    def test_the_number_of_a_dead_server_may_be_anothers_by_now(self, tmp_path: Path) -> None:
        with Postgres(tmp_path, fast=True):
            pass
        sleeper = psutil.Popen(["sleep", "60"])
        (tmp_path / "data" / "postmaster.pid").write_text(f"{sleeper.pid}\n{tmp_path}/data\n")
        try:
            with Postgres(tmp_path, fast=True) as server:
                assert server.alive()
            assert sleeper.is_running()
        finally:
            sleeper.kill()
            sleeper.wait()

    def test_a_first_start_that_was_cut_short_begins_again(self, tmp_path: Path) -> None:
        (tmp_path / "data.new").mkdir()
        (tmp_path / "data.new" / "PG_VERSION").write_text("18\n")
        with Postgres(tmp_path, fast=True) as server:
            assert server.alive()


class TestNats(ServerContract):
    kind = Nats

    async def write(self, server: Nats) -> None:
        async with await nats.connect(server.url) as connection:
            bus = connection.jetstream()
            await bus.add_stream(name="WORDS", subjects=["word"])
            await bus.publish("word", b"kept")

    async def read(self, server: Nats) -> str:
        async with await nats.connect(server.url) as connection:
            message = await connection.jetstream().get_last_msg("WORDS", "word")
            return message.data.decode()


class TestIssuer(ServerContract):
    @staticmethod
    def kind(home: Path, port: int | None = None, *, fast: bool = False) -> Issuer:
        return Issuer(home, port)

    async def write(self, server: Issuer) -> None:
        (server.home / "held").write_text(server.sign_in("lou").refresh_token)

    async def read(self, server: Issuer) -> str:
        held = server.home / "held"
        held.write_text(refresh(server.application(), held.read_text()).refresh_token)
        return "kept"


class TestRedis(ServerContract):
    kind = Redis

    async def write(self, server: Redis) -> None:
        with redis.Redis.from_url(server.url) as connection:
            connection.set("word", "kept")

    async def read(self, server: Redis) -> str:
        with redis.Redis.from_url(server.url) as connection:
            return connection.get("word").decode()


def is_running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
