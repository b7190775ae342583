"""How English says who was killed and hurt: *killing five and wounding 12*, *two men were shot*, *no one*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tocsin.language.sentences import split_sentences
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.casualties.account import Casualty, added
from tocsin.statements.casualties.lists import people_at
from tocsin.statements.casualties.people import SOME, People, item_at
from tocsin.statements.casualties.subjects import subject_of
from tocsin.statements.casualties.triggers import BODIES, Trigger, triggers
from tocsin.statements.casualties.words import Tokens, is_number, is_person, people_words, tokens_of
from tocsin.statements.lexicon import table

_OWNER = re.compile(r"['’õ]s?$")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    held = table("casualties")["en"]
    if name == "cues":
        return re.compile("|".join(re.escape(cue) for cue in held["cues"]), re.IGNORECASE)
    return re.compile(held[name], 0 if name == "elsewhere" else re.IGNORECASE)


def read(text: str, start: int, end: int) -> list[Casualty]:
    """Every count in `text[start:end]`; a sentence without a cue costs one search."""
    if _pattern("cues").search(text, start, end) is None:
        return []
    found: list[Casualty] = []
    one_of_many = _pattern("one_of").search(text, start, end) is not None
    sentences = split_sentences(text, start, end, language="en")
    for index, sentence in enumerate(sentences):
        if _pattern("cues").search(sentence.text):
            before = sentences[max(0, index - 2)].start
            said = _sentence(text, sentence.start, sentence.end, one_of_many=one_of_many)
            found.extend(_resolved(text, item, before) for item in said)
    return found


def _resolved(text: str, item: Casualty, before: int) -> Casualty:
    """*their bodies*, *they*, *the hostages*: as many as were counted last before."""
    if not item.refers or item.quantity.qualifier is not Qualifier.VAGUE or item.attackers:
        return item
    tokens = tokens_of(text, before, item.start)
    quantity = _counted_before(tokens, len(tokens), attackers=False)
    return item if quantity is None else replace(item, quantity=quantity)


def _sentence(text: str, start: int, end: int, *, one_of_many: bool) -> Iterator[Casualty]:
    tokens = tokens_of(text, start, end)
    elsewhere = _pattern("elsewhere").search(text, start, end) is not None
    several = one_of_many and _pattern("several").search(text, start, end) is not None
    floor = 0
    for trigger in triggers(tokens):
        people = _people(tokens, trigger, floor)
        floor = trigger.last
        if people is not None:
            found = _casualty(tokens, trigger, people)
            other = _is_motive(text, start, tokens, trigger) or tokens.word(trigger.first - 1) == "whose"
            body = trigger.form == "body" or tokens.low[trigger.first] in BODIES
            yield replace(found, elsewhere=(elsewhere and not body) or other, several=several)
    yield from _suicides(text, start, end)


def _casualty(tokens: Tokens, trigger: Trigger, people: People) -> Casualty:
    first, last = min(people.first, trigger.first), max(people.last, trigger.last)
    also = "also" in tokens.low[people.last : trigger.last]
    body = trigger.form == "act" and tokens.low[trigger.first] in BODIES
    definite = body or (trigger.form == "act" and tokens.word(trigger.first - 1) == "the")
    return Casualty(
        trigger.kind, people.quantity, tokens.starts[first], tokens.ends[last - 1],
        (tokens.starts[trigger.first], tokens.ends[trigger.last - 1]), people.head, people.named,
        people.attackers,
        refers=(people.refers or definite) and not also, adds=people.adds or also,
        total=not people_words().total.isdisjoint(tokens.low[max(0, first - 4) : last]),
    )  # fmt: skip


def _is_motive(text: str, start: int, tokens: Tokens, trigger: Trigger) -> bool:
    """*in retaliation for the killing of*, *charged with the murder of*."""
    at = tokens.starts[trigger.first]
    return trigger.form == "act" and _pattern("motive").search(text, max(start, at - 40), at) is not None


def _suicides(text: str, start: int, end: int) -> Iterator[Casualty]:
    match = _pattern("suicide").search(text, start, end)
    if match is None or _pattern("foiled").search(text, start, end):
        return
    number = table("casualties")["en"]["suicides"].get((match["number"] or "").lower(), 1)
    yield Casualty(
        "killed", Quantity.of(number), match.start(), match.end(), match.span(), "bomber",
        attackers=True, implied=True,
    )  # fmt: skip


def _people(tokens: Tokens, trigger: Trigger, floor: int) -> People | None:
    """The people of a trigger; nobody where it is denied."""
    negated = _negated(tokens, trigger)
    if trigger.form in ("active", "act"):
        found = _object(tokens, trigger)
    elif trigger.form in ("noun", "none"):
        found = _before_noun(tokens, trigger, floor)
        if trigger.form == "none" and found is not None and found.quantity.high != 0:
            return None
        negated = negated and found is not None
    elif trigger.form == "body":
        found = _owner(tokens, trigger, floor)
        negated = False
    else:
        found = subject_of(tokens, trigger.first, floor)
        if found is not None and found.items > 1 and tokens.word(trigger.first - 1) == "was":
            found = replace(found, quantity=Quantity.of(1), items=1)
        elif found is not None and _are_two(tokens, found, trigger.first):
            found = replace(found, quantity=Quantity.of(2), items=2)
        found = _with(tokens, trigger.last, found) if found is not None else None
        negated = negated and found is not None
    if not negated:
        return found
    first, last = (found.first, found.last) if found else (trigger.first, trigger.last)
    return People(Quantity.of(0), first, last, "nobody")


def _are_two(tokens: Tokens, found: People, verb: int) -> bool:
    """*An employee of the branch, Adil, and a supporter of the party, Omar, were shot*: a plural verb, one *and*."""
    between = tokens.low[found.last : verb]
    plural = "were" in between and found.quantity == Quantity.of(1) and not found.refers
    return plural and between[: between.index("were")].count("and") == 1


def _negated(tokens: Tokens, trigger: Trigger) -> bool:
    back = tokens.low[max(0, trigger.first - 5) : trigger.first]
    if any(word.endswith(("n't", "n’t")) for word in back[-4:]):
        return True
    if trigger.form == "noun" and not {"escaped", "avoided", "escaping"}.isdisjoint(back[-3:]):
        return True
    if "not" in back[-3:] or "without" in back[-4:] or "never" in back[-2:]:
        return True
    return "no" in back[-4:] and trigger.form in ("noun", "none")


def _object(tokens: Tokens, trigger: Trigger) -> People | None:
    found = people_at(tokens, trigger.last, len(tokens))
    if found is None and trigger.form == "act" and tokens.low[trigger.first] in ("death", "murder", "body"):
        return People(Quantity.of(1), trigger.first, trigger.last, "")
    if found is not None and found.head == "themselves":
        counted = _counted_before(tokens, trigger.first, attackers=True)
        return replace(found, quantity=counted or found.quantity, refers=False)
    return found


def _before_noun(tokens: Tokens, trigger: Trigger, floor: int) -> People | None:
    """*five deaths*, *no injuries or deaths*, *leaving two dead*: the count stands before the noun."""
    low, stop = tokens.low, trigger.first
    for at in range(max(floor, stop - 9), stop):
        found = item_at(tokens, at, stop)
        if found is not None and found.quantity.high == 0:
            return replace(found, last=trigger.last)
    leaving = [
        at for at in range(max(floor, stop - 14), stop) if low[at] in ("left", "leaving", "leave", "leaves")
    ]
    if leaving:
        found = people_at(tokens, leaving[-1] + 1, stop, liberal=True)
        if found is not None:
            return found
    for at in range(max(floor, stop - 7), stop):
        found = people_at(tokens, at, stop)
        if found is not None and found.last >= stop - 1 and not (found.named and found.quantity.low == 1):
            return found
    return None


def _owner(tokens: Tokens, trigger: Trigger, floor: int) -> People:
    """Whose body: *a local woman's body* is somebody new, *his body* may be told of before."""
    at = trigger.first
    if tokens.low[at] in ("body", "corpse"):
        for index in range(at - 1, max(-1, at - 8), -1):
            if tokens.low[index] in ("a", "an", "another"):
                if any(_OWNER.search(word) for word in tokens.low[index:at]):
                    return People(Quantity.of(1), index, at, "", adds=True)
                break
        return People(Quantity.of(1), at, trigger.last, "", refers=True)
    found = _before_noun(tokens, trigger, floor)
    if found is None:
        return People(SOME, at, trigger.last, "bodies", refers=True)
    uncounted = tokens.low[found.first] in ("their", "the", "his") and found.quantity.low == 1
    return replace(found, refers=not found.adds, quantity=SOME if uncounted else found.quantity)


def _with(tokens: Tokens, at: int, found: People) -> People:
    """*was killed along with his driver*: those after the verb as well."""
    at += tokens.word(at) == ","
    at = next(
        (
            index
            for index in range(at, at + 7)
            if tokens.spells(index, "as") and tokens.word(index + 1) in ("was", "were")
        ),
        at,
    )
    for joint in (
        ("along", "with"),
        ("together", "with"),
        ("as", "well", "as"),
        ("as", "were"),
        ("as", "was"),
    ):
        if tokens.spells(at, *joint):
            more = people_at(tokens, at + len(joint), len(tokens))
            if more is not None and not more.refers and found.quantity.low and more.quantity.low:
                return replace(found, quantity=added([found.quantity, more.quantity]))
    return found


def _counted_before(tokens: Tokens, at: int, *, attackers: bool) -> Quantity | None:
    """How many *they* are: the people counted last before word `at`, more than one."""
    for index in range(at - 1, -1, -1):
        if not is_number(tokens.low[index]):
            continue
        found = item_at(tokens, index, at)
        if found is None or (found.attackers and not attackers) or not is_person(found.head):
            continue
        if found.quantity.low and found.quantity.low > 1:
            return found.quantity
    return None
