"""What the date grammars share: forms, where to try them, and the dates written in figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import ahocorasick
import yaml

from tocsin.language.date_meaning import Meaning, year_of
from tocsin.language.date_readers import Reader
from tocsin.model.dates import PartialDate

Cue = Callable[[str, int, int], Iterator[int]]
"""Gives the offsets in `text[start:end]` around which a date may stand."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date: the group `date`, or all of the match, is the date.

    `read` gives its meaning, or None when it is no date after all; ValueError for one that does not exist.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], PartialDate | None], Meaning | None]

    def place(self, match: re.Match[str]) -> tuple[int, int]:
        return match.span("date") if "date" in self.pattern.groupindex else match.span()


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Forms that hold a cue: they are tried `before` to `after` characters from where one begins."""

    cue: Cue
    before: int
    after: int
    forms: tuple[Form, ...]

    def windows(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for place in sorted(self.cue(text, start, end)):
            first, last = max(start, place - self.before), min(end, place + self.after)
            if found and last <= found[-1][1]:
                continue
            while last < end and not text[last].isspace():  # never through a word or a number
                last += 1
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return found


@cache
def date_words(language: str) -> dict[str, Any]:
    """The lexicon of one grammar: `months`, `seasons`, `shifts`, `days`, `parts` and more."""
    text = (resources.files("tocsin.language") / "months.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)[language]
    return found


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; white space in a word stands for any."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def word_cue(words: Iterable[str]) -> Cue:
    """Finds the words as they are, capitalised and in capitals, without looking at word borders."""
    automaton = ahocorasick.Automaton()
    for word in words:
        for form in (word, word[0].upper() + word[1:], word.upper()):
            automaton.add_word(form, len(form))
    automaton.make_automaton()

    def places(text: str, start: int, end: int) -> Iterator[int]:
        return (last - length + 1 for last, length in automaton.iter(text, start, end))

    return places


def year_cue() -> Cue:
    """Finds four figures that may be a year."""
    pattern = re.compile(r"19\d\d|20\d\d|21\d\d")
    return lambda text, start, end: (match.start() for match in pattern.finditer(text, start, end))


def unresolved(_match: re.Match[str], _anchor: PartialDate | None) -> Meaning:
    return Meaning(None, "relative")


def year_span(match: re.Match[str], _: PartialDate | None) -> Meaning | None:
    """Groups `year`, `year2`."""
    first, last = year_of(match["year"]), year_of(match["year2"])
    return Meaning(PartialDate(first), "stated", PartialDate(last)) if first < last else None


def year_alone(match: re.Match[str], _: PartialDate | None) -> Meaning:
    return Meaning(PartialDate(year_of(match["year"])))


def figure_forms() -> Iterator[Form]:
    """Dates in figures: ISO, and day before month."""

    def days(match: re.Match[str], _: PartialDate | None) -> Meaning:
        named = match.groupdict()
        year, month = year_of(named["year"]), int(named["month"])
        value = PartialDate(year, month, int(named["day"]))
        last = named.get("day2")
        return Meaning(value, "stated", PartialDate(year, month, int(last)) if last else None)

    def span(match: re.Match[str], _: PartialDate | None) -> Meaning | None:
        year = year_of(match["year"])
        value = PartialDate(year, int(match["month"]), int(match["day"]))
        end = PartialDate(year, int(match["month2"]), int(match["day2"]))
        return Meaning(value, "stated", end) if value.before(end) else None

    free = r"(?<![\w.\-/])"
    ends = r"(?![\d\-/]|\.\d)"
    day, month, year = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})"
    day2, month2 = r"(?P<day2>\d{1,2})", r"(?P<month2>\d{1,2})"
    yield Form(re.compile(rf"{free}{year}([-/])(?P<month>\d\d)\2(?P<day>\d\d){ends}"), days)
    yield Form(re.compile(rf"{free}{day}\.{month}\s?[-–—]\s?{day2}\.{month2}\.{year}{ends}"), span)
    yield Form(re.compile(rf"{free}{day}[-–]{day2}\.{month}\.{year}{ends}"), days)
    yield Form(re.compile(rf"{free}{day}([./]){month}\2{year}{ends}"), days)


def short_year(match: re.Match[str], _: PartialDate | None) -> Meaning:
    """Groups `day`, `month`, `year` of two figures: the number of a letter, *от 12.03.24*."""
    return Meaning(PartialDate(2000 + int(match["year"]), int(match["month"]), int(match["day"])))


def reader_of(language: str, months: dict[str, int]) -> Reader:
    """The reader of a language's words; `months` in all their forms."""
    words = date_words(language)
    shifts = {**words["shifts"], **words.get("short_shifts", {}), **words.get("weekday_shifts", {})}
    return Reader(
        months, shifts, words["seasons"], words["parts"], words["days"], words["units"], words["weekdays"],
        words["ago"], words["numbers"], frozenset(words["one_ago"]), re.compile(words["future"], re.IGNORECASE),
        re.compile(words["past"], re.IGNORECASE),
        re.compile(words["unclear"], re.IGNORECASE), re.compile(r"\b(?:between|from|между)\s+$", re.IGNORECASE),
    )  # fmt: skip
