"""Event data sets row by row: layouts told by their columns, broken rows told by their line, ids that stay."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tocsin.errors import CatalogueError
from tocsin.sources.event_tables import EventTableSource
from tocsin.sources.raw import RawDocument, Unread

RDWTI = """id,date,city,country,perpetrator,weapon,injuries,fatalities,description
a-1,2001-03-04,Northport,Freedonia,Unknown,Explosives,2,1,A bomb exploded at a market.
a-2,2001-03-05,Northport,Freedonia,River Front,Firearms,0,0,"Shots, many of them, were fired."
"""


def write(folder: Path, text: str, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


def rows(path: Path) -> list[RawDocument]:
    found = list(EventTableSource(path).items())
    assert all(isinstance(item, RawDocument) for item in found)
    return [item for item in found if isinstance(item, RawDocument)]


@pytest.mark.parametrize("name", ["events.csv", "events.csv.gz", "events.tsv"])
def test_each_row_is_a_document(tmp_path: Path, name: str) -> None:
    text = (
        RDWTI
        if name != "events.tsv"
        else RDWTI.replace('"', "").replace("Shots, many of them,", "Shots").replace(",", "\t")
    )
    found = rows(write(tmp_path, text, name))
    assert [item.label for item in found] == ["rdwti:a-1", "rdwti:a-2"]
    assert json.loads(found[0].data)["row"]["fatalities"] == "1"


def test_a_row_keeps_its_id_wherever_it_lies(tmp_path: Path) -> None:
    header, one, two = RDWTI.splitlines()
    first = rows(write(tmp_path, RDWTI))
    second = rows(write(tmp_path, "\n".join((header, two, one)), "other.csv.gz"))
    assert {item.id for item in first} == {item.id for item in second}


def test_old_tables_are_read_in_their_encoding(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(RDWTI.replace("Northport", "Bogotá").encode("cp1252"))
    assert "Bogotá" in rows(path)[0].data.decode()


def test_a_broken_row_is_told_with_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    found = list(
        EventTableSource(
            write(tmp_path, RDWTI + "a-3,2001,too,many,of,these,1,2,3,4,5\na-4,,,,,,,,\n")
        ).items()
    )
    assert [isinstance(item, Unread) for item in found] == [False, False, True, True]
    assert isinstance(found[2], Unread) and ":4" in found[2].address


def test_a_truncated_archive_gives_what_it_holds_and_a_problem(tmp_path: Path) -> None:
    body = RDWTI + "".join(
        f"b-{at},2001-03-0{at % 9 + 1},N,F,G{at * 7919},W,{at},0,text {at * 104729}\n" for at in range(30000)
    )
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(gzip.compress(body.encode())[:-2000])
    found = list(EventTableSource(path).items())
    assert isinstance(found[-1], Unread)
    assert sum(isinstance(item, RawDocument) for item in found) > 1000


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00\x01\x02", RDWTI.replace("fatalities", "deaths")])
def test_what_fits_no_layout_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogueError, match=r"events\.csv"):
        EventTableSource(write(tmp_path, text))


def test_a_named_layout_says_which_columns_are_missing(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="gname"):
        EventTableSource(write(tmp_path, RDWTI), layout="gtd")
