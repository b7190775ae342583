"""The learned numbers, read once from `weights.npz` beside this module: arrays only, no code."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.statements.incidents.model.deciding import Thresholds
from tocsin.statements.incidents.model.known import ROLES, Known
from tocsin.statements.incidents.model.trees import Forest

COUNTS = ("any", "one", "two", "three")


@dataclass(frozen=True, slots=True)
class Weights:
    """`roles`, `document` and `sentences` are linear, (outputs, hashes + 1); forests by what they tell.

    `counts` has a forest for each of `COUNTS` and type that the training texts held often enough: `two.bombing`.
    """

    known: Known
    classes: Mapping[int, int]
    roles: NDArray[np.float32]
    document: NDArray[np.float32]
    sentences: NDArray[np.float32]
    fillers: tuple[Forest, ...]
    counts: Mapping[str, Forest]
    pairs: Forest
    thresholds: Thresholds

    def arrays(self) -> dict[str, NDArray[Any]]:
        found = {**self.known.arrays()}
        keys = sorted(self.classes)
        found["class_keys"] = np.array(keys, dtype=np.uint32)
        found["classes"] = np.array([self.classes[key] for key in keys], dtype=np.int16)
        for name in ("roles", "document", "sentences"):
            found[name] = getattr(self, name).astype(np.float16)
        for role, forest in zip(ROLES, self.fillers, strict=True):
            found |= forest.arrays(f"filler.{role}")
        for name, forest in self.counts.items():
            found |= forest.arrays(f"count.{name}")
        found |= self.pairs.arrays("pairs")
        found["least_type"] = np.array(self.thresholds.type, dtype=np.float32)
        found["least_more"] = np.array(self.thresholds.more, dtype=np.float32)
        found["least_filler"] = np.array(self.thresholds.filler, dtype=np.float32)
        return found

    @classmethod
    def of(cls, held: Mapping[str, NDArray[Any]]) -> Weights:
        classes = dict(zip(held["class_keys"].tolist(), held["classes"].tolist(), strict=True))
        counts = [
            name.removesuffix(".feature") for name in held if name.startswith("count.") and ".feature" in name
        ]
        thresholds = Thresholds(
            tuple(held["least_type"].tolist()),
            float(held["least_more"]),
            tuple(held["least_filler"].tolist()),
        )
        return cls(
            known=Known.read(held), classes=classes, roles=held["roles"].astype(np.float32),
            document=held["document"].astype(np.float32), sentences=held["sentences"].astype(np.float32),
            fillers=tuple(Forest.read(held, f"filler.{role}") for role in ROLES),
            counts={name.removeprefix("count."): Forest.read(held, name) for name in counts},
            pairs=Forest.read(held, "pairs"), thresholds=thresholds,
        )  # fmt: skip


@cache
def shipped() -> Weights:
    data = (resources.files(__package__) / "weights.npz").read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        return Weights.of({name: held[name] for name in held.files})
