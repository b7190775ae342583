"""How often a stretch of words, or a head word, filled a role in the training texts: counts by hash, no text.

Counts are of documents. While training, a document is read with the counts of the folds that it does not lie in, or a
classifier would learn to trust the lists blindly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_NOTHING = (0, 0, 0, 0, 0, 0)

Row = tuple[int, ...]


def hash_of(kind: str, words: str) -> int:
    return crc32(f"{kind}\x1f{words}".encode())


@dataclass(frozen=True, slots=True)
class Known:
    """`counts`: by hash the documents that had it as a candidate, then as a filler of each role."""

    counts: Mapping[int, Row]
    starts: frozenset[int]

    def row(self, kind: str, words: str) -> Row:
        return self.counts.get(hash_of(kind, words), _NOTHING)

    def lists(self, words: str) -> bool:
        """Whether the words filled some role."""
        return hash_of("phrase", words) in self.counts

    def starts_one(self, word: str) -> bool:
        return hash_of("start", word) in self.starts

    def arrays(self) -> dict[str, np.ndarray]:
        keys = sorted(self.counts)
        return {
            "known_keys": np.array(keys, dtype=np.uint32),
            "known_counts": np.array([self.counts[key] for key in keys], dtype=np.uint16),
            "known_starts": np.array(sorted(self.starts), dtype=np.uint32),
        }

    @classmethod
    def read(cls, arrays: Mapping[str, np.ndarray]) -> Known:
        rows = map(tuple, arrays["known_counts"].tolist())
        return cls(
            dict(zip(arrays["known_keys"].tolist(), rows, strict=True)),
            frozenset(arrays["known_starts"].tolist()),
        )

    @classmethod
    def summed(cls, documents: Iterable[Mapping[int, Row]], starts: Iterable[str]) -> Known:
        """Counts of what filled a role in some document."""
        total: dict[int, list[int]] = {}
        for rows in documents:
            for key, row in rows.items():
                held = total.setdefault(key, [0] * 6)
                for index, count in enumerate(row):
                    held[index] += count
        kept = {key: tuple(row) for key, row in total.items() if any(row[1:])}
        return cls(kept, frozenset(hash_of("start", word) for word in starts))


def bucket(count: int) -> int:
    return 0 if count == 0 else 1 if count == 1 else 2 if count < 4 else 3 if count < 10 else 4


def known_features(phrase: Row, head: Row) -> list[str]:
    """Buckets of counts and of the share of documents in which the words filled a role."""
    found = []
    for kind, row in (("p", phrase), ("h", head)):
        seen = row[0]
        if seen <= 0:
            found.append(f"k{kind}=new")
            continue
        for role, count in zip(ROLES, row[1:], strict=True):
            if count > 0:
                found.append(f"k{kind}{role}={bucket(count)}:{min(9, 10 * count // max(1, seen))}")
    return found


def shares(row: Sequence[int]) -> list[float]:
    """Smoothed share of documents by role."""
    return [count / (row[0] + 2.0) for count in row[1:]]
