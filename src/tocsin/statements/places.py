"""Places: `rules.place.v2`, one draft a mention.

1. Borders named by two peoples; venues in quotation marks or built on a noun of venue; short forms of states (*Ky.*).
2. Listed regions and venues, countries and their adjectives, states and provinces, counties by their noun.
3. Towns of the gazetteer, guarded where a name is also a common word or half of a person's name; in Russian those
   that the tagger of names takes for places, also where no gazetteer holds them.
4. Which of the places with one name is meant is said last, when all else of the text is known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.gazetteer import (
    Spot,
    canonical_countries,
    country_names,
    country_spot,
    demonyms,
    listed_spots,
    unit_rows,
    units,
    unknown_spot,
)
from tocsin.statements.gazetteer_towns import towns
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
    words_of,
)
from tocsin.statements.people_roles import given_names
from tocsin.statements.places_resolution import Context, certain, lies_in
from tocsin.statements.russian_names import NOTHING, PLACE, RussianNames, russian_names
from tocsin.statements.sightings import Sightings

_QUOTED = r"[ \t\u00a0]*[\"“«„][^\"”»“\n]{2,50}[\"”»“]"
_LARGE, _SMALL, _FAMOUS = 100_000, 15_000, 500_000
_BARE, _LOCATED, _STATED = 1, 2, 3
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
class PlaceExtractor:
    name: str = "rules.place.v2"
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
    context: Context = field(default_factory=Context)
    of_people: frozenset[str] = frozenset()
    """The keys of all words that are part of a person's name somewhere in the text."""

    @classmethod
    def over(cls, text: str, drafts: list[Draft], tagged: RussianNames = NOTHING) -> PlaceFinder:
        words, seen = words_of(text), Sightings.of(drafts)
        people, bodies = _covered(words, seen, "Person"), _covered(words, seen, "Organisation")
        of_people = frozenset(words.keys[at] for at in people)
        return cls(words, people, bodies, tagged, Context(), of_people)

    def places(self) -> list[Found]:
        """Every place, in order and without overlaps."""
        found = [*self._venues(), *self._short_forms()]
        used = self._words_under(found)
        sure, towns_seen = self._scan(used, found)
        for candidate in sure:
            if len(candidate.spots) == 1:
                self.context.add(candidate.spots[0])
        for place in found:
            self.context.add(place.spot)
        for candidate in towns_seen:
            if candidate.strength >= _LOCATED and (plain := certain(candidate.spots)):
                self.context.add(plain)
        found += self._decided(sure)
        found += self._towns(towns_seen, sure)
        found += self._tagged(found)
        return sorted(found, key=lambda place: place.start)

    def resolved(self, spans: Sequence[tuple[int, int]]) -> list[Spot | None]:
        """Where each of the given stretches of text lies, by the whole text; None where no gazetteer holds it."""
        found = {(place.start, place.end): place.spot for place in self.places()}
        starts = {start: at for at, start in enumerate(self.words.starts)}
        spots: list[Spot | None] = []
        for start, end in spans:
            spot = found.get((start, end))
            at = starts.get(start)
            if (spot is None or spot.latitude is None) and at is not None:
                candidate = self._any(at)
                if candidate is not None and self.words.starts[candidate.last] < end:
                    spot = self.context.best(candidate.spots, candidate.stated)
            spots.append(spot)
        return spots

    def _scan(self, used: set[int], found: list[Found]) -> tuple[list[Candidate], list[Candidate]]:
        """Left to right: candidates that are places for certain, and towns that have to be judged."""
        words, sure, judged = self.words, list[Candidate](), list[Candidate]()
        index, adjectives, countries = 0, demonyms().root.onward, country_names().root.onward
        while index < len(words):
            national = words.keys[index] in adjectives
            small = words.case == "lower" and words.keys[index] in countries
            if (
                index in used
                or not (words.capital[index] or national or small)
                or self._inside_address(index)
            ):
                index += 1
                continue
            border = self._border(index) if national or words.keys[index] in countries else None
            if border is not None:
                found.append(self._found(index, *border))
                index = border[0] + 1
                continue
            candidate = self._listed(index) or self._county(index)
            town = self._town(index) if words.capital[index] and self.tagged is NOTHING else None
            if candidate is not None and (town is None or town.last <= candidate.last):
                if town is not None and town.last == candidate.last:
                    spots = (*candidate.spots, *town.spots)
                    candidate = Candidate(
                        index, candidate.last, spots, town.stated, candidate.strength, candidate.score
                    )
                sure.append(candidate)
                index = candidate.last + 1
            elif (district := self._district(index)) is not None:
                found.append(self._found(index, *district))
                index = district[0] + 1
            elif town is not None:
                judged.append(town)
                index = town.last + 1
            else:
                index += 1
        return sure, judged

    def _any(self, index: int) -> Candidate | None:
        """What a stretch that is known to be a place may be."""
        listed = self._listed(index, known=True) or self._county(index, known=True)
        named = towns().named(self.words, index)
        if named is not None and (listed is None or named[0] >= listed.last):
            spots = tuple(named[1])
            if listed is not None and named[0] == listed.last:
                spots = (*listed.spots, *spots)
            return Candidate(index, named[0], spots, self._after(named[0]), _LOCATED, 0.8)
        return listed

    def _decided(self, sure: Sequence[Candidate]) -> list[Found]:
        """What is written after one mention (*Paris, Texas*) holds for the others of the same words."""
        after: dict[tuple[str, ...], tuple[Spot, ...]] = {}
        for candidate in sure:
            if any(lies_in(spot, above) for spot in candidate.spots for above in candidate.stated):
                after.setdefault(self._key(candidate), candidate.stated)
        return [
            self._found(
                candidate.first, candidate.last,
                self.context.best(candidate.spots, candidate.stated or after.get(self._key(candidate), ())),
                candidate.score,
            )
            for candidate in sure
        ]  # fmt: skip

    def _key(self, candidate: Candidate) -> tuple[str, ...]:
        return tuple(self.words.keys[candidate.first : candidate.last + 1])

    def _towns(self, judged: Sequence[Candidate], sure: Sequence[Candidate]) -> Iterator[Found]:
        """The towns that enough speaks for; once a name is accepted, its other mentions are the same town.

        Those with the most support come first, so that *London, Ont.* decides what *London* is above it.
        """
        chosen: dict[tuple[str, ...], Spot] = {}
        accepted = {at for one in sure for at in (one.first, one.last)}
        for least in (_STATED, _LOCATED, _BARE, _BARE):
            for candidate in judged:
                if candidate.first in accepted or candidate.strength < least:
                    continue
                key = self._key(candidate)
                spot = chosen.get(key)
                again = spot is not None and not self._half_of_a_name(candidate, known=True)
                if spot is None or candidate.strength == _STATED:
                    spot = self.context.best(candidate.spots, candidate.stated)
                if not again and not self._enough(
                    candidate, spot, listed=self._listed_with(candidate, accepted)
                ):
                    continue
                chosen.setdefault(key, spot)
                self.context.add(spot)
                accepted |= {candidate.first, candidate.last}
                score = 0.85 if candidate.strength >= _LOCATED else 0.7
                yield self._found(candidate.first, candidate.last, spot, score)

    def _listed_with(self, candidate: Candidate, accepted: set[int]) -> bool:
        """*in Toco, Powderly and Paris*: one of a row of places."""
        words, first, last = self.words, candidate.first, candidate.last
        before = (first - 1 in accepted and words.gaps[first - 1] == COMMA) or (
            first - 2 in accepted and words.keys[first - 1] in {"and", "и"}
        )
        after = (last + 1 in accepted and words.gaps[last] == COMMA) or (
            last + 2 in accepted and words.keys[last + 1] in {"and", "и"}
        )
        return before or after

    def _enough(self, candidate: Candidate, best: Spot, *, listed: bool) -> bool:
        words, first = self.words, candidate.first
        if candidate.strength == _STATED:
            return True
        if words.case == "upper":
            usual = words.forms[first].capitalize() not in _never()
            return usual and candidate.strength == _LOCATED and best.population >= _LARGE
        single = first == candidate.last
        if single and words.forms[first] in _never():
            return False
        if self._half_of_a_name(candidate):
            return False
        near, known = best.country in _near(), self.context.knows(best)
        if candidate.strength == _LOCATED or listed:
            return best.population >= _SMALL or near or known
        if single and (words.keys[first] in self.of_people or self._speaks(first)):
            return False
        if words.opens(first) and single:
            return best.population >= (_LARGE if known else _FAMOUS)
        return best.population >= (_SMALL if near else 50_000 if known else _LARGE)

    def _speaks(self, at: int) -> bool:
        """*said Moore*, *Palma said*: it is a person who speaks."""
        words = self.words
        before = at > 0 and words.gaps[at - 1] == SPACE and words.forms[at - 1] in _speech()
        after = at + 1 < len(words) and words.gaps[at] == SPACE and words.forms[at + 1] in _speech()
        return before or after

    def _tagged(self, found: list[Found]) -> Iterator[Found]:
        """Places of the tagger that no rule found: towns of the gazetteer, or a name without coordinates."""
        words = self.words
        taken = self._words_under(found) if self.tagged.items else set()
        for name in self.tagged.of(PLACE):
            first, last = name.first, name.last
            if any(at in taken or at in self.bodies for at in range(first, last + 1)):
                continue
            named = towns().named(words, first)
            spot = self.context.best(named[1], self._after(last)) if named and named[0] == last else None
            if spot is not None and (
                spot.population >= _LARGE or spot.country in _near() or self.context.knows(spot)
            ):
                yield self._found(first, last, spot, 0.85)
            else:
                yield self._found(first, last, unknown_spot(words.joined(first, last)), 0.7)

    def _words_under(self, found: Sequence[Found]) -> set[int]:
        starts = self.words.starts
        return {
            at for place in found for at in range(bisect_left(starts, place.start), bisect_left(starts, place.end))
        }  # fmt: skip

    def _found(self, first: int, last: int, spot: Spot, score: float) -> Found:
        return Found(self.words.starts[first], self.words.ends[last], spot, score)

    def _border(self, index: int) -> tuple[int, Spot, float] | None:
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
        country_code = codes[0] if len(codes) == 1 else None
        return at, Spot(f"{'-'.join(names)} border", "border", country_code, None, None), 0.9

    def _listed(self, index: int, *, known: bool = False) -> Candidate | None:
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

    def _county(self, index: int, *, known: bool = False) -> Candidate | None:
        """*Metcalfe County*: the counties so called."""
        unit = units().longest(self.words, index)
        if unit is None or (not known and (index in self.people or index in self.bodies)):
            return None
        counties = [one for one in unit.value if one.unit != one.name]
        if not counties or not (known or unit.last > index or self.context.knows(counties[0])):
            return None
        return self._candidate(index, unit.last, counties, 0.8)

    def _candidate(self, first: int, last: int, spots: Sequence[Spot], score: float) -> Candidate:
        return Candidate(first, last, tuple(spots), self._after(last), _STATED, score)

    def _whole_name(self, first: int, last: int) -> bool:
        """Not half of a person's or thing's name: *Jordan Peterson*, *Chad Smith*."""
        words = self.words
        if first < last or words.keys[first] not in given_names() or words.forms[first][-1] in "ияю":
            return True
        follows = last + 1 < len(words) and words.gaps[last] == SPACE and words.capital[last + 1]
        if words.keys[first] in self.of_people:
            return False
        return not follows or words.keys[last + 1] in _civic()

    def _district(self, index: int) -> tuple[int, Spot, float] | None:
        """*Odintsovo District*: a name before the noun of an administrative unit."""
        words, at = self.words, index
        if index in self.bodies or words.keys[index] in words_listed("roles", "never_names"):
            return None
        while at + 1 < len(words) and at - index < 3 and words.gaps[at] in (SPACE, HYPHEN):
            if words.forms[at + 1] in _districts():
                after = self._after(at + 1)
                known = self._any(index)
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

    def _after(self, last: int) -> tuple[Spot, ...]:
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

    def _town(self, index: int) -> Candidate | None:
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
        form, stated = words.forms[index], self._after(last)
        held = [spot for spot in spots if any(lies_in(spot, above) for above in stated)]
        if held and form not in _stop_words():
            return Candidate(index, last, tuple(spots), stated, _STATED, 0.85)
        located = index > 0 and words.gaps[index - 1] == SPACE and words.keys[index - 1] in _locative()
        dateline = form.isupper() and len(form) > 3 and words.gaps[last] == DASH
        strength = _LOCATED if located or dateline else _BARE
        if last > index:
            return Candidate(index, last, tuple(spots), stated, strength, 0.8)
        if len(form) < 3 or (form.isupper() and len(form) < 5 and not dateline and words.case == "mixed"):
            return None
        if words.keys[index] in given_names() or words.keys[index] in words_listed("roles", "never_names"):
            return None
        return Candidate(index, last, tuple(spots), stated, strength, 0.7)

    def _half_of_a_name(self, candidate: Candidate, *, known: bool = False) -> bool:
        """Between other capitals that nothing explains: *Robert London*, *London Smith*, *Aurora Hotel*.

        `known`: the same name is a town elsewhere in the text.
        """
        words, first, last = self.words, candidate.first, candidate.last
        onward, back = last + 1, first - 1
        after = onward < len(words) and words.gaps[last] in (SPACE, HYPHEN) and words.capital[onward]
        if after and not self._explained(candidate, known=known):
            return True
        before = back >= 0 and words.gaps[back] in (SPACE, HYPHEN) and words.capital[back]
        if not before or words.opens(back) or back in self.bodies:
            return False
        if known and words.forms[back].isupper():
            return False
        return demonyms().longest(words, back) is None and words.keys[back] not in _directions()

    def _explained(self, candidate: Candidate, *, known: bool) -> bool:
        """Whether the capital after a town's name leaves the name a town: *Glasgow Police*, *in Minsk President ...*"""
        words, onward = self.words, candidate.last + 1
        if words.gaps[candidate.last] == HYPHEN:
            return False
        if onward in self.people or onward in self.bodies or words.keys[onward] in _civic():
            return True
        return candidate.strength == _LOCATED and (known or candidate.spots[0].population >= _SMALL * 10)

    def _short_forms(self) -> Iterator[Found]:
        """*U.S.*, *N.J.*; *Ky.* after a town and a comma."""
        text = self.words.text
        for match in _short_pattern().finditer(text):
            spot = _short_spots()[match.group()]
            before = text[max(0, match.start() - 2) : match.start()]
            if spot.kind == "country" or match.group() in _anywhere() or before == ", ":
                yield Found(match.start(), match.end(), spot, 0.85)

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
    ending = "|".join(re.escape(noun) for noun in table("places")["venue_endings"])
    word = r"[A-ZА-ЯЁ][\w-]+(?:’\w+)?"
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
    return form.endswith("ans") or form.endswith("is") or form in {"Turks", "Brits"}


@cache
def _speech() -> frozenset[str]:
    return frozenset(table("roles")["speech"])


@cache
def _civic() -> frozenset[str]:
    return words_listed("places", "civic")


@cache
def _directions() -> frozenset[str]:
    return words_listed("places", "directions")


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
