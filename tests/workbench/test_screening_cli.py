"""Screening on the command line, by the contract that others script against."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.screening.made import ofac_folder, un_file, un_person
from tocsin.screening.shelf import open_shelf

TOCSIN = str(Path(sys.executable).with_name("tocsin"))
QUERIES = [
    {
        "id": "a",
        "name": "Uraz Meratayev",
        "schema": "Person",
        "birth_date": "1971-01-05",
        "countries": ["ir"],
    },
    {"id": "b", "name": "Helene Mustermann", "schema": "Person"},
    {"id": "c"},
    "no object",
    {"id": "e", "name": "Sample Star", "schema": "Vessel", "ids": ["IMO 9187629"]},
]


def run(*arguments: str, cwd: Path, expect: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([TOCSIN, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("lists")
    people = [un_person(f"QDi.9{n:02}", f"SAMPLE{n}", "MERATAYEV") for n in range(5)]
    un_file(place, people, date="2024-01-01")
    un_file(place, [*people[1:], un_person("QDi.950", "NEW", "ONE")], date="2025-01-01")
    ofac_folder(place)
    (place / "q.jsonl").write_text("".join(json.dumps(item) + "\n" for item in QUERIES), encoding="utf-8")
    run("lists", "load", "un-2024-01-01.xml", "ofac-2021-06-01", cwd=place)
    return place


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_screen_answers_every_line_in_order_with_the_fields_of_the_contract(folder: Path) -> None:
    run(
        "screen",
        "--queries",
        "q.jsonl",
        "--out",
        "r.jsonl",
        "--lists",
        "ofac-2021-06-01",
        "--quiet",
        cwd=folder,
    )
    results = lines(folder / "r.jsonl")
    assert [item["id"] for item in results] == ["a", "b", "c", "4", "e"]
    best = results[0]["matches"][0]  # type: ignore[index]
    assert {"list", "reference", "entity_id", "caption", "score", "match", "reasons"} <= set(best)
    assert (best["list"], best["reference"], best["match"]) == ("ofac", "101", True)
    assert all({"feature", "score", "query", "candidate"} <= set(reason) for reason in best["reasons"])
    assert not any(item["match"] for item in results[1]["matches"])  # type: ignore[attr-defined]
    assert results[2]["error"]
    assert results[3]["error"]
    assert results[4]["matches"][0]["match"]  # type: ignore[index]


def test_screen_resumes_after_a_line_that_was_cut_off(folder: Path) -> None:
    run("screen", "--queries", "q.jsonl", "--out", "whole.jsonl", "--quiet", cwd=folder)
    whole = (folder / "whole.jsonl").read_bytes()
    (folder / "cut.jsonl").write_bytes(whole[: len(whole) // 2])
    run("screen", "--queries", "q.jsonl", "--out", "cut.jsonl", "--resume", "--quiet", cwd=folder)
    assert (folder / "cut.jsonl").read_bytes() == whole


def test_diff_prints_references_as_json(folder: Path) -> None:
    done = run("lists", "diff", "un-2024-01-01.xml", "un-2025-01-01.xml", "--json", cwd=folder)
    held = json.loads(done.stdout)
    assert [item["reference"] for item in held["added"]] == ["QDi.950"]
    assert [item["reference"] for item in held["removed"]] == ["QDi.900"]
    assert held["changed"] == []


def test_a_broken_file_is_a_clear_error_and_the_list_in_force_stays(folder: Path) -> None:
    (folder / "broken.xml").write_text("<CONSOLIDATED_LIST><INDIVIDUALS>", encoding="utf-8")
    before = run("lists", "as-of", "2026-01-01", "--json", cwd=folder).stdout
    done = run("lists", "load", "broken.xml", cwd=folder, expect=6)
    assert "broken.xml" in done.stderr
    assert run("lists", "as-of", "2026-01-01", "--json", cwd=folder).stdout == before


def test_history_tells_vintages(folder: Path) -> None:
    held = json.loads(run("lists", "history", "un", "--json", cwd=folder).stdout)
    assert [item["date"] for item in held["vintages"]] == ["2024-01-01"]


def test_names_compare_adds_score_and_match(folder: Path) -> None:
    (folder / "pairs.csv").write_text(
        "id,name1,name2,schema\n1,Orazbek Meratayev,Оразбек Мератаев,Person\n"
        "2,Orazbek Meratayev,Helene Mustermann,Person\n"
        "3,Sample Works LLC,ООО «Sample Works»,Company\n4,,,\n",
        encoding="utf-8",
    )
    run("names", "compare", "pairs.csv", "--out", "scored.csv", cwd=folder)
    with (folder / "scored.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["match"] for row in rows] == ["true", "false", "true", "false"]
    assert [row["id"] for row in rows] == ["1", "2", "3", "4"]
    assert all(0.0 <= float(row["score"]) <= 1.0 for row in rows)


def test_watch_decide_and_list_decisions(folder: Path) -> None:
    (folder / "subjects.jsonl").write_text(json.dumps(QUERIES[0]) + "\n", encoding="utf-8")
    run("watchlist", "add", "subjects.jsonl", "--user", "ana", cwd=folder)
    news = json.loads(run("watchlist", "run", "--json", cwd=folder).stdout)
    assert [(item["subject"], item["reference"], item["state"]) for item in news] == [
        ("a", "101", "possible")
    ]
    assert json.loads(run("watchlist", "run", "--json", cwd=folder).stdout) == []
    reason = "the passports were compared"
    for user in ("ana", "bek"):
        done = run(
            "watchlist",
            "decide",
            "a",
            "ofac",
            "101",
            "confirmed",
            "--user",
            user,
            "--reason",
            reason,
            cwd=folder,
        )
    assert "confirmed by two people" in done.stdout
    log = json.loads(run("watchlist", "decisions", "--json", cwd=folder).stdout)
    assert [item["user"] for item in log] == ["ana", "bek"]
    run(
        "watchlist",
        "decide",
        "a",
        "ofac",
        "999",
        "confirmed",
        "--user",
        "ana",
        "--reason",
        reason,
        cwd=folder,
        expect=3,
    )


def test_queries_are_logged_without_their_text_when_asked_for(folder: Path) -> None:
    run("screen", "--queries", "q.jsonl", "--out", "logged.jsonl", "--log-as", "ana", "--quiet", cwd=folder)
    with open_shelf(folder / "screening.sqlite") as held:
        rows = held.database.execute("SELECT fingerprint, name, asked_by, hits FROM asked").fetchall()
    assert [(name, user) for _, name, user, _ in rows] == [(None, "ana")] * len(QUERIES)
    assert rows[0][3] >= 1
    assert "Meratayev" not in "".join(row[0] for row in rows)
