"""PDF files: the text layer, page by page, lines put together to paragraphs."""

from __future__ import annotations

import re

import pypdfium2

from tocsin.documents.formats.html_blocks import plain_line
from tocsin.documents.formats.kinds import Kind, kind_of
from tocsin.documents.formats.parsing import Limits, Parsed
from tocsin.documents.formats.pdf_streams import check_streams
from tocsin.errors import DamagedDocumentError, EmptyDocumentError, TooLargeError
from tocsin.sources.raw import RawDocument

_LINE_END = re.compile(r"\r\n?|\n")
_HYPHENS = ("\ufffe", "\u00ad", "\x02")
"""What pdfium writes for a hyphen that only divides a word at the end of a line."""
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•●▪–—*-]|\(?\d{1,3}[.)]|\(?[a-zа-я][.)])\s", re.IGNORECASE)
_SHORT_LINE = 0.75
_TITLE_IN_FIRST = 3000


class PdfParser:
    """Scanned pages have no text layer and are told as empty: nothing here reads pictures."""

    name = "pdf.v1"

    def accepts(self, raw: RawDocument) -> bool:
        return kind_of(raw).kind is Kind.PDF

    def parse(self, raw: RawDocument, limits: Limits) -> Parsed:
        """The day of creation in a PDF's metadata is that of a file, so no date is declared."""
        check_streams(raw.data, limits)
        try:
            document = pypdfium2.PdfDocument(raw.data)
        except pypdfium2.PdfiumError as error:
            encrypted = b"/Encrypt" in raw.data  # pdfium may give the code of an error before this one
            raise DamagedDocumentError(_reason(str(error) if encrypted else "")) from error
        try:
            pages = _pages(document, limits)
            declared = _declared_title(document)
        finally:
            document.close()
        text = "\n\n".join(page for page in pages if page)
        if not text:
            raise EmptyDocumentError("the PDF has no text layer; its pages may be pictures")
        beginning = " ".join(text[:_TITLE_IN_FIRST].split()).casefold()
        return Parsed(text, declared if declared and declared.casefold() in beginning else None)


def _declared_title(document: pypdfium2.PdfDocument) -> str:
    try:
        return plain_line(document.get_metadata_value("Title") or "")
    except UnicodeDecodeError:  # a title of half characters names nothing
        return ""


def _pages(document: pypdfium2.PdfDocument, limits: Limits) -> list[str]:
    count = len(document)
    if count > limits.max_pages:
        raise TooLargeError(f"{count:,} pages; the limit is {limits.max_pages:,}")
    if not count:
        raise EmptyDocumentError("the PDF has no pages")
    pages: list[str] = []
    size = 0
    for index in range(count):
        pages.append(paragraphs_of(_page_text(document, index)))
        size += len(pages[-1])
        if size > limits.max_text:
            raise TooLargeError(f"more than {limits.max_text:,} characters of text")
    return pages


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    try:
        held = page.get_textpage()
        try:
            return str(held.get_text_range())
        finally:
            held.close()
    finally:
        page.close()


def paragraphs_of(text: str) -> str:
    """Lines of a page as paragraphs with a blank line between.

    One ends at an empty line, before a list's item, and at a line that stops well before the right edge and
    ends a sentence or has a capital letter below it. A word divided at the end of a line is put together.
    """
    lines = _LINE_END.split(text)
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if not lengths:
        return ""
    full = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    paragraphs: list[str] = []
    current = ""
    for line in lines:
        bare = line.strip(" \t\f\v\0")
        if not bare:
            paragraphs.append(current)
            current = ""
            continue
        if current and _begins_one(current, bare, full):
            paragraphs.append(current)
            current = ""
        current = _joined(current, bare)
        if len(bare) < full * _SHORT_LINE and _SENTENCE_END.search(bare):
            paragraphs.append(current)
            current = ""
    paragraphs.append(current)
    return "\n\n".join(line for line in map(plain_line, paragraphs) if line)


def _begins_one(current: str, line: str, full: int) -> bool:
    if _ITEM.match(line):
        return True
    last = current.rsplit("\n", 1)[-1]
    short = len(last) < full * _SHORT_LINE
    return short and line[:1].isupper() and not last.endswith((*_HYPHENS, "-", ","))


def _joined(current: str, line: str) -> str:
    if not current:
        return line
    if current.endswith(_HYPHENS):
        return current[:-1] + line
    if current.endswith("-") and current[-2:-1].isalpha() and line[:1].islower():
        return current[:-1] + line
    return f"{current} {line}"


def _reason(message: str) -> str:
    if "password" in message.lower():
        return "the PDF is encrypted and asks for a password"
    if "security" in message.lower():
        return "the PDF is encrypted in a way that cannot be read"
    return "the PDF is broken or cut off; it cannot be opened"
