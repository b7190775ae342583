"""Scores that mean something: the share of right answers that was measured at an extractor's own score.

An extractor says how sure it is by rules of its own. `calibration.yaml` holds, for each versioned extractor that
was measured on annotated texts, pairs of its score and the precision found there; between two pairs the line
counts. It never turns the order of two scores around. An extractor that it does not name, or names in an older
version, keeps its own scores.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

import yaml

from tocsin.model.draft import Draft

TABLES = Path(str(resources.files("tocsin.statements") / "calibration.yaml"))
_WIDTH = 0.05
"""Scores that lie closer are one score."""
_PRIOR = 2.0
"""Weight of the answer that a score is right as it stands: few answers move it little."""


@dataclass(frozen=True, slots=True)
class Table:
    """`knots`: (score, precision), scores rising, precisions never falling."""

    knots: tuple[tuple[float, float], ...]

    def at(self, score: float) -> float:
        """The precision at a score; outside the knots that of the nearest one."""
        scores = [knot[0] for knot in self.knots]
        index = bisect_left(scores, score)
        if index == 0:
            return self.knots[0][1]
        if index == len(self.knots):
            return self.knots[-1][1]
        (low, below), (high, above) = self.knots[index - 1], self.knots[index]
        return round(below + (above - below) * (score - low) / (high - low), 3)


def calibrated(draft: Draft) -> Draft:
    """The draft with the score that its extractor's table gives."""
    table = table_of(draft.origin)
    return replace(draft, score=table.at(draft.score)) if table else draft


def table_of(origin: str) -> Table | None:
    """The table of a versioned extractor; None where it was not measured."""
    return _tables().get(origin)


@cache
def _tables() -> dict[str, Table]:
    if not TABLES.is_file():
        return {}
    held = yaml.safe_load(TABLES.read_text(encoding="utf-8")) or {}
    return {origin: Table(tuple((low, high) for low, high in knots)) for origin, knots in held.items()}


@cache
def calibration_digest() -> str:
    """SHA-256 of the tables, hexadecimal; the empty string where there are none."""
    return hashlib.sha256(TABLES.read_bytes()).hexdigest() if TABLES.is_file() else ""


def fitted(answers: Sequence[tuple[float, bool]]) -> Table:
    """The table of answers (score, right): isotonic regression, by pooling neighbours that go down.

    The pool adjacent violators algorithm (Ayer and others, 1955). Raises ValueError without answers.
    """
    if not answers:
        raise ValueError("no answers to fit")
    pools: list[_Pool] = []
    buckets: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, correct in answers:
        buckets[round(score / _WIDTH)].append((score, correct))
    for number in sorted(buckets):
        right = [correct for _, correct in buckets[number]]
        score = sum(given for given, _ in buckets[number]) / len(right)
        pools.append(
            _Pool(score * len(right), float(len(right)), sum(right) + _PRIOR * score, len(right) + _PRIOR)
        )
        while len(pools) > 1 and pools[-2].precision >= pools[-1].precision:
            last = pools.pop()
            pools[-1] = pools[-1].joined(last)
    return Table(tuple((round(pool.score, 4), round(pool.precision, 4)) for pool in pools))


@dataclass(frozen=True, slots=True)
class _Pool:
    """Sums over neighbouring scores: the scores and how many, the right answers and all of them, prior included."""

    scores: float
    count: float
    right: float
    weight: float

    @property
    def score(self) -> float:
        return self.scores / self.count

    @property
    def precision(self) -> float:
        return self.right / self.weight

    def joined(self, other: _Pool) -> _Pool:
        return _Pool(
            self.scores + other.scores,
            self.count + other.count,
            self.right + other.right,
            self.weight + other.weight,
        )
