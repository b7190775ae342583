"""Bytes to a document: the parser that fits, within limits, and no errors but the DocumentError family."""

from __future__ import annotations

import re
from functools import cache

from tocsin.documents.formats.docx import DocxParser
from tocsin.documents.formats.event_rows import EventRowParser
from tocsin.documents.formats.html import HtmlParser
from tocsin.documents.formats.kinds import Finding, Kind, kind_of
from tocsin.documents.formats.parsing import Limits, Parsed, Parser, faults_told
from tocsin.documents.formats.pdf import PdfParser
from tocsin.documents.formats.text import TextParser
from tocsin.documents.formats.xml import XmlParser
from tocsin.documents.reading import read_text
from tocsin.errors import EmptyDocumentError, TooLargeError, UnsupportedFormatError
from tocsin.model.document import Document
from tocsin.sources.raw import RawDocument

__all__ = ["Limits", "Parsed", "Parser", "parse_document"]

_SAYS_SOMETHING = re.compile(r"[^\W_]")
"""A letter or a figure; without one there is nothing to cite."""


def parse_document(raw: RawDocument, limits: Limits | None = None) -> Document:
    """The document that the bytes are. The kind is told by the bytes, then by what was declared.

    Raises EmptyDocumentError, UnsupportedFormatError, DamagedDocumentError or TooLargeError, each with a
    reason in plain words.
    """
    limits = limits or Limits()
    if not raw.data:
        raise EmptyDocumentError("the file is empty", where=raw.address)
    if len(raw.data) > limits.max_bytes:
        raise TooLargeError(f"{len(raw.data):,} bytes; the limit is {limits.max_bytes:,}", where=raw.address)
    finding = kind_of(raw)
    with faults_told(str(finding.kind)):
        parsed = _parser(finding).parse(raw, limits)
        _check_text(parsed.text, limits)
        return read_text(
            raw,
            parsed.text,
            declared_title=parsed.title,
            declared_date=parsed.date,
            declared_language=parsed.language,
            segments_hint=parsed.segments_hint,
            layout=parsed.layout,
        )


def _parser(finding: Finding) -> Parser:
    parser = _parsers().get(finding.kind)
    if parser is not None:
        return parser
    if finding.kind is Kind.ARCHIVE:
        raise UnsupportedFormatError("it is an archive; its members are read one by one")
    raise UnsupportedFormatError(f"it is {finding.name}; read are text, HTML, XML, PDF, Word and zip files")


@cache
def _parsers() -> dict[Kind, Parser]:
    return {
        Kind.TEXT: TextParser(), Kind.HTML: HtmlParser(), Kind.XML: XmlParser(), Kind.PDF: PdfParser(),
        Kind.DOCX: DocxParser(), Kind.EVENT_ROW: EventRowParser(),
    }  # fmt: skip


def _check_text(text: str, limits: Limits) -> None:
    if len(text) > limits.max_text:
        raise TooLargeError(f"{len(text):,} characters of text; the limit is {limits.max_text:,}")
    if not _SAYS_SOMETHING.search(text):
        raise EmptyDocumentError("there is no text in it")
