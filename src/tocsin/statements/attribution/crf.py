"""Linear-chain conditional random fields on numbers: hashed features, weights in arrays, sequences side by
side.

Trained with CRFsuite (`training/attribution.py`); only marginals are needed here, and numpy makes those of all
sequences of a text at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Keys = NDArray[np.uint64]
Floats = NDArray[np.float32]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio: multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4)."""
_SHIFT, _HALF, _ONE = np.uint64(29), np.uint64(32), np.uint64(1)


def feature(template: int, *columns: Integers) -> Keys:
    """The 32-bit key of a template filled with these columns' values, one a position. No key is 0."""
    key = columns[0].astype(np.uint64)
    key += np.uint64(template * 0x1_0000_01B3)
    for column in columns[1:]:
        key *= _FACTOR
        key ^= key >> _SHIFT
        key += column.astype(np.uint64)
    key *= _FACTOR
    key ^= key >> _SHIFT
    key *= _FACTOR
    key >>= _HALF
    key |= _ONE
    return key


def only_where(held: NDArray[np.bool_], keys: Keys) -> Keys:
    """The keys where `held`, elsewhere 0, which no weight has."""
    keys[~held] = 0
    return keys


@dataclass(frozen=True, slots=True)
class Table:
    """Where a key's row of weights is: open addressing. `slots` hold row numbers, 0 is the empty row."""

    slots: NDArray[np.int32]
    keys: NDArray[np.uint32]
    longest: int

    @classmethod
    def of(cls, keys: NDArray[np.uint32]) -> Table:
        """`keys` are distinct; row 0 stands for every other key and has the key 0."""
        size = 1 << max(4, int(4 * len(keys) - 1).bit_length())
        slots = np.zeros(size, np.int32)
        waiting = np.arange(1, len(keys), dtype=np.int32)
        place = _slot(keys[1:], size)
        longest = 0
        while len(waiting):
            longest += 1
            free = slots[place] == 0
            slots[place[free][::-1]] = waiting[free][::-1]
            left = slots[place] != waiting
            waiting, place = waiting[left], (place[left] + np.uint32(1)) & np.uint32(size - 1)
        return cls(slots, keys, longest)

    def rows(self, asked: Keys) -> NDArray[np.int32]:
        """The row of each key, 0 for an unknown one; `asked` is flat."""
        last = np.uint32(len(self.slots) - 1)
        small = asked.astype(np.uint32)
        place = _slot(small, len(self.slots))
        found: NDArray[np.int32] = self.slots[place]
        open_ = np.flatnonzero((self.keys[found] != small) & (found != 0))
        for _ in range(self.longest - 1):
            if not len(open_):
                return found
            place[open_] = (place[open_] + np.uint32(1)) & last
            found[open_] = self.slots[place[open_]]
            still = (self.keys[found[open_]] != small[open_]) & (found[open_] != 0)
            open_ = open_[still]
        found[open_] = 0
        return found


def _slot(keys: NDArray[np.uint32], size: int) -> NDArray[np.uint32]:
    """Where to look first; `size` is a power of two. The factor is that of MurmurHash3's last mix."""
    mixed = keys * np.uint32(0x85EBCA6B)
    mixed >>= np.uint32(7)
    mixed &= np.uint32(size - 1)
    return mixed


@dataclass(frozen=True, slots=True)
class Crf:
    """`weights`: (rows, labels); `transitions`: (from, to); `labels` in the order of both."""

    labels: tuple[str, ...]
    table: Table
    weights: Floats
    transitions: Floats

    @classmethod
    def read(cls, file: IO[bytes]) -> Crf:
        """An `.npz` written by `training/attribution.py`: labels, keys, weights, transitions."""
        with np.load(file, allow_pickle=False) as held:
            return cls(
                tuple(str(label) for label in held["labels"]),
                Table.of(held["keys"]),
                held["weights"].astype(np.float32),
                held["transitions"].astype(np.float32),
            )

    def emissions(self, keys: Keys) -> Floats:
        """(positions, features) of keys to (positions, labels) of scores."""
        rows = self.table.rows(keys.ravel()).reshape(keys.shape)
        summed: Floats = np.einsum("pfl->pl", self.weights.take(rows, axis=0))
        return summed

    def marginals(self, emissions: Floats, lengths: Integers) -> Floats:
        """P(label) at each position; the rows are sequences of these lengths, one after the other.

        Forward-backward, scaled at each step, on all sequences at once; longest first, so that those which have
        ended drop out at the end of the batch.
        """
        if not len(emissions):
            return emissions
        order = np.argsort(-lengths, kind="stable")
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))[order]
        ordered = lengths[order]
        steps, batch = int(ordered[0]), len(ordered)
        where = starts[None, :] + np.arange(steps)[:, None]
        alive = np.arange(steps)[:, None] < ordered[None, :]
        where[~alive] = 0
        counts = alive.sum(axis=1).tolist()
        scores = np.exp(emissions - emissions.max(axis=1, keepdims=True))[where]
        move = np.exp(self.transitions)
        back = np.ascontiguousarray(move.T)
        forward = np.zeros((steps, batch, len(self.labels)), np.float32)
        backward = np.ones_like(forward)
        state = scores[0] / scores[0].sum(axis=1, keepdims=True)
        forward[0] = state
        for step in range(1, steps):
            count = counts[step]
            state = (state[:count] @ move) * scores[step, :count]
            state /= state.sum(axis=1, keepdims=True)
            forward[step, :count] = state
        for step in range(steps - 2, -1, -1):
            count = counts[step + 1]
            state = (scores[step + 1, :count] * backward[step + 1, :count]) @ back
            state /= state.sum(axis=1, keepdims=True)
            backward[step, :count] = state
        product = (forward * backward)[alive]
        found = np.empty_like(emissions)
        found[where[alive]] = product / product.sum(axis=1, keepdims=True)
        return found
