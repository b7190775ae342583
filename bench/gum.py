"""Texts of the GUM treebank with their chains of coreference: CoNLL-U, the entities in the last column.

An opening is `(GRP-etype-...`, a closing `GRP)`; a field may hold several of both (GUM's `global.Entity`).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_ENTITY = re.compile(r"\((\d+)-(\w+)[^()]*|(\d*)\)")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """`start`..`end` in the text; `chain`: the entity's number in its document; `kind`: person, organization, ..."""

    start: int
    end: int
    chain: int
    kind: str


@dataclass(slots=True)
class Text:
    """`pronouns`: (start, end, lower-case form) of *he* and *she* in the nominative, third person."""

    name: str
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    pronouns: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def genre(self) -> str:
        return self.name.split("_")[1]

    def chain_at(self, start: int, end: int) -> int | None:
        """The chain of the shortest mention around a stretch."""
        around = [one for one in self.mentions if one.start <= start and end <= one.end]
        return min(around, key=lambda one: (one.end - one.start, one)).chain if around else None


def texts(path: Path) -> Iterator[Text]:
    """The documents of a treebank file, paragraphs apart by a blank line."""
    text: Text | None = None
    opened: list[tuple[int, int, str]] = []
    gap = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                if text is not None:
                    yield text
                text, opened, gap = Text(line.removeprefix("# newdoc id = ").strip()), [], ""
            elif line.startswith("# newpar") and text is not None and text.text:
                gap = "\n\n"
            columns = line.rstrip("\n").split("\t")
            if text is None or len(columns) != 10 or not columns[0].isdigit():
                continue
            start = len(text.text) + len(gap)
            text.text += gap + columns[1]
            gap = "" if "SpaceAfter=No" in columns[9] else " "
            _bracket(text, opened, columns[9], start)
            if columns[1].lower() in ("he", "she") and columns[3] == "PRON":
                text.pronouns.append((start, len(text.text), columns[1].lower()))
    if text is not None:
        yield text


def _bracket(text: Text, opened: list[tuple[int, int, str]], given: str, start: int) -> None:
    entity = next((part[7:] for part in given.split("|") if part.startswith("Entity=")), "")
    for match in _ENTITY.finditer(entity):
        if match[1]:
            opened.append((int(match[1]), start, match[2]))
            continue
        chain = int(match[3]) if match[3] else opened[-1][0]
        at = max((index for index, one in enumerate(opened) if one[0] == chain), default=-1)
        if at >= 0:
            number, begin, kind = opened.pop(at)
            text.mentions.append(Mention(begin, len(text.text), number, kind))
