"""Places as they are written, read one at a time: what the words at one point of a text may name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from tocsin.statements.lexicon import (
    COMMA,
    DASH,
    HYPHEN,
    SPACE,
    STOP,
    Words,
    is_cyrillic,
    table,
    words_listed,
)
from tocsin.statements.people.roles import given_names
from tocsin.statements.places.gazetteer import (
    Spot,
    canonical_countries,
    country_names,
    country_spot,
    demonyms,
    listed_spots,
    unit_rows,
    units,
)
from tocsin.statements.places.resolution import Context, lies_in
from tocsin.statements.places.towns import towns

_QUOTED = r"[ \t\u00a0]*[\"“«„][^\"”»“\n]{2,50}[\"”»“]"
BARE, LOCATED, STATED = 1, 2, 3
"""How much speaks for a town: its size alone, a preposition of place before it, its state or country after it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place at words `first`..`last`, or by offsets where it does not end on a word."""

    start: int
    end: int
    spot: Spot
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `first`..`last` may name one of `spots`; `stated`: what is written after it that may hold it."""

    first: int
    last: int
    spots: tuple[Spot, ...]
    stated: tuple[Spot, ...]
    strength: int
    score: float


@dataclass(frozen=True, slots=True)
class PlaceReader:
    """`people` and `bodies`: the indices of words inside names of persons and of organisations.

    `of_people`: the keys of all words that are part of a person's name somewhere in the text.
    """

    words: Words
    people: frozenset[int]
    bodies: frozenset[int]
    context: Context = field(default_factory=Context)
    of_people: frozenset[str] = frozenset()

    def border(self, index: int) -> tuple[int, Spot, float] | None:
        """*Tajik-Afghan border*, *Mali-Niger border*, *таджикско-афганская граница*, *the Afghan border*."""
        words, at = self.words, index
        codes: list[str] = []
        names: list[str] = []
        while at < len(words) and len(codes) < 2:
            people, country = demonyms().longest(words, at), country_names().longest(words, at)
            hit = people or country
            if hit is None:
                break
            codes.append(hit.value)
            names.append(
                table("demonyms")["adjectives"][hit.value][0] if people else canonical_countries()[hit.value]
            )
            at = hit.last + 1
            if words.gaps[hit.last] not in (HYPHEN, DASH):
                break
        if not codes or at >= len(words) or words.gaps[at - 1] != SPACE:
            return None
        if words.keys[at] in {"state", "государственн"}:
            at += 1
        if at >= len(words) or words.gaps[at - 1] != SPACE or words.keys[at] not in _borders():
            return None
        return at, Spot(f"{'-'.join(names)} border", "border", ";".join(codes), None, None), 0.9

    def listed(self, index: int, *, known: bool = False) -> Candidate | None:
        """A country, a region of the world, a state or province, or an adjective of one of them."""
        words = self.words
        if not known and (index in self.people or not self._may_be_listed(index)):
            return None
        spot = listed_spots().longest(words, index)
        country = country_names().longest(words, index)
        unit = units().longest(words, index)
        last = max((hit.last for hit in (spot, country, unit) if hit is not None), default=-1)
        spots: list[Spot] = []
        score = 0.9
        if country is not None and country.last == last:
            spots.append(country_spot(country.value))
            score = 0.95
        if spot is not None and spot.last == last:
            if not known and index in self.bodies and spot.value.kind == "supranational":
                return None
            spots.append(spot.value)
        elif unit is not None and unit.last == last:
            spots += [one for one in unit.value if one.unit == one.name]
        if spots:
            if last > index and spots[0].kind == "region" and words.forms[last].islower() and (
                words.forms[last].isascii()
            ):  # fmt: skip
                last -= 1  # *Idlib province* is Idlib; *Idlib Province* is a name as a whole
            whole = known or self._whole_name(index, last)
            return self._candidate(index, last, spots, score) if whole else None
        nation = demonyms().longest(words, index)
        if nation is not None and (known or not _plural(words.forms[nation.last])):
            return self._candidate(index, nation.last, [country_spot(nation.value)], 0.7)
        return None

    def _may_be_listed(self, index: int) -> bool:
        words = self.words
        if words.case == "lower":
            return words.keys[index] not in words_listed("places", "small_words")
        return words.capital[index] or is_cyrillic(words.forms[index])

    def county(self, index: int, *, known: bool = False) -> Candidate | None:
        """*Metcalfe County*: the counties so called."""
        unit = units().longest(self.words, index)
        if unit is None or (not known and (index in self.people or index in self.bodies)):
            return None
        counties = [one for one in unit.value if one.unit != one.name]
        if not counties or not (known or unit.last > index or self.context.knows(counties[0])):
            return None
        return self._candidate(index, unit.last, counties, 0.8)

    def _candidate(self, first: int, last: int, spots: Sequence[Spot], score: float) -> Candidate:
        return Candidate(first, last, tuple(spots), self.after(last), STATED, score)

    def _whole_name(self, first: int, last: int) -> bool:
        """Not half of a person's or thing's name: *Jordan Peterson*, *Chad Smith*."""
        words = self.words
        if first < last or words.keys[first] not in given_names() or words.forms[first][-1] in "ияю":
            return True
        follows = last + 1 < len(words) and words.gaps[last] == SPACE and words.capital[last + 1]
        if words.keys[first] in self.of_people:
            return False
        return not follows or words.keys[last + 1] in civic()

    def district(self, index: int) -> tuple[int, Spot, float] | None:
        """*Odintsovo District*: a name before the noun of an administrative unit."""
        words, at = self.words, index
        if index in self.bodies or words.keys[index] in words_listed("roles", "never_names"):
            return None
        while at + 1 < len(words) and at - index < 3 and words.gaps[at] in (SPACE, HYPHEN):
            if words.forms[at + 1] in _districts():
                after = self.after(at + 1)
                known = self.any_at(index)
                spots = (
                    [spot for spot in known.spots if not after or lies_in(spot, after[0])] if known else []
                )
                spot = self.context.best(spots, after) if known and known.last == at and spots else None
                if not words.capital[at + 1] and spot is not None:
                    return at, spot, 0.8
                name, country = words.joined(index, at + 1), after[0].country if after else None
                if spot is None:
                    return at + 1, Spot(name, "region", country, None, None), 0.7
                return at + 1, Spot(name, "region", spot.country, spot.latitude, spot.longitude), 0.75
            if not words.capital[at + 1]:
                return None
            at += 1
        return None

    def after(self, last: int) -> tuple[Spot, ...]:
        """The states and countries that are written after a name: *Paris, Texas*, *Tripoli (Lebanon)*."""
        words, at = self.words, last + 1
        if at >= len(words):
            return ()
        if words.gaps[last] != COMMA and self.words.text[words.ends[last] : words.starts[at]] != " (":
            return ()
        short = _short_spots().get(
            words.text[words.starts[at] : words.starts[at] + 6].split(" ")[0].rstrip(",;:")
        )
        if short is None and words.gaps[at] == STOP:
            short = _short_spots().get(words.text[words.starts[at] : words.ends[at] + 1])
        if short is not None:
            return (short,)
        postal = _postal().get(words.forms[at])
        if postal is not None:
            return (postal,)
        country, unit = country_names().longest(words, at), units().longest(words, at)
        listed = listed_spots().longest(words, at)
        spots = [country_spot(country.value)] if country else []
        if listed is not None and listed.value.country:
            spots.append(listed.value)
        return (*spots, *(unit.value if unit else ()))

    def town(self, index: int) -> Candidate | None:
        """The towns that a capitalised name may be, and how much its surroundings say that it is a place."""
        words = self.words
        where = index > 0 and words.keys[index - 1] == "in"  # *the Programme Office in Dushanbe*
        if index in self.people or (index in self.bodies and not where):
            return None
        named = towns().named(words, index)
        if named is None:
            return None
        last, spots = named
        if any(at in self.people or (at in self.bodies and not where) for at in range(index, last + 1)):
            return None
        form, stated = words.forms[index], self.after(last)
        held = [spot for spot in spots if any(lies_in(spot, above) for above in stated)]
        if held and form not in _stop_words():
            return Candidate(index, last, tuple(spots), stated, STATED, 0.85)
        located = index > 0 and words.gaps[index - 1] == SPACE and words.keys[index - 1] in _locative()
        dateline = form.isupper() and len(form) > 3 and words.gaps[last] == DASH
        strength = LOCATED if located or dateline else BARE
        if last > index:
            return Candidate(index, last, tuple(spots), stated, strength, 0.8)
        if len(form) < 3 or (form.isupper() and len(form) < 5 and not dateline and words.case == "mixed"):
            return None
        if words.keys[index] in words_listed("roles", "never_names"):
            return None
        if words.keys[index] in given_names() and (
            words.keys[index] in self.of_people
            or words.keys[index] not in words_listed("given_names", "also_words")
        ):
            return None
        return Candidate(index, last, tuple(spots), stated, strength, 0.7)

    def short_forms(self) -> Iterator[Found]:
        """*U.S.*, *N.J.*; *Ky.* after a town and a comma."""
        text = self.words.text
        for match in _short_pattern().finditer(text):
            spot = _short_spots()[match.group()]
            before = text[max(0, match.start() - 2) : match.start()]
            if spot.kind == "country" or match.group() in _anywhere() or before == ", ":
                yield Found(match.start(), match.end(), spot, 0.85)

    def venues(self) -> Iterator[Found]:
        text = self.words.text
        for match in _venue_pattern().finditer(text):
            name = re.sub(r"\s+", " ", match.group())
            yield Found(match.start(), match.end(), Spot(name, "venue", None, None, None), 0.75)

    def inside_address(self, index: int) -> bool:
        """The second half of *Example.Asia* or of a web address."""
        at = self.words.starts[index]
        return at > 1 and self.words.text[at - 1] in ".@/" and self.words.text[at - 2].isalnum()

    def any_at(self, index: int) -> Candidate | None:
        """What a stretch that is known to be a place may be."""
        listed = self.listed(index, known=True) or self.county(index, known=True)
        named = towns().named(self.words, index)
        if named is not None and (listed is None or named[0] >= listed.last):
            spots = tuple(named[1])
            if listed is not None and named[0] == listed.last:
                spots = (*listed.spots, *spots)
            return Candidate(index, named[0], spots, self.after(named[0]), LOCATED, 0.8)
        return listed


@cache
def _venue_pattern() -> re.Pattern[str]:
    nouns = sorted(table("places")["venues"], key=len, reverse=True)
    either = "|".join(re.escape(noun) for noun in nouns)
    ending = "|".join(re.escape(noun) for noun in table("places")["venue_endings"])
    word = r"[A-ZА-ЯЁ][\w-]{1,60}+(?:’\w{1,60}+)?"
    before = rf"(?:(?:{word}|St\.)[ \u00a0]){{1,3}}"
    return re.compile(
        rf"(?:{before})??\b(?:{either})(?:а|е|я|ю|у|ом|ем|и|ы)?{_QUOTED}"
        rf"|{before}(?:{ending})\b|\b{word}[ \u00a0](?:airport|stadium|airfield)\b"
    )


@cache
def _short_spots() -> dict[str, Spot]:
    """By its short form with full stops, the state, province or country."""
    found = {form: country_spot(code) for form, code in table("places")["short_countries"].items()}
    by_name = {(spot.country, spot.name): spot for spot in unit_rows()}
    for country, forms in table("places")["short_units"].items():
        found.update({form: by_name[country, name] for form, name in forms.items()})
    return found


@cache
def _short_pattern() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(_short_spots(), key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?:{forms})(?!\w)")


@cache
def _postal() -> dict[str, Spot]:
    by_name = {(spot.country, spot.name): spot for spot in unit_rows()}
    found = {form[:-1]: spot for form, spot in _short_spots().items() if form.count(".") == 1}
    for country, codes in table("places")["postal"].items():
        found.update({code: by_name[country, name] for code, name in codes.items()})
    return found


def _plural(form: str) -> bool:
    """*Russians*, *Americans*: people, not the place."""
    return form.endswith(("ans", "is")) or form in {"Turks", "Brits"}


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(table("places")["anywhere"])


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(table("places")["never_towns"])


@cache
def _borders() -> frozenset[str]:
    return frozenset(table("places")["border_words"])


@cache
def _districts() -> frozenset[str]:
    return frozenset(table("places")["districts"])


@cache
def _locative() -> frozenset[str]:
    return frozenset(table("places")["locative"].split())


@cache
def civic() -> frozenset[str]:
    return words_listed("places", "civic")
