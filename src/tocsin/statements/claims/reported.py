"""Attributions by written rules: Russian, and turns of English official prose.

1. Words of saying with the speaker before them and the content after: *X заявил, что ...*, *X: «...»*, *X
призвал ...*.
2. The content first: *«...», — сказал X*, *..., X said.*
3. *По словам X, ...*, *according to X*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tocsin.language.sentences import Sentence
from tocsin.model.document import Section
from tocsin.statements.attribution.parts import Attribution, Span
from tocsin.statements.claims.quotes import Quotations
from tocsin.statements.claims.speakers_written import SpeakerWords
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table

_ADJUNCT = (
    r"(?:,?\s+(?:in|on|at|during|to|for|after|before|yesterday|today|also|further|в|на|во|по|журналистам)\b"
    r"[^,;:“”«»\"]{0,110}?)?"
)
_THAT = re.compile(_ADJUNCT + r",?\s+(?:(?:о|на|в)\s+том,\s+)?(?:that|что|why|how)\b,?\s+", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"\s+[^,;:“”«»\"]{1,90}?,?\s+(?:that|что)\b,?\s+", re.IGNORECASE)
_QUOTE = re.compile(_ADJUNCT + r"\s*[,:]?\s*(?:that\s+)?(?=[“\"«„])", re.IGNORECASE)
_COLON = re.compile(_ADJUNCT + r"\s*:\s+")
_BARE = re.compile(
    r"\s+(?=(?:the|a|an|this|there|these|those|it|he|she|they|we|his|her|its|their|our|such|no|some|all|[A-Z])\b)"
)
_COMMA = re.compile(r",\s+")
_NOMINAL = re.compile(r"\s+(?!(?:in|on|at|during|after|before|by|as|when|while|with|в|во)\s)(?=\w|[“«\"])")
_SPEECH = re.compile(
    r"^(?:In (?:his|her|its|an?|the) [^,]*"
    r"(?:speech|message|interview|address|remarks|statement|turn|commentary|briefing)"
    r"|On |At the same time|During|Addressing|Speaking|Commenting|Earlier|Meanwhile|In turn|At |Answering|Asked"
    r"|В ходе|Выступая|Комментируя|Отвечая|Ранее|В свою очередь|Как )",
)
_SUBJECT_SHARED = re.compile(r"(?:,\s*)?\b(?:and|but|и|а также)(?:\s+(?:also|also\s+then|then|также))?\s*$")
_AFTER_SPEAKER = re.compile(r"\s*(?:$|[.,;!?]|\s(?:in|on|at|to|during|в|на|во|журналистам|[—–])\b)")
_DASHED_ON = re.compile(r"\s*[.,]?\s+[—–-]\s+")
_QUOTED_ON = re.compile(r"[^.\n]{0,60}\.\s+(?=[“\"«„]|\'\')")
_HIS_WORDS = re.compile(r"\bпо (его|её|ее) (?:словам|мнению)\b", re.IGNORECASE)
_AS_SAYS = re.compile(r"(?:^|[,—–-]\s*)как\s+$", re.IGNORECASE)
_TOLD = frozenset(["told", "informed"])
"""After these stands who was told, not who told."""
_FEWEST_CHARACTERS, _FEWEST_WORDS = 12, 3

SURE, LESS_SURE = 0.85, 0.75


@dataclass(frozen=True, slots=True)
class CueForm:
    """How a word of saying takes its content."""

    bare: bool
    nominal: bool
    needs_that: bool


@cache
def cue_forms(language: str) -> dict[str, CueForm]:
    words = table("claims")[language]
    bare, nominal, needs = set(words["bare"]), set(words["nominal"]), set(words["needs_that"])
    return {form: CueForm(form in bare, form in nominal, form in needs)
            for form in (*words["clause"], *words["nominal"])}  # fmt: skip


@cache
def cue_pattern(language: str) -> re.Pattern[str]:
    forms = sorted(cue_forms(language), key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(re.escape(form) for form in forms) + r")\b")


@cache
def source_pattern(language: str) -> re.Pattern[str]:
    forms = table("claims")[language]["source"]
    return re.compile(
        r"\b(" + "|".join(re.escape(form) for form in forms) + r")\s+(?:the\s+)?", re.IGNORECASE
    )


@dataclass(slots=True)
class Reported:
    """The attributions of one reading that the rules find."""

    reading: Reading
    quotations: Quotations
    speakers: SpeakerWords

    @property
    def text(self) -> str:
        return self.reading.document.text

    def attributions(self) -> list[Attribution]:
        """By the place of their cues."""
        language = self.reading.language
        found: list[Attribution] = []
        starts = [sentence.start for sentence in self.reading.sentences]
        latest: tuple[Sentence, Attribution] | None = None
        for match in cue_pattern(language).finditer(self.text):
            index = bisect_right(starts, match.start()) - 1
            if index < 0 or match.end() > self.reading.sentences[index].end:
                continue
            sentence = self.reading.sentences[index]
            if self.reading.document.section_at(match.start()) in (Section.QUESTION, Section.BOILERPLATE):
                continue
            shared = latest[1] if latest and latest[0] is sentence else None
            one = self._at_cue(match.span(), cue_forms(language)[match.group()], sentence, shared)
            if one is None:
                continue
            if shared is not None and found and found[-1] is shared:
                found[-1] = self._cut_before(shared, match.start(), one)
            found.append(one)
            latest = sentence, one
        if source_pattern(language).search(self.text) or _HIS_WORDS.search(self.text):
            for sentence in self.reading.sentences:
                found += self._according(sentence)
        return sorted(found, key=lambda one: one.cue or (0, 0))

    def _cut_before(self, shared: Attribution, cue: int, following: Attribution) -> Attribution:
        """*X noted A and emphasised B*: what X noted ends before the *and*."""
        if shared.source != following.source or shared.content is None or shared.content[1] <= cue:
            return shared
        cut = _SUBJECT_SHARED.search(self.text, shared.content[0], cue)
        if cut is None:
            return shared
        return replace(shared, content=self._tidy(shared.content[0], cut.start()))

    def _at_cue(
        self, at: Span, form: CueForm, sentence: Sentence, shared: Attribution | None
    ) -> Attribution | None:
        low, high = sentence.start, sentence.end
        quoted = self.quotations.at(at[0])
        if quoted is not None and quoted.end < high and quoted.start > low:
            return None
        if quoted is not None:
            low, high = max(low, quoted.start + 1), min(high, quoted.inside[1])
        if _AS_SAYS.search(self.text, low, at[0]):
            return self._as_says(at, low, high)
        inverted = None if self.text[slice(*at)] in _TOLD else self._inverted(at, low, high, sentence)
        if inverted is not None:
            return inverted
        source = self.speakers.before(low, at[0])
        if source is None and shared is not None and _SUBJECT_SHARED.search(self.text, low, at[0]):
            source = shared.source
        content = self._content(at[1], high, form, source, low) if source is not None else None
        return Attribution(source, at, content, SURE) if content is not None else None

    def _as_says(self, at: Span, low: int, high: int) -> Attribution | None:
        """*Как сообщает X, ...*: the clause after it, or the one before."""
        source = self.speakers.after(at[1], high)
        if source is None:
            return None
        comma = self.text.find(",", source[1], high)
        opening = _AS_SAYS.search(self.text, low, at[0])
        if opening is None:
            return None
        if opening.start() - low < 4:
            content = self._tidy(comma + 1, high) if comma >= 0 else None
        else:
            content = self._tidy(low, opening.start())
        if content is None or self._words(content) < _FEWEST_WORDS:
            return None
        return Attribution(source, at, content, SURE)

    def _inverted(self, at: Span, low: int, high: int, sentence: Sentence) -> Attribution | None:
        """`"...," said X.`, `..., X said.` and `..., — сказал X.`"""
        for subject_first in (False, True):
            source = self.speakers.before(low, at[0]) if subject_first else self.speakers.after(at[1], high)
            if source is None or (subject_first and not _AFTER_SPEAKER.match(self.text, at[1], high)):
                continue
            if subject_first and self.text[at[1] : at[1] + 1] == "," and self._words((at[1], high)) > 5:
                continue
            edge = source[0] if subject_first else at[0]
            while subject_first and edge > low and self.text[low:edge].rstrip().lower().endswith(" the"):
                edge = low + len(self.text[low:edge].rstrip()) - 4
            content = self._before(low, edge, sentence)
            behind = at[1] if subject_first else source[1]
            if content is not None:
                rest = self._resumed(behind, high, at[0])
                pieces = (content, rest) if rest else (content,)
                return Attribution(source, at, (content[0], pieces[-1][1]), SURE, pieces)
            cut_in = None if subject_first else self._cut_in(low, edge, behind, high)
            if cut_in is not None:
                return Attribution(source, at, cut_in, SURE)
        return None

    def _resumed(self, behind: int, high: int, cue: int) -> Span | None:
        """`"A," said X. "B"` and `«A, — сказал X. — B»`: B."""
        quoted = self.quotations.at(cue)
        end = quoted.inside[1] if quoted is not None else high
        dash = _DASHED_ON.match(self.text, behind, end)
        if dash is not None and (quoted is not None or dash[0].lstrip().startswith((",", "—", "–", "-"))):
            rest = self._tidy(dash.end(), end)
            return rest if self._words(rest) >= _FEWEST_WORDS else None
        again = _QUOTED_ON.match(self.text, behind)
        following = self.quotations.at(again.end()) if again else None
        return self._tidy(*following.inside) if following is not None else None

    def _cut_in(self, low: int, edge: int, behind: int, high: int) -> Span | None:
        """*The talks, said X, will go on*: a beginning too short to stand alone, and what follows the second comma."""
        comma = _COMMA.match(self.text, behind, high)
        before = self.text[low:edge].rstrip()
        if comma is None or not before.endswith(",") or _SPEECH.match(before):
            return None
        return self._tidy(low, high) if self._words((comma.end(), high)) >= _FEWEST_WORDS else None

    def _before(self, low: int, edge: int, sentence: Sentence) -> Span | None:
        """The quotation or clause that ends with a comma before `edge`."""
        before = self.text[:edge].rstrip().rstrip("—–-").rstrip()
        quoted = self.quotations.ending_at(len(before.rstrip(",.")))
        if quoted is not None and quoted.end > low and quoted.end - quoted.start > _FEWEST_CHARACTERS:
            start, end = self._tidy(*quoted.inside)
        elif before.endswith(",") and len(before) > low:
            start, end = low, len(before)
            if _SPEECH.match(self.text[start:end]) and "," not in self.text[start : end - 1]:
                return None
            start, end = self._tidy(start, end)
            quoted = None
        else:
            return None
        if end - start < _FEWEST_CHARACTERS or (end <= sentence.start and quoted is None):
            return None
        return (start, end) if quoted is not None or self._words((start, end)) >= 4 else None

    def _content(self, start: int, high: int, form: CueForm, source: Span, low: int) -> Span | None:
        """What follows the cue that ends at `start`."""
        text = self.text
        quote = _QUOTE.match(text, start, high)
        that = _THAT.match(text, start, high)
        if quote is not None and (that is None or quote.end() <= that.end()):
            quoted = self.quotations.at(quote.end())
            if quoted is not None and (quoted.end >= high - 2 or not form.nominal):
                return self._tidy(*quoted.inside)
        if that is None and form.needs_that:
            that = _TO_SOMEBODY.match(text, start, high)
        after = that or _COLON.match(text, start, high)
        if after is not None:
            return self._tidy(after.end(), high)
        comma = _COMMA.match(text, start, high)
        if comma is not None:
            return self._around_comma(comma.end(), high, form, text[low : source[0]])
        if form.nominal:
            nominal = _NOMINAL.match(text, start, high)
            return self._tidy(nominal.end(), high) if nominal else None
        bare = _BARE.match(text, start, high) if form.bare else None
        if bare is not None and self._words((bare.end(), high)) > _FEWEST_WORDS:
            return self._tidy(bare.end(), high)
        return None

    def _around_comma(self, start: int, high: int, form: CueForm, opening: str) -> Span | None:
        """*On the whole, X said, A*: what goes on after the comma."""
        if not form.bare and form.needs_that:
            return None
        least = 3 if opening.strip(" ,") and opening.rstrip().endswith((",", ", the")) else 4
        return self._tidy(start, high) if self._words((start, high)) > least else None

    def _according(self, sentence: Sentence) -> Iterator[Attribution]:
        match = source_pattern(self.reading.language).search(sentence.text)
        own = _HIS_WORDS.search(sentence.text) if match is None else None
        if match is not None:
            at = (sentence.start + match.start(), sentence.start + match.end(1))
            source = self.speakers.after(at[1], sentence.end)
            edge = source[1] if source else at[1]
        elif own is not None:
            at = (sentence.start + own.start(), sentence.start + own.end())
            source = (sentence.start + own.start(1), sentence.start + own.end(1))
            edge = at[1]
        else:
            return
        if source is None or self.reading.document.section_at(at[0]) is Section.QUESTION:
            return
        comma = self.text.find(",", edge, sentence.end)
        if at[0] - sentence.start <= _FEWEST_CHARACTERS:
            tail = re.compile(r"\s+(?=\w)").match(self.text, edge, sentence.end)
            nested = comma >= 0 and comma - edge > 60
            start = comma + 1 if comma >= 0 and not nested else (tail.end() if tail else edge)
            content = self._tidy(start, sentence.end)
        elif comma >= 0 and comma - edge <= 2 and self._words((comma, sentence.end)) > _FEWEST_WORDS:
            short = self._words((sentence.start, at[0])) <= _FEWEST_WORDS
            content = self._tidy(sentence.start if short else comma + 1, sentence.end)
        else:
            content = self._tidy(sentence.start, at[0])
        if self._words(content) >= _FEWEST_WORDS:
            yield Attribution(source, at, content, LESS_SURE)

    def _words(self, span: Span) -> int:
        return len(self.text[slice(*span)].split())

    def _tidy(self, start: int, end: int) -> Span:
        return tidied(self.text, self.quotations, start, end)


def tidied(text: str, quotations: Quotations, start: int, end: int) -> Span:
    """Without white space and closing punctuation at its ends, and without the marks of one quotation around
    it."""
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:—–-"):
        end -= 1
    quoted = quotations.at(start) if start < end else None
    if quoted is not None and quoted.start == start and quoted.closed and quoted.end == end:
        start, end = quoted.inside
        while end > start and text[end - 1] in " .,":
            end -= 1
        while start < end and text[start].isspace():
            start += 1
    return start, end
