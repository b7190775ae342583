"""Whether a document, and each of its sentences, tells of incidents at all: linear scores over bags of words."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tocsin.statements.incidents.model.features import hashed, stem
from tocsin.statements.incidents.model.slots import Slots
from tocsin.statements.incidents.model.words import Text

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
_LEAD = 80


def document_features(text: Text, slots: Slots) -> NDArray[np.int32]:
    stems = [stem(word) for word in text.words]
    found = set(stems) | {f"bi={one}|{two}" for one, two in pairwise(stems)}
    found |= {f"first={word}" for word in stems[:_LEAD]}
    found |= {f"tr={trigger.form}" for trigger in slots.triggers}
    return np.unique(np.array(hashed(sorted(found)), dtype=np.int32))


def sentence_features(text: Text, slots: Slots) -> list[NDArray[np.int32]]:
    rows = []
    for number, (low, high) in enumerate(text.sentences):
        stems = [stem(word) for word in text.words[low:high]]
        found = set(stems) | {f"bi={one}|{two}" for one, two in pairwise(stems)}
        triggers = (slots.triggers[index] for index in slots.by_sentence[number])
        found |= {f"tr={trigger.form}{trigger.passive}" for trigger in triggers}
        found.add(f"n={min(number, 8)}")
        rows.append(np.unique(np.array(hashed(sorted(found)), dtype=np.int32)))
    return rows


def linear(
    rows: list[NDArray[np.int32]], weights: NDArray[np.float32], *, normed: bool
) -> NDArray[np.float32]:
    """Scores (rows, outputs) of sets of hashed features; the last weight of an output is its constant."""
    if not rows:
        return np.zeros((0, len(weights)), dtype=np.float32)
    flat = weights[:, np.concatenate(rows)]
    borders = np.cumsum([0, *(len(row) for row in rows[:-1])])
    sums = np.add.reduceat(flat, borders, axis=1).T
    if normed:
        sums = sums / np.sqrt([[len(row)] for row in rows])
    return np.asarray(sums + weights[:, -1], dtype=np.float32)
