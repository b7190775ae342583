"""Scores for incident templates: template F1, role-only F1 and entity F1 (REE), counted a document at a time.

Mentions are compared in small letters, without ASCII punctuation and the words a, an, the. Definitions:

- **template F1** (xinyadu/gtt `eval.py`): per document the partial one-to-one map of predicted to gold templates with
  the best micro F1 of that document. A pair counts only if the predicted type is contained in the gold type; then the
  type is one right slot, a predicted entity is right if all its mentions lie in one gold entity of its role, and a
  gold entity is found if some predicted one fits it. All else is spurious or missing.
- **role-only F1**: the same map, without the type slot.
- **REE** (xinyadu/grit_doc_event_entity `eval.py`): templates pooled; per document and role a one-to-one assignment;
  a pair is right if the predicted mentions are a subset of the gold entity's.

Gold templates that are equal but for offsets count once; predicted ones are kept. Empty entities are dropped.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
SLOTS = (*ROLES, "type")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = frozenset({"a", "an", "the"})

Entity = frozenset[str]


@dataclass(frozen=True, slots=True)
class Template:
    """`entities` by role, each a set of normalised mentions."""

    type: str
    entities: Mapping[str, tuple[Entity, ...]]

    def size(self) -> int:
        return 1 + sum(len(found) for found in self.entities.values())

    def key(self) -> tuple[object, ...]:
        return (self.type, *(tuple(sorted(tuple(sorted(e)) for e in self.entities[role])) for role in ROLES))


def normalised(mention: str) -> str:
    words = mention.lower().translate(_PUNCTUATION).split()
    return " ".join(word for word in words if word not in _ARTICLES)


def template(given: Mapping[str, Any]) -> Template:
    """A template of the JSON form; a mention is `[text, start]` or only the text."""
    entities = {}
    for role in ROLES:
        sets = [
            frozenset(normalised(m if isinstance(m, str) else m[0]) for m in entity) - {""}
            for entity in given.get(role, [])
        ]
        entities[role] = tuple(found for found in sets if found)
    return Template(given["incident_type"], entities)


def distinct(templates: Iterable[Template]) -> list[Template]:
    return list({found.key(): found for found in templates}.values())


def rights(predicted: Template, gold: Template) -> dict[str, tuple[int, int]] | None:
    """Per slot how many predicted fillers are right and how many gold ones are found; None if types differ."""
    if predicted.type not in gold.type:
        return None
    found = {"type": (1, 1)}
    for role in ROLES:
        ours, theirs = predicted.entities[role], gold.entities[role]
        right = sum(any(one <= other for other in theirs) for one in ours)
        found[role] = (right, sum(any(one <= other for one in ours) for other in theirs))
    return found


def best_map(predicted: Sequence[Template], gold: Sequence[Template]) -> list[tuple[int, int]]:
    """Pairs of the map with the best micro F1 of the document."""
    pairs: dict[tuple[int, int], tuple[int, int]] = {}
    for i, ours in enumerate(predicted):
        for j, theirs in enumerate(gold):
            found = rights(ours, theirs)
            if found:
                pairs[i, j] = (sum(a for a, _ in found.values()), sum(b for _, b in found.values()))
    if not pairs:
        return []
    if all(a == b for a, b in pairs.values()):
        gain = np.zeros((len(predicted), len(gold)))
        for (i, j), (a, _) in pairs.items():
            gain[i, j] = a
        rows, columns = linear_sum_assignment(-gain)
        return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if (i, j) in pairs]
    return _searched(pairs, sum(t.size() for t in predicted), sum(t.size() for t in gold))


def _searched(
    pairs: Mapping[tuple[int, int], tuple[int, int]], predicted: int, gold: int
) -> list[tuple[int, int]]:
    """By dynamic programming over the gold templates used; of equal sums one is kept, of sums none dominates all."""
    fronts: dict[int, dict[tuple[int, int], tuple[tuple[int, int], ...]]] = {0: {(0, 0): ()}}
    for i in sorted({i for i, _ in pairs}):
        onward = {used: dict(front) for used, front in fronts.items()}
        for (row, j), (a, b) in pairs.items():
            if row != i:
                continue
            for used, front in fronts.items():
                if used >> j & 1:
                    continue
                target = onward.setdefault(used | 1 << j, {})
                for (right, found), chosen in front.items():
                    target.setdefault((right + a, found + b), (*chosen, (i, j)))
        fronts = {used: _undominated(front) for used, front in onward.items()}
    best = max(
        ((f1(right, predicted, found, gold), chosen) for front in fronts.values()
         for (right, found), chosen in front.items()),
        key=lambda item: (item[0], len(item[1])),
    )  # fmt: skip
    return list(best[1])


def _undominated(
    front: dict[tuple[int, int], tuple[tuple[int, int], ...]],
) -> dict[tuple[int, int], tuple[tuple[int, int], ...]]:
    return {
        sums: chosen
        for sums, chosen in front.items()
        if not any(other != sums and other[0] >= sums[0] and other[1] >= sums[1] for other in front)
    }


def f1(right: float, predicted: float, found: float, gold: float) -> float:
    """From right of predicted and found of gold; 0 where nothing is right."""
    precision = right / predicted if predicted else 0.0
    recall = found / gold if gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pooled(templates: Sequence[Template], role: str) -> list[Entity]:
    """The entities of a document in one role; one contained in another template's merges into it."""
    held = [
        (index, entity) for index, t in enumerate(templates) for entity in dict.fromkeys(t.entities[role])
    ]
    kept: list[tuple[int, Entity]] = []
    for index, entity in held:
        if any(
            entity <= other and (other != entity or home < index) and home != index for home, other in held
        ):
            continue
        kept.append((index, entity))
    return [entity for _, entity in kept]


def ree_counts(predicted: Sequence[Template], gold: Sequence[Template], role: str) -> tuple[int, int, int]:
    """Right, predicted and gold entities of one document and role."""
    ours, theirs = pooled(predicted, role), pooled(gold, role)
    if not ours or not theirs:
        return 0, len(ours), len(theirs)
    fits = np.array([[float(one <= other) for other in theirs] for one in ours])
    rows, columns = linear_sum_assignment(-fits)
    return int(fits[rows, columns].sum()), len(ours), len(theirs)


def counts(predicted: Sequence[Template], gold: Sequence[Template]) -> np.ndarray:
    """One document's row: for each slot right, predicted, found, gold; then for each role REE's three counts."""
    gold = distinct(gold)
    table = np.zeros((len(SLOTS), 4))
    for index, slot in enumerate(SLOTS):
        for side, templates in ((1, predicted), (3, gold)):
            table[index, side] = sum(1 if slot == "type" else len(t.entities[slot]) for t in templates)
    for i, j in best_map(predicted, gold):
        for slot, (right, found) in (rights(predicted[i], gold[j]) or {}).items():
            table[SLOTS.index(slot), 0] += right
            table[SLOTS.index(slot), 2] += found
    entities = np.array([ree_counts(predicted, gold, role) for role in ROLES], dtype=float)
    return np.concatenate([table.ravel(), entities.ravel()])


@dataclass(frozen=True, slots=True)
class Scores:
    """Rows of `counts`, one a document."""

    rows: np.ndarray

    @classmethod
    def of(cls, predicted: Mapping[str, list[Template]], gold: Mapping[str, list[Template]]) -> Scores:
        """Every gold document counts; one that is not predicted has no templates."""
        return cls(np.stack([counts(predicted.get(doc, []), found) for doc, found in gold.items()]))

    def figures(self, rows: np.ndarray | None = None) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F1 in per cent by the name of the score."""
        total = (self.rows if rows is None else rows).sum(axis=0)
        table = total[: 4 * len(SLOTS)].reshape(len(SLOTS), 4)
        entities = total[4 * len(SLOTS) :].reshape(len(ROLES), 3)
        named = {"template": table.sum(axis=0), "role-only": table[:-1].sum(axis=0), "type": table[-1]}
        named |= {role: table[index] for index, role in enumerate(ROLES)}
        found = {name: _prf(*row) for name, row in named.items()}
        right, ours, theirs = entities.sum(axis=0)
        found["REE"] = _prf(right, ours, right, theirs)
        for index, role in enumerate(ROLES):
            right, ours, theirs = entities[index]
            found[f"REE {role}"] = _prf(right, ours, right, theirs)
        return found

    def intervals(self, *, rounds: int = 1000, seed: int = 20) -> dict[str, tuple[float, float]]:
        """95 % intervals of F1: documents drawn anew `rounds` times."""
        generator = np.random.default_rng(seed)
        drawn: dict[str, list[float]] = {}
        for _ in range(rounds):
            rows = self.rows[generator.integers(0, len(self.rows), len(self.rows))]
            for name, (_, _, value) in self.figures(rows).items():
                drawn.setdefault(name, []).append(value)
        return {
            name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
            for name, values in drawn.items()
        }


def _prf(right: float, predicted: float, found: float, gold: float) -> tuple[float, float, float]:
    precision = 100 * right / predicted if predicted else 0.0
    recall = 100 * found / gold if gold else 0.0
    return precision, recall, 100 * f1(right, predicted, found, gold)
