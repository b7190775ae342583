"""Events by appointment: `rules.event.v1`. Meetings, conferences, visits, briefings, exercises, operations.

1. A noun of such an event beside a word that says it took, takes or will take place.
2. People who met or visited. 3. The date, place and those taking part from the same sentence; what one segment tells twice is one event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.language.sentences import Sentence
from tocsin.model.document import Section
from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.sightings import Sightings

_ORDINAL = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th|-?(?:е|я|й|го|ое|ая|ый|ой|ую|ом))\b(?! (?:anniversary|century|годов))"
)
_SILENT = (Section.QUESTION, Section.BOILERPLATE)


@dataclass(frozen=True, slots=True)
class EventExtractor:
    name: str = "rules.event.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        text, language = reading.document.text, reading.language
        seen = Sightings.of(reading.drafts)
        told: set[tuple[str, str | None, str | None]] = set()
        for sentence in reading.sentences:
            if reading.document.section_at(sentence.start) in _SILENT:
                continue
            found = _found(text, sentence, language)
            if found is None:
                continue
            kind, start, end = found
            draft = self._draft(reading, sentence, seen, kind, (start, end))
            mark = (kind, draft.first("date"), draft.first("ordinal"))
            if mark not in told:
                told.add(mark)
                yield draft

    def _draft(
        self, reading: Reading, sentence: Sentence, seen: Sightings, kind: str, head: tuple[int, int]
    ) -> Draft:
        text = reading.document.text
        draft = Draft.open(
            "Event", document=reading.document, start=sentence.start, end=sentence.end, origin=self.name,
            score=0.7, told_apart_by=(kind, head[0]),
        ).say("eventType", kind, at=head)  # fmt: skip
        draft = draft.say("name", " ".join(text[slice(*head)].split()), at=head)
        for mention in reading.dates:
            if sentence.start <= mention.start < sentence.end and mention.value is not None:
                at = (mention.start, mention.end)
                draft = draft.say("date", mention.value, at=at).say("dateEnd", mention.end_value, at=at)
                draft = draft.say("dateBasis", mention.basis, at=at).say("dateAnchor", mention.anchor, at=at)
                break
        ordinal = _ORDINAL.search(text, max(sentence.start, head[0] - 4), head[1])
        if ordinal:
            draft = draft.say("ordinal", int(ordinal[1]), at=ordinal.span())
        place = next((s for s in seen.within(head[0], sentence.end, "Place")), None)
        if place is not None:
            draft = draft.say("place", place.name, at=(place.start, place.end))
        last = sentence.start
        for item in seen.within(sentence.start, sentence.end):
            if item.schema != "Place" and item.start >= last:
                draft = draft.say("participant", item.name, at=(item.start, item.end))
                last = item.end
        return draft


def _found(text: str, sentence: Sentence, language: str) -> tuple[str, int, int] | None:
    for act, kind in (("met", "meeting"), ("visited", "visit")):
        match = _pattern(language, act).search(text, sentence.start, sentence.end)
        if match:
            return kind, match.start(), match.end()
    held = _pattern(language, "held").search(text, sentence.start, sentence.end)
    if held is None:
        return None
    nouns = list(noun_pattern(language).finditer(text, sentence.start, sentence.end))
    if not nouns:
        return None
    near = min(nouns, key=lambda match: min(abs(match.start() - held.end()), abs(held.start() - match.end())))
    lead = re.compile(r"(?:[\w’'-]+ ){0,3}$").search(text, sentence.start, near.start())
    return str(near.lastgroup), lead.start() if lead else near.start(), near.end()


@cache
def _pattern(language: str, section: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(table("events")[language][section]) + r")\b", re.IGNORECASE)


@cache
def noun_pattern(language: str) -> re.Pattern[str]:
    """One named group a type of event."""
    nouns = table("events")[language]["nouns"]
    return re.compile(
        "|".join(rf"(?P<{kind}>\b(?:{'|'.join(forms)})\b)" for kind, forms in nouns.items()), re.IGNORECASE
    )
