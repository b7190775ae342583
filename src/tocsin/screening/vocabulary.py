"""The distinct words of a list's names, and which of them are near to a word: n-grams first, learned costs second."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tocsin.screening.names.tokens import Token
from tocsin.screening.spelling import Codes, Floats, Spelling, alphabet, mistyped

Ints = npt.NDArray[np.int32]
NEAREST = 96
SHARE = 0.22
KEPT = 0.5
CACHE = 8192
FULL = 3000
"""A remembered answer that has grown beyond this is made afresh."""


@dataclass(frozen=True, slots=True)
class Near:
    """Words of the vocabulary near to one word, in rising order of likeness."""

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
        postings: dict[str, list[int]] = {}
        self._all = np.zeros(len(self.words), dtype=np.float32)
        self._bones = np.zeros(len(self.words), dtype=np.float32)
        for index, (sound, _) in enumerate(self.words):
            letters, bones = grams(sound), skeleton_grams(self._skeletons[index])
            self._all[index], self._bones[index] = len(letters) + len(bones), len(bones)
            for gram in (*letters, *bones):
                postings.setdefault(gram, []).append(index)
        self._postings = {gram: np.array(found, dtype=np.int32) for gram, found in postings.items()}

    def by_skeleton(self, skeleton: str) -> Ints:
        """Words with exactly these consonants; none for fewer than three."""
        if len(skeleton) < 3:
            return np.zeros(0, dtype=np.int32)
        return self._postings.get(f"={skeleton}", np.zeros(0, dtype=np.int32))

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
        letters, bones = grams(token.sound), skeleton_grams(token.skeleton)
        found = [self._postings[gram] for gram in (*letters, *bones) if gram in self._postings]
        if not found:
            return Near(np.zeros(0, np.int32), np.zeros(0, np.float32), {})
        counts = np.bincount(np.concatenate(found), minlength=len(self.words))
        least = max(2.0, SHARE * len(bones)) if token.abjad else max(2.0, SHARE * min(len(letters), 8))
        rows = np.flatnonzero(counts >= least)
        if not len(rows):
            return Near(np.zeros(0, np.int32), np.zeros(0, np.float32), {})
        same = self._abjad[rows] == token.abjad
        common = counts[rows]
        sizes = np.where(same, self._all[rows] + len(letters) + len(bones), self._bones[rows] + len(bones))
        dice = 2.0 * common / sizes
        if len(rows) > NEAREST:
            pick = np.argpartition(dice, -NEAREST)[-NEAREST:]
            rows, dice = rows[pick], dice[pick]
        alike = self.likeness(token, rows)
        keep = alike >= KEPT
        rows, alike = rows[keep], alike[keep]
        order = np.argsort(alike, kind="stable")
        ids: Ints = rows[order].astype(np.int32)
        alike = alike[order]
        return Near(ids, alike, dict(zip(ids.tolist(), alike.tolist(), strict=True)))

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
                if side == token.abjad:
                    plains = [self._plains[row] for row in rows[where].tolist()]
                    result[where] = np.maximum(result[where], mistyped(token.plain, plains))
        own = self.number.get((token.sound, token.abjad))
        if own is not None:
            result[rows == own] = 1.0
        return result


def grams(sound: str) -> list[str]:
    """Distinct pairs of neighbouring signs, the borders included."""
    held = f"^{sound}$"
    return list({held[i : i + 2] for i in range(len(held) - 1)})


def skeleton_grams(skeleton: str) -> list[str]:
    """Pairs of neighbouring consonant classes, and the whole skeleton, which counts double."""
    held = f"<{skeleton}>"
    return [*{f"~{held[i : i + 2]}" for i in range(len(held) - 1)}, f"={skeleton}", f"=={skeleton}"]
