"""Findings, review and accounts on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.test_cli import run

FIRST = """Explosion in Arville

29.06.2016

On 28 June 2016, a bomb exploded at Arville station in Germany. At least 36 people were killed in the attack.

The Interior Ministry of Germany said that the attack was organized by members of Islamic State.
"""
LATER = """Explosion in Arville: a week later

05.07.2016

On 28 June 2016, a bomb exploded at Arville station in Germany. 45 people were killed in the attack.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("voices")
    (place / "pages").mkdir()
    (place / "pages" / "first.txt").write_text(FIRST, encoding="utf-8")
    (place / "pages" / "later.txt").write_text(LATER, encoding="utf-8")
    run("ingest", "pages", "--workers", "1", cwd=place)
    return place


def answer(*arguments: str, cwd: Path) -> Any:
    return json.loads(run(*arguments, "--json", cwd=cwd).stdout)


def incident(desk: Path) -> str:
    shown = answer("show", "first.txt", cwd=desk)
    return str(next(item["about"] for item in shown["statements"] if item["property"] == "killed"))


def test_a_toll_that_rose_is_told_as_an_update(desk: Path) -> None:
    first, later = incident(desk), answer("show", "later.txt", cwd=desk)
    other = next(item["about"] for item in later["statements"] if item["property"] == "killed")
    if len(answer("show", first, cwd=desk)["members"]) == 1:
        run("judge", "same", first, other, "--user", "ann", "--reason", "one attack", cwd=desk)
    (found,) = answer("findings", "--kind", "updates", cwd=desk)
    assert [item["value"] for item in found["accounts"]] == ["at least 36 people", "45 people"]
    assert not found["contradicts"]
    assert "36" in run("findings", cwd=desk).stdout


def test_what_is_visible_is_accepted_counted_and_taken_back(desk: Path) -> None:
    narrowed = ("--schema", "Event", "--prop", "killed")
    shown = answer("review", "list", *narrowed, cwd=desk)
    made = answer("review", "accept", "--visible", *narrowed, "--user", "ann", cwd=desk)
    assert [item["item"] for item in shown] == [item["content"]["item"] for item in made]
    held = answer("review", "counts", cwd=desk)
    assert held["accepted"] == len(shown) >= 1
    assert sum(count for state, count in held.items() if state != "all") == held["all"]
    item = shown[0]["item"]
    run("review", "reject", item, "--user", "bob", "--reason", "no", cwd=desk)
    assert answer("review", "show", item, cwd=desk)["state"] == "disputed"
    edited = answer("review", "edit", item, "1..1|exact|people", "--user", "bob", "--reason", "so", cwd=desk)
    (kappa,) = answer("review", "agreement", cwd=desk)
    assert (kappa["items"], kappa["observed"]) == (1, 0.0)
    run("review", "undo", edited[0]["id"], "--user", "bob", "--reason", "no", cwd=desk)
    assert [one["act"] for one in answer("review", "show", item, cwd=desk)["log"]] == [
        "accept", "reject", "edit", "undo",
    ]  # fmt: skip
    for command in (("list",), ("log",), ("counts",), ("agreement",), ("show", item)):
        assert run("review", *command, cwd=desk).stdout
    run("review", "accept", "--user", "ann", cwd=desk, expect=3)
    run("review", "show", "evt-0.killed.0", cwd=desk, expect=3)


def test_accounts_are_proposed_entered_rated_and_taken_back(desk: Path) -> None:
    key = incident(desk)
    made = answer(
        "accounts", "add", key, "it was an accident", "--user", "ann", "--reason", "a report", cwd=desk
    )
    table = answer("accounts", "show", key, cwd=desk)
    by_words = {one["words"]: one for one in table["hypotheses"]}
    assert by_words["it was an accident"]["entered_by"] == "ann"
    blamed = next(one for words, one in by_words.items() if words.startswith("committed by"))
    evidence = blamed["for"][0]["id"]
    for one, rating in ((blamed, "consistent"), (by_words["it was an accident"], "inconsistent")):
        run("accounts", "rate", key, one["id"], evidence, rating, "--user", "ann", "--reason", "x", cwd=desk)
    (row,) = answer("accounts", "show", key, cwd=desk)["evidence"]
    assert (row["id"], row["diagnosticity"]) == (evidence, 1.0)
    assert "Tells apart" in run("accounts", "show", key, cwd=desk).stdout
    run("accounts", "undo", made["id"], "--user", "ann", "--reason", "x", cwd=desk)
    left = answer("accounts", "show", key, cwd=desk)["hypotheses"]
    assert "it was an accident" not in [one["words"] for one in left]
    assert len(answer("accounts", "log", cwd=desk)) == 4
    assert run("accounts", "log", cwd=desk).stdout
