"""Word documents (.docx): paragraphs and table rows in order; nothing in them is run, fetched or expanded."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn

from tocsin.documents.formats.html_blocks import plain_line
from tocsin.documents.formats.kinds import Kind, kind_of
from tocsin.documents.formats.members import check_sizes, opened, unpacked
from tocsin.documents.formats.parsing import Limits, Parsed
from tocsin.documents.segments import Hint
from tocsin.errors import DamagedDocumentError, EmptyDocumentError, UnsupportedFormatError
from tocsin.model.document import Section
from tocsin.sources.raw import RawDocument

_MAIN = "word/document.xml"
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_TITLE_STYLES = ("Title", "Heading1", "1")
_PARAGRAPH, _ROW, _TEXT, _STYLE = qn("w:p"), qn("w:tr"), qn("w:t"), qn("w:pStyle")
_BREAKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class DocxParser:
    """Tracked insertions are in, deletions are not; headers, notes and comments are left out."""

    name = "docx.v1"

    def accepts(self, raw: RawDocument) -> bool:
        return kind_of(raw).kind is Kind.DOCX

    def parse(self, raw: RawDocument, limits: Limits) -> Parsed:
        """The dates in a Word file's properties are those of a file, so no date is declared."""
        _guard(raw.data, limits)
        word = docx.Document(io.BytesIO(raw.data))
        blocks = [(text, styled) for text, styled in _blocks(word) if text]
        if not blocks:
            raise EmptyDocumentError("the Word document has no text")
        text = "\n\n".join(block for block, _ in blocks)
        styled = next((index for index, (_, style) in enumerate(blocks[:5]) if style in _TITLE_STYLES), None)
        if styled is None:
            declared = plain_line(word.core_properties.title or "")
            return Parsed(text, declared if declared and any(declared == one for one, _ in blocks) else None)
        start = sum(len(block) + 2 for block, _ in blocks[:styled])
        title = blocks[styled][0]
        return Parsed(text, title, segments_hint=(Hint(Section.TITLE, start, start + len(title)),))


def _guard(data: bytes, limits: Limits) -> None:
    """Sizes, then each XML part: an office file never declares entities, so one that does is an attack."""
    with opened(data, limits) as packed:
        names = set(packed.namelist())
        if _MAIN not in names:
            raise DamagedDocumentError("the Word document has no text part (word/document.xml is missing)")
        if "word/vbaProject.bin" in names or b"macroEnabled" in _types(packed, limits):
            raise UnsupportedFormatError("it is a Word document with macros; save it as .docx")
        check_sizes(packed, limits)
        for info in packed.infolist():
            if info.filename.endswith((".xml", ".rels")):
                part = unpacked(packed, info, limits.max_bytes)
                if any(word in part for word in _DECLARATIONS):
                    raise DamagedDocumentError("the Word document declares entities, which are not expanded")


def _types(packed: zipfile.ZipFile, limits: Limits) -> bytes:
    return unpacked(packed, packed.getinfo("[Content_Types].xml"), limits.max_bytes)


def _blocks(word: WordFile) -> Iterator[tuple[str, str | None]]:
    """Paragraphs with their style; a table row is one block, its cells parted by ` | `."""
    body = word.element.body
    rows_done: set[object] = set()
    for element in body.iter(_PARAGRAPH, _ROW):
        if any(above in rows_done for above in element.iterancestors()):
            continue
        if element.tag == _ROW:
            rows_done.add(element)
            cells = (" ".join(_words(one).split()) for one in element.iterchildren(qn("w:tc")))
            yield plain_line(" | ".join(cell for cell in cells if cell)), None
        elif not any(above.tag == _FALLBACK for above in element.iterancestors()):
            style = next(element.iter(_STYLE), None)
            lines = (plain_line(line) for line in _words(element).split("\n"))
            yield (
                "\n".join(line for line in lines if line),
                style.get(qn("w:val")) if style is not None else None,
            )


def _words(element: object) -> str:
    pieces: list[str] = []
    for one in element.iter(_TEXT, _PARAGRAPH, *_BREAKS):  # type: ignore[attr-defined]
        if one.tag == _TEXT:
            pieces.append(one.text or "")
        elif one.tag == _PARAGRAPH:
            pieces.append(" " if pieces else "")
        else:
            pieces.append(_BREAKS[one.tag])
    return "".join(pieces)
