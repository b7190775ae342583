"""Claims: `rules.claim.v1`. Who says what, through whom, and in what tone.

1. Words of saying, with the speaker before or after them and the content beside them.
2. *According to X* and *по словам X*. 3. `X: ...` of press releases. 4. Quoted paragraphs that go on.
5. Answers of an interview, paragraph by paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tocsin.language.sentences import Sentence
from tocsin.model.dates import PartialDate
from tocsin.model.document import Section
from tocsin.model.draft import Draft
from tocsin.model.statement import Stance
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.quotes import Quotations
from tocsin.statements.speakers import Source, Voices, written_on

_ADJUNCT = r"(?:,?\s+(?:in|on|at|during|to|for|after|before|yesterday|today|also|further|в|на|во|по|журналистам)\b[^,;:“”«»\"]{0,110}?)?"
_THAT = re.compile(_ADJUNCT + r",?\s+(?:that|что|why|how)\b,?\s+", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"\s+[^,;:“”«»\"]{1,90}?,?\s+(?:that|что)\b,?\s+", re.IGNORECASE)
_QUOTE = re.compile(_ADJUNCT + r"\s*[,:]?\s*(?:that\s+)?(?=[“\"«„])", re.IGNORECASE)
_COLON = re.compile(_ADJUNCT + r"\s*:\s+")
_BARE = re.compile(
    r"\s+(?=(?:the|a|an|this|there|these|those|it|he|she|they|we|his|her|its|their|our|such|no|some|all|[A-Z])\b)"
)
_COMMA = re.compile(r",\s+")
_NOMINAL = re.compile(r"\s+(?!(?:in|on|at|during|after|before|by|as|when|while|with|в|во)\s)(?=\w|[“«\"])")
_NEED = re.compile(
    r"(?:on |about )?(?:the )?(?:(?:urgent )?need|necessity) (?:to|for|of)\b|необходимость\b", re.IGNORECASE
)
_SPEECH = re.compile(
    r"^(?:In (?:his|her|its|an?|the) [^,]*(?:speech|message|interview|address|remarks|statement|turn|commentary|briefing)"
    r"|On |At the same time|During|Addressing|Speaking|Commenting|Earlier|Meanwhile|In turn|At |Answering|Asked"
    r"|В ходе|Выступая|Комментируя|Отвечая|Ранее|В свою очередь|Как )",
)
_SUBJECT_SHARED = re.compile(r"(?:,\s*)?\b(?:and|but|и|а также)(?:\s+(?:also|also\s+then|then|также))?\s*$")
_AFTER_SPEAKER = re.compile(r"\s*(?:$|[.,;!?]|\s(?:in|on|at|to|during|в|на|во|журналистам|[—–])\b)")
_PARAGRAPH = re.compile(r"[^\n]+")
_LABEL = re.compile(r"[ \t]*(?:[—–-]\s*)?(?:From )?(?:[^:\n.!?“”«»\"]{0,90}?)\s*:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Cue:
    form: str
    stance: Stance
    bare: bool
    nominal: bool
    needs_that: bool


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    source: Source
    cue: tuple[int, int] | None
    stance: Stance
    sentence: Sentence
    score: float


@cache
def cues(language: str) -> dict[str, Cue]:
    words = table("claims")[language]
    bare, nominal, needs = set(words["bare"]), set(words["nominal"]), set(words["needs_that"])
    found = {
        form: Cue(form, Stance(stance), form in bare, form in nominal, form in needs)
        for stance, forms in words["clause"].items()
        for form in forms
    }
    for form in words["nominal"]:
        found.setdefault(
            form, Cue(form, Stance.EXPECTS if "count" in form else Stance.ASSERTS, False, True, False)
        )
    return found


@cache
def cue_pattern(language: str) -> re.Pattern[str]:
    forms = sorted(cues(language), key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(re.escape(form) for form in forms) + r")\b")


@cache
def source_pattern(language: str) -> re.Pattern[str]:
    forms = table("claims")[language]["source"]
    return re.compile(
        r"\b(" + "|".join(re.escape(form) for form in forms) + r")\s+(?:the\s+)?", re.IGNORECASE
    )


@cache
def through_pattern(language: str) -> re.Pattern[str]:
    forms = sorted(table("claims")[language]["through"], key=lambda form: (-len(form), form))
    return re.compile(
        r"\b(?:" + "|".join(re.escape(form) for form in forms) + r")\s+(?:the\s+)?(?:агентству\s+)?",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class ClaimExtractor:
    name: str = "rules.claim.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        page = _Page(reading, Voices.of(reading), Quotations.of(reading.document.text))
        found: dict[tuple[int, int], _Found] = {}
        for claim in page.claims():
            kept = found.get((claim.start, claim.end))
            if kept is None or claim.score > kept.score:
                found[claim.start, claim.end] = claim
        ordered = sorted(found.values(), key=lambda claim: (claim.start, claim.end))
        for claim in ordered:
            if any(_relays(claim, other) for other in ordered if page.is_media(claim.source)):
                continue
            yield self._draft(page, claim, ordered)

    def _draft(self, page: _Page, claim: _Found, others: list[_Found]) -> Draft:
        reading, source = page.reading, claim.source
        start, end = min(claim.start, claim.sentence.start), max(claim.end, claim.sentence.end)
        if claim.cue is None:
            start, end = claim.start, claim.end
        via = page.through(claim, others)
        date = page.date_of(claim)
        draft = Draft.open(
            "Claim", document=reading.document, start=start, end=end, origin=self.name, score=claim.score,
            told_apart_by=(claim.start, claim.end),
        )  # fmt: skip
        draft = replace(
            draft, section=reading.document.section_at(claim.start), speaker=source.name, via=via,
            stance=claim.stance, said_at=date,
        )  # fmt: skip
        where = (source.start, source.end)
        draft = draft.say("speaker", source.name, at=where).say("speakerRole", source.role, at=where)
        for name in via:
            draft = draft.say("via", name)
        draft = draft.say("date", date).say("stance", str(claim.stance), at=claim.cue)
        content = reading.document.text[claim.start : claim.end]
        draft = draft.say("content", content, at=(claim.start, claim.end))
        return (
            draft.say("cue", reading.document.text[slice(*claim.cue)], at=claim.cue) if claim.cue else draft
        )


def _relays(outer: _Found, inner: _Found) -> bool:
    """*The agency reports that X said ...*: the agency only passes on what X said."""
    return inner.cue is not None and outer.start < inner.cue[0] and inner.end <= outer.end and inner != outer


@dataclass(slots=True)
class _Page:
    reading: Reading
    voices: Voices
    quotations: Quotations

    @property
    def text(self) -> str:
        return self.reading.document.text

    def claims(self) -> Iterator[_Found]:
        language = self.reading.language
        spoken: list[_Found] = []
        if cue_pattern(language).search(self.text) or source_pattern(language).search(self.text):
            starts = [sentence.start for sentence in self.reading.sentences]
            previous: tuple[Sentence, _Found] | None = None
            for match in cue_pattern(language).finditer(self.text):
                index = bisect_right(starts, match.start()) - 1
                if index < 0 or match.end() > self.reading.sentences[index].end:
                    continue
                sentence = self.reading.sentences[index]
                if self.reading.document.section_at(match.start()) in (Section.QUESTION, Section.BOILERPLATE):
                    continue
                shared = previous[1] if previous and previous[0] is sentence else None
                found = self._at_cue(match, cues(language)[match.group()], sentence, shared)
                if found is None:
                    continue
                if shared is not None and found.source == shared.source and shared.end > match.start():
                    cut = _SUBJECT_SHARED.search(self.text, shared.start, match.start())
                    if cut and shared in spoken:
                        spoken[spoken.index(shared)] = replace(
                            shared, end=self._tidy(shared.start, cut.start())[1]
                        )
                spoken.append(found)
                previous = (sentence, found)
            for sentence in self.reading.sentences:
                spoken += self._according(sentence)
        yield from spoken
        yield from self._labelled()
        yield from self._continued(spoken)
        yield from self._answers(spoken)

    def _at_cue(
        self, match: re.Match[str], cue: Cue, sentence: Sentence, shared: _Found | None
    ) -> _Found | None:
        low, high = sentence.start, sentence.end
        quoted = self.quotations.at(match.start())
        if quoted is not None and quoted.end < high and quoted.start > low:
            return None
        if quoted is not None:
            low, high = max(low, quoted.start + 1), min(high, quoted.inside[1])
        at = (match.start(), match.end())
        inverted = self._inverted(at, cue, low, high, sentence)
        if inverted is not None:
            return inverted
        source = self.voices.before(
            shared.start if shared and shared.cue and shared.start < at[0] else low, at[0]
        )
        if source is None and shared is not None and _SUBJECT_SHARED.search(self.text, low, at[0]):
            source = shared.source
        if source is None:
            return None
        content = self._content(at[1], high, cue, source, low)
        if content is None:
            return None
        start, end = content
        stance = cue.stance
        if stance is Stance.ASSERTS and _NEED.match(self.text, start, end):
            stance = Stance.CALLS_FOR
        return _Found(start, end, source, at, stance, sentence, source.sure)

    def _inverted(
        self, at: tuple[int, int], cue: Cue, low: int, high: int, sentence: Sentence
    ) -> _Found | None:
        """`"...," said X.`, `..., X said.` and `..., — сказал X.`"""
        for subject_first in (False, True):
            source = self.voices.before(low, at[0]) if subject_first else self.voices.after(at[1], high)
            if source is None or (subject_first and not _AFTER_SPEAKER.match(self.text, at[1], high)):
                continue
            if subject_first and self.text[at[1] : at[1] + 1] in (",",) and not self._ends_soon(at[1], high):
                continue
            edge = source.start if subject_first else at[0]
            while subject_first and edge > low and self.text[low:edge].rstrip().lower().endswith(" the"):
                edge = low + len(self.text[low:edge].rstrip()) - 4
            before = self.text[:edge].rstrip().rstrip("—–-").rstrip()
            edge = len(before)
            after_quote = self.quotations.ending_at(len(before.rstrip(",.")))
            if after_quote is not None and after_quote.end > low and after_quote.end - after_quote.start > 12:
                start, end = after_quote.inside
            elif before.endswith(",") and edge > low:
                start, end = low, edge
                if _SPEECH.match(self.text[start:end]) and "," not in self.text[start : end - 1]:
                    continue
            else:
                continue
            start, end = self._tidy(start, end)
            if end - start < 12 or (end <= sentence.start and after_quote is None):
                continue
            if after_quote is None and len(self.text[start:end].split()) < 4:
                continue
            return _Found(start, end, source, at, cue.stance, sentence, min(0.9, source.sure + 0.02))
        return None

    def _ends_soon(self, start: int, high: int) -> bool:
        return len(self.text[start:high].split()) <= 5

    def _content(self, start: int, high: int, cue: Cue, source: Source, low: int) -> tuple[int, int] | None:
        text = self.text
        quote = _QUOTE.match(text, start, high)
        that = _THAT.match(text, start, high)
        if quote is not None and (that is None or quote.end() <= that.end()):
            quoted = self.quotations.at(quote.end())
            if quoted is not None and (quoted.end >= high - 2 or not cue.nominal):
                return self._tidy(*quoted.inside)
        if that is None and cue.needs_that:
            that = _TO_SOMEBODY.match(text, start, high)
        if that is not None:
            return self._tidy(that.end(), high)
        colon = _COLON.match(text, start, high)
        if colon is not None:
            return self._tidy(colon.end(), high)
        comma = _COMMA.match(text, start, high)
        if comma is not None:
            if not cue.bare and cue.needs_that:
                return None
            opening = text[low : source.start]
            if (
                opening.strip(" ,")
                and opening.rstrip().endswith((",", ", the"))
                and not _SPEECH.match(opening)
            ):
                return self._tidy(low, high)
            return self._tidy(comma.end(), high) if len(text[comma.end() : high].split()) > 4 else None
        if cue.nominal:
            nominal = _NOMINAL.match(text, start, high)
            return self._tidy(nominal.end(), high) if nominal else None
        if cue.bare:
            bare = _BARE.match(text, start, high)
            if bare is not None and len(text[bare.end() : high].split()) > 3:
                return self._tidy(bare.end(), high)
        return None

    def _according(self, sentence: Sentence) -> Iterator[_Found]:
        match = source_pattern(self.reading.language).search(sentence.text)
        if match is None:
            own = re.search(r"\bпо (?:его|её|ее) (?:словам|мнению)\b", sentence.text, re.IGNORECASE)
            if own is None:
                return
            at = (sentence.start + own.start(), sentence.start + own.end())
            person = self.voices.last_person(at[0])
            source = self.voices.source(person, 0.75) if person else None
            edge = at[1]
        else:
            at = (sentence.start + match.start(), sentence.start + match.end(1))
            source = self.voices.after(at[1], sentence.end)
            edge = source.end if source else at[1]
        if source is None:
            return
        comma = self.text.find(",", edge, sentence.end)
        if at[0] - sentence.start <= 12:
            tail = re.compile(r"\s+(?=\w)").match(self.text, edge, sentence.end)
            nested = comma >= 0 and comma - edge > 60
            start = comma + 1 if comma >= 0 and not nested else (tail.end() if tail else edge)
            start, end = self._tidy(start, sentence.end)
        elif comma >= 0 and comma - edge <= 2 and len(self.text[comma : sentence.end].split()) > 3:
            start, end = self._tidy(comma + 1, sentence.end)
        else:
            start, end = self._tidy(sentence.start, at[0])
        if len(self.text[start:end].split()) >= 3:
            yield _Found(start, end, source, at, Stance.ASSERTS, sentence, min(0.85, source.sure))

    def _labelled(self) -> Iterator[_Found]:
        """`Chairwoman X: ...` at the head of a paragraph."""
        for match in _PARAGRAPH.finditer(self.text):
            label = _LABEL.match(self.text, match.start(), match.end())
            if label is None or self.reading.document.section_at(match.start()) is not Section.BODY:
                continue
            people = self.voices.sightings.within(label.start(), label.end(), "Person")
            if not people or self.text[people[-1].end : label.end()].strip() != ":":
                continue
            start, end = self._tidy(label.end(), match.end())
            quoted = self.quotations.at(start)
            if quoted is not None and quoted.start == start:
                start, end = quoted.inside
            if len(self.text[start:end].split()) < 4:
                continue
            sentence = Sentence(match.start(), match.end(), match.group())
            yield _Found(start, end, self.voices.source(people[-1]), None, Stance.ASSERTS, sentence, 0.7)

    def _continued(self, spoken: list[_Found]) -> Iterator[_Found]:
        """A paragraph that is one quotation goes on with the speaker of the paragraph before it."""
        taken = [(claim.start, claim.end) for claim in spoken]
        for match in _PARAGRAPH.finditer(self.text):
            start = match.start()
            quoted = self.quotations.at(start)
            if quoted is None or quoted.start != start or len(self.text[start : match.end()].split()) < 6:
                continue
            if self.text[quoted.end : match.end()].strip(" .,") or any(
                a < quoted.end and start < b for a, b in taken
            ):
                continue
            earlier = [claim for claim in spoken if claim.sentence.end <= start]
            if not earlier or self.text[earlier[-1].sentence.end : start].strip():
                continue
            sentence = Sentence(start, match.end(), match.group())
            yield _Found(*self._tidy(*quoted.inside), earlier[-1].source, None, Stance.ASSERTS, sentence, 0.6)

    def _answers(self, spoken: list[_Found]) -> Iterator[_Found]:
        answers = [part for part in self.reading.document.segments if part.kind is Section.ANSWER]
        person = self._interviewee() if answers else None
        if person is None:
            return
        for segment in answers:
            for match in _PARAGRAPH.finditer(self.text, segment.start, segment.end):
                start, end = match.span()
                while start < end and (self.text[start].isspace() or self.text[start] in "—–-"):
                    start += 1
                while end > start and self.text[end - 1].isspace():
                    end -= 1
                words = len(self.text[start:end].split())
                if words < 4 or (words < 12 and self.text[end - 1] == "?"):
                    continue
                sentence = Sentence(start, end, self.text[start:end])
                yield _Found(start, end, person, None, Stance.ASSERTS, sentence, 0.6)

    def _interviewee(self) -> Source | None:
        for kind in (Section.TITLE, Section.LEAD, Section.BODY):
            for segment in self.reading.document.segments:
                if segment.kind is kind:
                    people = self.voices.sightings.within(segment.start, segment.end, "Person")
                    if people:
                        return self.voices.source(people[0], 0.7)
        return None

    def is_media(self, source: Source) -> bool:
        return self.voices.kinds.get(source.key or "") == "media"

    def through(self, claim: _Found, others: list[_Found]) -> tuple[str, ...]:
        """The agency or person that passes the words on, nearest first."""
        found: list[str] = []
        for other in others:
            if other.source.name != claim.source.name and _relays(other, claim):
                found.append(other.source.name)
        parts = [(claim.sentence.start, claim.sentence.end)]
        if claim.cue is None:
            parts = [
                (s.start, s.end)
                for s in self.reading.document.segments
                if s.kind in (Section.TITLE, Section.LEAD)
            ]
        for low, high in parts:
            for match in through_pattern(self.reading.language).finditer(self.text, low, high):
                body = self.voices.sightings.after(match.end(), "Organisation", reach=3)
                if body and body.end <= high and self.voices.kinds.get(body.key) == "media":
                    found.append(body.name)
            if claim.cue is None and not found:
                found += [b.name for b in self.voices.sightings.within(low, high, "Organisation")
                          if self.voices.kinds.get(b.key) == "media"][:1]  # fmt: skip
        return tuple(name for name in dict.fromkeys(found) if name != claim.source.name)

    def date_of(self, claim: _Found) -> PartialDate | None:
        for mention in self.reading.dates:
            if claim.sentence.start <= mention.start and mention.end <= claim.sentence.end and mention.value:
                outside = mention.end <= claim.start or mention.start >= claim.end
                if outside and mention.value.day is not None:
                    return mention.value
        return written_on(self.reading, claim.start)

    def _tidy(self, start: int, end: int) -> tuple[int, int]:
        """Without white space and closing punctuation at its ends."""
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:"):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ".,;:"):
            end -= 1
        quoted = self.quotations.at(start) if start < end else None
        if quoted is not None and quoted.start == start and quoted.closed and quoted.end == end:
            start, end = quoted.inside
            while end > start and self.text[end - 1] in " .,":
                end -= 1
        return start, end
