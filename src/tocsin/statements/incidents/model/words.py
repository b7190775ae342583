"""A text as the learned part reads it: tokens and sentences in small letters, parts of speech, noun chunks.

Letter case plays no role, so that capitals, small letters and mixed case are read alike. Offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.statements.incidents.frames import small_letters

_TOKEN = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*|['’]s\b|n['’]t\b|[^\w\s]|_")
_STOPS = frozenset(".!?")
_CLOSING = frozenset("\"'”’)]")
_ABBREVIATED = frozenset(
    ("gen", "col", "lt", "capt", "maj", "sgt", "mr", "mrs", "ms", "dr", "st", "jr", "sr", "no", "nos", "rev", "fr",
     "msgr", "hon", "gov", "sen", "rep", "prof", "vs", "etc")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `first` to `last` (exclusive) of a noun phrase without what follows its head, `last - 1`."""

    first: int
    last: int


@dataclass(slots=True)
class Text:
    """Tokens by index; `sentences` are token ranges; `sentence_of` the sentence of each token."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    paragraph_of: list[int]
    tags: list[str] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    chunk_at: list[int] = field(default_factory=list)

    def tokens_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The token range that `start`..`end` covers exactly, else None."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.ends, end)
        if first >= len(self.starts) or last >= len(self.ends):
            return None
        return (first, last + 1) if self.starts[first] == start and self.ends[last] == end else None


def tokenised(text: str) -> Text:
    small = small_letters(text)
    starts, ends, words = [], [], []
    for match in _TOKEN.finditer(small):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match.group())
    sentences: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    first, paragraph = 0, 0
    for index in range(len(words)):
        gap = small[ends[index] : starts[index + 1]] if index + 1 < len(words) else ""
        blank = gap.count("\n") > 1 or len(gap) >= 3
        if index + 1 == len(words) or blank or _ends(words, gap, index):
            sentences.append((first, index + 1))
            paragraphs.append(paragraph)
            first = index + 1
        if blank:
            paragraph += 1
    sentence_of = [number for number, (low, high) in enumerate(sentences) for _ in range(low, high)]
    paragraph_of = [paragraphs[number] for number in sentence_of]
    return Text(small, starts, ends, words, sentences, sentence_of, paragraph_of)


def _ends(words: Sequence[str], gap: str, index: int) -> bool:
    """A stop before white space ends a sentence, unless it closes an abbreviation or an initial."""
    at = index
    while at > 0 and words[at] in _CLOSING:
        at -= 1
    if words[at] not in _STOPS or not gap:
        return False
    if words[at] != ".":
        return True
    before = words[at - 1] if at else ""
    return not (before in _ABBREVIATED or (len(before) == 1 and before.isalpha() and len(gap) == 1))


_NOMINAL = frozenset(("NN", "NP", "CD"))
_INSIDE = frozenset(("DT", "JJ", "NN", "NP", "CD", "PRP$", "POS", "VBN", "VBG", "RB", '"'))


def chunked(text: Text) -> None:
    """Noun chunks by their tags: determiners, numbers and adjectives up to the last noun."""
    tags, words = text.tags, text.words
    chunk_at = [-1] * len(words)
    chunks: list[Chunk] = []
    for low, high in text.sentences:
        index = low
        while index < high:
            last = _chunk(tags, words, index, high)
            if last > index:
                for at in range(index, last):
                    chunk_at[at] = len(chunks)
                chunks.append(Chunk(index, last))
                index = last
            else:
                index += 1
    text.chunks, text.chunk_at = chunks, chunk_at


def _chunk(tags: Sequence[str], words: Sequence[str], first: int, high: int) -> int:
    """The end of the chunk that begins at `first`, or `first` where none does."""
    if tags[first] == "PRP":
        return first + 1
    if tags[first] in ("POS", "RB", "VBN") and not (
        tags[first] == "VBN" and first + 1 < high and tags[first + 1] in _NOMINAL
    ):
        return first
    if tags[first] == "VBG":
        return first
    last, at = first, first
    while at < high and at - first < 14:
        tag = tags[at]
        again = at > first and tag in ("DT", "PRP$") and tags[at - 1] not in ("DT", "RB")
        if tag in _NOMINAL:
            last = at + 1
        elif tag not in _INSIDE or again:
            break
        at += 1
    return last
