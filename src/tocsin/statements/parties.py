"""People, bodies and countries that act or take part: names that only stand inside an office are left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import key_of, table
from tocsin.statements.places.gazetteer import canonical_countries, demonym_keys
from tocsin.statements.sightings import Sighting


@dataclass(frozen=True, slots=True)
class Parties:
    """`actors` by where they start, without overlaps; `offices` are the stretches of people's roles."""

    text: str
    actors: tuple[Sighting, ...]
    starts: tuple[int, ...]
    offices: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, reading: Reading) -> Parties:
        text = reading.document.text
        offices = _offices(reading.of("Person"))
        seen = reading.sightings()
        countries = _country_names()
        actors: list[Sighting] = []
        for item in sorted(seen.items, key=lambda s: (s.start, -s.end)):
            if actors and item.start < actors[-1].end:
                continue
            if item.schema == "Place" and not _acts(text, item, countries):
                continue
            if item.schema != "Person" and _covered(offices, item.start, item.end):
                continue
            if item.schema == "Organisation" and (_only_members(text, item) or _bracketed(text, item)):
                continue
            actors.append(item)
        return cls(text, tuple(actors), tuple(item.start for item in actors), offices)

    def within(self, start: int, end: int) -> list[Sighting]:
        low = bisect_left(self.starts, start)
        return [item for item in self.actors[low : bisect_left(self.starts, end, low)] if item.end <= end]

    def opening(self, item: Sighting) -> int:
        """Where the name begins once the office before it is counted in."""
        for start, end in self.offices:
            if end <= item.start and item.start - end <= 2 and not self.text[end : item.start].strip(" ,–—-"):
                return start
        return item.start

    def closing(self, item: Sighting) -> int:
        """Where the name ends once an office set off by a comma after it is counted in."""
        end = item.end
        for start, stop in self.offices:
            if (
                start >= end
                and start - end <= 6
                and not self.text[end:start].strip(" ,–—-(").replace("the", "")
            ):
                end = stop
        return end

    def subjects(self, low: int, verb: int) -> list[Sighting]:
        """Who does what the verb at `verb` says: the last name before it that no preposition governs,

        with those that an enumeration joins to it; a pronoun stands for the last person named before.
        """
        found = self.within(low, verb)
        relative = _relative().search(self.text, low, verb)
        if relative is not None:
            found = [item for item in found if item.end <= relative.start()]
            if not found or relative.start() - self.closing(found[-1]) > 2:
                return []
        for index in range(len(found) - 1, -1, -1):
            item = found[index]
            if verb - self.closing(item) > 160 or self.governed(item, low):
                continue
            first = index
            while (
                first
                and self.joined(found[first - 1], found[first])
                and not self.governed(found[first - 1], low)
            ):
                first -= 1
            return found[first : index + 1]
        if _pronoun().search(self.text, low, verb):
            before = [
                item for item in self.actors[: bisect_left(self.starts, low)] if item.schema == "Person"
            ]
            return before[-1:]
        return []

    def governed(self, item: Sighting, low: int) -> bool:
        """Whether the name depends on another word: it stands under a preposition or in the possessive.

        A delegation *of* a body is the body.
        """
        if self.text[item.end : item.end + 2] in ("'s", "’s"):
            return True
        lead = self.text[max(low, self.opening(item) - 60) : self.opening(item)]
        return bool(_governs().search(lead)) and not _delegates().search(lead)

    def joined(self, one: Sighting, other: Sighting) -> bool:
        """Whether nothing but the words of an enumeration and offices stands between the two names."""
        start, end = one.end, other.start
        left = []
        for first, last in self.offices:
            if first < end and last > start:
                left.append(self.text[start : max(start, first)])
                start = max(start, last)
        left.append(self.text[start:end])
        between = re.sub(r"\([^()]*\)", "", "".join(left))
        return _listing().fullmatch(" ".join(between.split())) is not None


def _offices(people: Sequence[Draft]) -> tuple[tuple[int, int], ...]:
    spans = sorted(
        {(fact.start, fact.end) for person in people for fact in person.facts if fact.prop == "role"}
    )
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_right(spans, (start, 10**9)) - 1
    return index >= 0 and end <= spans[index][1]


def _acts(text: str, item: Sighting, countries: frozenset[str]) -> bool:
    """A country acts by its name; by its adjective only where a side or delegation follows."""
    if item.name not in countries:
        return False
    if key_of(text[item.start : item.end]) not in demonym_keys():
        return True
    return _side().match(text, item.end) is not None


def _only_members(text: str, item: Sighting) -> bool:
    """*the CSTO member states*, *страны СНГ*: the body is named, its members are meant."""
    return (
        _members().match(text, item.end) is not None
        or _members_of().search(text, max(0, item.start - 24), item.start) is not None
    )


def _bracketed(text: str, item: Sighting) -> bool:
    """An acronym in brackets repeats the name before it, which may be only a part of an office or a body."""
    return item.start > 0 and text[item.start - 1] == "(" and text[item.end : item.end + 1] == ")"


@cache
def _country_names() -> frozenset[str]:
    return frozenset(canonical_countries().values())


@cache
def _words(section: str) -> str:
    listed = table("events")["parties"][section]
    return "|".join(listed)


@cache
def _relative() -> re.Pattern[str]:
    """*the body, which ...*: the subject is what the relative clause belongs to."""
    return re.compile(r",?\s+(?:which|who|котор[а-яё]+)\s+(?:[\w-]+\s+){0,2}$")


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('pronouns')})\s+(?:[\w]+\s+)?$")


@cache
def _governs() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('prepositions')})\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)


@cache
def _delegates() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_words('delegates')})\s+(?:of|from|от|из)?\s*(?:the\s+)?$|\b(?:{_words('delegates')})\s+$",
        re.IGNORECASE,
    )


@cache
def _listing() -> re.Pattern[str]:
    return re.compile(
        rf"[\s,;]*(?:(?:{_words('listing')}|(?:{_words('delegates')})\s+(?:of|from|от|из))[\s,;]*)*",
        re.IGNORECASE,
    )


@cache
def _side() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_words('sides')})\b")


@cache
def _members() -> re.Pattern[str]:
    return re.compile(
        rf"['’]?s?\s+(?:{_words('members')})\b|(?<=\w)['’]s?\s+(?:{_words('members')})\b", re.IGNORECASE
    )


@cache
def _members_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('members_of')})\s+(?:the\s+)?$", re.IGNORECASE)
