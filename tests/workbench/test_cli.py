"""The command line as a user and as a script meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tocsin.workbench.cli import app

TOCSIN = str(Path(sys.executable).with_name("tocsin"))
PAGE = """Council of Foreign Ministers met in Almaty

On 6 June 2024, the CSTO Council of Foreign Ministers met in Almaty under the chairmanship of Kazakhstan.

The CSTO Secretary General Marta Lindqvist said that more than 40 states had supported the initiative.
"""


def run(
    *arguments: str, cwd: Path, expect: int = 0, given: str | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [TOCSIN, *arguments], cwd=cwd, capture_output=True, text=True, check=False, input=given
    )
    assert done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two good pages, one damaged file and a store that has read them."""
    place = tmp_path_factory.mktemp("desk")
    pages = place / "pages"
    pages.mkdir()
    (pages / "en.txt").write_text(PAGE, encoding="utf-8")
    (pages / "ru.txt").write_text(
        "Заседание рабочей группы\n\n10 апреля 2024 года в Москве состоялось 39-е заседание рабочей группы. "
        "Генеральный секретарь ОДКБ Сергей Баранов заявил, что решения Совета выполняются.\n",
        encoding="utf-8",
    )
    (pages / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    run("ingest", "pages", "--workers", "1", cwd=place)
    return place


def test_ingest_again_reads_nothing_twice(folder: Path) -> None:
    report = json.loads(run("ingest", "pages", "--json", cwd=folder).stdout)
    assert (report["new"], report["read"]) == (0, 0)


def test_a_damaged_file_is_listed_with_its_reason(folder: Path) -> None:
    problems = json.loads(run("problems", "--json", cwd=folder).stdout)
    assert [item["code"] for item in problems] == ["damaged"]
    assert problems[0]["address"].endswith("broken.pdf")
    assert problems[0]["reason"]


def test_strict_tells_of_problems_by_exit_code(folder: Path) -> None:
    run("extract", "pages", "--out", "strict", "--strict", "--workers", "1", cwd=folder, expect=6)


def test_search_finds_another_inflection(folder: Path) -> None:
    hits = json.loads(run("search", "решение", "--json", cwd=folder).stdout)
    assert any("решения" in hit["quote"] for hit in hits)
    assert "found" in run("search", "initiative", cwd=folder).stdout
    assert "Nothing" in run("search", "zeppelin", cwd=folder).stdout


def test_search_takes_any_text_as_words(folder: Path) -> None:
    for query in ('"', "AND", "a OR (", "*", "col:on", "'; DROP TABLE statement; --", "\u202e"):
        run("search", "--", query, cwd=folder)


def test_show_gives_a_document_and_a_thing(folder: Path) -> None:
    document = json.loads(run("show", "en.txt", "--json", cwd=folder).stdout)
    assert document["text"] == PAGE
    for statement in document["statements"]:
        assert PAGE[statement["start"] : statement["end"]] == statement["quote"]
    key = next(item["about"] for item in document["statements"] if item["schema"] == "Person")
    person = json.loads(run("show", key, "--json", cwd=folder).stdout)
    assert any(item["value"] == "Marta Lindqvist" for item in person["statements"])
    assert "Marta Lindqvist" in run("show", key, cwd=folder).stdout


def test_export_and_extract_write_the_same_files(folder: Path) -> None:
    run("export", "--out", "exported", cwd=folder)
    run("extract", "pages", "--out", "extracted", "--workers", "1", cwd=folder)
    names = sorted(path.name for path in (folder / "exported").iterdir())
    assert len(names) == 10
    for name in names:
        assert (folder / "exported" / name).read_bytes() == (folder / "extracted" / name).read_bytes(), name


def test_brief_writes_html_and_markdown(folder: Path) -> None:
    run("brief", "--out", "brief.html", cwd=folder)
    run("brief", "--out", "brief.md", cwd=folder)
    assert "Marta Lindqvist" in (folder / "brief.html").read_text(encoding="utf-8")
    assert "Marta Lindqvist" in (folder / "brief.md").read_text(encoding="utf-8")


def test_store_commands(folder: Path) -> None:
    run("store", "check", cwd=folder)
    run("store", "vacuum", cwd=folder)
    run("store", "backup", "copy.tocsin", cwd=folder)
    run("store", "restore", "copy.tocsin", "--store", "second.sqlite", cwd=folder)
    run("export", "--store", "second.sqlite", "--out", "second", cwd=folder)
    run("export", "--out", "first", cwd=folder)
    for path in (folder / "first").iterdir():
        assert path.read_bytes() == (folder / "second" / path.name).read_bytes(), path.name
    run("store", "restore", "copy.tocsin", "--store", "second.sqlite", cwd=folder, expect=4)


def test_judgements_are_logged_and_taken_back(folder: Path) -> None:
    things = {}
    for label in ("en.txt", "ru.txt"):
        document = json.loads(run("show", label, "--json", cwd=folder).stdout)
        things[label] = next(item["about"] for item in document["statements"] if item["schema"] == "Person")
    one, other = things["en.txt"], things["ru.txt"]
    run("judge", "same", one, other, "--user", "ann", "--reason", "a test", cwd=folder)
    assert len(json.loads(run("show", one, "--json", cwd=folder).stdout)["members"]) == 2
    made = json.loads(run("judge", "log", "--json", cwd=folder).stdout)[-1]
    run("judge", "undo", made["id"], "--user", "bob", "--reason", "not so", cwd=folder)
    assert len(json.loads(run("show", one, "--json", cwd=folder).stdout)["members"]) == 1
    assert [item["verdict"] for item in json.loads(run("judge", "log", "--json", cwd=folder).stdout)][
        -2:
    ] == ["same", "undo"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "x", "--store", "none.sqlite"], 4),
        (["show", "per-00000000000000000000"], 3),
        (["show", "no-such-label.txt"], 3),
        (["ingest", "no-such-folder"], 3),
        (["brief", "--nonsense"], 2),
        (["export", "--out", "x", "--format", "parquet"], 2),
        (["search", "x", "--store", "pages/en.txt"], 4),
    ],
)
def test_what_goes_wrong_has_its_exit_code_and_one_clear_line(
    folder: Path, arguments: list[str], code: int
) -> None:
    done = run(*arguments, cwd=folder, expect=code)
    assert done.stderr.strip()


def test_a_wrong_setting_is_named(folder: Path) -> None:
    done = subprocess.run(
        [TOCSIN, "doctor"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"TOCSIN_WORKERS": "many", "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert done.returncode in (5, 7)
    assert "TOCSIN_WORKERS" in done.stdout + done.stderr


def test_doctor_finds_this_machine_well(folder: Path) -> None:
    findings = json.loads(run("doctor", "--json", cwd=folder).stdout)
    assert all(item["well"] for item in findings)


def test_every_command_has_help_and_says_what_it_does(folder: Path) -> None:
    text = run("--help", cwd=folder).stdout
    for command in app.registered_commands:
        assert command.name and command.name in text
        assert (command.callback.__doc__ or "").strip()


def test_every_command_answers_in_json_too() -> None:
    """Save those that serve, and those that speak JSON or write a file of it in any case."""
    without = {
        "tocsin serve",
        "tocsin ledger replay",
        "tocsin ledger export",
        "tocsin screen",
        "tocsin names compare",
    }

    def walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
        if not hasattr(command, "commands"):
            yield path, command
        for name, inner in getattr(command, "commands", {}).items():
            yield from walk(f"{path} {name}", inner)

    for path, command in walk("tocsin", typer.main.get_command(app)):
        options = {option for parameter in command.params for option in parameter.opts}
        assert "--json" in options or path in without, path


def test_json_goes_to_standard_output_alone(folder: Path) -> None:
    for command in (
        ["problems"],
        ["search", "states"],
        ["show", "en.txt"],
        ["doctor"],
        ["judge", "log"],
        ["store", "check"],
    ):
        json.loads(run(*command, "--json", cwd=folder).stdout)
