"""The names that the tagger finds in a Russian reading, as stretches of words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import Words, words_of
from tocsin.statements.russian.tagger import tagger

_BRACKET = re.compile(r"[()\[\]]")
PERSON, PLACE, BODY = "PER", "LOC", "ORG"


@dataclass(frozen=True, slots=True)
class Named:
    """Words `first`..`last` (both included) are the name of a person, a place or a body."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class RussianNames:
    """All names of a text in order, without overlaps."""

    items: tuple[Named, ...] = ()
    firsts: tuple[int, ...] = ()

    def of(self, kind: str) -> list[Named]:
        return [item for item in self.items if item.kind == kind]

    def over(self, first: int, last: int) -> list[Named]:
        """The names that share a word with `first`..`last`."""
        low = max(bisect_right(self.firsts, first) - 1, 0)
        high = bisect_right(self.firsts, last)
        return [item for item in self.items[low:high] if item.last >= first]


NOTHING = RussianNames()


def russian_names(reading: Reading) -> RussianNames:
    """The names of a Russian reading; of one in another language nothing."""
    if reading.language != "ru":
        return NOTHING
    return _named(reading.document.text, tuple((one.start, one.end) for one in reading.sentences))


@lru_cache(maxsize=4)
def _named(text: str, sentences: Sequence[tuple[int, int]]) -> RussianNames:
    words = words_of(text)
    found = []
    for name in tagger().names(text, sentences):
        for start, end in _outside_brackets(text, name.start, name.end):
            first, last = _words_inside(words, start, end)
            if first <= last:
                found.append(Named(first, last, name.kind))
    return RussianNames(tuple(found), tuple(name.first for name in found))


def _outside_brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """*Совет (Council* is two names: one in the text and one in brackets."""
    at = start
    for bracket in _BRACKET.finditer(text, start, end):
        yield at, bracket.start()
        at = bracket.end()
    yield at, end


def _words_inside(words: Words, start: int, end: int) -> tuple[int, int]:
    """The words that lie wholly inside `start`..`end`; first > last where there are none."""
    return bisect_left(words.starts, start), bisect_right(words.ends, end) - 1
