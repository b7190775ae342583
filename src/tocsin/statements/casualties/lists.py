"""Lists of counted people in English: *two policemen, a driver and at least three others* is six or more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.statements.casualties.account import added
from tocsin.statements.casualties.people import People, item_at
from tocsin.statements.casualties.words import Tokens, is_person, people_words
from tocsin.statements.quantities.numerals import read_number

_JOINTS = (
    ("as", "well", "as"), ("along", "with"), ("together", "with"), (",", "as", "well", "as"),
    (",", "along", "with"),
    (",", "and"), (",", "plus"), ("and", "also"), ("and",), ("plus",), ("&",), (",",), ("(",), ("—",), ("–",),
)  # fmt: skip
_OPENS_JOINT = frozenset(joint[0] for joint in _JOINTS)
_COMMAS = frozenset(",(—–")
_PART_OF = frozenset(("including", "included", "mostly", "most", "among", "all", "both", "many", "mainly"))
_NO_PLACE = frozenset(
    ("when", "while", "after", "before", "as", "because", "if", "but", "ago", "later", "following")
)


@dataclass(slots=True)
class _Walk:
    """Where the reading of a list stands; `passed` a phrase of place, `apposed` a further name of one man."""

    at: int
    passed: bool = False
    apposed: bool = False


def people_at(tokens: Tokens, at: int, stop: int, *, liberal: bool = False) -> People | None:
    """The list of people that begins at word `at`, read no further than `stop`.

    `liberal` reads on through phrases of place and relation, as a subject may hold them before its verb.
    """
    first = item_at(tokens, at, stop)
    if first is None:
        return None
    items = [first]
    while (following := _next_item(tokens, items[-1], stop, liberal=liberal)) is not None:
        items.append(following)
    return _together(items)


def _together(items: Sequence[People]) -> People:
    first = items[0]
    if len(items) == 1:
        return first
    lows = [one.quantity.low for one in items]
    if len(items) > 2 and None not in lows:
        if lows[0] == sum(low or 0 for low in lows[1:]):
            return replace(first, last=items[-1].last)  # "five people, four women and a child"
        if first.named and lows[-1] == sum(low or 0 for low in lows[:-1]):
            items = items[:-1]  # "Ahmed Ali and Omar Said, two teachers"
    return People(
        added([one.quantity for one in items]), first.first, items[-1].last, first.head,
        any(one.attackers for one in items), all(one.refers for one in items), any(one.adds for one in items),
        first.named, len(items),
    )  # fmt: skip


def _next_item(tokens: Tokens, last: People, stop: int, *, liberal: bool) -> People | None:
    """The item that follows `last` in its list, past what only says more of it."""
    words, low = people_words(), tokens.low
    walk = _Walk(last.last)
    while walk.at < stop:
        word = low[walk.at]
        if word in _OPENS_JOINT:
            found = _past_joint(tokens, last, walk, stop, liberal=liberal)
            if found is not None or walk.at >= stop:
                return found
        elif word in words.prepositions and word not in _NO_PLACE:
            following = _past_phrase(low, walk.at, stop)
            if following is None:
                return None
            walk.at, walk.passed = following, True
        elif liberal and word not in words.verbs:
            walk.at, walk.passed = walk.at + 1, True
        else:
            return None
    return None


def _past_joint(tokens: Tokens, last: People, walk: _Walk, stop: int, *, liberal: bool) -> People | None:
    """The item after a comma or *and*; else the walk moves on, or to `stop` where the list ends."""
    words, low = people_words(), tokens.low
    comma = low[walk.at] in _COMMAS
    joint = next((one for one in _JOINTS if tokens.spells(walk.at, *one)), None)
    after = walk.at + len(joint) if joint else stop
    if after >= stop or low[after] in _PART_OF or _is_subset(low, after, stop):
        walk.at = stop
        return None
    if low[after] in ("who", "whose", "which", "whom") and comma:
        walk.at, walk.passed = _next_of(low, after, stop, (",", ")")), True
        return None
    found = item_at(tokens, after, stop)
    alone = last.named or last.quantity.low == 1
    if found is None or (found.refers and found.quantity.low is None):
        goes_on = comma and (liberal or alone) and low[after] not in words.verbs
        walk.at, walk.passed = _next_of(low, after, stop, (",", ")", "and")) if goes_on else stop, True
        return None
    counted = low[after][0].isdigit() or read_number(low, after, language="en") is not None
    owned = low[after] in ("his", "her", "their", "another")
    bare_comma = comma and low[after - 1] != "and"
    one_of = last.named and tokens.spells(after, "one", "of")
    if (bare_comma and alone and (one_of or not (owned or counted))) or (
        bare_comma and found.named and last.quantity.low == 1
    ):
        walk.at, walk.passed = found.last, True  # "Ahmed Ali, a member of ..." is one man
        walk.apposed = walk.apposed or not found.named
        return None
    if walk.apposed and low[after - 1] == "and" and low[after - 2] != "," and not owned and not counted:
        walk.at = found.last  # "..., a politician and the leader of ..." is still the same man
        return None
    if not _is_further(tokens, found, walk, stop, strong=owned or counted, liberal=liberal):
        walk.at = stop
        return None
    return found


def _is_further(
    tokens: Tokens, found: People, walk: _Walk, stop: int, *, strong: bool, liberal: bool
) -> bool:
    """Whether what stands after a joint is one more of the list and not the subject of a verb of its own."""
    words, first = people_words(), tokens.low[found.first]
    if not liberal and _verb_follows(tokens, found, stop):
        return False
    if walk.passed:
        joined = found.named and tokens.spells(found.first - 2, ",", "and")
        if not (strong or first in words.determiners or joined):
            return False
        if not (strong or found.named or found.head in words.people):
            return False
    if found.head in words.not_people:
        return False
    return strong or found.named or is_person(found.head)


def _next_of(low: Sequence[str], at: int, stop: int, joints: Sequence[str]) -> int:
    """The next of `joints` after a stretch that is no item of the list; `stop` where none is near."""
    for index in range(at + 1, min(stop, at + 25)):
        if low[index] in joints:
            return index + (low[index] == ")")
    return stop


def _past_phrase(low: Sequence[str], at: int, stop: int) -> int | None:
    """The comma or *and* after a phrase of place."""
    words = people_words()
    for index in range(at + 1, min(stop, at + 14)):
        if low[index] in (",", "and"):
            return index
        if low[index] in words.finite or low[index] in words.verbs or low[index] in (";", ":"):
            return None
    return None


def _is_subset(low: Sequence[str], at: int, stop: int) -> bool:
    """*two of them children*, *three of whom*, *one seriously*, *some critically*."""
    words = people_words()
    number = read_number(low, at, language="en")
    index = number[1] if number else at + 1
    whole = low[index : index + 1] == ["of"] and index + 1 < len(low)
    if whole and low[index + 1] in ("them", "whom", "these", "which", "those"):
        return True
    if number is None and low[at] not in words.vague:
        return False
    return index < stop and (low[index] in words.adverbs or low[index] in ("in", "a"))


def _verb_follows(tokens: Tokens, found: People, stop: int) -> bool:
    words, at = people_words(), found.last
    while at < stop and tokens.low[at] in words.adverbs:
        at += 1
    if at >= stop:
        return False
    word = tokens.low[at]
    return (
        word in words.finite
        or word in words.auxiliaries
        or (word in words.verbs and not word.endswith("ing"))
    )
