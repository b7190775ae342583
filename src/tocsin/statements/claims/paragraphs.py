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
from tocsin.statements.claims.quotes import Quotations
from tocsin.statements.claims.reported import tidied
from tocsin.statements.claims.speakers import Source, Voices
from tocsin.statements.claims.stance import has_verb, stance_of_words
from tocsin.statements.claims.uttered import Utterance
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table

_PARAGRAPH = re.compile(r"[^\n]+")
_LABEL = re.compile(r"[ \t]*+(?:[—–-]\s*)?(?:From )?(?:[^:\n.!?“”«»\"]{0,90}?)\s*:\s+(?=\S)")
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
            if self.reading.document.section_at(match.start()) is not Section.BODY:
                continue
            named = self._label(match.start(), match.end())
            if named is not None and not _taken(spoken, named[0], match.end()):
                yield from self._sentences((named[0], match.end()), named[1], LABELLED)

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
        """Every sentence of an answer is the interviewee's, but those that put a question; a name before a colon
        at the head of a paragraph says whose it is."""
        answers = [part for part in self.reading.document.segments if part.kind is Section.ANSWER]
        person = self._interviewee(answers) if answers else None
        for segment in answers:
            for match in _PARAGRAPH.finditer(self.text, segment.start, segment.end):
                named = self._label(match.start(), match.end())
                start = match.start()
                if named is not None:
                    start, person = named
                if person is not None:
                    yield from self._sentences((start, match.end()), person, ANSWERED)

    def _label(self, start: int, end: int) -> tuple[int, Source] | None:
        """Where the words begin after `X:`, and X."""
        label = _LABEL.match(self.text, start, end)
        if label is None:
            return None
        people = self.voices.sightings.within(label.start(), label.end(), "Person")
        if not people or self.text[people[-1].end : label.end()].strip() != ":":
            return None
        return label.end(), self.voices.person(people[-1])

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

    def _interviewee(self, answers: Sequence[Segment]) -> Source | None:
        """The first person named in the title, the lead or the text before whom the answers do not speak of; else who
        is said to answer; else the first person named."""
        opening = [
            segment
            for kind in (Section.TITLE, Section.LEAD, Section.BODY)
            for segment in self.reading.document.segments
            if segment.kind is kind
        ]
        seen = self.voices.sightings
        people = [one for part in opening for one in seen.within(part.start, part.end, "Person")]
        spoken_of = {one.key for part in answers for one in seen.within(part.start, part.end, "Person")}
        own = next((one for one in people if one.key not in spoken_of), None)
        if own is not None:
            return self.voices.person(own, 0.9)
        unnamed = (self._asked_unnamed(segment) for segment in opening)
        found = next((source for source in unnamed if source is not None), None)
        return found or (self.voices.person(people[0], 0.6) if people else None)

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
