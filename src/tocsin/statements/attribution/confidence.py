"""One score for an attribution from what the two stages were sure of: logistic regression on held-out training
texts."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

FEATURES = (
    "always", "cue", "source", "content", "no source", "no content", "inside another", "long cue",
)  # fmt: skip
_CLIP = 6.0


@dataclass(frozen=True, slots=True)
class Signs:
    """The marginals (0..1) of one attribution and how it lies; `inside`: its cue lies in the content of a surer
    one."""

    cue: float
    source: float
    content: float
    has_source: bool
    has_content: bool
    inside: bool
    long_cue: bool

    def features(self) -> tuple[float, ...]:
        """In the order of FEATURES."""
        return (
            1.0,
            _log_odds(self.cue),
            _log_odds(self.source) if self.has_source else 0.0,
            _log_odds(self.content) if self.has_content else 0.0,
            float(not self.has_source),
            float(not self.has_content),
            float(self.inside),
            float(self.long_cue),
        )


@dataclass(frozen=True, slots=True)
class Confidence:
    """`weights` in the order of FEATURES; `lowest`: what is less sure is not given."""

    weights: tuple[float, ...]
    lowest: float

    def of(self, signs: Signs) -> float:
        """The chance that content and source are touched, 0..1."""
        total = sum(weight * value for weight, value in zip(self.weights, signs.features(), strict=True))
        return 1 / (1 + math.exp(-total))


def _log_odds(chance: float) -> float:
    clipped = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-_CLIP, min(_CLIP, math.log(clipped / (1 - clipped))))


@cache
def shipped_confidence() -> Confidence:
    entry = resources.files("tocsin.statements.attribution") / "weights" / "confidence.json"
    given = json.loads(entry.read_text(encoding="utf-8"))
    return Confidence(tuple(given["weights"][name] for name in FEATURES), given["lowest"])
