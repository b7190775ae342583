"""Make the bundled pages that are not plain text.

A Word file, a PDF, an archive, two pages in windows-1251, a damaged PDF. Texts: `scripts/bundled`.
`python scripts/bundled_pages.py` writes them, `--check` compares them with what is there.
"""

from __future__ import annotations

import io
import sys
import textwrap
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "scripts" / "bundled"
PAGES = ROOT / "src" / "tocsin" / "bundled" / "pages"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
LEFT, TOP, LINE = 72, 770, 15
COLUMNS = 88


def lines_of(name: str) -> list[str]:
    return (TEXTS / name).read_text(encoding="utf-8").splitlines()


def archive(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip whose bytes depend on the members alone."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members:
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, data)
    return held.getvalue()


def word_file(paragraphs: Sequence[str]) -> bytes:
    """Title, then paragraphs; packed anew so that no clock is left in it."""
    made = docx.Document()
    made.core_properties.comments = "Specimen page written for Tocsin"
    made.add_heading(paragraphs[0], level=1)
    for paragraph in paragraphs[1:]:
        made.add_paragraph(paragraph)
    held = io.BytesIO()
    made.save(held)
    with zipfile.ZipFile(held) as packed:
        return archive([(name, packed.read(name)) for name in sorted(packed.namelist())])


def pdf_file(paragraphs: Sequence[str]) -> bytes:
    """One page of Helvetica, after ISO 32000-1, 7.5; Latin-1 text only."""
    drawn = [f"BT /F1 11 Tf {LINE} TL {LEFT} {TOP} Td"]
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, COLUMNS):
            escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            drawn.append(f"({escaped}) Tj T*")
        drawn.append("T*")
    stream = "\n".join([*drawn, "ET"]).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Producer (Specimen page written for Tocsin) >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return bytes(out)


def made() -> dict[str, bytes]:
    """The bytes of every page that this script makes, by file name."""
    reviews = [(name, (TEXTS / name).read_bytes()) for name in ("seventh-review.txt", "eighth-review.txt")]
    return {
        "porto-charter.docx": word_file(lines_of("porto-charter.txt")),
        "fatf-recommendations.pdf": pdf_file(lines_of("fatf-recommendations.txt")),
        "reviews.zip": archive(reviews),
        "shos-plan.html": (TEXTS / "shos-plan.html").read_text(encoding="utf-8").encode("cp1251"),
        "atc-cis.html": (TEXTS / "atc-cis.html").read_text(encoding="utf-8").encode("cp1251"),
        # Cut inside the header of the first object: nothing is left for a reader to repair.
        "damaged.pdf": pdf_file(lines_of("fatf-recommendations.txt"))[:40],
    }


def main() -> int:
    stale = 0
    for name, data in made().items():
        path = PAGES / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_bytes() != data:
                print(f"{path.relative_to(ROOT)} is not what scripts/bundled_pages.py makes")
                stale += 1
        else:
            path.write_bytes(data)
            print(path.relative_to(ROOT))
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
