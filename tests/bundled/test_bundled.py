"""The bundled pages through the real path: bytes to JSON Lines, against what must be found on them."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.bundled.truths import Page, Thing, load
from tocsin.bundled import pages
from tocsin.pipeline import Plan, Report, extract
from tocsin.sources.files import FileSource

TRUTH = load()
each_page = pytest.mark.parametrize("page", TRUTH.pages, ids=lambda page: page.name)

Lines = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Lines]:
    out = tmp_path_factory.mktemp("bundled")
    report, _ = extract(FileSource([pages()]).items(), out, Plan())
    lines = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted(out.glob("*.jsonl"))
    }
    return report, lines


@pytest.fixture(scope="module")
def lines(reading: tuple[Report, Lines]) -> Lines:
    return reading[1]


def of_page(lines: Lines, file: str, page: str) -> list[dict[str, Any]]:
    return [line for line in lines.get(file, []) if line["doc"].endswith(page)]


def document(lines: Lines, page: Page) -> dict[str, Any]:
    found = of_page(lines, "documents", page.name)
    assert len(found) == 1, f"{len(found)} documents are called {page.name}"
    return found[0]


def test_every_page_is_read_and_the_damaged_one_is_a_problem(reading: tuple[Report, Lines]) -> None:
    report, lines = reading
    read = {Path(line["doc"]).name for line in lines["documents"]}
    assert {page.name for page in TRUTH.pages} <= read
    problems = {Path(problem.address).name: problem.code for problem in report.problems}
    assert problems == TRUTH.unreadable


@each_page
def test_language(lines: Lines, page: Page) -> None:
    assert document(lines, page)["language"] == page.language


@each_page
def test_publication_date_or_honestly_none(lines: Lines, page: Page) -> None:
    assert document(lines, page)["publication_date"] == page.published


@each_page
def test_teasers_are_items_of_their_own(lines: Lines, page: Page) -> None:
    segments = document(lines, page)["segments"]
    teasers = [segment for segment in segments if segment["kind"] == "teaser"]
    assert len(teasers) == page.teasers, [segment["kind"] for segment in segments]
    assert all(teaser["date"] != page.published for teaser in teasers)


@each_page
def test_genre(lines: Lines, page: Page) -> None:
    assert document(lines, page)["genre"] == page.genre


@pytest.mark.parametrize("name", ["five-questions.txt", "modelnye-zakony.txt"])
def test_questions_are_told_from_answers(lines: Lines, name: str) -> None:
    (found,) = of_page(lines, "documents", name)
    kinds = [segment["kind"] for segment in found["segments"] if segment["kind"] in ("question", "answer")]
    assert kinds[:4] == ["question", "answer", "question", "answer"]
    assert kinds.count("question") == 5


@pytest.mark.parametrize(
    "names",
    [
        ("strategy-adopted.txt", "appeal-without-reply.txt", "interpol-draft-framework.txt"),
        ("dkb-30-let.txt", "peterburg-04-04.txt", "ashkhabad-plan.txt"),
    ],
    ids=["en", "ru"],
)
def test_a_repeated_teaser_names_the_other_pages(lines: Lines, names: tuple[str, ...]) -> None:
    for name in names:
        (found,) = of_page(lines, "documents", name)
        told = json.dumps(found["duplicates"])
        assert all(other in told for other in names if other != name), f"{name}: {told}"


@pytest.mark.parametrize(
    "page", [page for page in TRUTH.pages if page.near_duplicate_of], ids=lambda page: page.name
)
def test_a_near_duplicate_names_its_original(lines: Lines, page: Page) -> None:
    assert str(page.near_duplicate_of) in json.dumps(document(lines, page)["duplicates"])


def test_quotes_are_cut_from_the_files(lines: Lines) -> None:
    checked = 0
    for file, held in lines.items():
        for line in held:
            path = pages() / line["doc"]
            if path.suffix == ".txt" and path.is_file():
                text = path.read_bytes().decode("utf-8")
                assert text[line["start"] : line["end"]] == line["quote"], f"{file}: {line['id']}"
                checked += 1
    assert checked > 100


def test_windows_1251_is_read_whatever_the_page_declares(lines: Lines) -> None:
    titles = {
        name: of_page(lines, "documents", name)[0]["title"] for name in ("shos-plan.html", "atc-cis.html")
    }
    assert titles["shos-plan.html"].startswith("В Циндао")
    assert titles["atc-cis.html"].startswith("Главы государств")


def test_enough_of_what_must_be_found_is_found(lines: Lines) -> None:
    """Recall over all things; a miss is told with its page, so that a fall explains itself."""
    missed: list[str] = []
    by_file: dict[str, list[bool]] = defaultdict(list)
    for page in TRUTH.pages:
        for thing in page.things:
            found = thing.found_in(of_page(lines, thing.file, page.name))
            by_file[thing.file].append(found)
            if not found:
                missed.append(f"{page.name}: {thing}")
    total = sum(map(len, by_file.values()))
    recall = (total - len(missed)) / total
    table = ", ".join(f"{file} {sum(held)}/{len(held)}" for file, held in sorted(by_file.items()))
    told = "\n".join(missed)
    assert recall >= TRUTH.floor, f"recall {recall:.2f} of {total} ({table}); missed:\n{told}"


def test_one_speaker_s_word_stays_that_speaker_s(lines: Lines) -> None:
    """The party denies, the ministry asserts; neither is turned into the narrator's statement."""
    claims = of_page(lines, "claims", "three-accounts.txt")
    denial = Thing("claims", {"speaker": "Islamic Renaissance Party", "stance": "denies"})
    assert denial.found_in(claims), [(claim["speaker"], claim["stance"]) for claim in claims]


def test_figures_of_one_event_that_disagree_both_stay(lines: Lines) -> None:
    figures = [
        line["low"]
        for name in ("istanbul-first-day.txt", "istanbul-later.html")
        for line in of_page(lines, "quantities", name)
    ]
    assert {36, 41, 45} <= set(figures)
