"""Stretches that may fill a role: noun chunks with their usual trimmings, and listed fillers.

A candidate is a range of tokens. Of one chunk several are drawn: without determiner, without number, its last words,
its first words, and together with the *of* phrase that follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tocsin.statements.incidents.model.words import Chunk, Text

_PRONOUNS = frozenset(
    ("i", "you", "he", "she", "it", "we", "they", "him", "her", "them", "me", "us", "there", "who", "this", "that",
     "these", "those", "one", "himself")
)  # fmt: skip
LONGEST = 8
HOWS = (
    "whole", "whole uncounted", "owner", "owner uncounted", "owned", "owned uncounted", "tail", "head", "front", "of",
    "of of", "listed",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Tokens `first` to `last` (exclusive); `how` it was drawn; `chunk` the index of its chunk, -1 without one."""

    first: int
    last: int
    how: str
    chunk: int


def candidates(
    text: Text, *, listed: Callable[[str], bool], starts: Callable[[str], bool]
) -> list[Candidate]:
    """All candidates in order; `listed` phrases are looked for from words that `starts` one."""
    found: dict[tuple[int, int], Candidate] = {}
    for number, chunk in enumerate(text.chunks):
        for first, last, how in _drawn(text, number, chunk):
            if 0 < last - first <= LONGEST:
                found.setdefault((first, last), Candidate(first, last, how, number))
    for first, last in _listed(text, listed, starts):
        found.setdefault((first, last), Candidate(first, last, "listed", text.chunk_at[first]))
    return sorted(found.values())


def _drawn(text: Text, number: int, chunk: Chunk) -> Iterator[tuple[int, int, str]]:
    words, tags, first, last = text.words, text.tags, chunk.first, chunk.last
    if last - first == 1 and (words[first] in _PRONOUNS or tags[first] in ("PRP", "CD", "DT")):
        return
    possessive = next((at for at in range(last - 1, first, -1) if tags[at] == "POS"), None)
    if possessive is not None:
        yield from _trimmed(tags, first, possessive, "owner")
        yield from _trimmed(tags, possessive + 1, last, "owned")
    plain = list(_trimmed(tags, first, last, "whole"))
    yield from plain
    base = plain[0][0] if plain else first
    for at in range(base + 1, last):
        if tags[at] != "POS" and tags[at] != "DT":
            yield at, last, "tail" if last - at > 1 else "head"
    for at in range(last - 1, base, -1):
        if tags[at - 1] in ("NN", "NP"):
            yield base, at, "front"
    if last < len(words) and words[last] == "of" and number + 1 < len(text.chunks):
        following = text.chunks[number + 1]
        if following.first == last + 1:
            for start, _, _ in plain:
                yield start, following.last, "of"
            third = following.last
            if third < len(words) and words[third] == "of" and number + 2 < len(text.chunks):
                last_one = text.chunks[number + 2]
                if last_one.first == third + 1:
                    yield base, last_one.last, "of of"


def _trimmed(tags: list[str], first: int, last: int, how: str) -> Iterator[tuple[int, int, str]]:
    while first < last - 1 and tags[first] in ("DT", "PRP$", "RB", '"', "POS"):
        first += 1
    yield first, last, how
    numbered = first
    while numbered < last - 1 and tags[numbered] in ("CD", "DT", '"'):
        numbered += 1
    if numbered > first:
        yield numbered, last, how + " uncounted"


def _listed(
    text: Text, listed: Callable[[str], bool], starts: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """Stretches that spell a listed filler, inside one sentence."""
    words = text.words
    for at, word in enumerate(words):
        if not starts(word):
            continue
        high = text.sentences[text.sentence_of[at]][1]
        phrase = ""
        for last in range(at, min(at + LONGEST, high)):
            phrase = f"{phrase} {words[last]}" if phrase else words[last]
            if listed(phrase):
                yield at, last + 1
