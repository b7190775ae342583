"""Decisions by two people that stick until the evidence changes; the watch list tells only news; clocks run out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.screening.made import person, un_file, un_person
from tocsin.screening.deciding import DecisionError, Decisions, State, Verdict, evidence_of
from tocsin.screening.desk import Desk
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.query import Query
from tocsin.screening.results import match_line
from tocsin.screening.retention import QueryLog
from tocsin.screening.screener import Screener
from tocsin.screening.shelf import Shelf, open_shelf
from tocsin.screening.standing import Standing
from tocsin.screening.watching import WatchList

NOW = dt.datetime(2025, 5, 1, 12, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=10)
QUERY = Query.of("subject-1", ("Orazbek Meratayev",), schema="Person", births=("1960",))
ENTRY = person("Orazbek Meratayev", born="1960")
WHY = "the passports were compared"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with open_shelf(tmp_path / "cases.sqlite", create=True) as held:
        yield held


def decide(shelf: Shelf, verdict: Verdict, user: str, entry: object = ENTRY) -> State:
    return Decisions(shelf).decide(QUERY, entry, verdict, user=user, reason=WHY, at=NOW)  # type: ignore[arg-type]


def test_one_person_leaves_it_possible_and_two_confirm(shelf: Shelf) -> None:
    assert decide(shelf, Verdict.CONFIRMED, "ana") is State.HALF
    with pytest.raises(DecisionError, match="another person"):
        decide(shelf, Verdict.CONFIRMED, "ana")
    assert decide(shelf, Verdict.CONFIRMED, "bek") is State.CONFIRMED


def test_a_reason_in_writing_is_needed(shelf: Shelf) -> None:
    with pytest.raises(DecisionError, match="reason"):
        Decisions(shelf).decide(QUERY, ENTRY, Verdict.RULED_OUT, user="ana", reason="no", at=NOW)


def test_a_cleared_pair_stays_cleared_through_renumbering_and_reopens_on_changed_evidence(
    shelf: Shelf,
) -> None:
    assert decide(shelf, Verdict.RULED_OUT, "ana") is State.RULED_OUT
    log = Decisions(shelf)
    assert log.state(QUERY, replace(ENTRY, entity_id="unsc-999"), on=NOW.date()) is State.RULED_OUT
    assert log.state(replace(QUERY, births=()), ENTRY, on=NOW.date()) is State.POSSIBLE
    assert log.state(QUERY, replace(ENTRY, reason="amended"), on=NOW.date()) is State.POSSIBLE
    assert log.state(QUERY, ENTRY, on=NOW.date(), returned_on="2025-04-01") is State.POSSIBLE


def test_a_decision_expires_and_can_be_taken_back(shelf: Shelf) -> None:
    decide(shelf, Verdict.RULED_OUT, "ana")
    log = Decisions(shelf)
    assert log.state(QUERY, ENTRY, on=NOW.date() + dt.timedelta(days=400)) is State.POSSIBLE
    log.take_back(1, user="bek", reason="the wrong passport was read", at=LATER)
    assert log.state(QUERY, ENTRY, on=LATER.date()) is State.POSSIBLE
    assert len(log.history()) == 2


def test_ruling_out_after_confirming_starts_the_count_again(shelf: Shelf) -> None:
    decide(shelf, Verdict.CONFIRMED, "ana")
    assert decide(shelf, Verdict.RULED_OUT, "bek") is State.RULED_OUT
    assert decide(shelf, Verdict.CONFIRMED, "cem") is State.HALF


def test_evidence_does_not_depend_on_ids() -> None:
    assert evidence_of(QUERY, ENTRY) == evidence_of(
        replace(QUERY, id="merged"), replace(ENTRY, entity_id="x")
    )


def test_the_watch_list_tells_each_pair_once_and_again_when_it_changes(shelf: Shelf, tmp_path: Path) -> None:
    watch = WatchList(shelf)
    watch.add({"id": "subject-1", "name": "Orazbek Meratayev", "schema": "Person"}, user="ana", at=NOW)

    def load(people: list[str], date: str) -> list[str]:
        (vintage,) = read_lists([un_file(tmp_path, people, date=date)])
        shelf.load(vintage, at=NOW.isoformat(), accept_shrunken=True)
        return [
            f"{item.match.entry.reference} {item.delisted_on or item.state}"
            for item in watch.news(Desk(shelf.standing()), at=NOW)
        ]

    first = un_person("QDi.900", "ORAZBEK", "MERATAYEV")
    other = un_person("QDi.901", "TIMUR", "SAMPLEV")
    assert load([first, other], "2025-01-01") == ["QDi.900 possible"]
    assert load([first, other, un_person("QDi.902", "MARAT", "TESTOV")], "2025-01-02") == []
    assert load([first.replace("Made up", "Amended"), other], "2025-01-03") == ["QDi.900 possible"]
    assert load([other], "2025-01-04") == ["QDi.900 2025-01-04"]
    assert load([first.replace("Made up", "Amended"), other], "2025-01-05") == ["QDi.900 possible"]


def test_what_is_ruled_out_is_not_told_again(shelf: Shelf) -> None:
    watch = WatchList(shelf)
    watch.add(
        {"id": "subject-1", "name": "Orazbek Meratayev", "schema": "Person", "birth_date": "1960"},
        user="ana",
        at=NOW,
    )
    decide(shelf, Verdict.RULED_OUT, "ana")
    assert watch.news(Desk(Standing((ENTRY,))), at=NOW) == []


def test_queries_and_subjects_are_purged_when_their_time_is_out_with_a_proof(shelf: Shelf) -> None:
    log = QueryLog(shelf)
    log.note([("Orazbek Meratayev", 1)], user="ana", at=NOW, days=5)
    stored = shelf.database.execute("SELECT fingerprint, name FROM asked").fetchone()
    assert stored[1] is None
    assert "Meratayev" not in stored[0]
    WatchList(shelf).add({"id": "s", "name": "Timur Samplev"}, user="ana", at=NOW, days=5)
    assert log.purge(at=NOW).rows == 0
    done = log.purge(at=LATER)
    assert (done.rows, log.count(), WatchList(shelf).subjects()) == (2, 0, [])
    assert len(done.proof) == 64


def test_every_hit_says_how_to_contest_by_regime_of_which_vintage_and_why_listed() -> None:
    ours = replace(ENTRY, programme="Al-Qaida", reason="Made up for a test.")
    match = Screener([ours]).screen(QUERY)[0]
    line = match_line(QUERY, match, vintages={"un": "2025-04-19"})
    assert "Ombudsperson" in line["contest"]["body"]
    assert (line["vintage"], line["listing_reason"]) == ("2025-04-19", "Made up for a test.")
    other = Screener([replace(ours, programme="DPRK")]).screen(QUERY)[0]
    assert "Focal Point" in match_line(QUERY, other)["contest"]["body"]


def test_a_minor_is_withheld_unless_somebody_says_otherwise() -> None:
    today = dt.date(2025, 5, 1)
    child = Query.of("c", ("Orazbek Meratayev",), schema="Person", births=("2012-01-01",))
    entry = replace(ENTRY, births=())
    desk = Desk(Standing((entry,)), today=today)
    line = desk.line(desk.screen(child))
    assert (line["matches"], line["minor"], line["withheld"]) == ([], True, 1)
    open_desk = Desk(Standing((entry,)), today=today, minors=True)
    assert open_desk.screen(child).matches[0].match


def test_who_may_have_been_listed_as_a_minor_is_flagged() -> None:
    young = replace(person("Orazbek Meratayev", born="1998"), listed_on="2014-03-05")
    desk = Desk(Standing((young,)), today=dt.date(2025, 5, 1))
    line = desk.line(desk.screen(QUERY.__class__.of("q", ("Orazbek Meratayev",), schema="Person")))
    assert any("minor" in flag for flag in line["matches"][0]["flags"])
