"""What offices and bodies' names say: who holds which office where, and what is part of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tocsin.model.draft import Draft, Fact
from tocsin.statements.lexicon import Words, words_in, words_of
from tocsin.statements.organisations.known import listed
from tocsin.statements.places.gazetteer import canonical_countries, country_names, demonyms
from tocsin.statements.sightings import Sighting, Sightings

_OF = re.compile(r"(?:\s+(?:of|for|at|in|under|to|on|with|при|в|на|по))?(?:\s+the)?\s*$")
_HEAD_FOLLOWS = re.compile(
    r"\s+(?!(?:of|for|in|on|to|at|and|under|with|from|по|в|во|на|и|при|для|с|от)\b)[A-ZА-ЯЁ][\w-]+"
)
"""*Representative of the UN Secretary General*: the body is an attribute of a further office, which stays."""
_STATE = re.compile(r"\b(?:Minister|President|Ambassador|[Мм]инистр|[Пп]резидент|[Пп]осол)")


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """`person` holds `role` in `holder` (a body or a country), as text `start`..`end` says."""

    person: str
    role: str
    holder: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WrittenParent:
    body: str
    parent: str
    start: int
    end: int


def held_offices(text: str, people: Sequence[Draft], seen: Sightings) -> Iterator[HeldOffice]:
    """One for each office written beside a name that says of which body or country it is."""
    for person in people:
        name = person.first("name") or ""
        mentions = [fact for fact in person.facts if fact.prop == "surfaceForm"]
        for fact in person.facts:
            if fact.prop != "role":
                continue
            held = _holder(text, fact, seen)
            country = person.first("country")
            if held is None and country and _STATE.search(fact.value):
                held = country, " ".join(fact.value.split())
            if held is None:
                continue
            holder, role = held
            beside = min(mentions, key=lambda m: min(abs(m.start - fact.end), abs(fact.start - m.end)))
            yield HeldOffice(name, role, holder, min(fact.start, beside.start), max(fact.end, beside.end))


def _holder(text: str, fact: Fact, seen: Sightings) -> tuple[str, str] | None:
    """The holder and the office without the holder's name."""
    bodies = seen.within(fact.start, fact.end, "Organisation")
    body = max(bodies, key=lambda item: (item.end - item.start, -item.start), default=None)
    if body is not None:
        return body.name, _without(text, fact, body)
    for place in seen.within(fact.start, fact.end, "Place"):
        if place.name in _countries():
            return place.name, _without(text, fact, place)
    return _country_in(text, fact)


def _country_in(text: str, fact: Fact) -> tuple[str, str] | None:
    """The country that the office names, read from its own words where no place was found there."""
    words = words_in(text[fact.start : fact.end])
    for index in range(len(words)):
        hit = country_names().longest(words, index) or demonyms().longest(words, index)
        if hit is not None:
            span = (fact.start + words.starts[hit.first], fact.start + words.ends[hit.last])
            return canonical_countries()[hit.value], _cut(text, fact, *span)
    return None


def _without(text: str, fact: Fact, item: Sighting) -> str:
    return _cut(text, fact, item.start, item.end)


def _cut(text: str, fact: Fact, start: int, end: int) -> str:
    before, after = text[fact.start : start], text[end : fact.end]
    if not _HEAD_FOLLOWS.match(after):
        before = _OF.sub("", before)
    after = re.sub(r"^['’]s?\b", "", after)
    joined = " ".join(f"{before} {after}".split()).strip(" ,")
    return joined or " ".join(text[fact.start : fact.end].split())


def written_parents(text: str, bodies: Sequence[Draft]) -> Iterator[WrittenParent]:
    """Bodies whose name, as written somewhere, holds the name of the body that they are part of."""
    words = words_of(text)
    for body in bodies:
        name, parent = body.first("name"), body.first("parent")
        if name is None or parent is None:
            continue
        for fact in body.facts:
            if fact.prop == "surfaceForm" and _holds_parent(words, fact, parent):
                yield WrittenParent(name, parent, fact.start, fact.end)
                break


def _holds_parent(words: Words, fact: Fact, parent: str) -> bool:
    if parent not in listed().written:
        return True
    part = _name_words(words.text[fact.start : fact.end])
    surface = part.text
    if any(name in surface for name in listed().written.get(parent, ()) if name != surface):
        return True
    for index in range(len(part)):
        for book in (listed().bodies, listed().organs):
            hit = book.longest(part, index)
            if hit is None or (hit.first == 0 and hit.last == len(part) - 1):
                continue
            value = hit.value
            if getattr(value, "name", None) == parent:
                return True
            if any(organ.name == parent for organ in getattr(value, "of", {}).values()):
                return True
    return False


@lru_cache(maxsize=1024)
def _name_words(name: str) -> Words:
    return words_in(name)


@cache
def _countries() -> frozenset[str]:
    return frozenset(canonical_countries().values())
