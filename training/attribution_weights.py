"""Train a CRF with CRFsuite and write what is needed at run time: hashed keys, weights, transitions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite

from tocsin.statements.attribution.crf import Crf


@dataclass(frozen=True, slots=True)
class Fit:
    """Options of L-BFGS: `c1`, `c2` weigh the sums of absolute and squared weights; rarer features than
    `fewest` are left out."""

    c1: float = 0.05
    c2: float = 0.05
    iterations: int = 80
    fewest: int = 3


def train(
    sequences: Iterable[tuple[list[list[str]], list[str]]],
    labels: Sequence[str],
    out: Path,
    fit: Fit = Fit(),
) -> None:
    """Write `out` (.npz): `labels`, `keys` (uint32, row 0 empty), `weights` (float16), `transitions`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": fit.c1,
            "c2": fit.c2,
            "max_iterations": fit.iterations,
            "feature.minfreq": fit.fewest,
            "feature.possible_transitions": True,
        }
    )
    for features, given in sequences:
        trainer.append(features, given)
    with tempfile.TemporaryDirectory() as scratch:
        model = str(Path(scratch) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
        tagger.close()
    number = {label: index for index, label in enumerate(labels)}
    keys = sorted({int(name) for name, _ in info.state_features})
    row = {key: index for index, key in enumerate(keys, start=1)}
    weights = np.zeros((len(keys) + 1, len(labels)), np.float16)
    for (name, label), weight in info.state_features.items():
        weights[row[int(name)], number[label]] = weight
    transitions = np.full((len(labels), len(labels)), -12.0, np.float32)
    for (one, other), weight in info.transitions.items():
        transitions[number[one], number[other]] = weight
    np.savez_compressed(
        out,
        labels=np.array(labels),
        keys=np.array([0, *keys], np.uint32),
        weights=weights,
        transitions=transitions,
    )


def read(path: Path) -> Crf:
    with path.open("rb") as file:
        return Crf.read(file)
