"""One counted noun phrase of people in English: *at least two policemen*, *his driver*, *Ahmed Ali*."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.casualties.words import (
    PUNCTUATION,
    Tokens,
    before_ordinals,
    hedge_at,
    is_capital,
    is_person,
    is_plural,
    is_verb_form,
    people_words,
)
from tocsin.statements.quantities.numerals import read_number

_YEAR = re.compile(r"(?:19|20)\d\d")
_OWNER = re.compile(r"['’õ]s$|s['’]$")
SOME = Quantity(None, None, Qualifier.VAGUE)


@dataclass(frozen=True, slots=True)
class People:
    """People at words `first`..`last` (the second left out); `refers`, `adds`, `named` as in `Casualty`.

    `items` is how many noun phrases were added up.
    """

    quantity: Quantity
    first: int
    last: int
    head: str
    attackers: bool = False
    refers: bool = False
    adds: bool = False
    named: bool = False
    items: int = 1


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stood before the noun or number of a phrase that began at word `begin`."""

    begin: int
    at: int
    hedge: Qualifier = Qualifier.EXACT
    adds: bool = False
    definite: bool = False


def item_at(tokens: Tokens, at: int, stop: int) -> People | None:
    """The noun phrase of people that begins at word `at`, read no further than `stop`."""
    begin = at
    at, hedge = hedge_at(tokens.low, at, stop)
    if at >= stop:
        return None
    special = _pronoun(tokens, begin, at, stop)
    if special is not None:
        return special
    opening = _determiners(tokens, _Opening(begin, at, hedge), stop)
    at = opening.at
    if at >= stop:
        further = tokens.low[begin:at] in (["another"], ["the", "other"])
        return People(Quantity.of(1), begin, at, "", adds=True) if further else None
    for lead in (("total", "of"), ("further", "reported"), ("reported", "total"), ("reported",)):
        if tokens.spells(at, *lead):
            inner = item_at(tokens, at + len(lead) if lead[-1] == "of" else at + 1, stop)
            return replace(inner, first=begin) if inner else None
    number = read_number(tokens.low, at, language="en")
    if number is not None:
        return _numbered(tokens, opening, number, stop)
    return _unnumbered(tokens, opening, stop)


def _pronoun(tokens: Tokens, begin: int, at: int, stop: int) -> People | None:
    """*nobody*, *himself*, *them both*, *both men*, *all three*."""
    words, word = people_words(), tokens.low[at]
    if word in words.nobody or word == "no":
        end = tail_of(tokens, at + 1, stop)
        if word == "no" and tokens.word(at + 1) in ("one", "person", "people"):
            end = at + 2
        return People(Quantity.of(0), begin, max(end, at + 1), "nobody")
    if word in ("himself", "herself"):
        return People(Quantity.of(1), begin, at + 1, word, attackers=True)
    if word == "themselves":
        return People(SOME, begin, at + 1, word, attackers=True, refers=True)
    if word in words.refers and word not in ("which", "it"):
        if tokens.spells(at + 1, "both"):
            return People(Quantity.of(2), begin, at + 2, word, refers=True)
        one = word in ("he", "she", "him", "who", "whom")
        return People(Quantity.of(1) if one else SOME, begin, at + 1, word, refers=True)
    if word == "both":
        end = tail_of(tokens, at + 1, stop)
        attackers = tokens.low[end - 1] in words.attackers
        head = head_of(tokens, at + 1, end)
        return People(Quantity.of(2), begin, max(end, at + 1), head, attackers, refers=True)
    if word in ("all", "everyone", "everybody"):
        inner = item_at(tokens, at + 1, stop) if at + 1 < stop and word == "all" else None
        if inner is not None and inner.quantity.low:
            return replace(inner, first=begin, refers=True)
        return People(SOME, begin, at + 1, word, refers=True)
    return None


def _determiners(tokens: Tokens, opening: _Opening, stop: int) -> _Opening:
    words, low = people_words(), tokens.low
    at, adds, definite = opening.at, opening.adds, opening.definite
    while at < stop and low[at] in words.determiners:
        if read_number(low, at, language="en") is not None:
            break
        adds = adds or low[at] in words.additive
        definite = definite or low[at] in ("the", "these", "those", "this", "that")
        if low[at] in words.possessives:
            break
        at += 1
    at, hedge = hedge_at(low, at, stop)
    if hedge is Qualifier.EXACT:
        hedge = opening.hedge
    return _Opening(opening.begin, at, hedge, adds, definite)


def _numbered(tokens: Tokens, opening: _Opening, number: tuple[float, int], stop: int) -> People | None:
    words, low, begin, hedge = people_words(), tokens.low, opening.begin, opening.hedge
    value, end = number
    if _no_count(tokens, opening.at, end, stop):
        return None
    high = value
    if opening.at and end + 1 < stop and low[end] in ("to", "or", "-", "–", "and"):
        second = read_number(low, end + 1, language="en")
        if second and second[0] > value and (low[end] != "and" or low[opening.at - 1] == "between"):
            high, end = second
    if tokens.spells(end, "or", "more"):
        hedge, end = Qualifier.AT_LEAST, end + 2
    tail = tail_of(tokens, end, stop)
    head = head_of(tokens, end, tail)
    following = low[end] if end < stop else ""
    if head in words.not_people or (tail == end and following in ("%", "percent")):
        return None
    if following in words.not_people and not is_person(head):
        return None
    adds = opening.adds or any(word in words.additive for word in low[end:tail])
    refers = opening.definite
    if tail + 1 < stop and low[tail] == "of":
        if low[tail + 1] in words.parts_of:
            inner = tail_of(tokens, tail + 2, stop)
            refers = low[tail + 1] == "those"
            head, tail = head_of(tokens, tail + 2, inner) or head, inner
        else:
            tail = max(tail, tail_of(tokens, tail + 1, stop))
    quantity = Quantity(value, high, Qualifier.RANGE) if high != value else Quantity.of(value, hedge)
    return People(quantity, begin, tail, head, head in words.attackers, refers=refers, adds=adds)


def _no_count(tokens: Tokens, at: int, end: int, stop: int) -> bool:
    """A year, a day of a month, an age between commas."""
    low = tokens.low
    if _YEAR.fullmatch(low[at]) and end == at + 1:
        return True
    if tokens.word(at - 1) in before_ordinals():
        return True
    between = at > 1 and low[at - 1] == "," and end < stop and low[end] == ","
    return between and tokens.forms[at - 2][:1].isupper()


def _unnumbered(tokens: Tokens, opening: _Opening, stop: int) -> People | None:
    words, low, begin, at = people_words(), tokens.low, opening.begin, opening.at
    adds = opening.adds
    if low[at] in words.vague or (
        tokens.word(at + 1) == "of" and low[at] in ("number", "handful", "lot", "group")
    ):
        return _uncounted(tokens, opening, stop)
    ranked = low[at] in ("second", "third", "fourth", "fifth") and tokens.word(at - 1) in ("a", "the")
    if ranked and tail_of(tokens, at + 1, stop) == at + 1:
        return People(Quantity.of(1), begin, at + 1, "", adds=True)
    if adds and low[at - 1] in ("another", "other") and tail_of(tokens, at, stop) == at:
        return People(Quantity.of(1), begin, at, "", adds=True)
    owned = low[at] in words.possessives
    tail = tail_of(tokens, at + owned, stop)
    if tail <= at:
        return None
    inner = _number_inside(tokens, opening, tail, stop)
    if inner is not None:
        return inner
    head = head_of(tokens, at, tail)
    if head in words.not_people or head in words.finite:
        return None
    if head in words.families:
        return People(
            Quantity.of(words.families[head]), begin, tail, head, adds=adds, refers=opening.definite
        )
    if head == "family" and tokens.word(tail) == "of":
        number = read_number(low, tail + 1, language="en")
        if number:
            return People(Quantity.of(number[0]), begin, number[1], head, adds=adds)
    return _one_or_some(tokens, opening, tail, head)


def _one_or_some(tokens: Tokens, opening: _Opening, tail: int, head: str) -> People | None:
    """A singular or a name is one, a plural is some."""
    words, low, forms, begin, at = people_words(), tokens.low, tokens.forms, opening.begin, opening.at
    named = is_capital(forms[at]) and at == begin and not low[at].endswith("men")
    named = named and (low[at] not in words.people or (tail > at + 1 and is_capital(forms[at + 1])))
    if named and low[at] in words.adverbs | words.prepositions | words.subordinators:
        return None
    attackers = head in words.attackers
    if is_plural(head) and not (named and forms[tail - 1][:1].isupper()):
        return People(SOME, begin, tail, head, attackers, refers=opening.definite, adds=opening.adds)
    determined = at > begin or low[at] in words.possessives
    if not determined and not named and not is_person(head):
        if not any(word in words.people for word in low[at:tail]) or not is_capital(forms[tail - 1]):
            return None
        named = True  # "former Major General Abbud al-Lahibi"
    one = Quantity.of(1)
    return People(one, begin, tail, head, attackers, refers=opening.definite, adds=opening.adds, named=named)


def _uncounted(tokens: Tokens, opening: _Opening, stop: int) -> People | None:
    """*several*, *dozens of*, *a number of*, with their noun."""
    words, low, at = people_words(), tokens.low, opening.at
    if tokens.word(at + 1) == "of":
        tail = max(at + 1, tail_of(tokens, at + 2, stop))
    else:
        tail = tail_of(tokens, at + 1, stop)
        if tail < stop and low[tail] == "of":
            tail = max(tail, tail_of(tokens, tail + 2, stop))
    head = head_of(tokens, at + 1, tail)
    if head in words.not_people:
        return None
    return People(SOME, opening.begin, tail, head, head in words.attackers, adds=opening.adds)


def _number_inside(tokens: Tokens, opening: _Opening, tail: int, stop: int) -> People | None:
    """*the owner's two sons*, *his three bodyguards*."""
    low, at = tokens.low, opening.at
    for index in range(at + 1, tail):
        owner = _OWNER.search(low[index - 1]) or (index - 1 == at and low[at] in people_words().possessives)
        number = read_number(low, index, language="en") if owner else None
        if number is not None and number[1] < tail:
            found = _numbered(tokens, _Opening(opening.begin, index, adds=opening.adds), number, stop)
            if found is not None:
                return found
    return None


def tail_of(tokens: Tokens, at: int, stop: int) -> int:
    """Where the noun phrase ends whose words after the number begin at `at`."""
    first = at
    while at < stop and not _ends_phrase(tokens, first, at, stop):
        at += 1
    return at


def _ends_phrase(tokens: Tokens, first: int, at: int, stop: int) -> bool:
    words, low = people_words(), tokens.low
    word = low[at]
    if word in PUNCTUATION or word in ("and", "or", "as", "plus", "&", "both", "including", "included"):
        return True
    if word.endswith(("n't", "n’t")) or word in words.prepositions or word in words.finite:
        return True
    if word in words.auxiliaries or word in words.verbs:
        return True
    before_people = at + 1 < stop and low[at + 1] in words.people
    if word in ("dead", "injured", "wounded") or word in words.adverbs:
        return word not in words.adjectives or not before_people
    if is_verb_form(tokens, at):
        return not before_people
    participle = word.endswith("ing") and len(word) > 5 and tokens.forms[at].islower()
    return participle and at > first and at + 1 < len(tokens) and not before_people


def head_of(tokens: Tokens, at: int, end: int) -> str:
    """The last word of a noun phrase that is not *more* or *others*; the empty string for no words."""
    for index in range(end - 1, at - 1, -1):
        if tokens.low[index] not in ("more", "others", "other") or index == at:
            return tokens.low[index]
    return ""
