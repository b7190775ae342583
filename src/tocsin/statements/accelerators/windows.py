"""Overlapping windows over the sentences of a page: every sentence stands whole in at least one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.language.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Window:
    """`start`..`end` of the document's text."""

    start: int
    end: int


def windows(sentences: Sequence[Sentence], *, size: int, overlap: int) -> Iterator[Window]:
    """Windows of at most `size` characters, each repeating at least one sentence of the one before.

    Sentences are taken whole; as many as fit into `overlap` characters begin the next window again. A sentence that
    is longer than `size` is cut into windows of its own that overlap by `overlap` characters. Raises ValueError
    unless 0 <= overlap < size.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"an overlap of {overlap} does not fit a window of {size}")
    held: list[Sentence] = []
    fresh = False
    for sentence in sentences:
        if sentence.end - sentence.start > size:
            if fresh:
                yield Window(held[0].start, held[-1].end)
            yield from _pieces(sentence, size, overlap)
            held, fresh = [], False
            continue
        if held and sentence.end - held[0].start > size:
            if fresh:
                yield Window(held[0].start, held[-1].end)
            held = _tail(held, overlap, sentence, size)
        held.append(sentence)
        fresh = True
    if fresh:
        yield Window(held[0].start, held[-1].end)


def _tail(held: list[Sentence], overlap: int, coming: Sentence, size: int) -> list[Sentence]:
    """The last sentences that fit into the overlap and leave room for the one that comes."""
    kept: list[Sentence] = []
    for sentence in reversed(held):
        if held[-1].end - sentence.start > overlap or coming.end - sentence.start > size:
            break
        kept.insert(0, sentence)
    return kept


def _pieces(sentence: Sentence, size: int, overlap: int) -> Iterator[Window]:
    start = sentence.start
    while True:
        end = min(start + size, sentence.end)
        yield Window(start, end)
        if end == sentence.end:
            return
        start = end - overlap
