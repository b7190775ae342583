"""How Russian says who was killed and hurt: *погибли пять человек и ранены 12*, *жертв нет*.

The count stands before or after the word that says what befell; both sides of it are read as far as its
clause goes. A singular verb without a count means one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import Any

from tocsin.language.sentences import split_sentences
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.casualties.account import Casualty, Kind, added
from tocsin.statements.casualties.words import hedges_of
from tocsin.statements.lexicon import table
from tocsin.statements.quantities.numerals import number_words, read_number

_TOKEN = re.compile(r"\d{1,3}(?:[  ]\d{3})+|\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*|[,;:()—–-]|\.(?=[А-Я])")
_KINDS: tuple[Kind, ...] = ("killed", "injured")
_LEFT, _RIGHT = 9, 12
"""How many words a count may begin before and after the word that says what befell."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """`start`..`end` in the text; `form`: plural, singular, impersonal, active, nouns, acts, phrases.

    `follows`: another one comes after it that may take the count before it.
    """

    kind: Kind
    form: str
    start: int
    end: int
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """People counted at `start`..`end`."""

    quantity: Quantity
    start: int
    end: int
    head: str
    attackers: bool
    adds: bool


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the lexicon compiles to."""

    cue: re.Pattern[str]
    nobody: re.Pattern[str]
    elsewhere: re.Pattern[str]
    triggers: tuple[tuple[Kind, str, re.Pattern[str]], ...]
    hedges: tuple[tuple[tuple[str, ...], Qualifier], ...]
    vague: frozenset[str]


@cache
def _words() -> dict[str, Any]:
    held: dict[str, Any] = table("casualties")["ru"]
    return held


@cache
def _patterns() -> Patterns:
    held = _words()
    triggers: list[tuple[Kind, str, re.Pattern[str]]] = []
    for kind in _KINDS:
        triggers.append(
            (kind, "phrases", re.compile(rf"\b(?:{'|'.join(held[kind]['phrases'])})\b", re.IGNORECASE))
        )
        for form in ("plural", "singular", "impersonal", "active", "nouns", "acts"):
            if held[kind][form]:
                words = "|".join(held[kind][form])
                triggers.append((kind, form, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)))
    return Patterns(
        re.compile("|".join(held["cues"]), re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(held['nobody'])})\b", re.IGNORECASE),
        re.compile(held["elsewhere"], re.IGNORECASE),
        tuple(triggers),
        hedges_of("ru"),
        frozenset(held["vague"]),
    )


def read(text: str, start: int, end: int) -> list[Casualty]:
    patterns = _patterns()
    if patterns.cue.search(text, start, end) is None:
        return []
    found: list[Casualty] = []
    for sentence in split_sentences(text, start, end, language="ru"):
        if patterns.cue.search(sentence.text):
            found.extend(_sentence(text, sentence.start, sentence.end))
    return found


def _sentence(text: str, start: int, end: int) -> Iterator[Casualty]:
    patterns = _patterns()
    elsewhere = patterns.elsewhere.search(text, start, end) is not None
    nobody = patterns.nobody.search(text, start, end)
    if nobody is not None:
        yield from _nobody(nobody)
    triggers = [
        one for one in _triggers(text, start, end)
        if nobody is None or one.end <= nobody.start() or nobody.end() <= one.start
    ]  # fmt: skip
    taken: list[tuple[int, int]] = []
    triggers = [
        replace(one, follows=later is not None and later.form not in ("active", "acts"))
        for one, later in zip_longest(triggers, triggers[1:])
        if one is not None
    ]
    for index, trigger in enumerate(triggers):
        floor = (
            max([triggers[index - 1].end, *(last for _, last in taken if last <= trigger.start)])
            if index
            else start
        )
        ceiling = triggers[index + 1].start if index + 1 < len(triggers) else end
        found = _counted(text, trigger, floor, ceiling, taken)
        if found is None:
            continue
        taken.append((found.start, found.end))
        yield Casualty(
            trigger.kind, found.quantity, min(found.start, trigger.start), max(found.end, trigger.end),
            (trigger.start, trigger.end), found.head, found.attackers, adds=found.adds,
            total=trigger.form == "phrases" and "исло" in text[trigger.start : trigger.end],
            elsewhere=elsewhere,
        )  # fmt: skip


def _nobody(match: re.Match[str]) -> Iterator[Casualty]:
    said = match.group().lower()
    for kind in _KINDS:
        words = ("погиб", "жертв", "убит") if kind == "killed" else ("ранен", "пострада")
        if any(word in said for word in words):
            yield Casualty(kind, Quantity.of(0), match.start(), match.end(), match.span(), "nobody")


def _triggers(text: str, start: int, end: int) -> list[Trigger]:
    found: list[Trigger] = []
    for kind, form, pattern in _patterns().triggers:
        for match in pattern.finditer(text, start, end):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(Trigger(kind, form, match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def _counted(
    text: str, trigger: Trigger, floor: int, ceiling: int, taken: list[tuple[int, int]]
) -> Count | None:
    """The people of a trigger: those after it, else those before it, else one where the verb is singular."""
    before, after = _tokens(text, floor, trigger.start), _tokens(text, trigger.end, ceiling)
    right = _after(after, owned=trigger.follows)
    if trigger.form == "nouns":
        near = _before(before, reach=3, close=True)
        found = near or (right if after and after[0][0] in ("—", "–", "-", ":") else None)
    elif trigger.form == "acts":
        found = right
    elif trigger.form == "active":
        found = right or _default(trigger)
    else:
        left = _before(before, reach=_LEFT, close=False)
        found = right or left or _default(trigger)
    if found is None or any(found.start < last and first < found.end for first, last in taken):
        return None
    return found


def _default(trigger: Trigger) -> Count | None:
    if trigger.form != "singular":
        return None
    return Count(Quantity.of(1), trigger.start, trigger.end, "", attackers=False, adds=False)


Token = tuple[str, int, int]


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [
        (match.group().lower(), match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)
    ]


def _after(tokens: list[Token], *, owned: bool) -> Count | None:
    """A count that begins soon after the trigger, before its clause ends."""
    for index, (word, *_) in enumerate(tokens[:_RIGHT]):
        if word in (";", ".", "(", ",", "и", "а") or word.startswith(("котор", "из-за")):
            return None
        if word in ("из", "среди") and index <= 1:
            return None
        found = _list_at(tokens, index, owned=owned)
        if found is not None:
            return found
    return None


def _before(tokens: list[Token], *, reach: int, close: bool) -> Count | None:
    """The count nearest before the trigger that belongs to its clause."""
    begin = max(0, len(tokens) - reach)
    for index in range(len(tokens) - 1, begin - 1, -1):
        if tokens[index][0] in (";", "."):
            begin = index + 1
            break
    for index in range(begin, len(tokens)):
        found = _list_at(tokens, index)
        if found is None:
            continue
        rest = [word for word, first, _ in tokens if first >= found.end]
        if close and rest:
            continue
        if any(word in (";", ".") for word in rest):
            continue
        return found
    return None


def _list_at(tokens: list[Token], at: int, *, owned: bool = False) -> Count | None:
    """*двое военнослужащих, полицейский и трое гражданских*: counts joined by commas and *и*.

    `owned`: another trigger follows the tokens; a further count right before it is that one's.
    """
    first = _item(tokens, at)
    if first is None:
        return None
    found, index = first, _index_after(tokens, first.end)
    while index < len(tokens) and tokens[index][0] in (",", "и", "а"):
        joint = tokens[index][0]
        following = index + 1
        if joint == "а":
            if tokens[following : following + 1] and tokens[following][0] == "также":
                following += 1
            else:
                break
        if joint == "," and tokens[following : following + 2] and tokens[following][0] == "а":
            following += 2
        more = _item(tokens, following)
        if more is None or more.adds or (owned and more.end >= tokens[-1][2]):
            break
        if not _joins(found.quantity, more.quantity):
            break
        quantity = added([found.quantity, more.quantity])
        found = Count(
            quantity, found.start, more.end, found.head, found.attackers or more.attackers, found.adds
        )
        index = _index_after(tokens, more.end)
    return found


def _joins(one: Quantity, other: Quantity) -> bool:
    return one.qualifier is Qualifier.EXACT and other.qualifier is Qualifier.EXACT


def _index_after(tokens: list[Token], end: int) -> int:
    return next((index for index, token in enumerate(tokens) if token[1] >= end), len(tokens))


def _item(tokens: list[Token], at: int) -> Count | None:
    """One counted noun phrase: a hedge, a number, what is counted; or one person in the singular."""
    words = [token[0] for token in tokens]
    begin, adds, hedge = at, False, Qualifier.EXACT
    while at < len(words) and words[at] in _words()["additive"]:
        adds, at = True, at + 1
    if at >= len(words):
        return None
    for form, qualifier in _patterns().hedges:
        if tuple(words[at : at + len(form)]) == form:
            hedge, at = qualifier, at + len(form)
            break
    if at >= len(words):
        return None
    if words[at] in _patterns().vague:
        end = _noun_end(tokens, at + 1)
        return Count(
            Quantity(None, None, Qualifier.VAGUE),
            tokens[begin][1],
            tokens[end - 1][2],
            words[end - 1],
            False,
            adds,
        )
    number = read_number(words, at, language="ru")
    if number is None:
        if hedge is not Qualifier.EXACT or not _person(words[at]) or not _singular(words[at]):
            return None
        return Count(Quantity.of(1), tokens[begin][1], tokens[at][2], words[at], _attacker(words[at]), adds)
    value, after = number
    high = value
    if after + 1 < len(words) and words[after] in ("-", "–", "—", "до"):
        second = read_number(words, after + 1, language="ru")
        if second is not None and second[0] > value:
            high, after = second[0], second[1]
    if after < len(words) and words[after] in _words()["not_people"]:
        return None
    if value >= 1900 and value <= 2100 and words[at].isdigit() and len(words[at]) == 4:
        return None
    end = _noun_end(tokens, after)
    head = words[end - 1] if end > after else ""
    quantity = Quantity(value, high, Qualifier.RANGE) if high != value else Quantity.of(value, hedge)
    attackers = any(_attacker(word) for word in words[after:end])
    return Count(quantity, tokens[begin][1], tokens[end - 1][2], head, attackers, adds)


def _noun_end(tokens: list[Token], at: int) -> int:
    """Past the adjectives and the noun after a number, at most four words."""
    begin = at
    while at < len(tokens) and at - begin < 4:
        word = tokens[at][0]
        if not word[0].isalpha() or word in _words()["closed"] or word in number_words("ru"):
            break
        at += 1
        if _person(word):
            break
    return at


def _person(word: str) -> bool:
    return any(word.startswith(stem) for stem in _words()["people"])


def _attacker(word: str) -> bool:
    return any(word.startswith(stem) for stem in _words()["attackers"])


def _singular(word: str) -> bool:
    held = _words()
    return not word.endswith(tuple(held["plural_endings"])) and word not in held["plurals"]
