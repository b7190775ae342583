"""How alike two words sound: an edit distance whose costs were learned from names written in two scripts.

A memoryless stochastic edit transducer (Ristad and Yianilos 1998) gives for each pair of signs the logarithm of how
much likelier the pair is in two spellings of one name than in two unrelated names. The cost of a pair is what it
falls short of a perfect one; likeness is 1 less the cost over the self-score of both words, in [0, 1].
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from tocsin.screening.names.tokens import Token

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint8]

LATIN = "abcdefghijklmnopqrstuvwxyzKSCZTDGX"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةپچژگ"
PAD, OTHER = 0, 1
LENGTH = 16
"""Longer words are compared by their first signs; names that long are told apart well before."""
BUCKETS = 65536
SLIP = 1.0
"""How much likeness a slip costs, in letters of the longer word."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Signs as numbers: 0 is padding, 1 any sign that is not in the alphabet."""

    signs: str

    def codes(self, word: str) -> list[int]:
        return [self.signs.find(sign) + 2 or OTHER for sign in word[:LENGTH]]

    def matrix(self, words: Sequence[str]) -> Codes:
        """(words, LENGTH), padded with zeros at the end."""
        table = np.zeros((len(words), LENGTH), dtype=np.uint8)
        for row, word in enumerate(words):
            codes = self.codes(word)
            table[row, : len(codes)] = codes
        return table


LATIN_SIGNS, ARABIC_SIGNS = Alphabet(LATIN), Alphabet(ARABIC)


@dataclass(frozen=True, slots=True)
class Costs:
    """`swap[x, y]` for a pair of signs, `drop[x]` and `gain[y]` for a sign that one side lacks.

    `left[x]` and `right[y]` are the self-scores: what a sign is worth when its partner is perfect.
    """

    swap: Floats
    drop: Floats
    gain: Floats
    left: Floats
    right: Floats

    def turned(self) -> Costs:
        return Costs(np.ascontiguousarray(self.swap.T), self.gain, self.drop, self.right, self.left)

    def likeness(self, word: Sequence[int], table: Codes) -> Floats:
        """Of one word to each row of a table of codes; shape (rows,)."""
        if not word or not len(table):
            return np.zeros(len(table), dtype=np.float32)
        width = max(1, int((table != PAD).sum(axis=1).max()))
        table = table[:, :width]
        gains = self.gain[table]
        climb = np.zeros((len(table), width + 1), dtype=np.float32)
        np.cumsum(gains, axis=1, out=climb[:, 1:])
        row = climb.copy()
        before: Floats | None = None
        for place, sign in enumerate(word):
            best = row + self.drop[sign]
            np.minimum(best[:, 1:], row[:, :-1] + self.swap[sign][table], out=best[:, 1:])
            if place and before is not None:
                self._transposed(best, before, word[place - 1], sign, table)
            before, row = row, np.minimum.accumulate(best - climb, axis=1) + climb
        # Padding costs nothing to gain, so the last column holds the distance of every row.
        own = float(self.left[list(word)].sum()) + self.right[table].sum(axis=1)
        alike: Floats = np.clip(1.0 - 2.0 * row[:, -1] / np.maximum(own, 1e-6), 0.0, 1.0).astype(np.float32)
        return alike

    def _transposed(self, best: Floats, before: Floats, first: int, second: int, table: Codes) -> None:
        """Two neighbours exchanged, the commonest slip of a typist, cost less than two replacements."""
        if first == second or table.shape[1] < 2:
            return
        crossed = self.swap[second][table[:, :-1]] + self.swap[first][table[:, 1:]]
        cheap = np.where(crossed < 0.5, np.float32(2.5), np.float32(np.inf))
        np.minimum(best[:, 2:], before[:, :-2] + cheap, out=best[:, 2:])


@dataclass(frozen=True, slots=True)
class Spelling:
    """The learned model: costs within Latin signs, between Latin and Arabic, within Arabic, and rarity by sound."""

    latin: Costs
    latin_arabic: Costs
    arabic_latin: Costs
    arabic: Costs
    rarities: npt.NDArray[np.uint8]

    def costs(self, query_abjad: bool, listed_abjad: bool) -> Costs:
        if query_abjad:
            return self.arabic if listed_abjad else self.arabic_latin
        return self.latin_arabic if listed_abjad else self.latin

    def rarity(self, skeleton: str) -> float:
        """How much a word of this sound says, from 0.15 (everybody is called so) to 1 (nobody else)."""
        return float(self.rarities[bucket(skeleton)]) / 255.0

    def pair(self, one: Token, other: Token) -> float:
        """The likeness of two tokens; the same either way round."""
        if one.sound == other.sound:
            return 1.0
        codes = alphabet(one.abjad).codes(one.sound)
        table = alphabet(other.abjad).matrix([other.sound])
        learned = float(self.costs(one.abjad, other.abjad).likeness(codes, table)[0])
        if one.abjad != other.abjad:
            return learned
        return max(learned, slip(one.plain, other.plain))


def slip(one: str, other: str) -> float:
    """`mistyped` for a single pair."""
    longest = max(len(one), len(other))
    if min(len(one), len(other)) < 4 and longest < 5:
        return 0.0
    allowed = 2 if longest >= 8 else 1
    distance = OSA.distance(one, other, score_cutoff=allowed)
    return 1.0 - SLIP * distance / longest if distance <= allowed else 0.0


def mistyped(word: str, others: Sequence[str]) -> Floats:
    """Likeness as far as slips of the keyboard go: letters dropped, doubled, replaced or exchanged; shape (others,).

    The learned costs look at sounds and see a lost letter of "ch" as another sound; the keyboard does not.
    """
    if len(word) < 4:
        return np.zeros(len(others), dtype=np.float32)
    distance = cdist([word], others, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)[0].astype(
        np.float32
    )
    longest = np.array([max(len(word), len(other)) for other in others], dtype=np.float32)
    alike: Floats = (1.0 - SLIP * distance / longest).astype(np.float32)
    alike[distance > np.where(longest >= 8, 2, 1)] = 0.0
    return alike


def alphabet(abjad: bool) -> Alphabet:
    return ARABIC_SIGNS if abjad else LATIN_SIGNS


def bucket(skeleton: str) -> int:
    return zlib.crc32(skeleton.encode()) % BUCKETS


@cache
def spelling() -> Spelling:
    """The shipped model."""
    path = resources.files("tocsin.screening.learned") / "spelling.npz"
    with path.open("rb") as file, np.load(file) as held:
        arrays = {key: held[key] for key in held.files}

    def costs(name: str) -> Costs:
        return Costs(
            *(
                arrays[f"{name}_{part}"].astype(np.float32)
                for part in ("swap", "drop", "gain", "left", "right")
            )
        )

    across = costs("latin_arabic")
    return Spelling(costs("latin"), across, across.turned(), costs("arabic"), arrays["rarities"])
