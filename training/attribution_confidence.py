"""The score's weights: logistic regression on texts that the two stages were not trained on.

Right is an attribution whose content and source overlap those of a gold attribution with the same cue (cues
share a character), or whose content does where both lack a source. The lowest score given is the one with the
best F1 of right attributions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.attribution_scoring import overlap
from bench.brat import Attribution, Span
from tocsin.statements.attribution.confidence import FEATURES
from tocsin.statements.attribution.finder import AttributionFinder, Candidate
from training.attribution_examples import Example


def judged(
    finder: AttributionFinder, given: Sequence[Example]
) -> tuple[list[tuple[float, ...]], list[bool], int]:
    """Features and right or wrong of every candidate, and the number of gold attributions."""
    features: list[tuple[float, ...]] = []
    right: list[bool] = []
    for example in given:
        for one in finder.candidates(example.tokens):
            features.append(one.signs.features())
            right.append(any(_agrees(example, one, other) for other in example.gold))
    return features, right, sum(len(example.gold) for example in given)


def _agrees(example: Example, one: Candidate, other: Attribution) -> bool:
    def touch(found: Span | None, gold: Span | None) -> bool:
        if found is None or gold is None:
            return found is None and gold is None
        return overlap(example.text, (example.tokens.starts[found[0]], example.tokens.ends[found[1]]), gold)

    return bool(other.cue and other.content and one.pieces) and (
        touch(one.cue, other.cue) and touch(one.content, other.content) and touch(one.source, other.source)
    )


def write_confidence(finder: AttributionFinder, given: Sequence[Example], out: Path) -> dict[str, float]:
    """Write `out` (.json); give the Brier score and the F1 at the chosen threshold."""
    features, right, gold = judged(finder, given)
    table, truth = np.array(features), np.array(right)
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(table, truth)
    chances = model.predict_proba(table)[:, 1]
    best, lowest = max(
        (2 * truth[chances >= cut].sum() / ((chances >= cut).sum() + gold), float(cut))
        for cut in np.linspace(0.1, 0.7, 61)
    )
    weights = {name: round(float(w), 4) for name, w in zip(FEATURES, model.coef_[0], strict=True)}
    held = {"weights": weights, "lowest": round(lowest, 3)}
    out.write_text(json.dumps(held, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return {"brier": float(np.mean((chances - truth) ** 2)), "f1": float(best), "lowest": lowest}
