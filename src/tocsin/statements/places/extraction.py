"""Places: `rules.place.v2`, one draft a mention.

1. Borders named by two peoples; venues in quotation marks or built on a noun of venue; short forms of states (*Ky.*).
2. Listed regions and venues, countries and their adjectives, states and provinces, counties by their noun.
3. Towns of the gazetteer, guarded where a name is also a common word or half of a person's name; in Russian those
   that the tagger of names takes for places, also where no gazetteer holds them.
4. Which of the places with one name is meant is said last, when all else of the text is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import Words, words_of
from tocsin.statements.places.gazetteer import Spot, country_names, demonyms, unknown_spot
from tocsin.statements.places.judged import LARGE, TownJudge, near_home
from tocsin.statements.places.resolution import Context, certain, lies_in
from tocsin.statements.places.towns import towns
from tocsin.statements.places.written import BARE, LOCATED, STATED, Candidate, Found, PlaceReader
from tocsin.statements.russian.names import NOTHING, PLACE, RussianNames, russian_names
from tocsin.statements.sightings import Sightings


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


@dataclass(frozen=True, slots=True)
class PlaceFinder:
    """Finds the places of one text; `tagged`: the names that the tagger finds in a Russian one."""

    reader: PlaceReader
    tagged: RussianNames = NOTHING

    @classmethod
    def over(cls, text: str, drafts: list[Draft], tagged: RussianNames = NOTHING) -> PlaceFinder:
        words, seen = words_of(text), Sightings.of(drafts)
        people, bodies = _covered(words, seen, "Person"), _covered(words, seen, "Organisation")
        of_people = frozenset(words.keys[at] for at in people)
        return cls(PlaceReader(words, people, bodies, Context(), of_people), tagged)

    def places(self) -> list[Found]:
        """Every place, in order and without overlaps."""
        found = [*self.reader.venues(), *self.reader.short_forms()]
        used = self._words_under(found)
        sure, towns_seen = self._scan(used, found)
        for candidate in sure:
            if len(candidate.spots) == 1:
                self.reader.context.add(candidate.spots[0])
        for place in found:
            self.reader.context.add(place.spot)
        for candidate in towns_seen:
            if candidate.strength >= LOCATED and (plain := certain(candidate.spots)):
                self.reader.context.add(plain)
        found += self._decided(sure)
        found += self._towns(towns_seen, sure)
        found += self._tagged(found)
        return sorted(found, key=lambda place: place.start)

    def resolved(self, spans: Sequence[tuple[int, int]]) -> list[Spot | None]:
        """Where each of the given stretches of text lies, by the whole text; None where no gazetteer holds it."""
        found = {(place.start, place.end): place.spot for place in self.places()}
        starts = {start: at for at, start in enumerate(self.reader.words.starts)}
        spots: list[Spot | None] = []
        for start, end in spans:
            spot = found.get((start, end))
            at = starts.get(start)
            if (spot is None or spot.latitude is None) and at is not None:
                candidate = self.reader.any_at(at)
                if candidate is not None and self.reader.words.starts[candidate.last] < end:
                    spot = self.reader.context.best(candidate.spots, candidate.stated)
            spots.append(spot)
        return spots

    def _scan(self, used: set[int], found: list[Found]) -> tuple[list[Candidate], list[Candidate]]:
        """Left to right: candidates that are places for certain, and towns that have to be judged."""
        words, sure, judged = self.reader.words, list[Candidate](), list[Candidate]()
        index, adjectives, countries = 0, demonyms().root.onward, country_names().root.onward
        while index < len(words):
            national = words.keys[index] in adjectives
            small = words.case == "lower" and words.keys[index] in countries
            if (
                index in used
                or not (words.capital[index] or national or small)
                or self.reader.inside_address(index)
            ):
                index += 1
                continue
            border = self.reader.border(index) if national or words.keys[index] in countries else None
            if border is not None:
                found.append(self._found(index, *border))
                index = border[0] + 1
                continue
            candidate = self.reader.listed(index) or self.reader.county(index)
            town = self.reader.town(index) if words.capital[index] and self.tagged is NOTHING else None
            if candidate is not None and (town is None or town.last <= candidate.last):
                if town is not None and town.last == candidate.last:
                    spots = (*candidate.spots, *town.spots)
                    candidate = Candidate(
                        index, candidate.last, spots, town.stated, candidate.strength, candidate.score
                    )
                sure.append(candidate)
                index = candidate.last + 1
            elif (district := self.reader.district(index)) is not None:
                found.append(self._found(index, *district))
                index = district[0] + 1
            elif town is not None:
                judged.append(town)
                index = town.last + 1
            else:
                index += 1
        return sure, judged

    def _decided(self, sure: Sequence[Candidate]) -> list[Found]:
        """What is written after one mention (*Paris, Texas*) holds for the others of the same words."""
        after: dict[tuple[str, ...], tuple[Spot, ...]] = {}
        for candidate in sure:
            if any(lies_in(spot, above) for spot in candidate.spots for above in candidate.stated):
                after.setdefault(self._key(candidate), candidate.stated)
        return [
            self._found(
                candidate.first, candidate.last,
                self.reader.context.best(candidate.spots, candidate.stated or after.get(self._key(candidate), ())),
                candidate.score,
            )
            for candidate in sure
        ]  # fmt: skip

    def _key(self, candidate: Candidate) -> tuple[str, ...]:
        return tuple(self.reader.words.keys[candidate.first : candidate.last + 1])

    def _towns(self, judged: Sequence[Candidate], sure: Sequence[Candidate]) -> Iterator[Found]:
        """The towns that enough speaks for; once a name is accepted, its other mentions are the same town.

        Those with the most support come first, so that *London, Ont.* decides what *London* is above it.
        """
        judge = TownJudge(self.reader)
        chosen: dict[tuple[str, ...], Spot] = {}
        accepted = {at for one in sure for at in (one.first, one.last)}
        for least in (STATED, LOCATED, BARE, BARE):
            for candidate in judged:
                if candidate.first in accepted or candidate.strength < least:
                    continue
                key = self._key(candidate)
                spot = chosen.get(key)
                again = spot is not None and not judge.half_of_a_name(candidate, known=True)
                if spot is None or candidate.strength == STATED:
                    spot = self.reader.context.best(candidate.spots, candidate.stated)
                if not again and not judge.enough(
                    candidate, spot, listed=judge.in_a_row(candidate, accepted)
                ):
                    continue
                chosen.setdefault(key, spot)
                self.reader.context.add(spot)
                accepted |= {candidate.first, candidate.last}
                score = 0.85 if candidate.strength >= LOCATED else 0.7
                yield self._found(candidate.first, candidate.last, spot, score)

    def _tagged(self, found: list[Found]) -> Iterator[Found]:
        """Places of the tagger that no rule found: towns of the gazetteer, or a name without coordinates."""
        words = self.reader.words
        taken = self._words_under(found) if self.tagged.items else set()
        for name in self.tagged.of(PLACE):
            first, last = name.first, name.last
            if any(at in taken or at in self.reader.bodies for at in range(first, last + 1)):
                continue
            named = towns().named(words, first)
            spot = (
                self.reader.context.best(named[1], self.reader.after(last))
                if named and named[0] == last
                else None
            )
            if spot is not None and (
                spot.population >= LARGE or spot.country in near_home() or self.reader.context.knows(spot)
            ):
                yield self._found(first, last, spot, 0.85)
            else:
                yield self._found(first, last, unknown_spot(words.joined(first, last)), 0.7)

    def _words_under(self, found: Sequence[Found]) -> set[int]:
        starts = self.reader.words.starts
        return {
            at for place in found for at in range(bisect_left(starts, place.start), bisect_left(starts, place.end))
        }  # fmt: skip

    def _found(self, first: int, last: int, spot: Spot, score: float) -> Found:
        return Found(self.reader.words.starts[first], self.reader.words.ends[last], spot, score)


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
