"""The score's weights: logistic regression on texts that the two stages were not trained on.

Right is an attribution whose content and source overlap those of a gold attribution with the same cue (cues
share a character), or whose content does where both lack a source. The lowest score given is the one with the best sum
of two F1: of right attributions, and of those that are right but for the source.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.attribution_scoring import overlap
from bench.brat import Attribution, Span
from tocsin.statements.attribution.confidence import FEATURES
from tocsin.statements.attribution.finder import AttributionFinder, Candidate
from training.attribution_examples import Example


@dataclass(frozen=True, slots=True)
class Judged:
    """Of every candidate its features, whether it is right, whether it is but for the source; how many are gold."""

    features: list[tuple[float, ...]]
    right: list[bool]
    content: list[bool]
    gold: int


def judged(finder: AttributionFinder, given: Sequence[Example]) -> Judged:
    found = Judged([], [], [], sum(len(example.gold) for example in given))
    for example in given:
        for one in finder.candidates(example.tokens):
            found.features.append(one.signs.features())
            found.right.append(any(_agrees(example, one, other) for other in example.gold))
            found.content.append(any(_same_content(example, one, other) for other in example.gold))
    return found


def _agrees(example: Example, one: Candidate, other: Attribution) -> bool:
    missing = one.source is None and other.source is None
    return _same_content(example, one, other) and (missing or _touch(example, one.source, other.source))


def _same_content(example: Example, one: Candidate, other: Attribution) -> bool:
    return _touch(example, one.cue, other.cue) and _touch(example, one.content, other.content)


def _touch(example: Example, found: Span | None, gold: Span | None) -> bool:
    """`found` in tokens, `gold` in code points."""
    if found is None or gold is None:
        return False
    return overlap(example.text, (example.tokens.starts[found[0]], example.tokens.ends[found[1]]), gold)


def write_confidence(finder: AttributionFinder, given: Sequence[Example], out: Path) -> dict[str, float]:
    """Write `out` (.json); give the Brier score, and the F1 of right attributions at the chosen lowest score."""
    found = judged(finder, given)
    table, truth, content = np.array(found.features), np.array(found.right), np.array(found.content)
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(table, truth)
    chances = model.predict_proba(table)[:, 1]

    def f1(held: NDArray[np.bool_], cut: float) -> float:
        kept = chances >= cut
        return float(2 * held[kept].sum() / (kept.sum() + found.gold))

    lowest = max(
        (float(cut) for cut in np.linspace(0.1, 0.7, 61)), key=lambda cut: f1(truth, cut) + f1(content, cut)
    )
    weights = {name: round(float(w), 4) for name, w in zip(FEATURES, model.coef_[0], strict=True)}
    held = {"weights": weights, "lowest": round(lowest, 3)}
    out.write_text(json.dumps(held, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return {"brier": float(np.mean((chances - truth) ** 2)), "f1": f1(truth, lowest), "lowest": lowest}
