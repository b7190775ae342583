"""What the date grammars share: forms, what they mean, and how a date is counted from an anchor."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import ahocorasick
import yaml

from tocsin.model.dates import PartialDate

Basis = Literal["stated", "relative"]
Cue = Callable[[str, int, int], Iterator[int]]
"""Gives the offsets in `text[start:end]` around which a date may stand."""
EARLIEST, LATEST = 1900, 2100


@dataclass(frozen=True, slots=True)
class Meaning:
    """`value` None where the date stays unresolved; `end` closes an interval."""

    value: PartialDate | None
    basis: Basis = "stated"
    end: PartialDate | None = None


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


def year_of(text: str) -> int:
    year = int(text)
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"{year} is not a year of our time")
    return year


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads matches by the names of their groups, with the words of one language."""

    months: Mapping[str, int]
    shifts: Mapping[str, int]
    seasons: Mapping[str, list[int]]
    parts: Mapping[str, list[int]]
    days: Mapping[str, int]
    units: Mapping[str, str]

    def days_of_month(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `day`, `month`; optional `day2`, `month2`, `year`, `year1`, `shift`."""
        named = match.groupdict()
        year, basis = self._year(named, anchor)
        last = named.get("month2") or named["month"]
        months = (self.months[named["month"].lower()], self.months[last.lower()])
        days = (int(named["day"]), int(named.get("day2") or named["day"]))
        if year is None:
            PartialDate(2000, months[0], days[0])
            return Meaning(None, basis)
        begin = year_of(named["year1"]) if named.get("year1") else year - (months[1] < months[0])
        value, end = PartialDate(begin, months[0], days[0]), PartialDate(year, months[1], days[1])
        return Meaning(value, basis, end if named.get("day2") else None)

    def month(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `month`; optional `month2`, `year`, `shift`."""
        named = match.groupdict()
        year, basis = self._year(named, anchor)
        if year is None:
            return Meaning(None, basis)
        value = PartialDate(year, self.months[named["month"].lower()])
        if named.get("month2"):
            return Meaning(value, basis, PartialDate(year, self.months[named["month2"].lower()]))
        return Meaning(value, basis)

    def season(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `season`; `year` or `shift`."""
        named = match.groupdict()
        year, basis = self._year(named, anchor)
        return _stretch(self.seasons[named["season"].lower()], year, basis)

    def part(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `part`; `year` or `shift`."""
        named = match.groupdict()
        year, basis = self._year(named, anchor)
        name = " ".join(named["part"].split())
        return _stretch(self.parts.get(name) or self.parts[name.lower()], year, basis)

    def unit(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `shift`, `unit`: the year or month counted from the anchor."""
        name, shift = self.units[match["unit"].lower()], self.shifts[match["shift"].lower()]
        if anchor is None or name == "week" or (name == "month" and anchor.month is None):
            return Meaning(None, "relative")
        if name == "year":
            return Meaning(PartialDate(anchor.year + shift), "relative")
        return Meaning(anchor.truncated("month").shifted(months=shift), "relative")

    def day_word(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Group `word`: a day counted from the anchor, when that is a day."""
        if anchor is None or anchor.day is None:
            return Meaning(None, "relative")
        shift = dt.timedelta(days=self.days[match["word"].lower()])
        return Meaning(PartialDate.of(anchor.first_day + shift), "relative")

    def _year(self, named: Mapping[str, str | None], anchor: PartialDate | None) -> tuple[int | None, Basis]:
        if written := named.get("year"):
            return year_of(written), "stated"
        if anchor is None:
            return None, "relative"
        shift = named.get("shift")
        return anchor.year + (self.shifts[" ".join(shift.lower().split())] if shift else 0), "relative"


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

    free = r"(?<![\w.\-/])"
    ends = r"(?![\d\-/]|\.\d)"
    yield Form(re.compile(rf"{free}(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){ends}"), days)
    yield Form(
        re.compile(
            rf"{free}(?P<day>\d{{1,2}})[-–](?P<day2>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}){ends}"
        ),
        days,
    )
    yield Form(
        re.compile(rf"{free}(?P<day>\d{{1,2}})([./])(?P<month>\d{{1,2}})\2(?P<year>\d{{4}}){ends}"), days
    )


def _stretch(months: list[int], year: int | None, basis: Basis) -> Meaning:
    if year is None:
        return Meaning(None, basis)
    first, last = months
    return Meaning(PartialDate(year, first), basis, PartialDate(year + (last < first), last))
