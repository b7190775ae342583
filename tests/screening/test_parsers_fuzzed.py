"""Whatever bytes come, a reader gives a vintage or an error of the family; never anything else."""

from __future__ import annotations

import contextlib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.screening.made import EU_HEAD, EU_ROWS, OFAC_ADD, OFAC_ALT, OFAC_SDN, un_file, un_person
from tocsin.errors import TocsinError
from tocsin.screening.births import read_births
from tocsin.screening.entries import Entry
from tocsin.screening.formats.eu_csv import EuCsv
from tocsin.screening.formats.eu_names import split_names
from tocsin.screening.formats.ftm_json import FtmJson
from tocsin.screening.formats.listformat import ListFile
from tocsin.screening.formats.ofac_csv import OfacCsv
from tocsin.screening.formats.ofac_remarks import read_remarks
from tocsin.screening.formats.un_xml import UnXml

BOUNDED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
BYTES = st.binary(max_size=40)


def read(reader: UnXml | EuCsv | OfacCsv | FtmJson, *files: ListFile) -> list[Entry]:
    found: list[Entry] = []
    with contextlib.suppress(TocsinError):
        found = [entry for vintage in reader.read(files, date="2025-01-01") for entry in vintage.entries]
    for entry in found:
        assert entry.reference
        assert Entry.told(entry.said()) == entry
    return found


def broken(data: bytes, at: int, put: bytes, drop: int) -> bytes:
    at %= len(data) + 1
    return data[:at] + put + data[at + drop :]


@BOUNDED
@given(at=st.integers(0, 5000), put=BYTES, drop=st.integers(0, 60))
def test_broken_xml(tmp_path: Path, at: int, put: bytes, drop: int) -> None:
    path = un_file(tmp_path, [un_person("QDi.900", "A", "B"), un_person("QDi.901", "C", "D")])
    assert len(read(UnXml(), ListFile("un.xml", broken(path.read_bytes(), at, put, drop)))) <= 3


@BOUNDED
@given(at=st.integers(0, 5000), put=BYTES, drop=st.integers(0, 60))
def test_broken_tables(at: int, put: bytes, drop: int) -> None:
    read(EuCsv(), ListFile("32099R0001.csv", broken("\n".join((EU_HEAD, *EU_ROWS)).encode(), at, put, drop)))
    read(
        OfacCsv(),
        ListFile("sdn.csv", broken(OFAC_SDN.encode("latin-1"), at, put, drop)),
        ListFile("alt.csv", broken(OFAC_ALT.encode(), at, put, drop)),
        ListFile("add.csv", OFAC_ADD.encode()),
    )


@BOUNDED
@given(data=st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    file = ListFile("any.csv", data)
    for reader in (UnXml(), EuCsv(), OfacCsv(), FtmJson()):
        reader.recognises(file)
        read(reader, file)


@BOUNDED
@given(
    entity=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "schema", "properties", "name"]), inner)
        ),
        max_leaves=12,
    )
)
def test_any_json(entity: object) -> None:
    import json

    read(FtmJson(), ListFile("any.json", json.dumps(entity).encode()))


@BOUNDED
@given(text=st.text(max_size=200))
def test_free_text_of_cells(text: str) -> None:
    read_remarks(text)
    for birth in read_births(text):
        assert not birth.high.before(birth.low)
    for name, _ in split_names(text):
        assert name.strip()
