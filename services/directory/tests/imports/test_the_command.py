"""What an operator types, on a database of its own."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from typer.testing import CliRunner

from chassis import migrations
from chassis.database import plain_dsn
from directory.commands import app
from directory.service import service as directory

ECOSYSTEM = Path(__file__).parents[4] / "ecosystem" / "tiers-lieux"
HEADER = "ID_UNIQUE;NOM;Insee;NOM_STRC_PORT;ADRESSE;CODPOST;VILLE;INTERNET\n"


@pytest.fixture(scope="module")
def address(fresh_database):
    url = fresh_database("command")
    migrations.upgrade(directory, url)
    return url


@pytest.fixture
def environment(address):
    return {"DATABASE_URL": address, "ECOSYSTEM": str(ECOSYSTEM), "COLUMNS": "200"}


@pytest.fixture
def command(environment):
    def run(*words, **changes):
        return CliRunner().invoke(app, list(map(str, words)), env=environment | changes)

    return run


@pytest.fixture
def process(environment):
    """The command in a process of its own, to be killed."""

    def start(*words):
        arguments = [sys.executable, "-m", "chassis", "run", "directory", *map(str, words)]
        silent = subprocess.DEVNULL
        return subprocess.Popen(arguments, env=os.environ | environment, stdout=silent, stderr=silent)

    return start


@pytest.fixture
def ask(address):
    async def ask(question):
        connection = await asyncpg.connect(plain_dsn(address))
        try:
            return await connection.fetchval(question)
        finally:
            await connection.close()

    return ask


def written(path, rows):
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def test_an_import_reports_what_it_did_in_three_ways(command, tmp_path):
    file = written(tmp_path / "list.csv", ["a1;L'Étincelle;35238;;;;;\n", "a2;;35238;;;;;\n"])
    report, rejects = tmp_path / "report.json", tmp_path / "rejects.csv"

    done = command("import", "places", file, "--source", "census_2023", "--report", report, "--rejects", rejects)

    assert done.exit_code == 0, done.output
    assert "created" in done.stdout
    assert "line 3, NOM: a place needs a name" in done.stdout
    told = json.loads(report.read_text())
    assert (told["created"], told["rejected"], told["source"]) == (1, 1, "census-2023")
    assert "3,NOM,a place needs a name" in rejects.read_text(encoding="utf-8-sig")


def test_duplicates_are_listed_and_written(command, tmp_path):
    command(
        "import",
        "places",
        written(tmp_path / "l.csv", ["d1;Le Dojo;35051;;;;;\n", "d2;LE DOJO;35051;;;;;\n"]),
        "--source",
        "census-2023",
    )

    listed = command("import", "duplicates")
    command("import", "duplicates", "--csv", tmp_path / "pairs.csv")

    assert "Le Dojo (Cesson-Sévigné) · LE DOJO (Cesson-Sévigné)  same_name, same_commune" in listed.stdout
    assert "same_name, same_commune" in (tmp_path / "pairs.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("content", "source", "code", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "census-2023", 2, "binary data"),
        (b"", "census-2023", 2, "the file is empty"),
        (b"ID,NOM_TL,INSEECOM,LAT,LONG\n1,a,b,1,2\n", "census-2023", 2, "It looks like a file of cget-2019"),
        (HEADER.encode(), "never-heard-of", 2, "no source 'never-heard-of'"),
        (HEADER.encode() + b"x;;;;;;;\n", "census-2023", 1, "a place needs a name"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(command, tmp_path, content, source, code, said):
    file = tmp_path / "list.csv"
    file.write_bytes(content)

    refused = command("import", "places", file, "--source", source)

    assert refused.exit_code == code
    assert said in refused.output
    assert isinstance(refused.exception, SystemExit)


def test_a_database_that_is_not_there_is_said_so(command):
    refused = command("import", "duplicates", DATABASE_URL="postgresql+asyncpg://nobody:x@127.0.0.1:1/nowhere")

    assert refused.exit_code == 2
    assert isinstance(refused.exception, SystemExit)


def test_an_unfinished_ecosystem_is_said_so(command, tmp_path):
    refused = command("ecosystem", "check", ECOSYSTEM=str(tmp_path))

    assert refused.exit_code == 2
    assert "no such file; an ecosystem is a folder with this file in it" in refused.output


def test_any_list_goes_in_by_a_mapping(command, tmp_path):
    (tmp_path / "list.csv").write_text("Nom|Ville|CP\nLa Girouette|Brest|29200\n")
    (tmp_path / "map.toml").write_text('[columns]\nname = "Nom"\ncommune = "Ville"\npostcode = "CP"\n')

    said = ("--source", "ma-liste", "--mapping", tmp_path / "map.toml", "--date", "2024-05")
    done = command("import", "places", tmp_path / "list.csv", *said)

    assert done.exit_code == 0, done.output
    assert "ma-liste" in done.stdout


async def test_an_import_killed_in_the_middle_completes_when_run_again(process, tmp_path, ask):
    rows = [f"k{n};Lieu du numéro {n};29019;;{n} rue de Siam;29200;Brest;\n" for n in range(2_000)]
    file = written(tmp_path / "long.csv", rows)
    there = "select count(*) from place_origin where external_id like 'k%'"
    importing = process("import", "places", file, "--source", "census-2023")
    async with asyncio.timeout(60):
        while not await ask(there):
            await asyncio.sleep(0.01)
    importing.send_signal(signal.SIGKILL)
    importing.wait()
    assert 0 < await ask(there) < 2_000

    again = await asyncio.to_thread(process("import", "places", file, "--source", "census-2023").wait)

    assert again == 0
    assert await ask(there) == 2_000
    assert await ask("select count(*) from place where name like 'Lieu du numéro %'") == 2_000
    facts = "select count(*) n from outbox where envelope like '%Lieu du numéro %' group by subject"
    assert await ask(f"select max(n) from ({facts}) each") == 1
