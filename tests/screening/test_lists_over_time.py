"""Vintages on the shelf: additions, removals, returns; a damaged or shrunken file leaves the list in force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.screening.made import ofac_folder, un_file, un_person
from tocsin.errors import StoreDamagedError, StoreMissingError
from tocsin.screening.comparing import compare, stories
from tocsin.screening.desk import Desk
from tocsin.screening.entries import Vintage
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.query import Query
from tocsin.screening.shelf import ListRefusedError, Shelf, open_shelf
from tocsin.screening.standing import standing_of

PEOPLE = [
    un_person(f"QDi.9{n:02}", "ORAZBEK" if n == 0 else f"SAMPLE{n}", "MERATAYEV", dataid=str(n))
    for n in range(10)
]
ASKED = Query.of("q", ("Orazbek Meratayev",), schema="Person")
AT = "2025-05-01T00:00:00+00:00"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with open_shelf(tmp_path / "lists.sqlite", create=True) as held:
        yield held


def vintage(folder: Path, people: list[str], date: str) -> Vintage:
    return read_lists([un_file(folder, people, date=date)])[0]


def test_a_changed_internal_number_is_no_delisting(tmp_path: Path) -> None:
    old = vintage(tmp_path, PEOPLE, "2024-01-01")
    new = vintage(tmp_path, [item.replace("<DATAID>3<", "<DATAID>777<") for item in PEOPLE], "2025-01-01")
    difference = compare([old], [new])
    assert (difference.added, difference.removed, difference.changed) == ((), (), ())
    assert difference.renumbered == ("QDi.903",)


def test_a_return_is_reported_as_a_return(tmp_path: Path) -> None:
    three = [vintage(tmp_path, people, date) for people, date in
             ((PEOPLE, "2023-01-01"), (PEOPLE[1:], "2024-01-01"), (PEOPLE, "2025-01-01"))]  # fmt: skip
    story = next(item for item in stories(three) if item.reference == "QDi.900")
    assert story.returned
    assert [(stay.since, stay.until) for stay in story.stays] == [
        ("2023-01-01", "2024-01-01"),
        ("2025-01-01", None),
    ]
    desk = Desk(standing_of(three))
    line = desk.line(desk.screen(ASKED))
    assert "returned to the list on 2025-01-01: a fresh case" in line["matches"][0]["flags"]


def test_a_delisted_name_is_told_with_its_date_and_is_never_a_hit(tmp_path: Path, shelf: Shelf) -> None:
    shelf.load(vintage(tmp_path, PEOPLE, "2024-01-01"), at=AT)
    shelf.load(vintage(tmp_path, PEOPLE[1:], "2025-01-01"), at=AT)
    desk = Desk(shelf.standing())
    line = desk.line(desk.screen(ASKED))
    assert not any(item["match"] for item in line["matches"])
    (gone,) = line["delisted"]
    assert (gone["reference"], gone["delisted_on"], gone["match"]) == ("QDi.900", "2025-01-01", False)
    before = Desk(shelf.standing(as_of="2024-06-30"))
    assert before.screen(ASKED).matches[0].match


def test_a_damaged_file_is_refused_and_when_vouched_for_delists_nobody(tmp_path: Path, shelf: Shelf) -> None:
    shelf.load(vintage(tmp_path, PEOPLE, "2024-01-01"), at=AT)
    path = un_file(tmp_path, [*PEOPLE[1:], un_person("QDi.950", "NEW", "ONE")], date="2025-01-01")
    path.write_text(path.read_text(encoding="utf-8").replace("</COMMENTS1>", "", 1), encoding="utf-8")
    (damaged,) = read_lists([path])
    with pytest.raises(ListRefusedError, match="stays"):
        shelf.load(damaged, at=AT)
    assert len(shelf.standing().entries) == 10
    done = shelf.load(damaged, at=AT, accept_damaged=True)
    assert (done.added, done.removed) == (1, 0)
    assert {"QDi.900", "QDi.950"} <= {entry.reference for entry in shelf.standing().entries}


def test_a_shrunken_list_is_refused(tmp_path: Path, shelf: Shelf) -> None:
    shelf.load(vintage(tmp_path, PEOPLE, "2024-01-01"), at=AT)
    small = vintage(tmp_path, PEOPLE[:5], "2025-01-01")
    with pytest.raises(ListRefusedError, match="5 entries where 10"):
        shelf.load(small, at=AT)
    assert len(shelf.standing().entries) == 10
    assert shelf.load(small, at=AT, accept_shrunken=True).removed == 5


def test_the_same_file_twice_is_one_vintage_and_entries_come_back_whole(tmp_path: Path, shelf: Shelf) -> None:
    (held,) = read_lists([ofac_folder(tmp_path)])
    assert shelf.load(held, at=AT).new
    assert not shelf.load(held, at=AT).new
    assert set(shelf.standing().entries) == set(held.entries)


def test_a_load_that_fails_half_way_leaves_nothing(tmp_path: Path, shelf: Shelf) -> None:
    shelf.load(vintage(tmp_path, PEOPLE, "2024-01-01"), at=AT)
    shelf.database.execute(
        "CREATE TRIGGER full BEFORE INSERT ON stands BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    with pytest.raises(Exception, match="disk full"):
        shelf.load(vintage(tmp_path, [*PEOPLE, un_person("QDi.950", "A", "B")], "2025-01-01"), at=AT)
    shelf.database.execute("DROP TRIGGER full")
    assert [item.date for item in shelf.vintages()] == ["2024-01-01"]


def test_a_shelf_that_is_missing_or_something_else_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        open_shelf(tmp_path / "absent.sqlite")
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"this is no database at all, only text" * 40)
    with pytest.raises(StoreDamagedError):
        open_shelf(other)


def test_four_real_vintages_replayed(shared_data: Path) -> None:
    folder = shared_data / "lists" / "un"
    if not folder.is_dir():
        pytest.skip("no vintages of the UN list beside the checkout")
    four = [read_lists([folder / f"{name}.xml"])[0] for name in ("2020-11", "2024-09", "2025-04", "2025-08")]
    steps = [compare([one], [other]) for one, other in pairwise(four)]
    assert [len(step.removed) for step in steps] == [184, 2, 1]
    assert [len(step.added) for step in steps] == [41, 4, 3]
    assert [entry.reference for entry in steps[2].removed] == ["QDi.328"]
    assert four[3].damaged
    assert len(four[3].entries) == 879
    told = {item.reference: item for item in stories(four)}
    assert told["QDi.328"].delisted_on is None, "a damaged file delists nobody"
    assert not any(item.returned for item in told.values())
