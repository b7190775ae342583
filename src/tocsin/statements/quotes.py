"""Quotation marks in pairs. A mark that is never closed ends with its paragraph and harms nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile(r"[“”„«»\"\n]")


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """`start`..`end` with the marks; `inside` without them. `closed` is False where the paragraph ended it."""

    start: int
    end: int
    closed: bool = True

    @property
    def inside(self) -> tuple[int, int]:
        return self.start + 1, self.end - 1 if self.closed else self.end


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
    opened: list[int] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if opened:
                found.append(Quotation(opened[0], len(text[:at].rstrip()) if at else at, closed=False))
                opened.clear()
        elif _opens(text, mark, at, bool(opened)):
            opened.append(at)
        elif opened:
            start = opened.pop()
            if not opened:
                found.append(Quotation(start, at + 1))
    if opened:
        found.append(Quotation(opened[0], len(text.rstrip()), closed=False))
    return found


def _opens(text: str, mark: str, at: int, inside: bool) -> bool:
    if mark in "„«":
        return True
    if mark in "”»":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    free_before = before.isspace() or before in "(—–-[“«"
    if mark == "“":
        return not inside or (free_before and not after.isspace())
    return free_before and not after.isspace()
