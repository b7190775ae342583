"""Quotation marks in pairs. A mark that is never closed ends with its paragraph and harms nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile(r"[“”„«»\"]|''|\n(?![^\S\n]*[a-zа-яё])")
"""Two apostrophes are a mark of some agencies. A line that goes on with a small letter is no paragraph of its own."""


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """`start`..`end` with the marks, each `width` characters wide; `inside` without them.

    `closed` is False where the paragraph ended it.
    """

    start: int
    end: int
    closed: bool = True
    width: int = 1

    @property
    def inside(self) -> tuple[int, int]:
        """Not before its start: a pair of marks may enclose nothing."""
        start = min(self.start + self.width, self.end)
        return start, max(start, self.end - self.width) if self.closed else self.end


@dataclass(frozen=True, slots=True)
class Quotations:
    """The outermost quotations of a text, in order; they do not overlap."""

    items: tuple[Quotation, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Quotations:
        items = tuple(_pairs(text))
        return cls(items, tuple(item.start for item in items))

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds `offset`, marks included."""
        index = bisect_right(self.starts, offset) - 1
        return self.items[index] if index >= 0 and offset < self.items[index].end else None

    def ending_at(self, end: int) -> Quotation | None:
        """The quotation whose closing mark is the character before `end`."""
        found = self.at(end - 1) if end else None
        return found if found is not None and found.end == end else None


def _pairs(text: str) -> list[Quotation]:
    found: list[Quotation] = []
    opened: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        width = len(mark)
        if mark == "\n":
            if opened:
                found.append(_unclosed(text, opened[0], at))
                opened.clear()
        elif _opens(text, mark, at, bool(opened)):
            opened.append((at, width))
        elif opened:
            start, opening = opened.pop()
            if not opened:
                found.append(Quotation(start, match.end(), width=min(width, opening)))
    if opened:
        found.append(_unclosed(text, opened[0], len(text)))
    return found


def _unclosed(text: str, opening: tuple[int, int], end: int) -> Quotation:
    start, width = opening
    return Quotation(start, max(start + width, len(text[:end].rstrip())), closed=False, width=width)


def _opens(text: str, mark: str, at: int, inside: bool) -> bool:
    if mark in "„«":
        return True
    if mark in "”»":
        return False
    end = at + len(mark)
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    free_before = before.isspace() or before in "(—–-[“«"
    if mark == "“":
        return not inside or (free_before and not after.isspace())
    return free_before and not after.isspace()
