"""Paragraphs that are speech as a whole: `Chairwoman X: ...`, a quotation that goes on, the answers of an
interview."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.model.document import Genre, Section, Segment
from tocsin.statements.attribution.parts import Span
from tocsin.statements.claims_reported import tidied
from tocsin.statements.claims_stance import has_verb, stance_of_words
from tocsin.statements.claims_uttered import Utterance
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.quotes import Quotations
from tocsin.statements.speakers import Source, Voices

_PARAGRAPH = re.compile(r"[^\n]+")
_LABEL = re.compile(r"[ \t]*(?:[—–-]\s*)?(?:From )?(?:[^:\n.!?“”«»\"]{0,90}?)\s*:\s+(?=\S)")
_BY = re.compile(
    r"\b(?:address|speech|statement|remarks|lecture|message)(?: delivered)? (?:of|by) "
    r"|\b(?:выступление|речь|обращение|доклад) ",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4
_BRIEF_QUESTION = 12

_WORDS_END = re.compile(r"[.,;(]")
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
        yield from self._speech()

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
            if self.reading.language == "en" and not has_verb(self.text[start:end]):
                continue
            stance = stance_of_words(self.text[start:end], self.reading.language)
            passage = (start, high)
            yield Utterance(start, end, source, None, stance, passage, sure * source.sure, within)

    def _opened(self, start: int, end: int) -> Span:
        """Without the dash of a turn and the marks of a quotation around the whole."""
        while start < end and (self.text[start].isspace() or self.text[start] in "—–-"):
            start += 1
        return tidied(self.text, self.quotations, start, end)

    def _speech(self) -> Iterator[Utterance]:
        """Every sentence of a speech is the speaker's, when the title names one."""
        document = self.reading.document
        if document.genre is not Genre.SPEECH:
            return
        title = next((part for part in document.segments if part.kind is Section.TITLE), None)
        source = self._titled(title) if title is not None else None
        if source is None:
            return
        for segment in document.segments:
            if segment.kind in (Section.LEAD, Section.BODY):
                yield from self._sentences((segment.start, segment.end), source, ANSWERED)

    def _titled(self, title: Segment) -> Source | None:
        person = self._asked(title)
        by = _BY.search(self.text, title.start, title.end)
        return person or (self.voices.resolve(by.end(), title.end) if by else None)

    def _interviewee(self) -> Source | None:
        """The person named in the title, the lead or the first paragraph that names one; else who is said to answer."""
        opening = [
            segment
            for kind in (Section.TITLE, Section.LEAD, Section.BODY)
            for segment in self.reading.document.segments
            if segment.kind is kind
        ]
        found = (self._asked(segment) for segment in opening)
        named = next((source for source in found if source is not None), None)
        return named or next(
            (source for segment in opening if (source := self._asked_unnamed(segment)) is not None), None
        )

    def _asked_unnamed(self, segment: Segment) -> Source | None:
        """*A legal adviser of the ICRC is asked ...*, *На вопросы ответил сотрудник Секретариата ...*."""
        before, after = asked_patterns(self.reading.language)
        for sentence in self.reading.sentences:
            if not segment.start <= sentence.start < segment.end:
                continue
            match = after.search(self.text, sentence.start, sentence.end)
            if match:
                end = _WORDS_END.search(self.text, match.end(), sentence.end)
                source = self.voices.resolve(match.end(), end.start() if end else sentence.end)
            else:
                match = before.search(self.text, sentence.start, sentence.end)
                source = self.voices.resolve(sentence.start, match.start()) if match else None
            if source is not None:
                return source
        return None

    def _asked(self, segment: Segment) -> Source | None:
        people = self.voices.sightings.within(segment.start, segment.end, "Person")
        return self.voices.person(people[0], 0.9) if people else None


@cache
def asked_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands after, and what before, the words for somebody who answers."""
    listed = table("claims")[language]["asked"]
    before, after = (
        re.compile(r"\b(?:" + "|".join(listed[side]) + r")\s+", re.IGNORECASE) for side in ("before", "after")
    )
    return before, after


def _taken(spoken: Sequence[Utterance], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in spoken)
