"""Word documents: parts that are missing, entities, names that climb, and packed emptiness."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tests.documents.hostile.case import READ, Case

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{OFFICE}"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
LINE = "<w:p><w:r><w:t>The bodies agreed on a plan of nine chapters.</w:t></w:r></w:p>"


def body(inside: str = LINE, *, prolog: str = "") -> str:
    return f'<?xml version="1.0"?>{prolog}<w:document {W}><w:body>{inside}</w:body></w:document>'


def word(changed: Mapping[str, str | bytes | None] | None = None) -> bytes:
    """A document of one line; `changed` parts take the place of the usual three, are added or, None, left out."""
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": body(),
        **(changed or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            if data is not None:
                file.writestr(name, data)
    return packed.getvalue()


def _styled() -> bytes:
    inner = "<w:p>" * 2_000 + "<w:r><w:t>deep</w:t></w:r>" + "</w:p>" * 2_000
    return word({"word/document.xml": body(inner)})


CASES = (
    Case("plain.docx", word, READ, "nine chapters"),
    Case("empty.docx", lambda: word({"word/document.xml": body("")}), "empty"),
    Case("cut.docx", lambda: word()[:-60], "damaged"),
    Case("no-bytes-but-a-name.docx", lambda: b"PK\x03\x04", "damaged"),
    Case("no-text-part.docx", lambda: word({"word/document.xml": None}), "damaged", "missing"),
    Case("no-types.docx", lambda: word({"[Content_Types].xml": None}), "damaged", "[Content_Types].xml"),
    Case("no-relations.docx", lambda: word({"_rels/.rels": None}), "damaged"),
    Case("relations-to-nothing.docx", lambda: word({"_rels/.rels": RELATIONS.replace("document.xml", "none.xml")}), "damaged"),
    Case("relation-that-climbs.docx", lambda: word({"_rels/.rels": RELATIONS.replace("word/document.xml", "../../../../etc/passwd")}), "damaged"),
    Case("relation-outside.docx", lambda: word({"word/_rels/document.xml.rels": RELATIONS.replace("/officeDocument\"", "/attachedTemplate\"").replace('Target="word/document.xml"', 'Target="http://127.0.0.1/t.dotm" TargetMode="External"')}), READ, "nine chapters"),
    Case("relations-in-a-ring.docx", lambda: word({"word/_rels/document.xml.rels": RELATIONS.replace("word/document.xml", "document.xml")}), READ, "nine chapters"),
    Case("member-that-climbs.docx", lambda: word({"../../../tmp/evil.xml": "<a/>"}), READ, "nine chapters"),
    Case("entities.docx", lambda: word({"word/document.xml": body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", prolog='<!DOCTYPE d [<!ENTITY a "b">]>')}), "damaged", "entities"),
    Case("laughs-in-the-styles.docx", lambda: word({"word/styles.xml": '<!DOCTYPE s [<!ENTITY a "b">]><s>&a;</s>'}), "damaged", "entities"),
    Case("entities-in-utf-16.docx", lambda: word({"word/document.xml": body(prolog='<!DOCTYPE d [<!ENTITY a "b">]>').replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")}), "damaged", "entities"),
    Case("not-well-formed.docx", lambda: word({"word/document.xml": body("<w:p>")}), "damaged"),
    Case("not-xml.docx", lambda: word({"word/document.xml": b"\0" * 400}), "damaged"),
    Case("packed-emptiness.docx", lambda: word({"word/document.xml": body("<w:p/>" * 3_000_000)}), "too-large"),
    Case("packed-picture.docx", lambda: word({"word/media/a.png": b"\0" * 30_000_000}), "too-large"),
    Case("deep.docx", _styled, "damaged"),
    Case("deep-tables.docx", lambda: word({"word/document.xml": body("<w:tbl><w:tr><w:tc>" * 80 + LINE + "</w:tc></w:tr></w:tbl>" * 80)}), READ, "nine chapters"),
    Case("many-paragraphs.docx", lambda: word({"word/document.xml": body("".join(f"<w:p><w:r><w:t>Line {n} of the plan.</w:t></w:r></w:p>" for n in range(20_000)))}), READ, "Line 7 of"),
    Case("many-parts.docx", lambda: word({f"word/part{n}.xml": "<a/>" for n in range(3_000)}), "too-large", "members"),
    Case("macros.docm", lambda: word({"word/vbaProject.bin": b"x"}), "unsupported-format", "macros"),
    Case("workbook.xlsx", lambda: word({"xl/workbook.xml": "<a/>"}), "unsupported-format", "Excel"),
    Case("old-word.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4_000, "unsupported-format"),
)  # fmt: skip
