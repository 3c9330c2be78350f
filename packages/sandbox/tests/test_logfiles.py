"""Logs stay small, and are followed through their rotations."""

from collections.abc import Iterator
from pathlib import Path

from sandbox import logfiles
from sandbox.logfiles import follow, last_lines, last_words, rotate


def test_a_log_past_its_limit_is_set_aside_while_its_writer_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "part.log"
    with log.open("a") as writer:
        for content in ("one\n", "two\n", "three\n", "four\n", "five\n"):
            writer.write(content)
            writer.flush()
            rotate(log, limit=4)
        writer.write("six\n")
    kept = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert kept == {"part.log": "six\n", "part.log.1": "five\n", "part.log.2": "four\n", "part.log.3": "three\n"}


def test_a_small_log_stays_and_a_missing_one_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "part.log").write_text("one\n")
    rotate(tmp_path / "part.log", limit=100)
    rotate(tmp_path / "missing.log")
    assert [file.name for file in tmp_path.iterdir()] == ["part.log"]
    assert last_lines(tmp_path / "missing.log", 3) == []


def test_the_last_words_are_without_the_frame_that_commands_draw(tmp_path: Path) -> None:
    log = tmp_path / "part.log"
    log.write_text("started\n╭─ Error ─────╮\n│ no database │\n╰─────────────╯\n")
    assert last_words(log) == "started | Error | no database"


def test_followers_see_whole_lines_only_and_survive_a_rotation(tmp_path: Path, monkeypatch) -> None:
    log = tmp_path / "part.log"
    log.write_text("before\n")
    written: Iterator[str] = iter(["a\nb", "\n", None, "c\n"])
    ended = []

    def write(_: float) -> None:
        text = next(written, "end")
        if text == "end":
            ended.append(True)
        elif text is None:
            rotate(log, limit=1)
        else:
            with log.open("a") as file:
                file.write(text)

    monkeypatch.setattr(logfiles.time, "sleep", write)
    assert list(follow({"part": log}, until=lambda: bool(ended))) == [("part", "a"), ("part", "b"), ("part", "c")]
