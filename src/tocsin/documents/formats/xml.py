"""XML files, feeds among them: the text of each element is a block. Declared entities are refused."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from tocsin.documents.formats.html_blocks import plain_line
from tocsin.documents.formats.kinds import Kind, kind_of
from tocsin.documents.formats.parsing import Limits, Parsed
from tocsin.errors import DamagedDocumentError, EmptyDocumentError, TooLargeError
from tocsin.sources.raw import RawDocument

_MAX_DEPTH = 256


class XmlParser:
    """Markup inside text, as feeds have it, stays as it is written."""

    name = "xml.v1"

    def accepts(self, raw: RawDocument) -> bool:
        return kind_of(raw).kind is Kind.XML

    def parse(self, raw: RawDocument, limits: Limits) -> Parsed:
        if (tags := raw.data.count(b"<")) > limits.max_markup:
            raise TooLargeError(f"{tags:,} tags; the limit is {limits.max_markup:,}")
        blocks = _blocks(_root(raw.data))
        if not blocks:
            raise EmptyDocumentError("the XML holds no text")
        return Parsed("\n\n".join(blocks))


def _root(data: bytes) -> Element:
    parser = XMLParser(target=_ShallowTree(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise DamagedDocumentError("the XML declares entities, which are not expanded") from error
    except ParseError as error:
        raise DamagedDocumentError(f"the XML is not well formed ({error})") from error
    return root


class _ShallowTree:
    """Texts in document order as children of one root; depth is bounded while it is parsed."""

    def __init__(self) -> None:
        self._root = Element("texts")
        self._depth = 0
        self._pieces: list[str] = []

    def start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise TooLargeError(f"its elements are nested deeper than {_MAX_DEPTH}")
        self._flush()

    def end(self, _tag: str) -> None:
        self._depth -= 1
        self._flush()

    def data(self, text: str) -> None:
        self._pieces.append(text)

    def close(self) -> Element:
        return self._root

    def _flush(self) -> None:
        text = plain_line("".join(self._pieces))
        self._pieces.clear()
        if text:
            one = Element("text")
            one.text = text
            self._root.append(one)


def _blocks(root: Element) -> list[str]:
    return [one.text for one in root if one.text]
