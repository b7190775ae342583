"""What a document's bytes are. Names and declarations count only where the bytes leave it open.

1. Leading bytes: PDF, zip, and formats that are not read.
2. A zip file's members: Word, another office or book format, or an archive.
3. The first markup of text: HTML or XML. A file called `.txt` and declared as plain text stays text.
4. What was declared, for text that shows no markup: data such as JSON and CSV is not a document.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from tocsin.model.event_layout import EVENT_ROW
from tocsin.sources.raw import RawDocument


class Kind(StrEnum):
    TEXT = "text"
    HTML = "HTML page"
    XML = "XML document"
    PDF = "PDF"
    DOCX = "Word document"
    ARCHIVE = "archive"
    EVENT_ROW = "row of an event data set"
    OTHER = "file"


@dataclass(frozen=True, slots=True)
class Finding:
    """The kind, and for OTHER what to call it: `a PNG picture`."""

    kind: Kind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    start: bytes
    at: int
    name: str


MAX_ENTRIES = 100_000
"""Entries of a zip directory that is worth listing; a longer one is no office file."""

_PDF_WITHIN = 1024
_HEAD = 4096
_OPENDOCUMENT = b"mimetypeapplication/"
_HTML_START = re.compile(
    r"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,300}\?>)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|article|p|h1|table|script)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(r"<(?:[a-z][a-z0-9]*[\s>/]|!doctype)", re.IGNORECASE)
_XML_START = re.compile(r"\s*<\?xml\s", re.IGNORECASE)
_XML_ROOT = re.compile(
    r"\s*<(?:rss|feed|rdf:RDF|urlset|sitemapindex|!DOCTYPE\s+(?!html)|!ENTITY)", re.IGNORECASE
)
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_DATA_TYPES = {
    "application/json": "JSON data",
    "application/ld+json": "JSON data",
    "text/csv": "a table of values (CSV)",
    "text/tab-separated-values": "a table of values (TSV)",
    "message/rfc822": "an e-mail",
    "text/css": "a style sheet",
    "text/javascript": "a program (JavaScript)",
    "application/javascript": "a program (JavaScript)",
    "text/x-python": "a program (Python)",
    "text/calendar": "a calendar",
}
_DATA_SUFFIXES = {".json": "application/json", ".csv": "text/csv", ".tsv": "text/tab-separated-values",
                  ".eml": "message/rfc822"}  # fmt: skip
_JSON_START = re.compile(r"\s*[\[{]\s*(?:[\"\[{\]}\d-]|true|false|null)")
_MAIL_START = re.compile(r"(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")


def kind_of(raw: RawDocument) -> Finding:
    """Never raises; what cannot be told is text, and the text parser says whether it is."""
    data = raw.data
    if media_type_of(raw) == EVENT_ROW:
        return Finding(Kind.EVENT_ROW)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Finding(Kind.PDF)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zipped(raw)
    for one in _signatures():
        if data.startswith(one.start, one.at):
            return Finding(Kind.OTHER, one.name)
    return _textual(raw)


def suffix_of(raw: RawDocument) -> str:
    """The end of the file's name from its last dot, small letters; empty where it has none."""
    name = raw.label.rsplit("/", 1)[-1]
    return "." + name.rsplit(".", 1)[1].lower() if "." in name else ""


def media_type_of(raw: RawDocument) -> str:
    """The declared type without its parameters, small letters; empty where none was declared."""
    return (raw.media_type or "").split(";", 1)[0].strip().lower()


def _zipped(raw: RawDocument) -> Finding:
    names = _member_names(raw.data)
    if names is None:  # cannot be listed: the name says what it was meant to be, and it is damaged either way
        is_word = suffix_of(raw) in (".docx", ".docm") or "wordprocessingml" in media_type_of(raw)
        return Finding(Kind.DOCX if is_word else Kind.ARCHIVE)
    if _OPENDOCUMENT in raw.data[:100]:
        what = "an EPUB book" if b"epub" in raw.data[:100] else "an OpenDocument file"
        return Finding(Kind.OTHER, what)
    if "[Content_Types].xml" in names:
        for folder, what in (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation")):
            if any(name.startswith(folder) for name in names):
                return Finding(Kind.OTHER, what)
        return Finding(Kind.DOCX)
    if "word/document.xml" in names:
        return Finding(Kind.DOCX)
    if "META-INF/MANIFEST.MF" in names:
        return Finding(Kind.OTHER, "a program (Java archive)")
    return Finding(Kind.ARCHIVE)


def _member_names(data: bytes) -> frozenset[str] | None:
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return frozenset(packed.namelist())
    except Exception:  # noqa: BLE001 - zipfile raises many kinds; whoever opens it next tells which
        return None


def _textual(raw: RawDocument) -> Finding:
    head, media, suffix = _head(raw.data), media_type_of(raw), suffix_of(raw)
    if suffix in (".txt", ".text") and media in ("", "text/plain"):
        return Finding(Kind.TEXT)
    if _HTML_START.match(head) or (media in _HTML_TYPES and _ANY_TAG.search(head)):
        return Finding(Kind.HTML)
    if _XML_START.match(head) or _XML_ROOT.match(head):
        return Finding(Kind.HTML if re.search(r"<html[\s>]", head, re.IGNORECASE) else Kind.XML)
    declared = media if media in _DATA_TYPES else _DATA_SUFFIXES.get(suffix, "")
    if declared.endswith("json") and not _JSON_START.match(head):
        declared = ""
    if declared == "message/rfc822" and not _MAIL_START.match(head.replace("\r\n", "\n")):
        declared = ""
    return Finding(Kind.OTHER, _DATA_TYPES[declared]) if declared else Finding(Kind.TEXT)


def _head(data: bytes) -> str:
    """The beginning as far as markup can be seen in it, whatever the encoding."""
    start = data[:_HEAD]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or start[1:4:2] == b"\0\0":
        return start.replace(b"\0", b"")[2 if start[0] > 0x7F else 0 :].decode("latin-1")
    return start.removeprefix(codecs.BOM_UTF8).decode("latin-1")


@cache
def _signatures() -> tuple[Signature, ...]:
    text = (resources.files("tocsin.documents.formats") / "signatures.yaml").read_text(encoding="utf-8")
    return tuple(
        Signature(bytes.fromhex(item["hex"]), item.get("at", 0), item["name"])
        for item in yaml.safe_load(text)
    )
