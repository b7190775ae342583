"""HTML pages: the main content as trafilatura finds it, the title first, and what the page declares.

The page is parsed once; trafilatura and the reading of dates and titles share the tree.
"""

from __future__ import annotations

import logging
import re
from functools import cache

import trafilatura
from lxml import etree
from lxml.etree import _Element
from lxml.html import HTMLParser, document_fromstring

from tocsin.documents.formats.encodings import decode
from tocsin.documents.formats.html_blocks import Block, blocks_of, plain_line
from tocsin.documents.formats.html_dates import declared_date
from tocsin.documents.formats.html_teasers import teasers_aside
from tocsin.documents.formats.kinds import Kind, kind_of
from tocsin.documents.formats.parsing import Limits, Parsed
from tocsin.documents.segments import Hint
from tocsin.errors import DamagedDocumentError, EmptyDocumentError, TooLargeError
from tocsin.model.document import Section
from tocsin.sources.raw import RawDocument

_DECLARED_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_IN_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})")
_CHARSET_WITHIN = 8192
_CONTROLS = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F))
_WORD = re.compile(r"\w+")
_SITE_AFTER = re.compile(r"\s+(?:[|·•»]|::)\s+[^|·•»]{2,80}$")
_LONGEST_TITLE = 500
_TITLE_WITHIN = 4
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


class HtmlParser:
    """Text is trafilatura's main content, blocks divided by blank lines, in composed form (NFC)."""

    name = "html.v1"

    def accepts(self, raw: RawDocument) -> bool:
        return kind_of(raw).kind is Kind.HTML

    def parse(self, raw: RawDocument, limits: Limits) -> Parsed:
        """Raises EmptyDocumentError for a page without words, TooLargeError for one too deep or too full."""
        tree = _tree(_markup(raw), limits)
        heading, title = _title(tree)
        teasers = teasers_aside(tree)
        blocks = _content(tree)
        if not blocks:
            refreshed = tree.find('.//meta[@http-equiv="refresh"]') is not None
            raise EmptyDocumentError(
                "the page has no text and sends its reader to another address"
                if refreshed
                else "the page has no text"
            )
        text, hints = _put_together(blocks, title)
        text, more = _with_teasers(text, teasers)
        date = declared_date(tree, heading, address=raw.address, retrieved_at=raw.retrieved_at)
        return Parsed(text, title, date, _language(tree), (*hints, *more))


def _markup(raw: RawDocument) -> bytes:
    """The page in UTF-8, whatever it was in."""
    head = raw.data[:_CHARSET_WITHIN]
    inside = [
        found[1].decode("ascii")
        for found in (_DECLARED_IN_XML.search(head), _DECLARED_CHARSET.search(head))
        if found
    ]
    text = decode(
        raw.data.replace(b"\0", b"") if b"\0" in _after_mark(raw.data) else raw.data,
        (raw.charset, *inside),
        lenient=True,
    )
    return text.removeprefix("\ufeff").encode("utf-8", "replace").translate(None, _CONTROLS)


def _after_mark(data: bytes) -> bytes:
    """Where stray NULs may be dropped: nowhere in UTF-16 or UTF-32."""
    return b"" if data[:1] in (b"\xff", b"\xfe", b"\0") or data[1:2] == b"\0" else data


def _tree(markup: bytes, limits: Limits) -> _Element:
    if (tags := markup.count(b"<")) > limits.max_markup:
        raise TooLargeError(f"{tags:,} tags; the limit is {limits.max_markup:,}")
    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        tree = document_fromstring(markup, parser=parser)
    except etree.ParserError as error:
        raise EmptyDocumentError("the page is empty") from error
    for entry in parser.error_log:
        if entry.type_name in ("ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG"):
            raise TooLargeError(
                "its elements are nested too deep, or one of them is too long, to be read safely"
            )
        if entry.type_name == "ERR_NO_MEMORY":
            raise DamagedDocumentError("it could not be parsed")
    return tree


def _content(tree: _Element) -> list[Block]:
    """1. What trafilatura takes for the main content. 2. All text of the body, where it finds none."""
    _silence()
    found = trafilatura.bare_extraction(tree, include_comments=False)
    body = getattr(found, "body", None)
    blocks = blocks_of(body) if body is not None else []
    if blocks:
        return blocks
    whole = tree.find(".//body")
    return blocks_of(tree if whole is None else whole)


@cache
def _silence() -> None:
    """What trafilatura logs of a bad page is ours to tell, as a problem, and not for the terminal."""
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _title(tree: _Element) -> tuple[_Element | None, str | None]:
    """The main heading and the title: the heading that agrees with the head's title, else the head's own."""
    declared = _head_title(tree)
    headings = [(one, plain_line("".join(one.itertext()))) for one in tree.iter("h1")]
    headings = [(one, text) for one, text in headings if text and len(text) <= _LONGEST_TITLE]
    wanted = _key(declared or "")
    for one, text in headings:
        if _key(text) and _key(text) == wanted[: len(_key(text))]:
            return one, text
    if len(headings) == 1:
        return headings[0][0], (
            headings[0][1] if declared is None or _overlap(headings[0][1], declared) else declared
        )
    return headings[0] if declared is None and headings else (None, declared)


def _head_title(tree: _Element) -> str | None:
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:title" and (text := plain_line(meta.get("content") or "")):
            return text[:_LONGEST_TITLE]
    title = tree.find(".//title")
    text = plain_line("".join(title.itertext())) if title is not None else ""
    return _SITE_AFTER.sub("", text[:_LONGEST_TITLE]) or None


def _overlap(one: str, other: str) -> bool:
    """Half of the shorter one's words stand in the other."""
    left, right = set(_key(one)), set(_key(other))
    return 2 * len(left & right) >= min(len(left), len(right)) > 0


def _key(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _put_together(blocks: list[Block], title: str | None) -> tuple[str, tuple[Hint, ...]]:
    texts = [block.text for block in blocks]
    wanted = _key(title or "")
    at = next(
        (
            index
            for index, text in enumerate(texts[:_TITLE_WITHIN])
            if wanted and _key(text)[: len(wanted)] == wanted
        ),
        None,
    )
    if title and at is None:
        texts.insert(0, title)
        at = 0
    start = sum(len(text) + 2 for text in texts[: at or 0])
    hints = (Hint(Section.TITLE, start, start + len(texts[at])),) if at is not None else ()
    return "\n\n".join(texts), hints


def _with_teasers(text: str, teasers: list[str]) -> tuple[str, tuple[Hint, ...]]:
    """Teasers stand below the page's own text, each a paragraph, unless the text holds them already."""
    hints = []
    for teaser in teasers:
        if teaser not in text:
            start = len(text) + 2
            text = f"{text}\n\n{teaser}"
            hints.append(Hint(Section.TEASER, start, len(text)))
    return text, tuple(hints)


def _language(tree: _Element) -> str | None:
    declared = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    return declared if _LANGUAGE.fullmatch(declared) else None
