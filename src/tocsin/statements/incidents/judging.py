"""Whether a trigger tells of something that happened, or speaks in general or of what may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.language.dates import DateMention
from tocsin.model.document import Section
from tocsin.statements.extractor import Reading
from tocsin.statements.incidents.frames import Trigger, lexicon
from tocsin.statements.sightings import Sighting, Sightings

_LOCATIVE = frozenset(
    ("in", "at", "on", "near", "of", "outside", "the", "в", "во", "на", "под", "близ", "у", "города")
)
ENOUGH = 2.0
"""What an incident needs: a named day or place, or figures, beside the bare word."""


_BEFORE_COUNTRY = re.compile(
    r"(?:\b(?:in|near|outside|inside|across|of|from|to|into|throughout)\s+(?:the\s+|northern\s+|southern\s+|eastern\s+"
    r"|western\s+|central\s+)?|[,(]\s*|\b(?:в|во|на|из|под|близ|севере|юге|востоке|западе|территории)\s+)$",
    re.IGNORECASE,
)
_AFTER_COUNTRY = re.compile(
    r"\s*(?:$|[.,;:)\]\n—–-]|\d)|\s+(?:on|in|at|when|where|and|or|by|to|that|which|who|was|were|is|are|has|have|had|last|this"
    r"|yesterday|today|after|before|during|since|as|for|with|killing|killed|but|said|while)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A trigger that counts, with the date, place and weight of evidence of its sentence."""

    trigger: Trigger
    date: DateMention | None
    place: Sighting | None
    general: bool
    hard: bool
    titled: bool
    weight: float


@dataclass(slots=True)
class Judge:
    reading: Reading
    places: Sightings
    placed: dict[str, tuple[str | None, str | None]]

    @classmethod
    def of(cls, reading: Reading) -> Judge:
        drafts = reading.of("Place")
        placed = {draft.key: (draft.first("placeType"), draft.first("countryCode")) for draft in drafts}
        return cls(reading, Sightings.of(drafts), placed)

    def mention(self, trigger: Trigger) -> Mention | None:
        """None for a word that is used of something else, of what may happen, or of an exercise."""
        text = self.reading.document.text
        sentence = self.reading.sentences[trigger.sentence]
        words = lexicon(self.reading.language).patterns
        before = text[max(sentence.start, trigger.start - 60) : trigger.start]
        after = text[trigger.end : min(sentence.end, trigger.end + 100)]
        if self.reading.document.section_at(trigger.start) in (Section.QUESTION, Section.BOILERPLATE):
            return None
        if words["other_use_before"].search(before) or words["other_use_after"].match(after):
            return None
        if words["made_up"].search(sentence.text) or words["hypothetical_before"].search(before):
            return None
        hard = self._hard(trigger)
        if trigger.frame.alone == "never" or (trigger.frame.alone == "backed" and not hard):
            return None
        date, place = self.date(trigger), self.place(trigger)
        general = self._general(trigger, before, after, dated=date is not None)
        weight = 0.5 if trigger.frame.sure else 0.0
        weight += self._weight_of(date)
        if place is not None:
            weight += 1.0 if self.placed[place.key][0] != "country" else 0.5
        figured = words["killed"].search(sentence.text) or words["injured"].search(sentence.text)
        weight += 0.75 if figured else 0.0
        weight += 0.5 if trigger.frame.pos == "verb" or words["happened_after"].match(after) else 0.0
        if words["particular_before"].search(before):
            weight += 0.5
        titled = self.reading.document.section_at(trigger.start) is Section.TITLE
        weight = -1.0 if general else weight - 0.5 * titled
        return Mention(trigger, date, place, general=general, hard=hard, titled=titled, weight=weight)

    def _hard(self, trigger: Trigger) -> bool:
        """Victims, weapons, attackers or terror in the sentence: no mere attack in words."""
        sentence, words = self.reading.sentences[trigger.sentence], lexicon(self.reading.language)
        named = ("killed", "injured", "hard")
        return any(words.patterns[name].search(sentence.text) for name in named) or any(
            words.phrases[name].search(sentence.text) for name in ("perpetrators", "weapons")
        )

    def _weight_of(self, date: DateMention | None) -> float:
        """A day tells of one event, a month hardly; what is long past is mostly told as background."""
        if date is None or date.value is None:
            return 0.0
        published = self.reading.document.publication_date
        if date.value.day is None:
            return 0.25 if date.value.month else -0.5
        old = published is not None and published.year - date.value.year > 1
        return 0.5 if old else 1.0

    def _general(self, trigger: Trigger, before: str, after: str, *, dated: bool) -> bool:
        """*the fight against attacks*, *terrorist attacks are*: no one attack is meant."""
        words = lexicon(self.reading.language).patterns
        if trigger.frame.pos == "verb":
            return False
        if words["general_before"].search(before) or words["background_before"].search(before):
            return True
        form = self.reading.document.text[trigger.start : trigger.end]
        if not words["plural"].search(form) or dated:
            return False
        return not (words["particular_before"].search(before) or words["happened_after"].match(after))

    def date(self, trigger: Trigger) -> DateMention | None:
        """The date of the trigger's sentence that is nearest to it and no date of saying or of the page."""
        document, sentence = self.reading.document, self.reading.sentences[trigger.sentence]
        if document.section_at(trigger.start) is Section.TITLE:
            return None
        said = lexicon(self.reading.language).patterns["reported"]
        best: tuple[int, DateMention] | None = None
        for found in self.reading.dates:
            if not (sentence.start <= found.start and found.end <= sentence.end) or found.value is None:
                continue
            before = document.text[max(sentence.start, found.start - 24) : found.start].rpartition(",")[2]
            after = document.text[found.end : min(sentence.end, found.end + 40)].partition(",")[0]
            alone = (
                found.end >= sentence.end - 1 and found.start > trigger.end and found.value.day is not None
            )
            if (
                said.search(before)
                or said.search(after)
                or (alone and found.value == document.publication_date)
            ):
                continue
            distance = min(abs(found.start - trigger.end), abs(trigger.start - found.end))
            if best is None or distance < best[0]:
                best = (distance, found)
        return best[1] if best else None

    def place(self, trigger: Trigger) -> Sighting | None:
        """The finest place of the sentence, nearest to the trigger; adjectives of a country are none."""
        sentence = self.reading.sentences[trigger.sentence]
        text = self.reading.document.text
        said = lexicon(self.reading.language).patterns["reported"]
        rank = {"venue": 0, "city": 0, "region": 1, "country": 3, "border": 2}
        best: tuple[tuple[int, int, int], Sighting] | None = None
        for item in self.places.within(sentence.start, sentence.end, "Place"):
            kind = self.placed[item.key][0] or ""
            if kind not in rank or not names_a_place(text, item, kind):
                continue
            if (
                trigger.frame.pos == "noun"
                and item.end <= trigger.start
                and said.search(text, item.end, trigger.start)
            ):
                continue  # *the embassy in Vienna condemned the attack*
            located = _located(text, item.start)
            key = (not located, rank[kind], abs(item.start - trigger.start))
            if best is None or key < best[0]:
                best = (key, item)
        return best[1] if best else None


def names_a_place(text: str, item: Sighting, kind: str) -> bool:
    """Whether a mention says where: of countries only after a preposition, and not *in the U.S. embassy*."""
    if kind != "country":
        return True
    before = _BEFORE_COUNTRY.search(text, max(0, item.start - 30), item.start)
    return bool(before) and (not text[item.start].isascii() or bool(_AFTER_COUNTRY.match(text, item.end)))


def _located(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start].rstrip().casefold().split()
    return bool(before) and before[-1] in _LOCATIVE
