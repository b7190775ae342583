"""A tree of HTML, or the one that trafilatura makes of it, to blocks of text in reading order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml
from lxml.etree import _Element

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Tags:
    """Names of elements by what they do to text; `tags.yaml` tells each."""

    blocks: frozenset[str]
    headings: frozenset[str]
    lines: frozenset[str]
    breaks: frozenset[str]
    cells: frozenset[str]
    items: frozenset[str]
    left_out: frozenset[str]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list or table; `text` has no blank line and no character that cannot be seen."""

    text: str
    heading: bool


def plain_line(text: str) -> str:
    """One line: white space folded, characters that cannot be seen left out, letters composed (NFC)."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    if not line.isprintable():
        line = " ".join(_UNSEEN.sub("", line).split())
    return unicodedata.normalize("NFC", line)


def blocks_of(root: _Element) -> list[Block]:
    """The blocks below `root`: a list has an item a line, a table a row a line and ` | ` between cells."""
    gathering = _Gathering()
    gathering.visit(root, within=False)
    gathering.close()
    return gathering.blocks


class _Gathering:
    """Text as it is met; `\\n` between lines of a block, closed at every edge of one."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._tags = tags()
        self._pieces: list[str] = []
        self._heading = False

    def visit(self, element: _Element, *, within: bool) -> None:
        """`within`: inside a list's item or a table's cell, where paragraphs are only lines."""
        tag, known = element.tag, self._tags
        if not isinstance(tag, str) or tag in known.left_out:
            return
        block = tag in known.blocks
        edge = block and not within
        line = tag in known.lines or (block and within)
        if edge:
            self.close()
            self._heading = tag in known.headings
        elif line:
            self._line()
        elif tag in known.cells:
            self._cell()
        self._say(element.text)
        inside = within or tag in known.cells or tag in known.items
        for child in element:
            self.visit(child, within=inside)
            self._say(child.tail)
        if edge:
            self.close()
        elif line and tag not in known.breaks:
            self._line()

    def close(self) -> None:
        lines = [plain_line(line) for line in "".join(self._pieces).split("\n")]
        text = "\n".join(line for line in lines if line)
        if text:
            self.blocks.append(Block(text, self._heading))
        self._pieces = []
        self._heading = False

    def _say(self, text: str | None) -> None:
        if text:
            self._pieces.append(text.replace("\n", " "))

    def _line(self) -> None:
        if self._pieces:
            self._pieces.append("\n")

    def _cell(self) -> None:
        for piece in reversed(self._pieces):
            if piece == "\n":
                return
            if piece.strip():
                self._pieces.append(" | ")
                return


@cache
def tags() -> Tags:
    text = (resources.files("tocsin.documents.formats") / "tags.yaml").read_text(encoding="utf-8")
    return Tags(**{name: frozenset(held) for name, held in yaml.safe_load(text).items()})
