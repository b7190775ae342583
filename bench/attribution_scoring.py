"""How two sets of attributions of one text agree, and F1 over many texts with bootstrap intervals.

Every part (source, cue, content) is scored by itself; an attribution without the part adds nothing to it.

exact     one to one: a found span is right when a gold span has the same start and end; each span is used once.
overlap   one to one: the largest matching of found to gold spans in which every pair shares a character that is
no white space.
characters   characters of the part found in gold, found, and in both, white space left out; each character
counts once.
linked    whole attributions, one to one: contents overlap, and sources overlap or are both missing.

A span is the hull of its pieces. Precision, recall and F1 are micro: sums over texts. Where several annotators
read a text, its counts are the mean over them, so that a text counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from bench.brat import PARTS, Attribution, Span

T = TypeVar("T", bound=Hashable)
MEASURES = ("exact", "overlap", "characters")


@dataclass(frozen=True, slots=True)
class Counts:
    """`both` of `found` and of `gold`; fractions where annotators are averaged."""

    both: float = 0.0
    found: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.both + other.both, self.found + other.found, self.gold + other.gold)

    def times(self, weight: float) -> Counts:
        return Counts(self.both * weight, self.found * weight, self.gold * weight)

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.found + self.gold) if self.found + self.gold else 0.0


Score = dict[tuple[str, str], Counts]
"""By part and measure; whole attributions under ("attribution", "linked")."""


def score_text(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> Score:
    """The counts of one text against one annotator. Offsets count code points of `text`."""
    score: Score = {}
    for part in PARTS:
        right = [span for one in gold if (span := one.part(part)) is not None]
        given = [span for one in found if (span := one.part(part)) is not None]
        same = sum((Counter(right) & Counter(given)).values())
        score[part, "exact"] = Counts(same, len(given), len(right))
        paired = matched(given, right, lambda one, other: overlap(text, one, other))
        score[part, "overlap"] = Counts(paired, len(given), len(right))
        there, here = _characters(text, right), _characters(text, given)
        score[part, "characters"] = Counts(len(there & here), len(here), len(there))
    linked = matched(list(found), list(gold), lambda one, other: _linked(text, one, other))
    score["attribution", "linked"] = Counts(linked, len(found), len(gold))
    return score


def overlap(text: str, one: Span, other: Span) -> bool:
    return one == other or _share(text, max(one[0], other[0]), min(one[1], other[1]))


def _share(text: str, start: int, end: int) -> bool:
    return start < end and not text[start:end].isspace()


def _linked(text: str, one: Attribution, other: Attribution) -> bool:
    if one.content is None or other.content is None or not overlap(text, one.content, other.content):
        return False
    if one.source is None or other.source is None:
        return one.source is other.source
    return overlap(text, one.source, other.source)


def _characters(text: str, spans: Sequence[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if not text[at : at + 1].isspace()}


def matched(left: Sequence[T], right: Sequence[T], fit: Callable[[T, T], bool]) -> int:
    """The size of the largest one-to-one matching between fitting pairs (augmenting paths)."""
    fits = [[at for at, other in enumerate(right) if fit(one, other)] for one in left]
    taken: dict[int, int] = {}

    def placed(one: int, seen: set[int]) -> bool:
        for at in fits[one]:
            if at not in seen:
                seen.add(at)
                if at not in taken or placed(taken[at], seen):
                    taken[at] = one
                    return True
        return False

    return sum(placed(one, set()) for one in range(len(left)))


def score_annotators(text: str, gold: Sequence[Sequence[Attribution]], found: Sequence[Attribution]) -> Score:
    """The mean of the counts over the annotators of one text."""
    total: Score = {}
    for annotated in gold:
        for key, counts in score_text(text, annotated, found).items():
            total[key] = total.get(key, Counts()) + counts.times(1 / len(gold))
    return total


def summed(scores: Sequence[Score]) -> Score:
    total: Score = {}
    for score in scores:
        for key, counts in score.items():
            total[key] = total.get(key, Counts()) + counts
    return total


def intervals(
    scores: Sequence[Score], *, draws: int = 1000, seed: int = 1
) -> dict[tuple[str, str], tuple[float, float]]:
    """95 % intervals of each F1: texts are drawn again with replacement."""
    if not scores:
        return {}
    picked = np.random.default_rng(seed).integers(0, len(scores), (draws, len(scores)))
    found = {}
    for key in scores[0]:
        table = np.array([[s[key].both, s[key].found, s[key].gold] for s in scores])
        both, given, gold = np.moveaxis(table[picked].sum(axis=1), -1, 0)
        f1 = 2 * both / np.maximum(given + gold, 1e-12)
        low, high = np.percentile(f1, [2.5, 97.5])
        found[key] = (float(low), float(high))
    return found


def closest_to_others(text: str, read: dict[str, list[Attribution]]) -> str:
    """The annotator whose contents agree best with the others', for a training set in which each text counts
    once."""
    if len(read) == 1:
        return next(iter(read))

    def worth(who: str) -> float:
        others = [
            summed([score_text(text, read[other], read[who])]) for other in sorted(read) if other != who
        ]
        return sum(score["content", "exact"].f1 + score["cue", "exact"].f1 for score in others)

    return max(sorted(read), key=worth)
