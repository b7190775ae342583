"""Places: `rules.place.v1`, one draft a mention.

1. Borders named by two peoples, venues in quotation marks or built on a noun of venue.
2. Listed regions and venues, countries and their adjectives.
3. Districts and provinces by their noun; towns of the gazetteer, guarded where a name is also a common word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.gazetteer import (
    Spot,
    country_names,
    country_spot,
    demonyms,
    listed_spots,
    towns,
    unknown_spot,
)
from tocsin.statements.lexicon import (
    COMMA,
    DASH,
    HYPHEN,
    SPACE,
    Words,
    is_cyrillic,
    key_of,
    table,
    words_listed,
    words_of,
)
from tocsin.statements.people_roles import given_names
from tocsin.statements.russian_names import NOTHING, PLACE, RussianNames, russian_names
from tocsin.statements.sightings import Sightings

_QUOTED = r"[ \t\u00a0]*[\"“«„][^\"”»“\n]{2,50}[\"”»“]"
_LARGE, _SMALL, _FAMOUS = 100_000, 15_000, 500_000


@dataclass(frozen=True, slots=True)
class Found:
    """A place at words `first`..`last`, or by offsets where it does not end on a word."""

    start: int
    end: int
    spot: Spot
    score: float


@dataclass(frozen=True, slots=True)
class PlaceExtractor:
    name: str = "rules.place.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        document = reading.document
        finder = PlaceFinder.over(document.text, reading.drafts, russian_names(reading))
        for found in finder.places():
            spot = found.spot
            yield (
                Draft.open(
                    "Place", document=document, start=found.start, end=found.end, origin=self.name,
                    score=found.score,
                )
                .say("mention", document.text[found.start : found.end])
                .say("name", spot.name)
                .say("placeType", spot.kind)
                .say("countryCode", spot.country)
                .say("latitude", spot.latitude)
                .say("longitude", spot.longitude)
            )  # fmt: skip


@dataclass(slots=True)
class PlaceFinder:
    """`people` and `bodies`: the indices of words inside names of persons and of organisations."""

    words: Words
    people: frozenset[int]
    bodies: frozenset[int]
    tagged: RussianNames = NOTHING

    @classmethod
    def over(cls, text: str, drafts: list[Draft], tagged: RussianNames = NOTHING) -> PlaceFinder:
        words, seen = words_of(text), Sightings.of(drafts)
        return cls(words, _covered(words, seen, "Person"), _covered(words, seen, "Organisation"), tagged)

    def places(self) -> list[Found]:
        """Every place, in order and without overlaps."""
        words = self.words
        found = list(self._venues())
        used = {
            at for place in found for at, start in enumerate(words.starts) if place.start <= start < place.end
        } if found else set()  # fmt: skip
        undecided: list[tuple[int, int, list[Spot], bool]] = []
        index, adjectives = 0, demonyms().root.onward
        while index < len(words):
            national = words.keys[index] in adjectives
            if index in used or not (words.capital[index] or national) or self._inside_address(index):
                index += 1
                continue
            step = self._border(index) if national else None
            if step is None and (words.capital[index] or is_cyrillic(words.forms[index])):
                step = self._listed(index)
            if step is not None:
                found.append(self._found(index, *step))
                index = step[0] + 1
                continue
            town = self._town(index) if words.capital[index] and self.tagged is NOTHING else None
            if town is not None:
                undecided.append((index, *town))
                index = town[0] + 1
                continue
            index += 1
        countries: Counter[str | None] = Counter(place.spot.country for place in found if place.spot.country)
        undecided += self._tagged(found)
        for first, last, spots, sure in undecided:
            spot = self._chosen(last, spots, countries)
            found.append(self._found(first, last, spot, 0.85 if sure else 0.7))
        return sorted(found, key=lambda place: place.start)

    def _tagged(self, found: list[Found]) -> list[tuple[int, int, list[Spot], bool]]:
        """Places of the tagger that no rule found: towns of the gazetteer, or a name without coordinates."""
        starts, ends, words = {place.start for place in found}, {place.end for place in found}, self.words
        undecided = []
        for name in self.tagged.of(PLACE):
            first, last = name.first, name.last
            inside = range(first, last + 1)
            if any(
                words.starts[at] in starts or words.ends[at] in ends or at in self.bodies for at in inside
            ):
                continue
            named = towns().named(words, first)
            if named is not None and named[0] == last:
                undecided.append((first, last, named[1], True))
            else:
                undecided.append((first, last, [unknown_spot(words.joined(first, last))], True))
        return undecided

    def _found(self, first: int, last: int, spot: Spot, score: float) -> Found:
        return Found(self.words.starts[first], self.words.ends[last], spot, score)

    def _border(self, index: int) -> tuple[int, Spot, float] | None:
        """*Tajik-Afghan border*, *таджикско-афганская граница*, *the Afghan border*."""
        words = self.words
        one = demonyms().longest(words, index)
        if one is None or one.last + 1 >= len(words):
            return None
        codes, last = [one.value], one.last
        if words.gaps[last] in (HYPHEN, DASH):
            other = demonyms().longest(words, last + 1)
            if other is not None:
                codes.append(other.value)
                last = other.last
        at = last + 1
        if at < len(words) and words.keys[at] in {"state", "государственн"}:
            at += 1
        if at >= len(words) or words.gaps[at - 1] != SPACE or words.keys[at] not in _borders():
            return None
        adjectives = table("demonyms")["adjectives"]
        name = "-".join(adjectives[code][0] for code in codes) + " border"
        return at, Spot(name, "border", codes[0] if len(codes) == 1 else None, None, None), 0.9

    def _listed(self, index: int) -> tuple[int, Spot, float] | None:
        words = self.words
        if index in self.people:
            return None
        spot = listed_spots().longest(words, index)
        country = country_names().longest(words, index)
        if spot is not None and (country is None or spot.last > country.last):
            inside = index in self.bodies and spot.value.kind == "supranational"
            return None if inside else (spot.last, spot.value, 0.9)
        if country is not None:
            if self._whole_name(country.first, country.last):
                return country.last, country_spot(country.value), 0.95
            return None
        nation = demonyms().longest(words, index)
        if nation is not None:
            return nation.last, country_spot(nation.value), 0.7
        return self._district(index)

    def _whole_name(self, first: int, last: int) -> bool:
        """Not half of a person's or thing's name: *Jordan Peterson*, *Chad Smith*."""
        words = self.words
        single = first == last and words.keys[first] in given_names() and words.forms[first][-1] not in "ияю"
        return not (
            single and words.gaps[last] == SPACE and last + 1 < len(words) and words.capital[last + 1]
        )

    def _district(self, index: int) -> tuple[int, Spot, float] | None:
        """*Odintsovo District*: a name before the noun of an administrative unit."""
        words, at = self.words, index
        if index in self.bodies or words.keys[index] in words_listed("roles", "never_names"):
            return None
        while at + 1 < len(words) and at - index < 3 and words.gaps[at] in (SPACE, HYPHEN):
            if words.forms[at + 1] in _districts():
                name = words.joined(index, at + 1)
                country = self._country_after(at + 1)
                return at + 1, Spot(name, "region", country, None, None), 0.7
            if not words.capital[at + 1]:
                return None
            at += 1
        return None

    def _country_after(self, last: int) -> str | None:
        words = self.words
        if words.gaps[last] != COMMA:
            return None
        named = country_names().longest(words, last + 1)
        if named is not None:
            return named.value
        region = listed_spots().longest(words, last + 1)
        return region.value.country if region else None

    def _town(self, index: int) -> tuple[int, list[Spot], bool] | None:
        """The towns that a capitalised name may be, and whether its context says that it is a place."""
        words = self.words
        if index in self.people or index in self.bodies:
            return None
        named = towns().named(words, index)
        if named is None:
            return None
        last, spots = named
        form = words.forms[index]
        located = index > 0 and words.gaps[index - 1] == SPACE and words.keys[index - 1] in _locative()
        if last > index:
            ok = not any(at in self.people or at in self.bodies for at in range(index, last + 1))
            return (
                (last, spots, True) if ok and spots[0].population >= (_SMALL if located else 50_000) else None
            )
        if (
            form in _never()
            or len(form) < 3
            or (form.isupper() and len(form) < 5)
            or key_of(form) in given_names()
        ):
            return None
        if words.keys[index] in words_listed("roles", "never_names"):
            return None
        near = [spot for spot in spots if spot.country in _near()]
        largest = max(spot.population for spot in spots)
        if (
            is_cyrillic(form)
            and form.casefold().endswith(("ов", "ова", "ев", "ева", "ин", "ина", "ину"))
            and not located
        ):
            return None
        if words.opens(index) and largest < _FAMOUS:
            return None
        if not located and not near and largest < _LARGE:
            return None
        if self._half_of_a_name(index, located=located and largest >= _SMALL * 10):
            return None
        return last, spots, located

    def _half_of_a_name(self, index: int, *, located: bool) -> bool:
        words = self.words
        onward, back = index + 1, index - 1
        after = onward < len(words) and words.gaps[index] in (SPACE, HYPHEN) and words.capital[onward]
        if after and onward not in self.people and onward not in self.bodies and not located:
            return True
        if after and words.gaps[index] == HYPHEN:
            return True
        before = back >= 0 and words.gaps[back] in (SPACE, HYPHEN) and words.capital[back]
        return (
            before
            and not words.opens(back)
            and back not in self.bodies
            and demonyms().longest(words, back) is None
        )

    def _chosen(self, last: int, spots: list[Spot], countries: Counter[str | None]) -> Spot:
        """Of towns with one name: that of the country written after it, else the largest near home."""
        country = self._country_after(last)
        stated = [spot for spot in spots if spot.country == country]
        if country and stated:
            return stated[0]
        return max(
            spots,
            key=lambda spot: (
                spot.population * (10 if countries[spot.country] else 3 if spot.country in _near() else 1)
            ),
        )

    def _venues(self) -> Iterator[Found]:
        text = self.words.text
        for match in _venue_pattern().finditer(text):
            name = re.sub(r"\s+", " ", match.group())
            yield Found(match.start(), match.end(), Spot(name, "venue", None, None, None), 0.75)

    def _inside_address(self, index: int) -> bool:
        """The second half of *Example.Asia* or of a web address."""
        at = self.words.starts[index]
        return at > 1 and self.words.text[at - 1] in ".@/" and self.words.text[at - 2].isalnum()


def _covered(words: Words, seen: Sightings, schema: str) -> frozenset[int]:
    covered: set[int] = set()
    at = 0
    for item in seen.items:
        if item.schema != schema:
            continue
        while at > 0 and words.starts[at - 1] >= item.start:
            at -= 1
        while at < len(words) and words.starts[at] < item.start:
            at += 1
        onward = at
        while onward < len(words) and words.starts[onward] < item.end:
            covered.add(onward)
            onward += 1
    return frozenset(covered)


@cache
def _venue_pattern() -> re.Pattern[str]:
    nouns = sorted(table("places")["venues"], key=len, reverse=True)
    either = "|".join(re.escape(noun) for noun in nouns)
    ending = "|".join(
        re.escape(noun) for noun in nouns if " " in noun or noun in {"Airport", "Stadium", "Airfield"}
    )
    before = r"(?:[A-ZА-ЯЁ][\w’'-]+[ \u00a0]){1,3}"
    return re.compile(
        rf"(?:{before})??\b(?:{either})(?:а|е|я|ю|у|ом|ем|и|ы)?{_QUOTED}"
        rf"|{before}(?:{ending}|{ending.lower()}|airport|stadium|airfield)\b"
    )


@cache
def _borders() -> frozenset[str]:
    return frozenset(table("places")["border_words"])


@cache
def _near() -> frozenset[str]:
    return frozenset(table("places")["near"])


@cache
def _never() -> frozenset[str]:
    return frozenset(table("places")["never_cities"])


@cache
def _districts() -> frozenset[str]:
    return frozenset(table("places")["districts"])


@cache
def _locative() -> frozenset[str]:
    return frozenset(table("places")["locative"].split())
