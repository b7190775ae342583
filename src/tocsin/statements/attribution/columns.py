"""The tokens of a text as columns of numbers, and how a column is seen from a neighbour's place."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tocsin.statements.attribution.crf import Integers
from tocsin.statements.attribution.lexicon import Lexicon
from tocsin.statements.attribution.tokens import Tokens

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """One number a token. `first`, `last`: the bounds of its sentence, both included.

    `left[k]`, `right[k]`: the place k words away, or the length of the text (the edge) where that lies in
    another sentence.
    """

    word: Integers
    stem: Integers
    tag: Integers
    cluster: Integers
    shape: Integers
    flags: Integers
    quote: Integers
    sentence: Integers
    first: Integers
    last: Integers
    left: dict[int, Integers] = field(default_factory=dict)
    right: dict[int, Integers] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.word)

    def has(self, flag: int) -> Flags:
        found: Flags = (self.flags & flag) != 0
        return found

    def seen(self, column: Integers, offset: int) -> Integers:
        """The column's value `offset` words to the right (to the left when negative); 0 beyond the sentence."""
        places = self.right[offset] if offset > 0 else self.left[-offset]
        return np.append(column, 0)[places]


def columns_of(tokens: Tokens, lexicon: Lexicon) -> Columns:
    rows = np.array(lexicon.rows(tokens.forms), dtype=np.int64).reshape(-1, 6)
    count = len(rows)
    sentence = np.array(tokens.sentence, dtype=np.int64)
    at = np.arange(count)
    begins = np.flatnonzero(np.diff(sentence, prepend=-1))
    lengths = np.diff(np.append(begins, count))
    first = np.repeat(begins, lengths)
    last = np.repeat(begins + lengths - 1, lengths)
    left = {k: np.where(at - k >= first, at - k, count) for k in (1, 2, 3)}
    right = {k: np.where(at + k <= last, at + k, count) for k in (1, 2, 3)}
    word, stem, tag, cluster, shape, flags = (np.ascontiguousarray(column) for column in rows.T)
    quote = np.array(tokens.quote, dtype=np.int64)
    return Columns(word, stem, tag, cluster, shape, flags, quote, sentence, first, last, left, right)


def nearest_before(held: Flags, first: Integers) -> Integers:
    """For each place the last one strictly before it that is `held`, in its sentence; -1 where there is
    none."""
    marked = np.where(held, np.arange(len(held)), -1)
    before = np.concatenate(([-1], np.maximum.accumulate(marked)[:-1])) if len(held) else marked
    found: Integers = np.where(before >= first, before, -1)
    return found


def nearest_after(held: Flags, last: Integers) -> Integers:
    """For each place the first one strictly after it that is `held`, in its sentence; -1 where there is
    none."""
    count = len(held)
    marked = np.where(held, np.arange(count), count)
    after = np.concatenate((np.minimum.accumulate(marked[::-1])[::-1][1:], [count])) if count else marked
    found: Integers = np.where(after <= last, after, -1)
    return found
