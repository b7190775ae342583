"""Dates found in text by a grammar of our own; English and Russian, day before month in figures.

1. Written out: `30 October 2019`, `October 30, 2019`, `30.10.2019`, `2019-10-30`, `октябрь 2019 года`,
   `2019-2021`.
2. Spans of days: `10-11 April 2024`, `From April 8 to 11, 2024`.
3. Counted from the anchor, the date of the article or teaser: `May of this year`, `yesterday`, `7 февраля`.
Without an anchor, or with one that is not precise enough, a relative date keeps its place and has no value.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from tocsin.language import dates_english, dates_russian
from tocsin.language.date_forms import (
    Form,
    FormGroup,
    alternatives,
    date_words,
    figure_forms,
    year_cue,
    year_span,
)
from tocsin.language.date_meaning import Basis, Meaning
from tocsin.model.dates import PartialDate

__all__ = ["Basis", "DateMention", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written at `start`..`end` and what it means; `value` None where it stays unresolved.

    `basis` says how: written out, or counted from `anchor`. `end_value` closes an interval.
    """

    start: int
    end: int
    value: PartialDate | None
    basis: Basis
    anchor: PartialDate | None = None
    end_value: PartialDate | None = None


def find_dates(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    language: str = "en",
    anchor: PartialDate | None = None,
) -> list[DateMention]:
    """The dates written in `text[start:end]`, in order; relative ones are counted from `anchor`.

    Forms of both languages are tried, those of `language` first; of overlapping readings one stays.
    """
    end = len(text) if end is None else min(end, len(text))
    held = _Held([], [])
    for group in _groups("ru" if language == "ru" else "en"):
        windows = group.windows(text, start, end)
        if windows:
            for form in group.forms:
                search = form.pattern.search
                for first, last in windows:
                    if search(text, first, last):
                        _read(form, text, first, last, anchor=anchor, held=held)
    return held.mentions


@dataclass(frozen=True, slots=True)
class _Held:
    """Mentions in order, none over another, and where each starts."""

    starts: list[int]
    mentions: list[DateMention]

    def free(self, start: int, end: int) -> bool:
        at = bisect_left(self.starts, start)
        return not (
            (at < len(self.starts) and self.starts[at] < end) or (at and self.mentions[at - 1].end > start)
        )

    def add(self, mention: DateMention) -> None:
        at = bisect_left(self.starts, mention.start)
        self.starts.insert(at, mention.start)
        self.mentions.insert(at, mention)


def _read(form: Form, text: str, start: int, end: int, *, anchor: PartialDate | None, held: _Held) -> None:
    for match in form.pattern.finditer(text, start, end):
        first, last = form.place(match)
        if not held.free(first, last):
            continue
        try:
            meaning = form.read(match, anchor)
        except ValueError:  # a day that does not exist, such as 30 February
            continue
        if meaning is not None and (meaning.basis == "relative" or last - first == len("2024")):
            meaning = _named(text, first, last, meaning)
        if meaning is not None:
            used = anchor if meaning.basis == "relative" and meaning.value is not None else None
            held.add(DateMention(first, last, meaning.value, meaning.basis, used, meaning.end))


def _named(text: str, first: int, last: int, meaning: Meaning) -> Meaning | None:
    """A date in a name is none (*the 23 March Movement*, *улица 8 Марта*); *the September 11 attacks* has no value."""
    names = _names()
    if names.part.match(text, last) or names.before.search(text, max(0, first - 16), first):
        return None
    if names.known.match(text, last) or names.known_before.search(text, max(0, first - 24), first):
        return Meaning(None, "relative") if meaning.basis == "relative" else meaning
    return meaning


@dataclass(frozen=True, slots=True)
class _Names:
    """Words beside a date that make it a name (`part` after, `before`) or one that readers know."""

    part: re.Pattern[str]
    before: re.Pattern[str]
    known: re.Pattern[str]
    known_before: re.Pattern[str]


@cache
def _names() -> _Names:
    english, russian = date_words("en"), date_words("ru")
    publications = r"(?:Russia|USA|World|Eurasia|Asia|Trending)\s+"
    streets = alternatives(russian["named"])
    return _Names(
        re.compile(rf"\s+(?:[A-Z]\w+\s+)?(?:{alternatives(english['named'])})\b"),
        re.compile(rf"(?:\b(?i:{streets})\s+|\b{publications})$"),
        re.compile(rf"\s+(?:terror\w*\s+)?(?:{alternatives(english['known'])})\b"),
        re.compile(rf"\b(?i:{alternatives(russian['known'])})\s+$"),
    )


@cache
def _groups(language: str) -> tuple[FormGroup, ...]:
    grammars = (dates_russian, dates_english) if language == "ru" else (dates_english, dates_russian)
    figures = year_cue()
    years = (_year_range(), *(form for grammar in grammars for form in grammar.year_forms()))
    return (
        FormGroup(figures, 18, 12, tuple(figure_forms())),
        *(group for grammar in grammars for group in grammar.groups()),
        FormGroup(figures, 24, 28, years),
    )


def _year_range() -> Form:
    years = r"(?<![\w./-])(?P<year>(?:19|20)\d\d)\s*[-–—/]\s*(?P<year2>(?:19|20|21)\d\d)"
    return Form(re.compile(rf"{years}(?:\s*(?:годы|годов|гг\.?))?(?![\w/-])"), year_span)
