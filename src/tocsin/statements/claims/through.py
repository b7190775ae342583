"""Through whom words reached the page, and when they were said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.model.dates import PartialDate
from tocsin.model.document import ARTICLE_SECTIONS, Section
from tocsin.statements.attribution.parts import Span
from tocsin.statements.claims.speakers import Voices, written_on
from tocsin.statements.claims.uttered import Utterance
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table


@cache
def through_pattern(language: str) -> re.Pattern[str]:
    forms = sorted(table("claims")[language]["through"], key=lambda form: (-len(form), form))
    return re.compile(
        r"\b(?:" + "|".join(re.escape(form) for form in forms) + r")\s+(?:the\s+)?(?:агентству\s+)?",
        re.IGNORECASE,
    )


@cache
def interview_pattern(language: str) -> re.Pattern[str]:
    """Words by which somebody talked to an agency at length, so that what follows is from there too."""
    return re.compile("|".join(table("claims")[language]["interviews"]), re.IGNORECASE)


@cache
def passes_on() -> re.Pattern[str]:
    """What follows the name of an agency that passes on the words of somebody else."""
    return re.compile(r"\s+(?:" + "|".join(table("claims")["passes_on"]) + r")\b", re.IGNORECASE)


def relays(outer: Utterance, inner: Utterance) -> bool:
    """*The agency reports that X said ...*: the words of `inner` lie inside those that `outer` passes on."""
    if inner.cue is None or outer.source.name == inner.source.name:
        return False
    if outer.whole[0] <= inner.cue[0] and inner.end <= outer.whole[1] and outer.start <= inner.start:
        return True
    before = outer.cue is not None and outer.cue[1] <= inner.source.start
    return before and outer.passage == inner.passage and outer.whole[0] <= inner.source.start


@dataclass(slots=True)
class Channels:
    reading: Reading
    voices: Voices

    def through(self, one: Utterance, others: Sequence[Utterance]) -> tuple[str, ...]:
        """Canonical names, nearest first: who quotes the speaker, the agency named beside, the interview's."""
        found = [other.source.name for other in others if relays(other, one)]
        if one.cue is None:
            parts = [
                (part.start, part.end)
                for part in self.reading.document.segments
                if part.kind in (Section.TITLE, Section.LEAD)
            ]
            named = [name for part in parts for name in self._named(part)]
            found += named or ([] if found else [name for part in parts for name in self._media(part)][:1])
        else:
            found += self._named(one.passage) or self._interviewed_before(one, others)
        return tuple(name for name in dict.fromkeys(found) if name != one.source.name)

    def _interviewed_before(self, one: Utterance, others: Sequence[Utterance]) -> list[str]:
        """The agency that, earlier in the same part of the page, the same speaker is said to have talked to."""
        for other in others:
            same = other.source.key == one.source.key and other.passage[1] <= one.passage[0]
            if same and other.cue is not None and self._one_part(other.start, one.start):
                match = interview_pattern(self.reading.language).search(self.voices.text, *other.passage)
                if match:
                    return self._named(other.passage)
        return []

    def _one_part(self, one: int, other: int) -> bool:
        document = self.reading.document
        first, second = document.segment_at(one), document.segment_at(other)
        if first is None or second is None or first == second:
            return True
        return first.kind in ARTICLE_SECTIONS and second.kind in ARTICLE_SECTIONS

    def _named(self, part: Span) -> list[str]:
        """Agencies after *as reported by*, *in an interview with*, *told*, or before *reports*."""
        text = self.voices.text
        asked = [match.end() for match in through_pattern(self.reading.language).finditer(text, *part)]
        names = []
        for body in self.voices.sightings.within(*part, "Organisation"):
            if self.voices.kinds.get(body.key) == "media" and (
                any(0 <= body.start - end <= 3 for end in asked) or passes_on().match(text, body.end)
            ):
                names.append(body.name)
        return names

    def _media(self, part: Span) -> list[str]:
        bodies = self.voices.sightings.within(*part, "Organisation")
        return [body.name for body in bodies if self.voices.kinds.get(body.key) == "media"]

    def date_of(self, one: Utterance) -> PartialDate | None:
        """A day named beside the words said; else the day on which the segment was written."""
        low, high = one.passage
        for mention in self.reading.dates:
            if low <= mention.start and mention.end <= high and mention.value:
                outside = mention.end <= one.whole[0] or mention.start >= one.whole[1]
                if outside and mention.value.day is not None:
                    return mention.value
        return written_on(self.reading, one.start)
