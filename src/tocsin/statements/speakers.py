"""Who stands before or after a word of saying: a person, a body, a pronoun or an office that names one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.language.sentences import Sentence
from tocsin.model.dates import PartialDate
from tocsin.model.document import ARTICLE_SECTIONS
from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.sightings import Sighting, Sightings

_BETWEEN = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?(?:,[^;:“”«»\"\n]{1,170},|,)?"
    r"(?:\s+(?:in|during|at|в|во|на|в ходе)\s[^,;:“”«»\"\n]{1,70}?(?=\s))?"
    r"(?:,?\s+(?:also|then|further|furthermore|has|have|had|again|later|earlier|once|recently|repeatedly|publicly"
    r"|today|clearly|strongly|firmly|particularly|in particular|in turn|in (?:his|her|its) (?:turn|speech|address|remarks)"
    r"|separately|yesterday|still|specifically|is|was|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|также|вновь|ранее|неоднократно|сегодня|вчера|особо|отдельно|в свою очередь|в частности|тоже),?)*\s*(?:[—–-]\s*)?"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Oo]н|[Оо]на|[Оо]н)$")
_PRONOUN_AFTER = re.compile(r"\s*(?:he|she|him|her|он|она)\b")
_OFFICE_BEFORE = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?)\s+)?((?:[\w’'.-]+\s+){0,12}?[\w’'-]+)$")
_OFFICE_AFTER = re.compile(
    r"\s+((?:the|a|an)\s+(?:[\w’'-]+\s+){0,9}?[\w’'-]+)(?=[.,;:”»\"]|\s+(?:in|on|at|to|during)\b|$)"
)
_CLAUSE_STARTS = (" that ", " and ", " что ", " и ", " but ")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    ["the", "a", "an", "of", "for", "and", "on", "to", "in", "at", "в", "по", "и", "на", "при"]
)


@dataclass(frozen=True, slots=True)
class Source:
    """`start`..`end` as written; the canonical `name` of who speaks, the office, and how sure that is."""

    start: int
    end: int
    name: str
    role: str | None = None
    key: str | None = None
    schema: str = "Person"
    sure: float = 0.9


@dataclass(slots=True)
class Voices:
    """The people and bodies of one reading that may speak."""

    reading: Reading
    sightings: Sightings
    people: dict[str, Draft]
    kinds: dict[str, str]

    @classmethod
    def of(cls, reading: Reading) -> Voices:
        people = {draft.key: draft for draft in reading.of("Person")}
        kinds = {draft.key: draft.first("organisationType") or "" for draft in reading.of("Organisation")}
        return cls(reading, Sightings.of(reading.drafts), people, kinds)

    @property
    def text(self) -> str:
        return self.reading.document.text

    def role_of(self, key: str | None, at: int) -> str | None:
        """The office of a person that is written nearest to `at`."""
        draft = self.people.get(key or "")
        if draft is None:
            return None
        roles = [fact for fact in draft.facts if fact.prop == "role"]
        return min(roles, key=lambda fact: (abs(fact.start - at), fact.start)).value if roles else None

    def source(self, sighting: Sighting, sure: float = 0.9) -> Source:
        return Source(
            sighting.start, sighting.end, sighting.name, self.role_of(sighting.key, sighting.start),
            sighting.key, sighting.schema, sure,
        )  # fmt: skip

    def before(self, low: int, cue: int) -> Source | None:
        """Who speaks when the words of saying start at `cue`; looked for not before `low`."""
        candidates = self.sightings.within(low, cue)
        for schema in ("Person", "Organisation", "Place"):
            near = [item for item in candidates if item.schema == schema]
            for item in sorted(near, key=lambda found: (-found.end, found.start)):
                if _BETWEEN.fullmatch(self.text, item.end, cue):
                    if schema != "Person" and self._under_preposition(low, item.start):
                        return None
                    return self.source(item, 0.9 if schema == "Person" else 0.8)
        stretch = _trimmed(self.text, low, cue)
        pronoun = _PRONOUN.search(self.text, low, stretch)
        if pronoun:
            return self._pronoun(pronoun.start(), pronoun.end())
        return self._office(low, stretch)

    def after(self, cue_end: int, limit: int) -> Source | None:
        """Who speaks in ", said X": right after the words of saying."""
        pronoun = _PRONOUN_AFTER.match(self.text, cue_end, limit)
        if pronoun:
            return self._pronoun(pronoun.end() - len(pronoun.group().strip()), pronoun.end())
        near = self.sightings.within(cue_end, min(limit, cue_end + 220))
        for schema in ("Person", "Organisation", "Place"):
            for item in near:
                if item.schema != schema:
                    continue
                between = self.text[cue_end : item.start]
                if schema == "Person" and not re.search(r"[.;:“”«»\n]|, (?:and|but|that|что)\b", between):
                    return self.source(item)
                if schema != "Person" and between.strip().lower() in ("", "the", "в"):
                    office = _OFFICE_AFTER.match(self.text, cue_end, limit)
                    found = self._named_by_office(office.start(1), office.end(1)) if office else None
                    return found or self.source(item, 0.75)
        office = _OFFICE_AFTER.match(self.text, cue_end, limit)
        return self._named_by_office(office.start(1), office.end(1)) if office else None

    def last_person(self, before: int) -> Sighting | None:
        """The person written last before `before` in the same segment, or in the article when that is one."""
        segment = self.reading.document.segment_at(before)
        low = segment.start if segment else 0
        if segment and segment.kind in ARTICLE_SECTIONS:
            low = max(0, before - 4000)
        found = [item for item in self.sightings.within(low, before, "Person")]
        if segment and segment.kind in ARTICLE_SECTIONS:
            found = [i for i in found if self.reading.document.section_at(i.start) in ARTICLE_SECTIONS]
        return max(found, key=lambda item: item.end, default=None)

    def _pronoun(self, start: int, end: int) -> Source | None:
        person = self.last_person(start)
        if person is None:
            return None
        return Source(start, end, person.name, self.role_of(person.key, start), person.key, "Person", 0.75)

    def _under_preposition(self, low: int, start: int) -> bool:
        """*in Russia, said*: a place or body under a preposition does not speak."""
        return bool(re.search(r"\b(?:in|at|of|from|to|with|for|by|on|в|на|с|из|для|к|от|о|интервью|беседе с)\s+(?:the\s+)?$",
                              self.text[max(low, start - 12) : start], re.IGNORECASE))  # fmt: skip

    def _office(self, low: int, end: int) -> Source | None:
        start = max(low, end - 140)
        stretch = self.text[start:end]
        cut = max(stretch.rfind(mark) for mark in ',;:”»"\n—')
        lower = stretch.lower()
        cut = max(cut, *(lower.rfind(word) + len(word) - 1 for word in _CLAUSE_STARTS if word in lower), -1)
        begin = start + cut + 1
        while begin < end and self.text[begin].isspace():
            begin += 1
        return self._named_by_office(begin, end) if begin < end else None

    def _named_by_office(self, start: int, end: int) -> Source | None:
        """*the Secretary General* is the person whose office has these words; else the body it belongs to."""
        phrase = self.text[start:end]
        words = [word.casefold() for word in _WORD.findall(phrase)]
        if not words or len(words) > 16:
            return None
        plain = [word for word in words if word not in _SMALL]
        if not (set(plain) & offices()):
            return None
        asked = {word for word in plain}
        best: tuple[int, int] | None = None
        chosen: Draft | None = None
        for draft in self.people.values():
            known: set[str] = set()
            for fact in draft.facts:
                if fact.prop == "role":
                    known |= {word.casefold() for word in _WORD.findall(fact.value)}
            if asked <= known:
                last = max(
                    (f.end for f in draft.facts if f.prop == "surfaceForm" and f.end <= start), default=-1
                )
                rank = (1 if last >= 0 else 0, last)
                if best is None or rank > best:
                    best, chosen = rank, draft
        if chosen is not None:
            return Source(
                start, end, chosen.first("name") or "", " ".join(phrase.split()), chosen.key, "Person", 0.75
            )
        bodies = self.sightings.within(start, end, "Organisation")
        role = " ".join(phrase.split())
        if bodies:
            return Source(start, end, bodies[0].name, role, bodies[0].key, "Organisation", 0.6)
        if set(plain) & generic_speakers(self.reading.language) and len(words) <= 8:
            bare = re.sub(r"^(?:the|an?)\s+", "", role, flags=re.IGNORECASE)
            return Source(start, end, bare, None, None, "", 0.45)
        return None


def sentence_at(sentences: Sequence[Sentence], starts: Sequence[int], offset: int) -> Sentence | None:
    index = bisect_right(starts, offset) - 1
    return sentences[index] if index >= 0 and offset < sentences[index].end else None


def written_on(reading: Reading, offset: int) -> PartialDate | None:
    """The date of the segment at `offset`: the publication date in the article, a teaser's own elsewhere."""
    segment = reading.document.segment_at(offset)
    if segment is None or segment.kind in ARTICLE_SECTIONS:
        return reading.document.publication_date or (segment.date if segment else None)
    return segment.date


def _trimmed(text: str, low: int, end: int) -> int:
    """Where the subject ends, once *also*, *has* and the like before the cue are taken away."""
    tail = re.search(
        r"(?:,?\s+(?:also|then|further|has|have|had|again|later|также|вновь|ранее))*\s*$", text[low:end]
    )
    return low + tail.start() if tail else end


@cache
def offices() -> frozenset[str]:
    heads = table("roles")["heads"]
    return frozenset(word.casefold() for head in heads for word in _WORD.findall(head)) | frozenset(
        word for language in ("en", "ru") for word in generic_speakers(language)
    )


@cache
def generic_speakers(language: str) -> frozenset[str]:
    words = table("claims")
    return frozenset(words.get(language, words["en"])["speakers"])
