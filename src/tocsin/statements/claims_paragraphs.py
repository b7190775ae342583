"""Paragraphs that are speech as a whole: `Chairwoman X: ...`, a quotation that goes on, the answers of an
interview."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.model.document import Section, Segment
from tocsin.statements.attribution.parts import Span
from tocsin.statements.claims_reported import tidied
from tocsin.statements.claims_stance import stance_of_words
from tocsin.statements.claims_uttered import Utterance
from tocsin.statements.extractor import Reading
from tocsin.statements.quotes import Quotations
from tocsin.statements.speakers import Source, Voices

_PARAGRAPH = re.compile(r"[^\n]+")
_LABEL = re.compile(r"[ \t]*(?:[—–-]\s*)?(?:From )?(?:[^:\n.!?“”«»\"]{0,90}?)\s*:\s+(?=\S)")
_FEWEST_WORDS = 4
_BRIEF_QUESTION = 12

LABELLED, CONTINUED, ANSWERED = 0.75, 0.7, 0.8


@dataclass(slots=True)
class Paragraphs:
    reading: Reading
    voices: Voices
    quotations: Quotations

    @property
    def text(self) -> str:
        return self.reading.document.text

    def utterances(self, spoken: Sequence[Utterance]) -> Iterator[Utterance]:
        """`spoken`: what was found by words of saying; it is not said twice."""
        yield from self._labelled(spoken)
        yield from self._continued(spoken)
        yield from self._answers(spoken)

    def _labelled(self, spoken: Sequence[Utterance]) -> Iterator[Utterance]:
        """`Chairwoman X: ...` at the head of a paragraph."""
        for match in _PARAGRAPH.finditer(self.text):
            label = _LABEL.match(self.text, match.start(), match.end())
            if label is None or self.reading.document.section_at(match.start()) is not Section.BODY:
                continue
            people = self.voices.sightings.within(label.start(), label.end(), "Person")
            if not people or self.text[people[-1].end : label.end()].strip() != ":":
                continue
            if not _taken(spoken, label.end(), match.end()):
                source = self.voices.person(people[-1])
                yield from self._sentences((label.end(), match.end()), source, LABELLED)

    def _continued(self, spoken: Sequence[Utterance]) -> Iterator[Utterance]:
        """A paragraph that is one quotation goes on with the speaker of the paragraph before it."""
        for match in _PARAGRAPH.finditer(self.text):
            start = match.start()
            quoted = self.quotations.at(start)
            if quoted is None or quoted.start != start or _taken(spoken, quoted.start, quoted.end):
                continue
            if self.text[quoted.end : match.end()].strip(" .,"):
                continue
            earlier = [one for one in spoken if one.passage[1] <= start]
            if not earlier or self.text[earlier[-1].passage[1] : start].strip():
                continue
            yield from self._sentences(quoted.inside, earlier[-1].source, CONTINUED)

    def _answers(self, spoken: Sequence[Utterance]) -> Iterator[Utterance]:
        """Every sentence of an answer is the interviewee's, but those that put a question."""
        answers = [part for part in self.reading.document.segments if part.kind is Section.ANSWER]
        person = self._interviewee() if answers else None
        if person is None:
            return
        for segment in answers:
            yield from self._sentences((segment.start, segment.end), person, ANSWERED)

    def _sentences(self, within: Span, source: Source, sure: float) -> Iterator[Utterance]:
        sentences = self.reading.sentences
        starts = self.voices.antecedents.sentence_starts
        first = max(0, bisect_right(starts, within[0]) - 1)
        for sentence in sentences[first : bisect_left(starts, within[1])]:
            low, high = max(sentence.start, within[0]), min(sentence.end, within[1])
            if low >= high:
                continue
            start, end = self._opened(low, high)
            words = len(self.text[start:end].split())
            if words < _FEWEST_WORDS or (words < _BRIEF_QUESTION and self.text[start:high].endswith("?")):
                continue
            stance = stance_of_words(self.text[start:end], self.reading.language)
            passage = (start, high)
            yield Utterance(start, end, source, None, stance, passage, sure * source.sure, within)

    def _opened(self, start: int, end: int) -> Span:
        """Without the dash of a turn and the marks of a quotation around the whole."""
        while start < end and (self.text[start].isspace() or self.text[start] in "—–-"):
            start += 1
        return tidied(self.text, self.quotations, start, end)

    def _interviewee(self) -> Source | None:
        """The person named in the title, the lead or the first paragraph that names one."""
        for kind in (Section.TITLE, Section.LEAD, Section.BODY):
            for segment in self.reading.document.segments:
                if segment.kind is kind:
                    person = self._asked(segment)
                    if person is not None:
                        return person
        return None

    def _asked(self, segment: Segment) -> Source | None:
        people = self.voices.sightings.within(segment.start, segment.end, "Person")
        return self.voices.person(people[0], 0.9) if people else None


def _taken(spoken: Sequence[Utterance], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in spoken)
