"""Attributions in brat stand-off files: PolNeAR's `TEXT_ANNOTATOR.ann` beside `TEXT.txt`.

Only lines `T<n><tab>` and `E<n><tab>` are read: the text of an annotation may hold line breaks. The annotators'
remarks (`Discuss`, `Discard`, ...) are no attributions. A part in several pieces is read from its first to its
last piece.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]

PARTS = ("source", "cue", "content")
_PIECE = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_LINK = re.compile(r"E\d+\t(.+)")
_ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Code-point offsets of the three parts; None where there is none. `pieces`: those of the content."""

    source: Span | None
    cue: Span | None
    content: Span | None
    pieces: tuple[Span, ...] = ()

    def part(self, name: str) -> Span | None:
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


def read_annotations(lines: Iterable[str]) -> list[Attribution]:
    """The attributions of one `.ann` file, in its order."""
    spans: dict[str, list[Span]] = {}
    links: list[str] = []
    for line in lines:
        piece = _PIECE.match(line.rstrip("\r\n"))
        if piece:
            spans[piece[1]] = [_span(given) for given in piece[3].split(";")]
            continue
        link = _LINK.match(line.rstrip("\r\n"))
        if link:
            links.append(link[1])
    return [found for link in links if (found := _attribution(link, spans)) is not None]


def _attribution(link: str, spans: dict[str, list[Span]]) -> Attribution | None:
    pieces: dict[str, list[Span]] = defaultdict(list)
    for item in link.split():
        role, _, mark = item.partition(":")
        part = _ROLES.get(role.rstrip("0123456789"))
        if part is not None:
            pieces[part] += spans.get(mark, [])
    if not pieces["source"] and not pieces["cue"] and not pieces["content"]:
        return None
    whole = {part: _hull(pieces[part]) for part in PARTS}
    return Attribution(**whole, pieces=tuple(sorted(pieces["content"])))


def _span(given: str) -> Span:
    start, end = given.split()
    return int(start), int(end)


def _hull(pieces: list[Span]) -> Span | None:
    return (min(start for start, _ in pieces), max(end for _, end in pieces)) if pieces else None


def read_text(path: Path) -> str:
    """A text as the offsets count it: UTF-8, no newline translation."""
    return path.read_bytes().decode("utf-8")


def annotators(folder: Path) -> dict[str, dict[str, list[Attribution]]]:
    """Of every text (its file's stem) what each annotator found, by the annotator's mark.

    A file without an annotator in its name is that text's only one. The folder may hold the files itself or
    in folders below it.
    """
    texts = {path.stem for path in folder.rglob("*.txt")} | {p.stem for p in folder.parent.rglob("*.txt")}
    found: dict[str, dict[str, list[Attribution]]] = defaultdict(dict)
    for path in sorted(folder.rglob("*.ann")):
        text, _, who = path.stem.rpartition("_")
        if path.stem in texts or not text:
            text, who = path.stem, ""
        with path.open(encoding="utf-8", newline="") as lines:
            found[text][who] = read_annotations(line for line in lines.read().split("\n"))
    return dict(found)
