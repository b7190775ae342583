"""The distinct words of a list's names, and which of them are near to a word: n-grams first, learned costs second."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tocsin.screening.names.tokens import Token
from tocsin.screening.spelling import LENGTH, Codes, Floats, Spelling, alphabet, mistyped

Ints = npt.NDArray[np.int32]
Grams = npt.NDArray[np.int64]
NEAREST, NEAREST_ACROSS = 96, 320
"""Of a word in an abjad more words are looked at: without vowels, many share all that there is to compare."""
SHARE = 0.22
KEPT = 0.5
CACHE = 8192
SPAN, BORDER, ABJAD = 256, 255, 64
BONES, WHOLE = 1 << 16, 1 << 17
BONE_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"
FULL = 3000
"""A remembered answer that has grown beyond this is made afresh."""


@dataclass(frozen=True, slots=True)
class Near:
    """Words of the vocabulary near to one word, in rising order of likeness; `by_id` has the learned part alone."""

    ids: Ints
    likeness: Floats
    by_id: dict[int, float]


class Vocabulary:
    """Built once for a list; `near` remembers its latest answers by the word's content."""

    def __init__(self, tokens: Iterable[Token], model: Spelling) -> None:
        self._model = model
        words: dict[tuple[str, bool], str] = {}
        plains: dict[tuple[str, bool], str] = {}
        for token in tokens:
            words.setdefault((token.sound, token.abjad), token.skeleton)
            plains.setdefault((token.sound, token.abjad), token.plain)
        self._plains = list(plains.values())
        self.words = list(words)
        self.number = {key: index for index, key in enumerate(self.words)}
        self._skeletons = list(words.values())
        self._abjad = np.array([abjad for _, abjad in self.words], dtype=bool)
        self._codes: Codes = np.zeros((len(self.words), 16), dtype=np.uint8)
        for side in (False, True):
            rows = np.flatnonzero(self._abjad == side)
            if len(rows):
                self._codes[rows] = alphabet(side).matrix([self.words[row][0] for row in rows])
        self._index()
        self._cache: OrderedDict[tuple[str, bool], Near] = OrderedDict()

    def __len__(self) -> int:
        return len(self.words)

    def _index(self) -> None:
        """Postings of grams, all in numpy: pairs of signs, pairs of consonant classes, and whole skeletons twice."""
        rows = np.arange(len(self.words), dtype=np.int32)
        found: list[tuple[Grams, Ints]] = []
        sizes = np.zeros((2, len(self.words)), dtype=np.float32)
        bones = np.zeros((len(self.words), LENGTH), dtype=np.uint8)
        for row, text in enumerate(self._skeletons):
            codes = bone_codes(text)
            bones[row, : len(codes)] = codes
        for kind, (table, base) in enumerate(
            (
                (self._codes + (ABJAD * self._abjad).astype(np.uint8)[:, None] * (self._codes > 0), 0),
                (bones, BONES),
            )
        ):
            lengths = (table > 0).sum(axis=1)
            padded = np.zeros((len(table), LENGTH + 2), dtype=np.int64)
            padded[:, 0] = BORDER
            padded[:, 1 : LENGTH + 1] = table
            padded[rows, lengths + 1] = BORDER
            pairs = padded[:, :-1] * SPAN + padded[:, 1:] + base
            for place in range(LENGTH + 1):
                here = np.flatnonzero(lengths >= place)
                found.append((pairs[here, place], rows[here]))
            sizes[kind] = lengths + 1
        self._number_of: dict[str, int] = {}
        whole = np.array(
            [self._number_of.setdefault(text, len(self._number_of)) for text in self._skeletons], np.int64
        )
        found += [(whole + WHOLE, rows)] * 2
        grams = np.concatenate([gram for gram, _ in found])
        order = np.argsort(grams, kind="stable")
        self._posted: Ints = np.concatenate([row for _, row in found])[order]
        distinct, starts = np.unique(grams[order], return_index=True)
        stops = [*starts[1:].tolist(), len(grams)][: len(starts)]
        self._spans = dict(zip(distinct.tolist(), zip(starts.tolist(), stops, strict=True), strict=True))
        self._bones = sizes[1] + 2
        self._all = sizes[0] + self._bones

    def by_skeleton(self, skeleton: str) -> Ints:
        """Words with exactly these consonants; none for fewer than three."""
        if len(skeleton) < 3:
            return np.zeros(0, dtype=np.int32)
        number = self._number_of.get(skeleton)
        span = self._spans[number + WHOLE] if number is not None else None
        return self._posted[span[0] : (span[0] + span[1]) // 2] if span else np.zeros(0, dtype=np.int32)

    def near(self, token: Token) -> Near:
        """Words at least half alike, at most NEAREST of them."""
        key = (token.sound, token.abjad)
        held = self._cache.get(key)
        if held is not None and len(held.by_id) <= FULL:
            self._cache.move_to_end(key)
            return held
        held = self._near(token)
        self._cache[key] = held
        if len(self._cache) > CACHE:
            self._cache.popitem(last=False)
        return held

    def _near(self, token: Token) -> Near:
        codes = [code + ABJAD * token.abjad for code in alphabet(token.abjad).codes(token.sound)]
        letters = pair_grams(codes, 0)
        bones = pair_grams(bone_codes(token.skeleton), BONES)
        whole = self._number_of.get(token.skeleton)
        if whole is not None:
            bones = [*bones, whole + WHOLE]
        found = [
            self._posted[span[0] : span[1]] for gram in (*letters, *bones) if (span := self._spans.get(gram))
        ]
        if not found:
            return Near(np.zeros(0, np.int32), np.zeros(0, np.float32), {})
        counts = np.bincount(np.concatenate(found), minlength=len(self.words))
        least = max(2.0, SHARE * len(bones)) if token.abjad else max(2.0, SHARE * min(len(letters), 8))
        rows = np.flatnonzero(counts >= least)
        own = self.number.get((token.sound, token.abjad))
        if own is not None and own not in rows:
            rows = np.append(rows, own)
        if not len(rows):
            return Near(np.zeros(0, np.int32), np.zeros(0, np.float32), {})
        same = self._abjad[rows] == token.abjad
        common = counts[rows]
        sizes = np.where(same, self._all[rows] + len(letters) + len(bones), self._bones[rows] + len(bones))
        dice = 2.0 * common / sizes
        most = NEAREST_ACROSS if token.abjad else NEAREST
        if len(rows) > most:
            pick = np.argpartition(dice, -most)[-most:]
            rows, dice = rows[pick], dice[pick]
        learned = self.likeness(token, rows)
        alike = self._with_slips(token, rows, learned)
        keep = alike >= KEPT
        rows, alike, learned = rows[keep], alike[keep], learned[keep]
        order = np.argsort(alike, kind="stable")
        ids: Ints = rows[order].astype(np.int32)
        return Near(ids, alike[order], dict(zip(ids.tolist(), learned[order].tolist(), strict=True)))

    def _with_slips(self, token: Token, rows: npt.NDArray[np.intp], learned: Floats) -> Floats:
        """Slips of the keyboard as well, against one spelling of each word; good enough to find names by."""
        where = np.flatnonzero(self._abjad[rows] == token.abjad)
        found = learned.copy()
        if len(where):
            plains = [self._plains[row] for row in rows[where].tolist()]
            found[where] = np.maximum(learned[where], mistyped(token.plain, plains))
        return found

    def likeness(self, token: Token, rows: npt.NDArray[np.intp]) -> Floats:
        """Of a word to the words at `rows`, by the learned costs; shape (rows,)."""
        codes = alphabet(token.abjad).codes(token.sound)
        result = np.zeros(len(rows), dtype=np.float32)
        abjad = self._abjad[rows]
        for side in (False, True):
            where = np.flatnonzero(abjad == side)
            if len(where):
                costs = self._model.costs(token.abjad, side)
                result[where] = costs.likeness(codes, self._codes[rows[where]])
        own = self.number.get((token.sound, token.abjad))
        if own is not None:
            result[rows == own] = 1.0
        return result


def pair_grams(codes: list[int], base: int) -> list[int]:
    """Distinct pairs of neighbouring signs, the borders included."""
    held = [BORDER, *codes, BORDER]
    return list(dict.fromkeys(one * SPAN + other + base for one, other in pairwise(held)))


def bone_codes(skeleton: str) -> list[int]:
    """Consonant classes as numbers; a letter of an unknown script gets one by its code point."""
    return [BONE_SIGNS.find(sign) + 1 or 40 + ord(sign) % 64 for sign in skeleton[:LENGTH]]
