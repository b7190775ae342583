"""Good files with a stretch of bytes cut out, doubled or replaced: a document or an error of ours, never else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.hostile.archives import zipped
from tests.documents.hostile.case import MOMENT, PROSE, RUSSIAN
from tests.documents.hostile.feeds import document
from tests.documents.hostile.pages import ARTICLE, page
from tests.documents.hostile.pdfs import pdf
from tests.documents.hostile.words import word
from tests.documents.test_hostile import check_document
from tocsin.documents.formats.archive import expand
from tocsin.documents.formats.encodings import decode
from tocsin.documents.formats.kinds import kind_of
from tocsin.documents.parser import parse_document
from tocsin.errors import DocumentError
from tocsin.sources.raw import RawDocument, Unread

WHOLE = {
    "a.html": page(ARTICLE, head='<meta property="article:published_time" content="2024-03-12">'),
    "a.xml": document(f"<p>{PROSE}</p><q a='1'>{RUSSIAN}</q>"),
    "a.pdf": pdf(),
    "a.docx": word(),
    "a.txt": RUSSIAN.encode(),
    "b.txt": PROSE.encode("utf-16"),
}
few = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def raw_of(data: bytes, name: str) -> RawDocument:
    return RawDocument(data, name, name, "spoilt", MOMENT)


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    data = whole
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 60))
        inside = draw(st.binary(max_size=16) | st.just(data[at : at + length] * 2))
        data = data[:at] + inside + data[at + length :]
    return data


@pytest.mark.parametrize("name", WHOLE)
def test_spoilt_file_is_a_document_or_an_error_of_ours(name: str) -> None:
    @few
    @given(spoilt(WHOLE[name]))
    def check(data: bytes) -> None:
        try:
            found = parse_document(raw_of(data, name))
        except DocumentError as error:
            assert error.message.strip()
        else:
            check_document(found)

    check()


@few
@given(spoilt(zipped([("a.txt", PROSE.encode()), ("b/c.html", page(ARTICLE)), ("d.txt", b"")])))
def test_spoilt_archive_gives_its_members_or_says_why_not(data: bytes) -> None:
    found = list(expand(raw_of(data, "a.zip")))
    assert found
    for item in found:
        assert item.address.startswith("a.zip")
        if isinstance(item, Unread):
            assert item.error.message.strip()
        else:
            assert ".." not in item.label.split("/")


@few
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "koi8-r", "shift_jis", "utf-7", "\0", "hex"]))
def test_any_bytes_decode_or_are_refused(data: bytes, charset: str | None) -> None:
    for lenient in (False, True):
        try:
            text = decode(data, (charset,), lenient=lenient)
        except DocumentError as error:
            assert error.message
        else:
            text.encode("utf-8")  # no half characters


@given(st.text(max_size=300))
def test_text_in_utf_8_comes_back_unaltered(text: str) -> None:
    data = text.replace("\0", "").encode("utf-8", "ignore")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert decode(data) == data.decode()


@pytest.mark.parametrize("table", ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"])
def test_russian_in_every_table_is_told(table: str) -> None:
    assert decode(RUSSIAN.encode(table)) == RUSSIAN


@pytest.mark.parametrize(
    "text",
    [
        "It’s the council’s plan. “We agree”, it said – and left.",
        "Le comité a adopté une déclaration à l’unanimité.",
        "Die Änderung der Größe wurde für nötig erklärt.",
        "La situación en España se discutió en la reunión.",
    ],
)
def test_latin_letters_with_marks_are_not_taken_for_russian(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.html", "a.docx", "a", ".", "a.json", "a.eml"]))
def test_kind_of_any_bytes_can_be_told(data: bytes, name: str) -> None:
    for start in (b"", b"PK\x03\x04", b"%PDF-", b"<html>", b"<?xml ", b"\xff\xfe", b"{"):
        assert kind_of(raw_of(start + data, name)).kind
