"""From figures to a probability: a logistic model for names, then what birth, country and numbers add.

The name part is learned (`training/screening_calibration.py`); what other evidence adds is set by judgement within the
bounds that the published rules ask for: missing evidence adds nothing, a contradicting birth pushes down.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tocsin.screening import features


@dataclass(frozen=True, slots=True)
class Calibration:
    """`weights` in the order of `features.NAMES`; `threshold` is the one for all inputs."""

    bias: float
    weights: tuple[float, ...]
    threshold: float
    evidence: dict[str, float]

    def name_odds(self, figures: Sequence[float]) -> float:
        """Log-odds that two names are one name."""
        return self.bias + sum(weight * value for weight, value in zip(self.weights, figures, strict=True))


def probability(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def odds_of(chance: float) -> float:
    return math.log(chance / (1.0 - chance))


@cache
def calibration() -> Calibration:
    """The shipped model. Raises ValueError when its features are not those of this program."""
    text = (resources.files("tocsin.screening.learned") / "calibration.json").read_text(encoding="utf-8")
    held = json.loads(text)
    if tuple(held["weights"]) != features.NAMES:
        raise ValueError("calibration.json was made for other features; run training.screening_calibration")
    return Calibration(held["bias"], tuple(held["weights"].values()), held["threshold"], held["evidence"])
