"""What stands around the name of an event: its date, its place, who takes part, who chairs, whether by video."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tocsin.language.dates import DateMention
from tocsin.language.sentences import Sentence
from tocsin.model.draft import Draft
from tocsin.statements.claims.quotes import Quotations
from tocsin.statements.events.written import AT
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import key_of, table
from tocsin.statements.parties import Parties
from tocsin.statements.places.gazetteer import demonym_keys
from tocsin.statements.sightings import Sighting, Sightings

_FAR = 150
_YEAR_ONLY = 60
"""A year alone is more often the year of a plan or an anniversary than when the event takes place."""
_NEAR = 60
_OFFICES = 230
"""The longest row of offices, in characters, before the name of whoever is in the chair."""
_KINDS = ("city", "venue", "region", "country")
_PREPOSITION = 12
_IN = re.compile(r"\s+(?:in|near|at|on|в|на|под)\s+(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What date and place are looked for around: the name or verb of an event and what governs it."""

    start: int
    end: int
    frame: str | None = None
    same_time: bool = True
    limit: int = 10**9
    """Where the next event is named: what stands behind it belongs to that one."""


@dataclass(frozen=True, slots=True)
class Somewhere:
    """A place as named, where it is written, and the country it lies in as far as the page says."""

    name: str
    start: int
    end: int
    country: str | None


@dataclass(slots=True)
class Surroundings:
    reading: Reading
    parties: Parties
    names: Sightings
    quotations: Quotations
    places: dict[str, Draft]
    starts: list[int]

    @classmethod
    def of(cls, reading: Reading, parties: Parties, names: Sightings, quotations: Quotations) -> Surroundings:
        places = {draft.key: draft for draft in reading.of("Place")}
        return cls(reading, parties, names, quotations, places, [date.start for date in reading.dates])

    def date(self, sentence: Sentence, anchor: Anchor) -> DateMention | None:
        """The date that goes with the anchor: right after it, else at the head of the sentence, else before it."""
        best: tuple[int, DateMention] | None = None
        for mention in self._dates(sentence):
            cost = self._date_cost(mention, sentence, anchor) if mention.value is not None else None
            if cost is not None and mention.value is not None and mention.value.month is None:
                cost += _YEAR_ONLY
            if cost is not None and cost <= _FAR and (best is None or cost < best[0]):
                best = (cost, mention)
        return best[1] if best else None

    def _dates(self, sentence: Sentence) -> Iterator[DateMention]:
        low = bisect_left(self.starts, sentence.start)
        for mention in self.reading.dates[low : bisect_left(self.starts, sentence.end, low)]:
            years = (
                mention.end_value is not None and mention.value is not None and mention.value.month is None
            )
            quoted = self.quotations.at(mention.start)
            title = quoted is not None and quoted.closed and quoted.end - quoted.start < _FAR
            if not years and not title and not self._dates_another_thing(mention, sentence):
                yield mention

    def _dates_another_thing(self, mention: DateMention, sentence: Sentence) -> bool:
        lead = self.reading.document.text[max(sentence.start, mention.start - 40) : mention.start]
        if mention.end_value is not None or not _form(self.reading.language, "dated_by").search(lead):
            return False
        return not _form(self.reading.language, "dated_yet").search(lead)

    def _date_cost(self, mention: DateMention, sentence: Sentence, anchor: Anchor) -> int | None:
        loose = anchor.frame != AT or anchor.same_time
        if mention.start >= anchor.end:
            gap = mention.start - anchor.end + (0 if mention.start < anchor.limit else _FAR)
            return gap if anchor.frame != AT or gap <= 40 else None
        if mention.end > anchor.start:
            return 0
        if mention.start - sentence.start <= 14:
            return 45 if loose else None
        gap = anchor.start - mention.end
        return gap + 10 if gap <= (80 if loose else 20) else None

    def place(self, sentence: Sentence, anchor: Anchor, name: tuple[int, int]) -> Somewhere | None:
        """A town before a venue, a venue before a region, a region before a country; the nearest of them."""
        found: list[tuple[int, int, Sighting]] = []
        inside = self.names.within(sentence.start, sentence.end, "Place")
        accepted_end = -1
        for item in inside:
            draft = self.places.get(item.key)
            kind = draft.first("placeType") if draft else None
            if draft is None or kind not in _KINDS or self._only_told(item, name):
                continue
            chained = accepted_end >= 0 and self._chains(accepted_end, item.start)
            if not chained and not self._placed(item, sentence):
                continue
            cost = self._place_cost(item, sentence, anchor, kind)
            if cost is None and not chained:
                continue
            accepted_end = item.end
            found.append((_KINDS.index(kind), cost or 0, item))
        if not found:
            return self._unlisted(sentence, anchor) or self._seat(sentence, anchor)
        countries = [item for kind, _, item in found if kind == _KINDS.index("country")]
        if len(countries) == len(found) > 1 and all(
            self.parties.joined(one, other) for one, other in pairwise(countries)
        ):
            names = list(dict.fromkeys(item.name for item in countries))
            return Somewhere(", ".join(names), countries[0].start, countries[-1].end, None)
        _, _, best = min(found, key=lambda one: (one[0], one[1]))
        country = self.places[best.key].first("countryCode") or next(
            (
                code
                for _, _, item in sorted(found, key=lambda one: abs(one[2].start - best.start))
                if (code := self.places[item.key].first("countryCode"))
            ),
            None,
        )
        return Somewhere(best.name, best.start, best.end, country)

    def right_after(self, offset: int) -> Somewhere | None:
        """*the attack in Vienna*: the place that follows a noun with nothing but a preposition between."""
        item = self.names.after(offset, "Place", reach=_PREPOSITION)
        draft = self.places.get(item.key) if item else None
        if item is None or draft is None or not _IN.fullmatch(self.reading.document.text, offset, item.start):
            return None
        return Somewhere(item.name, item.start, item.end, draft.first("countryCode"))

    def _placed(self, item: Sighting, sentence: Sentence) -> bool:
        text, language = self.reading.document.text, self.reading.language
        lead = text[max(sentence.start, item.start - 50) : item.start]
        if _form(language, "about").search(lead):
            return False
        if _form(language, "placed").search(lead):
            return True
        return _form(language, "hosted").match(text, item.end, sentence.end) is not None

    def _chains(self, start: int, end: int) -> bool:
        if end - start > 24:
            return False
        return (
            re.fullmatch(r"\s*[,(]?\s*(?:and\s+|и\s+)?(?:the\s+)?", self.reading.document.text[start:end])
            is not None
        )

    def _only_told(self, item: Sighting, name: tuple[int, int]) -> bool:
        """A place that is only part of an office, a body's name, a theme or an adjective."""
        text = self.reading.document.text
        if (name[0] <= item.start and item.end <= name[1]) or key_of(
            text[item.start : item.end]
        ) in demonym_keys():
            return True
        if any(start <= item.start < end for start, end in self.parties.offices):
            return True
        quoted = self.quotations.at(item.start)
        if (
            quoted is not None
            and quoted.start > item.start - 40
            and quoted.end - quoted.start > item.end - item.start + 2
        ):
            return True
        bodies = self.names.within(max(0, item.start - 120), item.end + 120, "Organisation")
        return any(
            body.start <= item.start
            and item.end <= body.end
            and body.end - body.start > item.end - item.start
            for body in bodies
        )

    def _place_cost(self, item: Sighting, sentence: Sentence, anchor: Anchor, kind: str) -> int | None:
        reach = {"city": 260, "venue": 160, "region": 160, "country": 70}[kind]
        if item.start >= anchor.end:
            gap = item.start - anchor.end + (0 if item.start < anchor.limit else reach)
            return gap if gap <= (60 if anchor.frame == AT else reach) else None
        gap = anchor.start - item.end
        if anchor.frame == AT and not anchor.same_time:
            return None
        return gap if item.start - sentence.start <= 40 or gap <= 50 else None

    def _unlisted(self, sentence: Sentence, anchor: Anchor) -> Somewhere | None:
        """*in Newtown (the Republic of Somewhere)*: a town that no gazetteer knows, with its country beside it."""
        text = self.reading.document.text
        for match in _town().finditer(text, sentence.start, sentence.end):
            if abs(match.start() - anchor.end) > 160 or self.names.within(match.start(1), match.end(1)):
                continue
            country = self.names.after(match.end(), "Place", reach=8)
            draft = self.places.get(country.key) if country else None
            if draft is not None and draft.first("placeType") == "country":
                return Somewhere(match[1], *match.span(1), draft.first("countryCode"))
            if any(0 < date.start - match.end(1) < 6 for date in self._dates(sentence)):
                return Somewhere(match[1], *match.span(1), None)
        return None

    def _seat(self, sentence: Sentence, anchor: Anchor) -> Somewhere | None:
        """*at the CSTO Secretariat*: the seat of a body is where it is, when nothing else says so."""
        text, language = self.reading.document.text, self.reading.language
        for item in self.parties.within(sentence.start, sentence.end):
            if item.schema != "Organisation" or anchor.start <= item.start < anchor.end:
                continue
            written = text[item.start : item.end]
            if not _form(language, "seats").search(written):
                continue
            if _form(language, "seat").search(
                text, max(sentence.start, item.start - 40), item.start
            ) or _form(language, "hosted").match(text, item.end, sentence.end):
                return Somewhere(item.name, item.start, item.end, None)
        return None

    def takers(self, sentence: Sentence, start: int) -> list[Sighting]:
        """Those that the sentence lists after a word of taking part, from offset `start` on."""
        text, language = self.reading.document.text, self.reading.language
        found: list[Sighting] = []
        for match in _form(language, "takers").finditer(text, start, sentence.end):
            stop = _form(language, "takers_end").search(text, match.end(), sentence.end)
            end = stop.start() if stop else sentence.end
            for item in self.parties.within(match.end(), end):
                if item not in found and not self._in_title(item):
                    found.append(item)
        return found

    def partners(self, sentence: Sentence, start: int) -> list[Sighting]:
        """*a meeting at the Secretariat with the Ambassador ...*: the names right after *with* and those joined."""
        text, found = self.reading.document.text, list[Sighting]()
        for match in _form(self.reading.language, "with").finditer(text, start, sentence.end):
            after = self.parties.within(match.end(), sentence.end)
            if after and self.parties.opening(after[0]) - match.end() <= 4 and after[0] not in found:
                found.append(after[0])
                for one, other in pairwise(after):
                    if not self.parties.joined(one, other):
                        break
                    found.append(other)
        return found

    def _in_title(self, item: Sighting) -> bool:
        quoted = self.quotations.at(item.start)
        return quoted is not None and quoted.closed and quoted.end - quoted.start > item.end - item.start + 4

    def unresolved(self, sentence: Sentence) -> bool:
        """Whether the sentence gives a date that nothing could be made of."""
        return any(mention.value is None for mention in self._dates(sentence))

    def planned(self, sentence: Sentence) -> bool:
        return _form(self.reading.language, "future").search(sentence.text) is not None

    def chair(self, sentence: Sentence, start: int) -> Sighting | None:
        """Who chairs: the last of the names in the phrase, a person where there is one."""
        text, language = self.reading.document.text, self.reading.language
        match = _form(language, "chairing").search(text, start, sentence.end)
        if match is None:
            return None
        stop = _form(language, "not_between").search(text, match.end(), sentence.end)
        inside = self.parties.within(match.end(), stop.start() if stop else sentence.end)
        people = [item for item in inside if item.schema == "Person" and item.start - match.end() <= _OFFICES]
        near = [item for item in inside if item.start - match.end() <= _NEAR]
        return people[0] if people else near[0] if near else None

    def refused(self, verb: int, sentence: Sentence) -> bool:
        """Whether the sentence says that somebody does not do what the verb says."""
        text = self.reading.document.text
        return (
            _form(self.reading.language, "refused").search(text, max(sentence.start, verb - 40), verb)
            is not None
        )

    def remote(self, sentence: Sentence) -> tuple[int, int] | None:
        match = _form(self.reading.language, "remote").search(
            self.reading.document.text, sentence.start, sentence.end
        )
        return match.span() if match else None


@cache
def _form(language: str, section: str) -> re.Pattern[str]:
    """`dated_by` and the like look backward from an offset, so they come with their own end."""
    form = table("events")[language][section]
    start = "" if form.startswith((r"\s", r"\b", ";")) else r"\b"
    return re.compile(start + form, 0 if section == "seats" else re.IGNORECASE)


@cache
def _town() -> re.Pattern[str]:
    return re.compile(r"\b(?:in|в)\s+([A-ZА-ЯЁ][\w’'-]+(?:\s[A-ZА-ЯЁ][\w’'-]+)?)(?=\s\(|,\s|\s(?:on|from)\s)")
