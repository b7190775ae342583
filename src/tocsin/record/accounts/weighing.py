"""The table of evidence against hypotheses.

Evidence is in order of how far it tells hypotheses apart; hypotheses are not ranked, and no sum is made of a column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tocsin.model.decision import Subject
from tocsin.model.statement import Statement
from tocsin.record.accounts.entries import Entries, entries_of, incident_of
from tocsin.record.accounts.hypotheses import Hypothesis, Rating
from tocsin.record.accounts.proposals import proposals
from tocsin.store import View

_WORTH = {Rating.CONSISTENT: 1.0, Rating.NEUTRAL: 0.0, Rating.INCONSISTENT: -1.0}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One rated statement: `ratings` by hypothesis and analyst; `statement` is None when the record lost it.

    `diagnosticity` is 0 for evidence that fits all hypotheses alike and 1 for one that fits one of two and not the
    other; None when it was rated against fewer than two.
    """

    id: str
    statement: Statement | None
    ratings: Mapping[str, Mapping[str, Rating]]
    diagnosticity: float | None


@dataclass(frozen=True, slots=True)
class Table:
    incident: str
    hypotheses: tuple[Hypothesis, ...]
    evidence: tuple[Evidence, ...]


def weighed(view: View, key: str) -> Table:
    """Hypotheses, proposed and entered, and all evidence that was rated. Raises NotFoundError."""
    incident = incident_of(view, key)
    entered = entries_of(view.decisions(Subject.ACCOUNTS), incident.members)
    held = {one.id: one for one in proposals(view, incident)}
    for name, one in entered.hypotheses.items():
        known = held.get(name, one)
        held[name] = Hypothesis(known.words, known.speaking_for, known.speaking_against, one.entered_by)
    for name, words in entered.rated_proposals.items():
        held.setdefault(name, Hypothesis(words))
    wanted = {statement for statement, _ in entered.ratings}
    statements = {item.id: item for item in view.statements() if item.id in wanted} if wanted else {}
    evidence = [_evidence(name, statements.get(name), entered, tuple(held)) for name in sorted(wanted)]
    evidence.sort(key=lambda one: -1.0 if one.diagnosticity is None else one.diagnosticity, reverse=True)
    hypotheses = sorted(held.values(), key=lambda one: (one.words.casefold(), one.id))
    return Table(incident.id, tuple(hypotheses), tuple(evidence))


def diagnosticity(worths: Sequence[float]) -> float | None:
    """The mean distance of two ratings over all pairs of hypotheses, as a share of the largest distance, 2."""
    pairs = list(combinations(worths, 2))
    return sum(abs(one - other) for one, other in pairs) / (2 * len(pairs)) if pairs else None


def _evidence(
    name: str, statement: Statement | None, entered: Entries, hypotheses: Sequence[str]
) -> Evidence:
    ratings = {one: entered.ratings[name, one] for one in hypotheses if (name, one) in entered.ratings}
    worths = [
        sum(_WORTH[rating] for rating in by_analyst.values()) / len(by_analyst)
        for by_analyst in ratings.values()
    ]  # analysts that differ meet in the middle, and the table shows each
    return Evidence(name, statement, ratings, diagnosticity(worths))
