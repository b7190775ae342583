"""Relations: `rules.relation.v2`.

1. `holds_role` from the offices beside people's names.
2. `part_of` where a body's name is written together with its parent's.
3. `met`, `chairs` and `cooperates_with` from trigger words, sentence by sentence, between the people, bodies
   and countries named around them; what is only proposed, called for or intended is not asserted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tocsin.language.date_forms import Cue, word_cue
from tocsin.language.sentences import Sentence
from tocsin.model.dates import PartialDate
from tocsin.model.draft import Draft
from tocsin.statements.events.russian import office_nominative
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.places.gazetteer import canonical_countries
from tocsin.statements.relations.offices import held_offices, written_parents
from tocsin.statements.sightings import Sighting, Sightings

_REACH = 90


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as found: who with whom, in which stretch of text."""

    kind: str
    subject: str
    object: str
    start: int
    end: int
    asserted: bool = True
    role: str | None = None
    date: PartialDate | None = None
    score: float = 0.8


@dataclass(frozen=True, slots=True)
class RelationExtractor:
    name: str = "rules.relation.v2"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        told: set[tuple[str, str, str, str, str | None]] = set()
        for tie in ties(reading):
            date = tie.date or _date_at(reading, tie.start)
            role = office_nominative(tie.role) if tie.role and reading.language == "ru" else tie.role
            mark = (tie.kind, tie.subject, tie.object, (role or "").casefold(), str(date) if date else None)
            if mark in told or tie.subject == tie.object:
                continue
            told.add(mark)
            yield (
                Draft.open(
                    "Relation", document=reading.document, start=tie.start, end=tie.end, origin=self.name,
                    score=tie.score, told_apart_by=mark,
                )
                .say("relationType", tie.kind)
                .say("subject", tie.subject)
                .say("object", tie.object)
                .say("role", role)
                .say("date", None if tie.kind == "part_of" else date)
                .say("asserted", tie.asserted)
            )  # fmt: skip


def ties(reading: Reading) -> Iterator[Tie]:
    """Every relation found, in the order of the rules; the same one may come more than once."""
    text = reading.document.text
    seen = Sightings.of(reading.drafts)
    for office in held_offices(text, reading.of("Person"), seen):
        yield Tie(
            "holds_role", office.person, office.holder, office.start, office.end, role=office.role, score=0.9
        )
    for part in written_parents(text, reading.of("Organisation")):
        yield Tie("part_of", part.body, part.parent, part.start, part.end, score=0.9)
    for sentence in _with_cues(reading):
        actors = _actors(seen, sentence)
        if not actors:
            continue
        yield from _meetings(reading, sentence, actors)
        yield from _chairs(reading, sentence, actors, seen)
        yield from _cooperation(reading, sentence, actors)


def _actors(seen: Sightings, sentence: Sentence) -> list[Sighting]:
    """People, bodies and countries of a sentence in order; a name inside another actor's is left out."""
    countries = _country_names()
    actors: list[Sighting] = []
    inside = seen.within(sentence.start, sentence.end)
    for item in sorted(inside, key=lambda s: (s.start, -s.end)):
        if item.schema == "Place" and item.name not in countries:
            continue
        if actors and item.start < actors[-1].end:
            continue
        actors.append(item)
    return actors


def _meetings(reading: Reading, sentence: Sentence, actors: Sequence[Sighting]) -> Iterator[Tie]:
    people = [actor for actor in actors if actor.schema == "Person"]
    for match in _any("met").finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        before = [actor for actor in people if actor.end <= start]
        after = [actor for actor in people if actor.start >= end]
        if not before or not after:
            continue
        objects = [after[0], *_listed(reading.document.text, after)]
        for other in objects:
            yield Tie(
                "met", before[-1].name, other.name, before[-1].start, other.end,
                asserted=_stated(sentence, before[-1].end, start), date=_date_in(reading, sentence),
            )  # fmt: skip
    for match in _any("meeting_told").finditer(sentence.text):
        yield from _told_backwards(reading, sentence, match, people)
    for match in _any("meeting_between").finditer(sentence.text):
        after = [actor for actor in people if actor.start >= sentence.start + match.end()]
        near = len(after) >= 2 and after[0].start - sentence.start - match.end() < _REACH
        if near and re.search(
            r"\b(?:and|with|и|с|со)\b", reading.document.text[after[0].end : after[1].start]
        ):
            yield Tie(
                "met", after[0].name, after[1].name, sentence.start + match.start(), after[1].end,
                date=_date_in(reading, sentence), score=0.75,
            )  # fmt: skip


def _told_backwards(
    reading: Reading, sentence: Sentence, match: re.Match[str], people: Sequence[Sighting]
) -> Iterator[Tie]:
    """*Встречу с X провёл Y*: the guest before the verb, the host after it."""
    start, verb = sentence.start + match.start(), sentence.start + match.start("verb")
    guests = [actor for actor in people if start < actor.start and actor.end <= verb]
    hosts = [actor for actor in people if actor.start > verb]
    for guest in guests:
        if hosts:
            yield Tie("met", hosts[0].name, guest.name, start, hosts[0].end, date=_date_in(reading, sentence))


def _chairs(
    reading: Reading, sentence: Sentence, actors: Sequence[Sighting], seen: Sightings
) -> Iterator[Tie]:  # fmt: skip
    bodies = [actor for actor in actors if actor.schema == "Organisation"]
    for match in _any("chairs_after").finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        after = [actor for actor in actors if actor.start >= end]
        people = [actor for actor in after if actor.schema == "Person"]
        led = people and not re.search(r"[,(;]| which | and ", reading.document.text[end : people[0].start])
        chair = people[0] if led else after[0] if after else None
        chaired = [body for body in bodies if body.end <= start]
        if chair is not None and chaired:
            yield Tie(
                "chairs", chair.name, chaired[0].name, chaired[0].start, chair.end,
                asserted=_stated(sentence, chaired[0].end, start), date=_date_in(reading, sentence),
            )  # fmt: skip
    for match in _any("chairs_before").finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        chairs = [actor for actor in actors if actor.end <= start and start - actor.end < _REACH // 2]
        over = next((body for body in bodies if body.start >= end and body.start - end < 30), None)
        council = re.match(r"\s*the Council\b", reading.document.text[end : end + 20])
        if over is None and council:
            earlier = [s for s in seen.within(0, start, "Organisation") if "Council" in s.name]
            over = earlier[-1] if earlier else None
        if chairs and over is not None:
            close = max(over.end, end + (council.end() if council else 0)) if over.start >= end else end
            yield Tie(
                "chairs", chairs[-1].name, over.name, chairs[-1].start, close,
                asserted=_stated(sentence, chairs[-1].end, start), date=_date_in(reading, sentence),
            )  # fmt: skip


def _cooperation(reading: Reading, sentence: Sentence, actors: Sequence[Sighting]) -> Iterator[Tie]:
    text = reading.document.text
    able = [actor for actor in actors if actor.schema != "Person"]
    for match in _any("cooperates").finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        after = [actor for actor in able if actor.start >= end]
        if not after or after[0].start - end > _REACH:
            continue
        lead = text[end : after[0].start]
        others = [after[0], *_listed(text, after)]
        if re.search(r"\b(?:between|of|among|между)\s+(?:the\s+)?$", lead) and len(others) >= 2:
            subjects, objects = others[:1], others[1:]
        elif re.search(r"\b(?:with|со?)\b(?:\s+[a-zа-яё-]+){0,5}\s*$", lead):
            subjects, objects = [actor for actor in able if actor.end <= start][-1:], others
        else:
            continue
        for subject in subjects:
            for other in objects:
                yield Tie(
                    "cooperates_with", subject.name, other.name, min(subject.start, start), other.end,
                    asserted=_stated(sentence, sentence.start, other.start), score=0.7,
                )  # fmt: skip


def _listed(text: str, actors: Sequence[Sighting]) -> list[Sighting]:
    """The actors after the first that one enumeration joins to it: *the SCO, the CIS and the CSTO*."""
    found = []
    for one, other in pairwise(actors):
        if other.schema != one.schema or not _list_gap().match(text[one.end : other.start]):
            break
        found.append(other)
    return found


def _stated(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing between the two offsets makes it a wish, a plan or a call."""
    return not _any("hedge").search(sentence.text[max(0, start - sentence.start) : end - sentence.start])


def _date_in(reading: Reading, sentence: Sentence) -> PartialDate | None:
    for mention in reading.dates:
        if sentence.start <= mention.start < sentence.end and mention.value is not None:
            return mention.value
    return None


def _date_at(reading: Reading, offset: int) -> PartialDate | None:
    segment = reading.document.segment_at(offset)
    if segment is not None and segment.date is not None:
        return segment.date
    return reading.document.publication_date if segment is None or segment.kind != "teaser" else None


def _with_cues(reading: Reading) -> list[Sentence]:
    """The sentences in which a word of meeting, chairing or cooperation may stand."""
    starts = [sentence.start for sentence in reading.sentences]
    found = set()
    for offset in _cues()(reading.document.text, 0, len(reading.document.text)):
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < reading.sentences[index].end:
            found.add(index)
    return [reading.sentences[index] for index in sorted(found)]


@cache
def _cues() -> Cue:
    return word_cue(table("relations")["cues"])


@cache
def _country_names() -> frozenset[str]:
    return frozenset(canonical_countries().values())


@cache
def _any(section: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in table("relations")[section]))


@cache
def _list_gap() -> re.Pattern[str]:
    return re.compile(table("relations")["list_gap"])
