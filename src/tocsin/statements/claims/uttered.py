"""From attributions to utterances: one speaker, one assertion, the exact words of what is said.

A content of several sentences is several utterances, so that each can be weighed alone; the *X said that*
around it goes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.model.document import Section
from tocsin.model.statement import Stance
from tocsin.statements.attribution.parts import Attribution, Span
from tocsin.statements.claims.quotes import Quotations
from tocsin.statements.claims.reported import tidied
from tocsin.statements.claims.speakers import Source, Voices
from tocsin.statements.claims.stance import has_verb, is_saying, stance_of, stance_of_cue, stance_of_words
from tocsin.statements.extractor import Reading

_CONJUNCTION = re.compile(
    r"(?:(?:at )?(?:first|last|again|later|earlier|today|yesterday|also|once) )?(?:that|что),?\s+",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[\s,]*([^\W\d_]+)")
_FEWEST_WORDS = 3
_SILENT = (Section.QUESTION, Section.BOILERPLATE)


@dataclass(frozen=True, slots=True)
class Utterance:
    """`start`..`end` is what is said; `passage` what a reader is shown. `whole`: the content before it was cut
    into sentences."""

    start: int
    end: int
    source: Source
    cue: Span | None
    stance: Stance
    passage: Span
    score: float
    whole: Span


@dataclass(slots=True)
class Utterances:
    reading: Reading
    voices: Voices
    quotations: Quotations

    @property
    def text(self) -> str:
        return self.reading.document.text

    def of(self, attributions: list[Attribution]) -> Iterator[Utterance]:
        """The utterances of attributions given in the order of their cues; pronouns look back to those before."""
        for given in attributions:
            one = self._turned(given)
            if one.source is None or one.content is None or one.cue is None:
                continue
            if self.reading.document.section_at(one.cue[0]) in _SILENT:
                continue
            cue, content = self.text[slice(*one.cue)], self.text[slice(*one.content)]
            if not is_saying(cue, content, self.reading.language):
                continue
            source = self.voices.resolve(*one.source)
            if source is None:
                continue
            said = list(self._assertions(one, source))
            if said:
                self.voices.spoke(source)
            yield from said

    def _turned(self, one: Attribution) -> Attribution:
        """*The UN, said J. Khan, intends ...*, read as if the UN spoke: the name right after the cue speaks."""
        if one.source is None or one.content is None or one.cue is None or one.source[1] > one.cue[0]:
            return one
        name = self.voices.name_at(one.content[0])
        if name is None or self.text[name[1] : name[1] + 2] != ", " or one.content[0] - one.cue[1] > 2:
            return one
        content = one.source[0], one.content[1]
        return replace(one, source=name, content=content, pieces=(content,))

    def _assertions(self, one: Attribution, source: Source) -> Iterator[Utterance]:
        assert one.content is not None and one.cue is not None and one.source is not None
        cue = self.text[slice(*one.cue)]
        language = self.reading.language
        reporting = stance_of_cue(cue, language) is Stance.ASSERTS
        sentences = self.spread((one.source[0], one.content[0], one.cue[0], one.content[1], one.cue[1]))
        parts = list(self._parts(one))
        for start, end in parts:
            content = self.text[start:end]
            stance = stance_of_words(content, language) if reporting else stance_of(cue, content, language)
            home = self.spread((start, end - 1))
            near = len(parts) == 1 or home[0] <= one.cue[0] < home[1]
            passage = sentences if len(parts) == 1 else home
            if near:
                passage = min(passage[0], home[0]), max(passage[1], home[1])
            yield Utterance(start, end, source, one.cue, stance, passage, one.sure * source.sure, one.content)

    def _parts(self, one: Attribution) -> Iterator[Span]:
        """The pieces of a content, cut into sentences; of pieces of one sentence the longest."""
        pieces = self._rejoined(one)
        by_sentence: dict[int, Span] = {}
        for piece in pieces:
            for index, part in self._by_sentence(piece):
                part = self._clean(*part)
                known = by_sentence.get(index)
                if known is None or self._weight(part) > self._weight(known):
                    by_sentence[index] = part
        for _, (start, end) in sorted(by_sentence.items()):
            words = self.text[start:end].split()
            asserts = len(words) >= _FEWEST_WORDS or (len(words) == 2 and len(by_sentence) == 1)
            if asserts and any(word[0].islower() for word in words):
                yield start, end

    def _weight(self, part: Span) -> tuple[bool, int]:
        """Of two pieces of a sentence the one with a verb says more, then the longer one."""
        content = self.text[slice(*part)]
        return len(content.split()) >= _FEWEST_WORDS and has_verb(content), len(content)

    def _rejoined(self, one: Attribution) -> tuple[Span, ...]:
        """The pieces; *The Council, X said, should help*: two become one where the second lacks its subject."""
        if one.content is None or not one.pieces:
            return (one.content,) if one.content else ()
        pieces = _bridged(one)
        if len(pieces) == 2:
            opening = _FIRST_WORD.match(self.text, *pieces[1])
            if opening and has_verb(opening[1]) and opening[1][0].islower():
                return (one.content,)
        return pieces

    def _by_sentence(self, piece: Span) -> Iterator[tuple[int, Span]]:
        starts = self.voices.antecedents.sentence_starts
        index = bisect_right(starts, piece[0]) - 1
        while 0 <= index < len(starts) and starts[index] < piece[1]:
            sentence = self.reading.sentences[index]
            yield index, (max(piece[0], sentence.start), min(piece[1], sentence.end))
            index += 1

    def _clean(self, start: int, end: int) -> Span:
        start, end = tidied(self.text, self.quotations, start, end)
        conjunction = _CONJUNCTION.match(self.text, start, end)
        if conjunction:
            start, end = tidied(self.text, self.quotations, conjunction.end(), end)
        return self._unquoted(start, end)

    def _unquoted(self, start: int, end: int) -> Span:
        """Without a mark whose partner lies outside: the first or last sentence of a longer quotation."""
        quoted = self.quotations.at(start)
        if quoted is not None and quoted.start == start and quoted.end > end:
            start = quoted.inside[0]
        quoted = self.quotations.at(end - 1) if end > start else None
        if quoted is not None and quoted.closed and quoted.end == end and quoted.start < start:
            end = quoted.inside[1]
            while end > start and self.text[end - 1] in " .,;":
                end -= 1
        return start, end

    def spread(self, places: tuple[int, ...]) -> Span:
        """From the start of the first sentence to the end of the last one that holds one of these offsets."""
        starts = self.voices.antecedents.sentence_starts
        low = bisect_right(starts, min(places)) - 1
        high = bisect_right(starts, max(min(places), max(places) - 1)) - 1
        if low < 0:
            return min(places), max(places)
        return self.reading.sentences[low].start, max(self.reading.sentences[high].end, max(places))


def _bridged(one: Attribution) -> tuple[Span, ...]:
    """The pieces; those between which neither the speaker nor the cue stands are one."""
    found: list[Span] = []
    for start, end in one.pieces:
        between = (found[-1][1], start) if found else None
        parted = between is not None and any(
            part is not None and between[0] <= part[0] < between[1] for part in (one.cue, one.source)
        )
        if found and not parted:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return tuple(found)
