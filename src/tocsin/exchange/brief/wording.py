"""How a brief speaks: labels from the YAML files beside this module; dates, numbers and plurals from CLDR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from tocsin.exchange.brief.plain_text import shown
from tocsin.model.dates import PartialDate
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.model.vocabulary import Language

_THIN_SPACE_FROM = 10_000
"""Numbers below are written without grouping, as both languages' style guides have it."""


BRIEF = "tocsin.exchange.brief"


@cache
def labels(language: Language, package: str = BRIEF) -> Mapping[str, Any]:
    """The labels of a package in one language: what lies in `labels/LANGUAGE.yaml` beside its code."""
    entry = resources.files(package) / "labels" / f"{language}.yaml"
    held: dict[str, Any] = yaml.safe_load(entry.read_text(encoding="utf-8"))
    return held


@cache
def _locale_of(language: Language) -> Locale:
    return Locale.parse(language)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. Labels are named by their place in the file: `sections.said.title`."""

    language: Language
    package: str = BRIEF

    def __call__(self, place: str, **values: object) -> str:
        """A label, with what it leaves open filled in. Raises KeyError for one that the file does not have."""
        found: Any = labels(self.language, self.package)
        for part in place.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def value(self, kind: str, raw: str) -> str:
        """The word for a value of a closed list (`stance`, `stage`, ...); a value not listed is shown as it is."""
        return str(labels(self.language, self.package)["values"][kind].get(raw) or shown(raw))

    def count(self, noun: str, number: int) -> str:
        """`1 page`, `5 страниц`: the noun in the plural form that the number asks for."""
        forms = labels(self.language, self.package)["plurals"][noun]
        return f"{self.number(number)} {forms[self._locale.plural_form(number)]}"

    def number(self, value: float) -> str:
        grouped = abs(value) >= _THIN_SPACE_FROM
        return format_decimal(value, format="#,##0.##" if grouped else "0.##", locale=self._locale)

    def quantity(self, quantity: Quantity, counted: str = "") -> str:
        """`at least 41 people`; `counted` is what is counted, in the words of the page."""
        return f"{self._bounds(quantity)}{self._unit(counted)}"

    def date(self, date: PartialDate, *, year: bool = True) -> str:
        """`28 June 2016`, `June 2016` or `2016`; without the year where a heading says it."""
        if date.month is None:
            return str(date.year)
        pattern = "d MMMM" if date.day is not None else "LLLL"
        return self._day(date, f"{pattern} y" if year else pattern)

    def running(self, date: PartialDate) -> str:
        """A date after a preposition: `с 10 декабря 2022 года`, `since December 2022`."""
        if date.day is None and date.month is not None:
            return self("dates.running", date=self._day(date, "MMMM y"))
        return self("dates.running", date=self.date(date))

    def days(self, date: PartialDate, end: PartialDate | None, *, year: bool = True) -> str:
        """A date, or from one to another: `23–25 November 2021`."""
        if end is None or end == date or end.before(date):
            return self.date(date, year=year)
        if date.day and end.day and (date.year, date.month) == (end.year, end.month):
            return f"{date.day}–{self.date(end, year=year)}"
        if date.year == end.year:
            return f"{self.date(date, year=False)} – {self.date(end, year=year)}"
        return f"{self.date(date)} – {self.date(end)}"

    def month(self, date: PartialDate) -> str:
        """A heading: `June 2016`, or the year where no month is known."""
        text = self.date(date.truncated("month"))
        return text[:1].upper() + text[1:]

    def moment(self, at: dt.datetime) -> str:
        utc = at.astimezone(dt.UTC)
        return self("head.moment", day=self.running(PartialDate.of(utc.date())), time=f"{utc:%H:%M}")

    def country(self, code: str) -> str:
        return str(self._locale.territories.get(code.upper()) or shown(code))

    def language_name(self, code: str | None) -> str:
        if code is None:
            return self("sources.no_language")
        return str(self._locale.languages.get(code) or shown(code))

    def quoted(self, text: str, language: str | None = None) -> str:
        """In the quotation marks of the text's language, else of this one."""
        return f"«{text}»" if (language or self.language) == "ru" else f"“{text}”"

    @property
    def _locale(self) -> Locale:
        return _locale_of(self.language)

    def _day(self, date: PartialDate, pattern: str) -> str:
        return format_date(date.first_day, format=pattern, locale=self._locale)

    def _bounds(self, quantity: Quantity) -> str:
        low, high = quantity.low, quantity.high
        if quantity.qualifier is Qualifier.VAGUE or (low is None and high is None):
            return self("values.qualifier.vague")
        if quantity.qualifier is Qualifier.RANGE and low is not None and high is not None:
            return f"{self.number(low)}–{self.number(high)}"
        number = self.number(low if low is not None else high or 0.0)
        hedge = self.value("qualifier", str(quantity.qualifier))
        return f"{hedge} {number}" if quantity.qualifier is not Qualifier.EXACT else number

    def _unit(self, counted: str) -> str:
        if not counted:
            return ""
        return counted if counted.startswith("%") else f" {counted}"
