"""PDF files written by hand: claims that do not hold, objects that name themselves, streams that unfold."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from tests.documents.hostile.case import READ, Case

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = b"BT /F1 12 Tf 72 700 Td (The bodies agreed on a plan of nine chapters.) Tj ET"


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<<" + extra + b"/Length %d>>\nstream\n" % len(data) + data + b"\nendstream"


def leaf(content: bytes = b"4 0 R") -> bytes:
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents "
        + content
        + b">>"
    )


def pdf(changed: Mapping[int, bytes] | None = None, *, trailer: bytes = b"") -> bytes:
    """A page with one line; `changed` objects by number take the place of the usual five, or are added."""
    objects = {
        1: CATALOGUE,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: leaf(),
        4: stream(SHOWN),
        5: FONT,
        **(changed or {}),
    }
    body, places = bytearray(b"%PDF-1.7\n"), {}
    for number, held in sorted(objects.items()):
        places[number] = len(body)
        body += b"%d 0 obj\n" % number + held + b"\nendobj\n"
    start, highest = len(body), max(objects)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (highest + 1)
    for number in range(1, highest + 1):
        body += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    body += b"trailer\n<</Root 1 0 R/Size %d" % (highest + 1) + trailer + b">>\n"
    return bytes(body + b"startxref\n%d\n%%%%EOF" % start)


def _chain(depth: int) -> dict[int, bytes]:
    """A page tree that is one long branch."""
    made = {2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>"}
    for number in range(10, 10 + depth):
        made[number] = b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (number - 1, number + 1)
    made[10 + depth] = leaf()
    return made


def _zipped(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode")


def _twice_zipped(size: int) -> bytes:
    return stream(zlib.compress(zlib.compress(b" " * size, 9), 9), b"/Filter[/FlateDecode/FlateDecode]")


ENCRYPTED = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<%s>/U<%s>>>/ID[<00><00>]" % (
    b"5a" * 32,
    b"a5" * 32,
)
LOOP_FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 4>>\nstream\n/X Do\nendstream"
WITH_LOOP = leaf().replace(b"/Font", b"/XObject<</X 6 0 R>>/Font")

CASES = (
    Case("plain.pdf", pdf, READ, "nine chapters"),
    Case("only-a-header.pdf", lambda: b"%PDF-1.7\n", "damaged", "broken or cut off"),
    Case("cut.pdf", lambda: pdf()[:60], "damaged", "broken or cut off"),
    Case("cross-reference-lies.pdf", lambda: pdf().replace(b"startxref\n", b"startxref\n9"), READ, "nine chapters"),
    Case("noise-after-header.pdf", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 400, "damaged"),
    Case("encrypted.pdf", lambda: pdf(trailer=ENCRYPTED), "damaged", "password"),
    Case("unknown-security.pdf", lambda: pdf(trailer=b"/Encrypt<</Filter/None/V 9/R 9>>"), "damaged", "encrypted"),
    Case("no-pages.pdf", lambda: pdf({2: b"<</Type/Pages/Kids[]/Count 0>>"}), "damaged", "cannot be opened"),
    Case("no-catalogue.pdf", lambda: pdf({1: b"null"}), "damaged"),
    Case("claims-two-thousand-million-pages.pdf", lambda: pdf({2: b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"}), READ, "nine chapters"),
    Case("claims-fewer-than-no-pages.pdf", lambda: pdf({2: b"<</Type/Pages/Kids[3 0 R]/Count -5>>"}), READ),
    Case("claims-a-thousand-pages.pdf", lambda: pdf({2: b"<</Type/Pages/Kids[3 0 R]/Count 1500>>"}), "damaged"),
    Case("pages-that-name-themselves.pdf", lambda: pdf({2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}), "damaged"),
    Case("long-branch.pdf", lambda: pdf(_chain(3_000)), "damaged"),
    Case("object-that-is-itself.pdf", lambda: pdf({4: b"4 0 R"}), "empty", "no text layer"),
    Case("length-that-is-itself.pdf", lambda: pdf({4: b"<</Length 4 0 R>>\nstream\n" + SHOWN + b"\nendstream"}), READ, "nine chapters"),
    Case("form-that-draws-itself.pdf", lambda: pdf({3: WITH_LOOP, 4: stream(SHOWN + b" /X Do"), 6: LOOP_FORM}), READ, "nine chapters"),
    Case("deep-arrays.pdf", lambda: pdf({3: leaf().replace(b"/Font", b"/A " + b"[" * 50_000 + b"]" * 50_000 + b"/Font")}), READ, "nine chapters"),
    Case("stream-bomb.pdf", lambda: pdf({4: _zipped(b" " * 300_000_000)}), "too-large", "unpacks"),
    Case("stream-bomb-twice.pdf", lambda: pdf({4: _twice_zipped(1_000_000_000)}), "too-large", "unpacks"),
    Case("broken-stream.pdf", lambda: pdf({4: stream(b"\x78\x9c\xff\xff\xff", b"/Filter/FlateDecode")}), "empty"),
    Case("unknown-filter.pdf", lambda: pdf({4: stream(SHOWN, b"/Filter/None")}), READ, "nine chapters"),
    Case("much-text.pdf", lambda: pdf({4: _zipped(b"BT /F1 1 Tf 0 0 Td " + b"(word word word word) Tj " * 40_000 + b"ET")}), READ, "word"),
    Case("unbalanced-operators.pdf", lambda: pdf({4: _zipped(b"q " * 400_000 + SHOWN)}), READ, "nine chapters"),
    Case("huge-numbers.pdf", lambda: pdf({4: stream(b"1e999999 0 0 -9999999999999999999 0 0 cm " + SHOWN)}), "empty"),
    Case("huge-page.pdf", lambda: pdf({3: leaf().replace(b"[0 0 612 792]", b"[0 0 1e30 1e30]")}), READ, "nine"),
    Case("program-inside.pdf", lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>"}), READ, "nine chapters"),
    Case("launches.pdf", lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>"}), READ, "nine"),
    Case("title-of-surrogates.pdf", lambda: pdf({6: b"<</Title<FEFFD800D800>>>"}, trailer=b"/Info 6 0 R"), READ, "nine"),
    Case("html-and-pdf.pdf", lambda: b"<html><body>" + pdf() + b"</body></html>", READ, "nine chapters"),
)  # fmt: skip
