"""Why a candidate is shown, and why it is not a match: both strings side by side, in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from tocsin.screening.alignment import GLUED_LIKENESS, Alignment, Answer
from tocsin.screening.calibration import calibration, probability
from tocsin.screening.features import NAMES, features
from tocsin.screening.names.tokens import PERSON, Role, kind_of
from tocsin.screening.query import Query
from tocsin.screening.screener import Match, NameMatch

COSTS_WORTH_SAYING = 0.25
BIRTH_WORDS = {"contradicted": "contradicted birth"}


@dataclass(frozen=True, slots=True)
class Reason:
    """`score` is a probability for the whole name, a likeness for words, what is added to the log-odds for the rest."""

    feature: str
    score: float
    query: str
    candidate: str
    words: str

    def said(self) -> dict[str, object]:
        return {
            "feature": self.feature, "score": self.score, "query": self.query, "candidate": self.candidate,
            "words": self.words,
        }  # fmt: skip


@cache
def _words() -> dict[str, dict[str, str]]:
    text = (resources.files("tocsin.screening") / "reasons.yaml").read_text(encoding="utf-8")
    held: dict[str, dict[str, str]] = yaml.safe_load(text)
    return held


def worded(
    key: str, language: str = "en", *, query: str = "", candidate: str = "", score: float = 0.0
) -> str:
    return _words()[key][language].format(query=query, candidate=candidate, score=f"{score:.2f}")


def reasons(query: Query, match: Match, *, language: str = "en") -> list[Reason]:
    """All reasons, the name's first; what speaks against is among them."""
    found: list[Reason] = []
    if match.name is not None:
        found += name_reasons(match.name, language)
    if match.weak is not None and match.weak.odds > 0.0:
        alone = match.name is None or match.name.odds < 0.0
        key = "weak only" if alone else "weak alias"
        one, other = match.weak.alignment.query.text, match.weak.alignment.listed.text
        added = 0.0 if alone else calibration().evidence["weak alias"]
        found.append(
            Reason("weak_alias", added, one, other, worded(key, language, query=one, candidate=other))
        )
    for piece in match.pieces:
        key = BIRTH_WORDS.get(piece.finding, piece.finding)
        text = worded(key, language, query=piece.query, candidate=piece.candidate)
        found.append(Reason(piece.feature, piece.odds, piece.query, piece.candidate, text))
    person = kind_of(match.entry.schema) == PERSON
    if person and match.match and not any(item.feature in ("birth_date", "number") for item in match.pieces):
        listed = ", ".join(map(str, match.entry.births))
        given = ", ".join(map(str, query.births))
        found.append(Reason("birth_date", 0.0, given, listed, worded("no birth", language)))
    return found


def name_reasons(name: NameMatch, language: str = "en") -> list[Reason]:
    """The whole name, then word by word, then what is left over and what speaks against."""
    alignment = name.alignment
    score = round(probability(name.odds), 4)
    answers = [_answer(alignment, item, language) for item in alignment.answers]
    against = _against(alignment, language)
    words = "; ".join([*(item.words for item in answers), *(item.words for item in against)])
    whole = Reason(_feature(name), score, alignment.query.text, alignment.listed.text, words)
    return [whole, *answers, *against]


def _feature(name: NameMatch) -> str:
    return "name" if str(name.kind) in ("name", "alias") else str(name.kind).replace(" ", "_")


def _answer(alignment: Alignment, answer: Answer, language: str) -> Reason:
    one = " ".join(alignment.query.words[k].text for k in answer.query)
    other = " ".join(alignment.listed.words[k].text for k in answer.listed)
    roles = {alignment.query.words[answer.query[0]].role, alignment.listed.words[answer.listed[0]].role}
    if Role.INITIAL in roles and answer.likeness < 1.0:
        key = "initial"
    elif answer.likeness == GLUED_LIKENESS and len(answer.query) + len(answer.listed) == 3:
        key = "glued"
    else:
        key = "equal" if answer.likeness >= 0.999 else "sounds"
    text = worded(key, language, query=one, candidate=other, score=answer.likeness)
    return Reason("word", round(answer.likeness, 3), one, other, text)


def _against(alignment: Alignment, language: str) -> list[Reason]:
    """Left-over words and every figure that costs more than a little, the heaviest first."""
    left = " ".join(alignment.query.words[k].text for k in alignment.left_query)
    missing = " ".join(alignment.listed.words[k].text for k in alignment.left_listed)
    weights = dict(zip(NAMES, calibration().weights, strict=True))
    figures = dict(zip(NAMES, features(alignment), strict=True))
    costs = {key: weights[key] * figures[key] for key in NAMES}
    found = []
    if left and missing:
        both = costs["contradicted"] + costs["omitted_query"] + costs["omitted_listed"]
        found.append(_cost("contradicted", both, left, missing, language))
    elif left:
        found.append(_cost("omitted_query", costs["omitted_query"], left, "", language))
    elif missing:
        found.append(_cost("omitted_listed", costs["omitted_listed"], "", missing, language))
    rest = [
        key
        for key in (
            "crossed_chain", "disorder", "number_conflict", "legal_conflict", "one_word", "thin",
            "contradicted_patronymic", "kunya_only", "unlike",
        )
        if costs[key] < -COSTS_WORTH_SAYING
    ]  # fmt: skip
    rest.sort(key=lambda key: costs[key])
    return [*found, *(_cost(key, costs[key], "", "", language) for key in rest)]


def _cost(key: str, cost: float, query: str, candidate: str, language: str) -> Reason:
    return Reason(
        key, round(cost, 2), query, candidate, worded(key, language, query=query, candidate=candidate)
    )


def why_not(query: Query, match: Match, *, language: str = "en") -> str:
    """For a near miss: what speaks against it, the heaviest first. Empty for a match."""
    if match.match:
        return ""
    against = [
        item
        for item in reasons(query, match, language=language)
        if item.score < 0 or "weak only" in item.words
    ]
    lines = [item.words for item in sorted(against, key=lambda item: item.score)]
    weak = [item.words for item in reasons(query, match, language=language) if item.feature == "weak_alias"]
    return "; ".join(dict.fromkeys([*weak, *lines]))
