"""Every name of the lists in force, and the few that are worth comparing with a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from tocsin.screening.alignment import Alignment, Likeness, align
from tocsin.screening.entries import Entry, NameKind
from tocsin.screening.names.prepared import PreparedName, prepare
from tocsin.screening.names.tokens import Role, kind_of
from tocsin.screening.spelling import slip, spelling
from tocsin.screening.vocabulary import Ints, Near, Vocabulary

CANDIDATES, CANDIDATES_ACROSS = 40, 64
RELATIVE = 0.45
"""A name is compared only when its rough score is at least this share of the best rough score."""


@dataclass(frozen=True, slots=True)
class IndexedName:
    entry: int
    kind: NameKind
    name: PreparedName
    ids: tuple[int, ...]


class NameIndex:
    """Immutable once built; queries only fill the vocabulary's memory of near words."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        prepared = [
            (number, item.kind, prepare(item.text, kind_of(entry.schema)))
            for number, entry in enumerate(entries)
            for item in entry.names
        ]
        self.vocabulary = Vocabulary((word for _, _, name in prepared for word in name.words), spelling())
        number = self.vocabulary.number
        self.names = [
            IndexedName(entry, kind, name, tuple(number[word.sound, word.abjad] for word in name.words))
            for entry, kind, name in prepared
            if name.words
        ]
        self._postings()
        self._glued = self._glued_pairs()

    def _postings(self) -> None:
        lengths = np.array([len(name.ids) for name in self.names], dtype=np.int32)
        words = np.fromiter(
            chain.from_iterable(name.ids for name in self.names), np.int32, int(lengths.sum())
        )
        places = np.repeat(np.arange(len(self.names), dtype=np.int32), lengths)
        self._places: Ints = places[np.argsort(words, kind="stable")]
        counts = np.bincount(words, minlength=len(self.vocabulary))
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        self._mass = np.array([name.name.mass for name in self.names], dtype=np.float32)

    def _glued_pairs(self) -> dict[str, list[int]]:
        """Names by the consonants of two neighbouring words, for queries that write them as one."""
        found: dict[str, list[int]] = {}
        for place, name in enumerate(self.names):
            words = name.name.words
            for one, other in pairwise(words):
                bones = one.skeleton + other.skeleton
                if 2 < len(bones) <= 8 and one.role is not Role.SERVANT:
                    found.setdefault(bones, []).append(place)
        return found

    def candidates(self, query: PreparedName) -> Iterator[tuple[IndexedName, Alignment]]:
        """Listed names that share enough with the query, each aligned with it, the best rough score first."""
        near = [self.vocabulary.near(word) for word in query.words]
        places = self._rough(query, near)
        if not len(places):
            return
        chosen = [self.names[place] for place in places.tolist()]
        known = self._complete(query, near, chosen)
        for item in chosen:
            yield item, align(query, item.name, _likeness(query, item, known))

    def _rough(self, query: PreparedName, near: list[Near]) -> npt.NDArray[np.intp]:
        total = np.zeros(len(self.names), dtype=np.float32)
        for place, word in enumerate(query.words):
            found = near[place]
            weight = query.weights[place] * (0.3 + query.rarity[place])
            best = np.zeros(len(self.names), dtype=np.float32)
            if len(found.ids):
                starts, stops = self._starts[found.ids], self._starts[found.ids + 1]
                spans = [self._places[a:b] for a, b in zip(starts.tolist(), stops.tolist(), strict=True)]
                best[np.concatenate(spans)] = np.repeat(found.likeness, stops - starts)
            if place + 1 < len(query.words):
                pair = word.skeleton + query.words[place + 1].skeleton
                for own in self.vocabulary.by_skeleton(pair):
                    best[self._places[self._starts[own] : self._starts[own + 1]]] = 0.9
            if len(word.skeleton) > 2 and word.skeleton in self._glued:
                places = self._glued[word.skeleton]
                best[places] = np.maximum(best[places], np.float32(0.9))
            total += best * best * np.float32(weight)
        whole = sum(weight * (0.3 + rare) for weight, rare in zip(query.weights, query.rarity, strict=True))
        rows = np.flatnonzero(total > 0.15 * whole)
        if not len(rows):
            return rows
        score = total[rows] / (whole + 0.35 * self._mass[rows])
        rows, score = rows[score >= RELATIVE * score.max()], score[score >= RELATIVE * score.max()]
        most = CANDIDATES_ACROSS if any(word.abjad for word in query.words) else CANDIDATES
        if len(rows) > most:
            pick = np.argpartition(score, -most)[-most:]
            rows, score = rows[pick], score[pick]
        best_first: npt.NDArray[np.intp] = rows[np.argsort(-score, kind="stable")]
        return best_first

    def _complete(
        self, query: PreparedName, near: list[Near], chosen: list[IndexedName]
    ) -> list[dict[int, float]]:
        """The likeness of every query word to every word of the chosen names."""
        wanted = sorted({word for item in chosen for word in item.ids})
        known = []
        for word, found in zip(query.words, near, strict=True):
            missing = [number for number in wanted if number not in found.by_id]
            if missing:
                rows = np.array(missing, dtype=np.intp)
                found.by_id.update(zip(missing, self.vocabulary.likeness(word, rows).tolist(), strict=True))
            known.append(found.by_id)
        return known


def _likeness(query: PreparedName, item: IndexedName, known: list[dict[int, float]]) -> Likeness:
    """Learned likeness from what is known, slips of the keyboard from the two words themselves."""
    words, listed, ids = query.words, item.name.words, item.ids

    def likeness(i: int, j: int) -> float:
        learned = known[i].get(ids[j], 0.0)
        if learned >= 0.9 or words[i].abjad != listed[j].abjad:
            return learned
        return max(learned, slip(words[i].plain, listed[j].plain))

    return likeness
