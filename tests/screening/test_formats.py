"""Reading lists strictly: every field is used or reported, and what cannot be relied on is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screening.made import (
    OFAC_SDN,
    UN_HEAD,
    eu_file,
    ftm_file,
    ofac_folder,
    un_alias,
    un_birth,
    un_file,
    un_person,
)
from tocsin.errors import (
    DamagedDocumentError,
    DocumentError,
    NotFoundError,
    TooLargeError,
    UnsupportedFormatError,
)
from tocsin.screening.entries import NameKind
from tocsin.screening.formats import listformat
from tocsin.screening.formats.eu_names import split_names
from tocsin.screening.formats.reading import read_lists


def test_un_entries_are_keyed_by_reference_with_qualities_and_births(tmp_path: Path) -> None:
    more = un_alias("Uraz", "Low") + un_alias("Orazbek Merat", "Good") + un_birth("1960")
    more += "<NAME_ORIGINAL_SCRIPT>اورازبك مراتاييف</NAME_ORIGINAL_SCRIPT>"
    more += "<NATIONALITY><VALUE>Iran</VALUE></NATIONALITY>"
    (vintage,) = read_lists(
        [un_file(tmp_path, [un_person("QDi.900", "ORAZBEK", "MERATAYEV", dataid="77", more=more)])]
    )
    (entry,) = vintage.entries
    assert (vintage.list, vintage.date, entry.reference, entry.entity_id) == (
        "un",
        "2025-04-19",
        "QDi.900",
        "unsc-77",
    )
    assert [(item.text, item.kind) for item in entry.names] == [
        ("ORAZBEK MERATAYEV", NameKind.PRIMARY),
        ("اورازبك مراتاييف", NameKind.ORIGINAL),
        ("Uraz", NameKind.WEAK),
        ("Orazbek Merat", NameKind.ALIAS),
    ]
    assert [str(item) for item in entry.births] == ["1960"]
    assert entry.countries == ("ir",)
    assert vintage.findings.lines() == []


def test_unused_fields_and_unknown_qualities_are_reported(tmp_path: Path) -> None:
    more = un_alias("Somebody Else", "Splendid") + "<SHOE_SIZE>44</SHOE_SIZE>"
    (vintage,) = read_lists([un_file(tmp_path, [un_person("QDi.900", "A", "B", more=more)])])
    assert vintage.findings.unused == {"INDIVIDUAL/SHOE_SIZE": 1}
    assert vintage.findings.unknown == {"QUALITY Splendid": 1}
    assert vintage.entries[0].names[1].kind is NameKind.WEAK


def test_a_malformed_un_file_is_recovered_entry_by_entry_and_says_so(tmp_path: Path) -> None:
    path = un_file(
        tmp_path, [un_person("QDi.900", "ORAZBEK", "MERATAYEV"), un_person("QDi.901", "TIMUR", "SAMPLEV")]
    )
    text = path.read_text(encoding="utf-8").replace("Made up for a test.</COMMENTS1>", "Arm\udce9s", 1)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    (vintage,) = read_lists([path])
    assert vintage.damaged
    assert {entry.reference for entry in vintage.entries} == {"QDi.900", "QDi.901"}
    assert "2 entries recovered by pattern" in " ".join(vintage.findings.damage)


def test_ofac_remarks_give_births_papers_weak_aliases_and_continue_mid_word(tmp_path: Path) -> None:
    (vintage,) = read_lists([ofac_folder(tmp_path)])
    person, ship, house = vintage.entries
    assert vintage.date == "2021-06-01"
    assert (person.schema, ship.schema, house.schema) == ("Person", "Vessel", "LegalEntity")
    assert [str(item) for item in person.births] == ["1971-01-05", "1973"]
    assert [(paper.kind, paper.number, paper.country) for paper in person.papers] == [
        ("Passport", "D0004878", "ir")
    ]
    assert {item.text for item in person.names if item.kind is NameKind.WEAK} == {"BIG O", "THE TAILOR"}
    assert "Linked To: SAMPLE TRADING HOUSE" in person.notes
    assert ("IMO", "9187629") in {(paper.kind, paper.number) for paper in ship.papers}
    assert house.names[1].kind is NameKind.PREVIOUS
    assert house.countries == ("cu",)


def test_eu_records_without_number_are_kept_apart_and_scripts_are_names_of_their_own(tmp_path: Path) -> None:
    (vintage,) = read_lists([eu_file(tmp_path)])
    one, two, three = vintage.entries
    assert (vintage.key, vintage.date) == ("eu/32099R0001", "2017-07-20")
    assert one.reference == "32099R0001-I.A-7"
    assert {"Olzhas MERATAYEV", "Олжас МЕРАТАЕВ", "Olzhas MERATAEV"} <= {item.text for item in one.names}
    assert "Oli" in {item.text for item in one.names if item.kind is NameKind.WEAK}
    assert str(one.births[0]) == "about 1960/1962"
    assert len({two.reference, three.reference}) == 2


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Olzhas Samplev – Олжас Самплев", {"Olzhas Samplev", "Олжас Самплев"}),
        ("Olzhas SAMPLEV a.k.a. Oljas SAMPLEW", {"Olzhas SAMPLEV", "Oljas SAMPLEW"}),
        ("Sample Institute (SI)", {"Sample Institute"}),
    ],
)
def test_cells_with_several_names_are_taken_apart(cell: str, names: set[str]) -> None:
    assert {name for name, _ in split_names(cell)} == names


def test_ftm_lines_join_sanctions_and_report_unused_properties(tmp_path: Path) -> None:
    (vintage,) = read_lists([ftm_file(tmp_path)])
    (entry,) = vintage.entries
    assert (entry.reference, entry.entity_id, entry.caption, entry.reason) == (
        "QDi.999", "NK-1", "Orazbek Meratayev", "Made up.",
    )  # fmt: skip
    assert (vintage.list, vintage.date) == ("sample", "2024-05-06")
    assert vintage.findings.unused == {"Person/eyeColor": 1}


def test_entities_in_xml_are_refused_unread(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xml"
    bomb.write_text(
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>'
    )
    with pytest.raises(DamagedDocumentError, match="entities"):
        read_lists([bomb])


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.xml"
    with huge.open("wb") as file:
        file.truncate(listformat.MAX_BYTES + 1)
    with pytest.raises(TooLargeError):
        read_lists([huge])


def test_wrong_columns_are_a_clear_error(tmp_path: Path) -> None:
    folder = ofac_folder(tmp_path)
    (folder / "sdn.csv").write_text(OFAC_SDN.replace(",-0- ", ""), encoding="latin-1")
    with pytest.raises(DamagedDocumentError, match="columns"):
        read_lists([folder])
    with pytest.raises(DamagedDocumentError, match="columns"):
        read_lists([eu_file(tmp_path, ["32099R0001,7,EU"] * 3)])


def test_an_empty_list_is_no_list(tmp_path: Path) -> None:
    empty = tmp_path / "empty.xml"
    empty.write_text(UN_HEAD.format(date="2025-01-01") + "<INDIVIDUALS/></CONSOLIDATED_LIST>")
    with pytest.raises(DamagedDocumentError, match="no entry"):
        read_lists([empty])


def test_what_is_no_list_or_not_there_is_said(tmp_path: Path) -> None:
    note = tmp_path / "note.csv"
    note.write_text("a,b\n1,2\n")
    with pytest.raises(UnsupportedFormatError):
        read_lists([note])
    with pytest.raises(NotFoundError):
        read_lists([tmp_path / "absent.xml"])


def test_every_refusal_is_of_the_family(tmp_path: Path) -> None:
    cut = un_file(tmp_path, [un_person("QDi.900", "A", "B")])
    cut.write_bytes(cut.read_bytes()[:60])
    with pytest.raises(DocumentError):
        read_lists([cut])
