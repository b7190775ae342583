"""The people before an English passive: *Two policemen and a driver, all from Basra, were killed*."""

from __future__ import annotations

from tocsin.statements.casualties.lists import people_at
from tocsin.statements.casualties.people import People, item_at
from tocsin.statements.casualties.words import Tokens, hedge_at, is_verb_form, people_words

_RELATIVE = frozenset(("who", "which", "that", "whom"))


def subject_of(tokens: Tokens, at: int, floor: int) -> People | None:
    """The people that the verb at word `at` is said of, back to the start of its clause or to `floor`."""
    low, words = tokens.low, people_words()
    begin = _clause_start(tokens, at, floor)
    leaving = [index for index in range(begin, at) if low[index] in ("left", "leaving")]
    if leaving:
        begin = leaving[-1] + 1
    if tokens.word(at - 1) == "being":  # "resulted in five people being injured"
        for index in range(begin, at - 1):
            found = people_at(tokens, index, at - 1)
            if found is not None and found.last == at - 1:
                return found
    if begin < at and low[begin] in ("who", "whom", "which"):
        return _antecedent(tokens, begin)
    index = begin
    if (
        index + 2 < at
        and low[index + 1] == ","
        and tokens.forms[index][0].isupper()
        and item_at(tokens, index + 2, at)
    ):
        index += 2  # "Nationwide, ten people"
    while index < at:
        if low[index] in words.prepositions - _RELATIVE and hedge_at(low, index, at)[0] == index:
            index = _past_opening(tokens, index, at)
            continue
        found = people_at(tokens, index, at, liberal=True)
        if found is not None:
            return _antecedent(tokens, index) if found.head in ("who", "whom") else found
        index += 1
    return None


def _past_opening(tokens: Tokens, at: int, stop: int) -> int:
    """Past a phrase of place or time that opens a clause."""
    low, prepositions = tokens.low, people_words().prepositions
    for index in range(at + 1, stop):
        if low[index] == ",":
            return index + 1
        if index > at + 1 and low[index - 1] not in prepositions and item_at(tokens, index, stop) is not None:
            first = tokens.forms[index][0]
            if first.islower() or first.isdigit():
                return index
    return at + 1


def _antecedent(tokens: Tokens, who: int) -> People | None:
    """The people right before *who*."""
    for index in range(who - 1, max(-1, who - 14), -1):
        if tokens.low[index] in people_words().finite:
            break
        found = item_at(tokens, index, who)
        if (
            found is not None
            and found.last >= who - 1
            and (index == 0 or item_at(tokens, index - 1, who) is None)
        ):
            return found
    return None


def _clause_start(tokens: Tokens, at: int, floor: int) -> int:
    low, words = tokens.low, people_words()
    index = at - 1
    while index >= floor:
        word = low[index]
        if word in (";", ":", "among"):
            return index + 1
        if word in ("that", "who", "which", "where", "whom") and _is_inserted(tokens, index, at):
            index -= 1
            continue
        if word in words.subordinators and word != "as":
            return index + 1
        governed = tokens.word(index - 1) in words.auxiliaries  # "were reported injured"
        if word in words.saying and tokens.word(index + 1) != "to" and not governed:
            return index + 1
        if (
            word == "and"
            and index + 1 < at
            and _opens(tokens, index + 1, at)
            and _has_verb(tokens, floor, index)
        ):
            return index + 1
        if word in ("who", "whom"):
            return max(floor, index - 2) if tokens.word(index - 1) == "of" else index
        index -= 1
    if floor and tokens.word(floor) in (",", "and", "or"):
        return min(at, floor + 1 + tokens.spells(floor + 1, "and"))
    return floor


def _is_inserted(tokens: Tokens, relative: int, at: int) -> bool:
    """Whether a relative clause has a verb of its own, so that word `at` belongs to the one around it."""
    following = tokens.word(relative + 1)
    if following.endswith("s") and following not in ("was", "has"):
        return True
    return _has_verb(tokens, relative + 1, _verb_begin(tokens, at))


def _opens(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether a clause may begin here: with people, or with a phrase and people after it."""
    if item_at(tokens, at, stop) is not None:
        return True
    phrase = tokens.low[at] in people_words().prepositions
    return phrase and any(item_at(tokens, index, stop) is not None for index in range(at + 1, stop))


def _verb_begin(tokens: Tokens, at: int) -> int:
    """Where the verb group that ends before word `at` begins: auxiliaries, adverbs and joined participles."""
    words, low = people_words(), tokens.low
    while at:
        before = low[at - 1]
        if before in words.auxiliaries or before in words.adverbs or before in ("had", "have", "has", "shot"):
            at -= 1
        elif before in ("and", "or") and at > 1 and (low[at - 2].endswith("ed") or low[at - 2] == "shot"):
            at -= 2
        else:
            break
    return at


def _has_verb(tokens: Tokens, first: int, last: int) -> bool:
    words, low = people_words(), tokens.low
    for index in range(first, last):
        if low[index] in words.finite or low[index] in words.verbs:
            return True
        free = index and low[index - 1] not in ("a", "an", "the") and tokens.word(index + 1) != "as"
        if free and is_verb_form(tokens, index):
            return True
    return False
