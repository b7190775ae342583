"""What an alignment says in figures. The calibration turns them into a probability; see `calibration`."""

from __future__ import annotations

from tocsin.screening.alignment import Alignment
from tocsin.screening.names.tokens import BODY, PERSON, THING, Role

NAMES = (
    "evidence",
    "unlike",
    "worst",
    "contradicted",
    "omitted_query",
    "omitted_listed",
    "one_word",
    "thin",
    "disorder",
    "crossed_chain",
    "number_conflict",
    "legal_conflict",
    "initials",
    "contradicted_patronymic",
    "across_abjad",
    "across_unlike",
    "body",
    "body_contradicted",
    "body_omitted",
    "thing",
    "thing_unlike",
    "kunya_only",
    "whole",
    "evidence_rich",
    "unlike_much",
    "worst_much",
    "contradicted_much",
    "omitted_query_few",
    "omitted_listed_few",
    "three_words",
    "unlike_thin",
    "lost_share",
    "missing_share",
    "contradicted_thin",
    "whole_thin",
    "one_word_body",
)
"""In this order the calibration holds its weights.

What is left over counts as omitted on its side whether or not the other side has something left over too; a
contradiction comes on top. So a contradicted word never costs less than one that was left out.
"""


def features(alignment: Alignment) -> tuple[float, ...]:
    """One figure for each of NAMES."""
    query, listed = alignment.query, alignment.listed
    evidence = unlike = initials = matched = 0.0
    worst = 1.0
    across = kunya = True
    names = 0
    any_across = False
    for answer in alignment.answers:
        i, j = answer.query[0], answer.listed[0]
        rare = min(
            1.0,
            sum(query.rarity[k] for k in answer.query),
            sum(listed.rarity[k] for k in answer.listed),
        )
        weight = (
            sum(query.weights[k] for k in answer.query) + sum(listed.weights[k] for k in answer.listed)
        ) / 2
        token, other = query.words[i], listed.words[j]
        if Role.INITIAL in (token.role, other.role):
            initials += 1.0
            matched += 0.3
            continue
        evidence += rare * max(0.0, 2.0 * answer.likeness - 1.0)
        unlike += weight * (1.0 - answer.likeness)
        matched += weight
        if token.role not in (Role.GENERIC, Role.NUMBER, Role.SERVANT):
            names += max(len(answer.query), len(answer.listed))
            worst = min(worst, answer.likeness)
            any_across = any_across or token.abjad != other.abjad
            kunya = kunya and (token.role is Role.KUNYA or other.role is Role.KUNYA)
    across = any_across
    left_query = [query.weights[k] for k in alignment.left_query]
    left_listed = [listed.weights[k] for k in alignment.left_listed]
    lost, missing = sum(left_query), sum(left_listed)
    contradicted = min(lost, missing)
    patronymics = {Role.PATRONYMIC}
    clash = any(
        query.words[k].role in patronymics or query.words[k].chained for k in alignment.left_query
    ) and any(listed.words[k].role in patronymics or listed.words[k].chained for k in alignment.left_listed)
    numbers = {t.plain for t in query.words if t.role is Role.NUMBER} ^ {
        t.plain for t in listed.words if t.role is Role.NUMBER
    }
    body, thing = float(query.kind == BODY), float(query.kind == THING)
    little = max(0.0, 0.8 - evidence)
    few = float(names <= 2)
    whole = lost == 0.0 and missing == 0.0 and bool(alignment.answers)
    size = min(len(query.words), len(listed.words))
    return (
        min(evidence, 2.0),
        unlike,
        1.0 - worst,
        contradicted,
        lost,
        missing,
        float(query.kind == PERSON and names <= 1 and lost + missing > 0.0),
        little,
        alignment.disorder,
        float(alignment.crossed_chain),
        float(bool(numbers)),
        float(bool(query.legal and listed.legal and not query.legal & listed.legal)),
        initials,
        float(clash),
        float(across),
        unlike if across else 0.0,
        body,
        body * contradicted,
        body * (lost + missing - 2 * contradicted),
        thing,
        thing * unlike,
        float(kunya and names > 0),
        float(size == len(alignment.answers) and contradicted == 0.0 and size > 0),
        max(0.0, min(evidence, 2.5) - 1.0),
        max(0.0, unlike - 0.3),
        max(0.0, 0.8 - worst),
        max(0.0, contradicted - 0.4),
        few * lost,
        few * missing,
        float(names >= 3),
        unlike * little,
        lost / (lost + matched) if lost else 0.0,
        missing / (missing + matched) if missing else 0.0,
        contradicted * little,
        float(whole) * (1.0 - little),
        body * float(names <= 1 and lost + missing > 0.0),
    )
