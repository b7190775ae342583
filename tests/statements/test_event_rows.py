"""Rows of event data sets become statements that quote their own cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.documents.parser import parse_document
from tocsin.model.draft import Draft, read_quantity
from tocsin.model.event_layout import EVENT_ROW, event_layouts, layout_of
from tocsin.model.marking import OWNER
from tocsin.pipeline import Plan, ingest
from tocsin.sources.event_tables import EventTableSource
from tocsin.sources.raw import RawDocument
from tocsin.statements.cascade import read_statements
from tocsin.store import open_store

UCDP = {
    "id": "77", "type_of_violence": "3", "side_a": "River Front", "side_b": "Civilians", "date_start": "2019-05-02",
    "date_end": "2019-05-03", "best": "4", "low": "3", "high": "6", "country": "Tajikistan", "latitude": "38.5",
    "longitude": "68.7", "where_coordinates": "Dushanbe", "adm_1": "Dushanbe",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "X1", "event_date": "14 March 2021", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Suicide bomb", "actor1": "River Front", "actor2": "Civilians", "country": "Kazakhstan",
    "location": "Almaty", "fatalities": "2", "notes": "A bomb went off.", "latitude": "43.2", "longitude": "76.9",
}  # fmt: skip
GTD = {
    "eventid": "199901020001", "iyear": "1999", "imonth": "1", "iday": "0", "country_txt": "Armenia", "city": "Gyumri",
    "attacktype1_txt": "Hostage Taking (Kidnapping)", "gname": "Unknown", "nkill": "", "nwound": "3",
    "target1": "A school", "weaptype1_txt": "Firearms",
}  # fmt: skip


def read(layout: str, row: dict[str, str]) -> tuple[list[Draft], str]:
    body = json.dumps({"layout": layout, "row": {key: value for key, value in row.items() if value}})
    raw = RawDocument(body.encode(), "f#1", f"{layout}:1", layout, dt.datetime.now(dt.UTC), EVENT_ROW)
    document = parse_document(raw)
    drafts = read_statements(document)
    for draft in drafts:
        for fact in draft.facts:
            assert 0 <= fact.start < fact.end <= len(document.text)
    return drafts, document.text


def event(layout: str, row: dict[str, str]) -> Draft:
    (found,) = [draft for draft in read(layout, row)[0] if draft.schema == "Event"]
    return found


def test_a_row_of_ucdp() -> None:
    found = event("ucdp-ged", UCDP)
    assert (found.first("date"), found.first("dateEnd")) == ("2019-05-02", "2019-05-03")
    assert found.values("participant") == ["River Front", "Civilians"]
    toll = read_quantity(str(found.first("killed")))
    assert (toll.low, toll.high, toll.qualifier) == (3, 6, "range")
    assert found.first("classifiedAs") == "one-sided violence"
    assert found.first("classifiedBy") == "Uppsala Conflict Data Program"
    assert found.first("countryCode") == "TJ"


def test_a_row_of_acled() -> None:
    found = event("acled", ACLED)
    assert (found.first("date"), found.first("incidentType"), found.first("place")) == (
        "2021-03-14",
        "bombing",
        "Almaty",
    )
    assert found.first("classifiedAs") == "Explosions/Remote violence"


def test_a_row_of_gtd_keeps_a_month_a_month_and_nobody_nobody() -> None:
    found = event("gtd", GTD)
    assert (found.first("date"), found.first("incidentType")) == ("1999-01", "kidnapping")
    assert not found.values("perpetratorOrganisation")
    assert found.first("killed") is None
    assert read_quantity(str(found.first("injured"))).low == 3


def test_a_place_without_a_point_is_geocoded_in_its_country_alone() -> None:
    places = [draft for draft in read("gtd", GTD)[0] if draft.schema == "Place"]
    assert abs(float(str(places[0].first("latitude"))) - 40.8) < 0.2
    elsewhere = [
        draft for draft in read("gtd", GTD | {"country_txt": "Uruguay"})[0] if draft.schema == "Place"
    ]
    assert elsewhere[0].first("latitude") is None


def test_every_value_quotes_its_cell() -> None:
    drafts, text = read("acled", ACLED)
    for draft in drafts:
        for fact in draft.facts:
            if fact.prop in ("participant", "place", "mention", "surfaceForm"):
                assert text[fact.start : fact.end] == fact.value


@given(st.dictionaries(st.sampled_from(sorted(GTD)), st.text(max_size=20), max_size=12))
def test_any_values_are_read_without_an_error(row: dict[str, str]) -> None:
    read("gtd", row | {"eventid": "1"})


def test_layouts_do_not_take_each_other_s_files() -> None:
    for name, layout in event_layouts().items():
        assert layout.row in layout.needs | {"id"}
        found = layout_of(layout.needs)
        assert found is not None and found.name == name


def test_import_accounts_for_every_row_and_again_adds_nothing(tmp_path: Path) -> None:
    table = io.StringIO()
    writer = csv.DictWriter(table, list(ACLED))
    writer.writeheader()
    writer.writerows(ACLED | {"event_id_cnty": f"X{at}", "fatalities": str(at)} for at in range(20))
    path = tmp_path / "acled.csv"
    path.write_text(table.getvalue() + "Y,too,short\n", encoding="utf-8")
    with open_store(str(tmp_path / "store.sqlite"), create=True) as store:
        first = ingest(store, EventTableSource(path).items(), Plan())
        assert (first.seen, first.kept, first.read, len(first.problems)) == (21, 20, 20, 1)
        before = store.view(OWNER).counts()
        again = ingest(store, EventTableSource(path).items(), Plan())
        assert (again.kept, again.read) == (0, 0)
        assert store.view(OWNER).counts() == before


@pytest.mark.slow
def test_rdwti_is_read_whole(shared_data: Path, tmp_path: Path) -> None:
    """The first 2,000 rows of the real file: each becomes one event with the toll that the file gives."""
    table = shared_data / "rdwti" / "incidents_1968_2006.csv.gz"
    if not table.exists():
        pytest.skip("no RDWTI file beside the checkout")
    with open_store(str(tmp_path / "store.sqlite"), create=True) as store:
        items = (item for at, item in enumerate(EventTableSource(table).items()) if at < 2000)
        report = ingest(store, items, Plan())
        assert (report.seen, report.read, report.problems) == (2000, 2000, [])
        killed = [item.value for item in store.view(OWNER).values("Event", {"killed"})]
    assert len(killed) == 2000
