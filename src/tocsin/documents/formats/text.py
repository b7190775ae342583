"""Plain text: what the bytes decode to, not one character altered."""

from __future__ import annotations

from tocsin.documents.formats.encodings import decode
from tocsin.documents.formats.kinds import Kind, kind_of
from tocsin.documents.formats.parsing import Limits, Parsed
from tocsin.sources.raw import RawDocument


class TextParser:
    """For UTF-8 the text is exactly `data.decode("utf-8")`: byte order mark, CR LF and all."""

    name = "text.v1"

    def accepts(self, raw: RawDocument) -> bool:
        return kind_of(raw).kind is Kind.TEXT

    def parse(self, raw: RawDocument, limits: Limits) -> Parsed:
        return Parsed(decode(raw.data, (raw.charset,)))
