"""`tocsin explain` as a user and as a script meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TOCSIN = str(Path(sys.executable).with_name("tocsin"))
PAGE = """Blast at the market in Basra

20 June 2024

A bomb exploded at a market in Basra yesterday, killing at least five people and wounding twelve.
"""


def run(*arguments: str, cwd: Path, expect: int = 0) -> str:
    done = subprocess.run([TOCSIN, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("desk")
    (place / "pages").mkdir()
    (place / "pages" / "blast.txt").write_text(PAGE, encoding="utf-8")
    run("ingest", "pages", "--workers", "1", cwd=place)
    run("export", "--format", "jsonl", "--out", "out", cwd=place)
    return place


def lines(folder: Path, kind: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "out" / f"{kind}.jsonl").read_text("utf-8").splitlines()]


def test_a_line_of_the_export_is_explained_by_its_id(folder: Path) -> None:
    line = next(line for line in lines(folder, "quantities") if line["subject"] == "people killed")
    (why,) = json.loads(run("explain", str(line["id"]), "--json", cwd=folder))
    assert why["explained"] is True
    assert (why["extractor"], why["score"]) == (line["origin"], line["score"])
    assert why["own_score"] != why["score"]
    for fact in [*why["facts"], *why["matched"], *why["dates"]]:
        quote = fact.get("quote") or fact["words"]
        assert PAGE[fact["start"] :].startswith(quote)
    assert [(date["words"], date["value"], date["anchor"]) for date in why["dates"]] == [
        ("yesterday", "2024-06-19", "2024-06-20")
    ]


def test_for_people_it_shows_the_sentence_with_the_words_marked(folder: Path) -> None:
    line = next(line for line in lines(folder, "quantities") if line["subject"] == "people killed")
    shown = run("explain", str(line["id"]), cwd=folder)
    assert "[killing] [at least five] [people] and wounding twelve." in shown
    assert "counted from 2024-06-20" in shown


def test_a_statement_is_explained_by_its_own_id(folder: Path) -> None:
    document = json.loads(run("show", "blast.txt", "--json", cwd=folder))
    chosen = next(one for one in document["statements"] if one["property"] == "quantity")
    for options in ((), ("--doc", "blast.txt")):
        (why,) = json.loads(run("explain", chosen["id"], "--json", *options, cwd=folder))
        assert (why["about"], why["statements"]) == (chosen["about"], [chosen["id"]])


def test_a_thing_of_any_kind_can_be_explained(folder: Path) -> None:
    for kind in ("events", "places"):
        line = lines(folder, kind)[0]
        assert str(line["id"]) in run("explain", str(line["id"]), cwd=folder)


def test_an_id_that_nothing_has_is_not_found(folder: Path) -> None:
    run("explain", "qty-00000000000000000000", cwd=folder, expect=3)
    run("explain", "st-00000000000000000000", cwd=folder, expect=3)
