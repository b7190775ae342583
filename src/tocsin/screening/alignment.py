"""Two names laid side by side: which words answer which, what is left over, what speaks against.

Left over on one side only is an omission (a middle name not given); left over on both sides is a contradiction.
Order is free between family and given names, but a chain of patronymics keeps its direction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tocsin.screening.names.prepared import PreparedName
from tocsin.screening.names.tokens import Role, Token
from tocsin.screening.spelling import slip, spelling

Likeness = Callable[[int, int], float]

FLOOR = 0.6
"""Words less alike than this do not answer each other."""
INITIAL_LIKENESS = 0.7
GLUED_LIKENESS = 0.95
GLUE_FLOOR = 0.75


@dataclass(frozen=True, slots=True)
class Answer:
    """Words of the query and words of the listed name (one or two each) that answer each other."""

    query: tuple[int, ...]
    listed: tuple[int, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    query: PreparedName
    listed: PreparedName
    answers: tuple[Answer, ...]
    left_query: tuple[int, ...]
    left_listed: tuple[int, ...]
    disorder: float
    crossed_chain: bool


def align(query: PreparedName, listed: PreparedName, likeness: Likeness) -> Alignment:
    """Pair off the most alike words first; then words glued together or split on one side."""
    candidates = []
    for i, token in enumerate(query.words):
        for j, other in enumerate(listed.words):
            alike = _alike(token, other, i, j, likeness)
            if alike >= FLOOR:
                candidates.append(
                    (alike * (query.weights[i] + listed.weights[j] + 0.2), -abs(i - j), alike, i, j)
                )
    candidates.sort(reverse=True)
    free_i, free_j = set(range(len(query.words))), set(range(len(listed.words)))
    answers = []
    for _, _, alike, i, j in candidates:
        if i in free_i and j in free_j:
            free_i.discard(i)
            free_j.discard(j)
            answers.append(Answer((i,), (j,), alike))
    if free_i and free_j:
        answers = _glued(query, listed, answers, free_i, free_j)
    _answered_by_titles(query, listed, free_i)
    _answered_by_titles(listed, query, free_j)
    answers.sort(key=lambda item: item.query)
    return Alignment(
        query, listed, tuple(answers), tuple(sorted(free_i)), tuple(sorted(free_j)),
        _disorder(answers, len(query.words)), _crossed(query, listed, answers),
    )  # fmt: skip


def _alike(token: Token, other: Token, i: int, j: int, likeness: Likeness) -> float:
    if token.role is Role.NUMBER or other.role is Role.NUMBER:
        return 1.0 if token.plain == other.plain and token.role is other.role else 0.0
    if token.role is Role.INITIAL or other.role is Role.INITIAL:
        if not token.plain or not other.plain or token.abjad != other.abjad:
            return 0.0
        if token.role is other.role:
            return 1.0 if token.plain == other.plain else 0.0
        return INITIAL_LIKENESS if token.plain[0] == other.plain[0] else 0.0
    if token.role is Role.SERVANT or other.role is Role.SERVANT:
        return 1.0 if token.role is other.role else 0.0
    if token.role is Role.GENERIC and other.role is Role.GENERIC:
        return 1.0 if token.plain == other.plain else 0.0
    return likeness(i, j)


def _glued(
    query: PreparedName, listed: PreparedName, answers: list[Answer], free_i: set[int], free_j: set[int]
) -> list[Answer]:
    """Two neighbours on one side that, written together, are one word on the other."""
    for one, other, free_one, free_other, turned in (
        (query, listed, free_i, free_j, False),
        (listed, query, free_j, free_i, True),
    ):
        for first in range(len(one.words)):
            second = first + 1
            if second >= len(one.words) or not ({first, second} & free_one):
                continue
            match = _as_one(one.words[first], one.words[second], other)
            if match is None:
                continue
            taken = _holders(answers, (first, second), (match,), turned)
            if any(item.likeness > GLUED_LIKENESS for item in taken):
                continue
            answers = [item for item in answers if item not in taken]
            for item in taken:
                free_i.update(item.query)
                free_j.update(item.listed)
            free_one.difference_update({first, second})
            free_other.discard(match)
            pair = ((match,), (first, second)) if turned else ((first, second), (match,))
            answers.append(Answer(pair[0], pair[1], GLUED_LIKENESS))
    return answers


def _answered_by_titles(one: PreparedName, other: PreparedName, free: set[int]) -> None:
    """A word left over here that is a title there, or a slip of one, is neither missing nor a contradiction."""
    if not other.silent:
        return
    for place in sorted(free):
        plain = one.words[place].plain
        if len(plain) >= 3 and any(plain == title or slip(plain, title) >= 0.75 for title in other.silent):
            free.discard(place)


def _as_one(first: Token, second: Token, other: PreparedName) -> int | None:
    """The word of the other name that two neighbours make when they are written together."""
    bones = first.skeleton + second.skeleton
    if len(bones) < 3 or first.abjad != second.abjad:
        return None
    both = replace(first, plain=first.plain + second.plain, sound=first.sound + second.sound, skeleton=bones)
    for place, token in enumerate(other.words):
        same = token.skeleton == bones and token.role is not Role.NUMBER and len(token.sound) >= 4
        if same and spelling().pair(both, token) >= GLUE_FLOOR:
            return place
    return None


def _holders(
    answers: list[Answer], ours: tuple[int, ...], theirs: tuple[int, ...], turned: bool
) -> list[Answer]:
    mine, other = (theirs, ours) if turned else (ours, theirs)
    return [item for item in answers if set(item.query) & set(mine) or set(item.listed) & set(other)]


def _disorder(answers: Sequence[Answer], size: int) -> float:
    """Share of pairs out of order in the best of all rotations; "family given" to "given family" is none."""
    places = [item.listed[0] for item in sorted(answers, key=lambda item: item.query)]
    if len(places) < 3:
        return 0.0
    best = 1.0
    whole = len(places) * (len(places) - 1) / 2
    for start in range(len(places)):
        turned = places[start:] + places[:start]
        wrong = sum(turned[i] > turned[j] for i in range(len(turned)) for j in range(i + 1, len(turned)))
        best = min(best, wrong / whole)
    return best


def _crossed(query: PreparedName, listed: PreparedName, answers: Sequence[Answer]) -> bool:
    """Son and father exchanged: Hassan bin Ahmad is not Ahmad bin Hassan."""
    if not (query.marked and listed.marked):
        return False
    up = any(query.words[a.query[0]].chained and not listed.words[a.listed[0]].chained for a in answers)
    down = any(listed.words[a.listed[0]].chained and not query.words[a.query[0]].chained for a in answers)
    return up and down
