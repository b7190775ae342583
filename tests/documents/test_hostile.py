"""Whatever bytes come, each ends as a document that was read or as a problem that says why, through the whole path."""

from __future__ import annotations

import resource
from collections.abc import Iterator

import pytest

from tests.documents.hostile import CASES, Case
from tests.documents.hostile.case import READ
from tocsin.documents.formats.archive import expand, is_archive
from tocsin.documents.parser import Limits, parse_document
from tocsin.errors import DocumentError
from tocsin.model.document import Document
from tocsin.model.marking import OWNER
from tocsin.parallel import time_limit
from tocsin.pipeline import Plan, ingest
from tocsin.sources.raw import RawDocument, Unread
from tocsin.store import Store, View, open_store

SECONDS = 100.0
"""The pipeline's own limit for one document is 120."""
MEGABYTES = 1_500


def ends_of(raw: RawDocument) -> Iterator[tuple[str, str]]:
    for item in expand(raw) if is_archive(raw) else [raw]:
        if isinstance(item, Unread):
            yield item.error.code, item.error.message
            continue
        try:
            document = parse_document(item, Limits())
        except DocumentError as error:
            yield error.code, error.message
        else:
            check_document(document)
            yield READ, document.text


def check_document(document: Document) -> None:
    """Segments cover the whole text, in order, without overlap."""
    places = [place for one in document.segments for place in (one.start, one.end)]
    assert places[0] == 0
    assert places[-1] == len(document.text)
    assert places[1:-1:2] == places[2::2]
    assert all(one.start < one.end for one in document.segments)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile_bytes_become_text_or_an_error_of_ours(case: Case) -> None:
    with time_limit(SECONDS):
        ends = list(ends_of(case.raw()))
    assert ends, "nothing came of it, not even a problem"
    code, said = ends[-1]
    assert (code, case.says in said) == (case.ends, True), said[:300]
    assert said.strip(), "a reason is given"
    assert case.members in (None, len(ends))


def test_reasons_are_the_same_each_time() -> None:
    """Libraries remember errors; what one file was refused for must not be told of the next."""
    troubled = [case for case in CASES if case.name.endswith(".pdf") and case.ends != READ]
    once = [list(ends_of(case.raw())) for case in troubled]
    again = [list(ends_of(case.raw())) for case in reversed(troubled)]
    assert once == again[::-1]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store into which every case was ingested in one run over two processes."""
    path = tmp_path_factory.mktemp("hostile") / "store.sqlite"
    with open_store(str(path), create=True) as held:
        ingest(held, (case.raw() for case in CASES), Plan(workers=2, document_seconds=SECONDS))
        yield held


def belongs(address: str, case: Case) -> bool:
    return address == case.name or address.startswith(f"{case.name}!/")


@pytest.mark.slow
def test_every_hostile_document_is_read_or_listed_as_a_problem(store: Store) -> None:
    view = store.view(OWNER)
    problems = list(view.problems())
    read = {kept.address for document in view.documents() for kept in view.sightings(document.id)}
    astray = []
    for case in CASES:
        told = [item for item in problems if belongs(item.address, case)]
        ended = {item.code for item in told} | {READ for address in read if belongs(address, case)}
        if case.ends not in ended or not all(item.reason for item in told):
            astray.append((case.name, case.ends, ended, [item.reason for item in told]))
    assert not astray
    assert view.counts(extractor=None).pending == 0


@pytest.mark.slow
def test_no_extractor_fails_or_hangs_on_hostile_text(store: Store) -> None:
    expected = {case.name for case in CASES if case.ends == "too-large"}
    bad = [
        (item.address, item.code, item.reason)
        for item in store.view(OWNER).problems()
        if item.stage == "statements"
        or (item.code == "too-large" and item.address.split("!/")[0] not in expected)
    ]
    assert not bad


@pytest.mark.slow
def test_quotes_of_hostile_documents_hold(store: Store) -> None:
    assert store.check() == []
    view: View = store.view(OWNER)
    for document in view.documents():
        check_document(document)
        for one in view.statements(doc=document.id):
            assert document.text[one.span.start : one.span.end] == one.span.quote


@pytest.mark.slow
def test_memory_of_reading_them_is_bounded(store: Store) -> None:
    assert store
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEGABYTES * 1024
