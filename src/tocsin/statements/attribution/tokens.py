"""Words and marks of a text as the learned stages read them, column by column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.language.sentences import Sentence

_TOKEN = re.compile(
    r"''|``|--+|\.\.\.|['’]s\b"
    r"|(?:Mrs?|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Jr|Sr|St|Rev|Prof|Hon)\."
    r"|(?:[A-Z]\.){2,}"
    r"|[^\W_]+(?:[.,:]\d+)*(?:[-‑’'&](?!s\b)[^\W_]+)*"
    r"|[^\w\s]"
)
_DOUBLE = frozenset(['"', "“", "”", "„", "«", "»", "''", "``"])
_CLOSING = frozenset(["”", "»"])
_OPENING = frozenset(["“", "„", "«", "``"])


@dataclass(frozen=True, slots=True)
class Tokens:
    """One stretch of a text. `starts`, `ends`: code-point offsets in the whole text.

    `sentence`: the index of the sentence each token lies in; `line`: the number of its line, counted from 0.
    `quote`: the number of the quotation that a token lies in, marks included, counted from 1; 0 outside.
    """

    starts: list[int]
    ends: list[int]
    forms: list[str]
    sentence: list[int]
    line: list[int]
    quote: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def cover(self, start: int, end: int) -> tuple[int, int] | None:
        """Tokens `first`..`last` (both included) that a stretch of text touches; None where it touches none."""
        first = bisect_left(self.ends, start + 1)
        last = bisect_left(self.starts, end) - 1
        return (first, last) if first <= last else None


def tokens_of(text: str, sentences: Sequence[Sentence]) -> Tokens:
    """The tokens of the given sentences, in order."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    numbers: list[int] = []
    lines: list[int] = []
    line = end = 0
    for number, sentence in enumerate(sentences):
        line += number > 0 and "\n" in text[end : sentence.start]
        end = sentence.end
        for match in _TOKEN.finditer(text, sentence.start, sentence.end):
            starts.append(match.start())
            ends.append(match.end())
            forms.append(match.group())
            numbers.append(number)
            lines.append(line)
    return Tokens(starts, ends, forms, numbers, lines, _quotations(text, starts, ends, forms))


def _quotations(text: str, starts: list[int], ends: list[int], forms: list[str]) -> list[int]:
    """Quotation marks in pairs; one that is never closed ends with its line and harms nothing else."""
    quote = [0] * len(forms)
    counted, opened = 0, -1
    for at, form in enumerate(forms):
        if opened >= 0 and at and _new_paragraph(text[ends[at - 1] : starts[at]], form):
            counted += 1
            quote[opened:at] = [counted] * (at - opened)
            opened = -1
        if form not in _DOUBLE:
            continue
        if opened < 0:
            if form not in _CLOSING and (form in _OPENING or _free(text, ends[at])):
                opened = at
        elif form not in _OPENING and not (form not in _CLOSING and _opens_again(text, starts[at], ends[at])):
            counted += 1
            quote[opened : at + 1] = [counted] * (at + 1 - opened)
            opened = -1
    if opened >= 0:
        quote[opened:] = [counted + 1] * (len(forms) - opened)
    return quote


def _new_paragraph(gap: str, form: str) -> bool:
    """A blank line, or a line that does not go on with a small letter."""
    return "\n" in gap and (gap.count("\n") > 1 or not form[0].islower())


def _free(text: str, end: int) -> bool:
    return end < len(text) and not text[end].isspace()


def _opens_again(text: str, start: int, end: int) -> bool:
    """A straight mark inside a quotation that opens another one: space before it, none after it."""
    return start > 0 and text[start - 1].isspace() and _free(text, end) and text[end].isalnum()
