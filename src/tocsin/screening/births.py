"""Dates of birth as lists write them, and how two of them agree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tocsin.model.dates import PartialDate
from tocsin.screening.entries import Birth

Agreement = Literal["same day", "fits", "near", "apart", "contradicted"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}

_ONE = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{4}-\d{2}(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}"
    r"|\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4}|[A-Za-z]{3,9}\.?\s+\d{4}|\d{4})"
)
_BETWEEN = re.compile(
    rf"\b(?:between\s+)?({_ONE})(?:\s*(?:and|to|until)\s*|\s*[-–]\s*(?=\d{{4}}\b))({_ONE})", re.IGNORECASE
)
_SINGLE = re.compile(rf"(?<!\d){_ONE}(?!\d)")
_ABOUT = re.compile(r"\b(approximately|approx|circa|about|around|c\.|ca\.)", re.IGNORECASE)
_DMY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(\d{4})")


def read_births(text: str) -> tuple[Birth, ...]:
    """Every date of birth in a cell: days, months, years, "between", "circa". What is no date is skipped."""
    found: list[Birth] = []
    for piece in re.split(r"[;,]|\bor\b", text):
        about = bool(_ABOUT.search(piece))
        rest = piece
        between = _BETWEEN.search(piece)
        if between and (between[0].lower().startswith("between") or _years_only(between)):
            low, high = read_date(between[1]), read_date(between[2])
            if low and high and not high.before(low):
                found.append(Birth(low, high, about))
            rest = piece[: between.start()] + piece[between.end() :]
        for match in _SINGLE.finditer(rest):
            day = read_date(match[0])
            if day:
                found.append(Birth(day, day, about))
    return tuple(dict.fromkeys(found))


def _years_only(match: re.Match[str]) -> bool:
    return len(match[1]) == 4 and len(match[2]) == 4


@lru_cache(maxsize=16384)
def read_date(text: str) -> PartialDate | None:
    """`1960-02-01`, `1.2.1960` (day first), `1 Feb 1960`, `Feb 1960`, `1960`; None for anything else."""
    text = text.strip()[:10] if re.match(r"\d{4}-", text.strip()) else text.strip()
    try:
        if dotted := _DMY.fullmatch(text):
            return PartialDate(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        if words := _WORDS.fullmatch(text):
            month = MONTHS.get(words[2].lower())
            return PartialDate(int(words[3]), month, int(words[1]) if words[1] else None) if month else None
        return PartialDate.parse(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class BirthEvidence:
    """How the best pair of dates agrees, and by how many years they lie apart."""

    agreement: Agreement
    years: float
    query: Birth
    listed: Birth


_ORDER: dict[Agreement, int] = {"same day": 0, "fits": 1, "near": 2, "apart": 3, "contradicted": 4}


def compare_births(query: Iterable[Birth], listed: Iterable[Birth]) -> BirthEvidence | None:
    """The best agreement of any pair; None when either side has no date: missing says nothing."""
    found = [_compare(one, other) for one in query for other in listed]
    return min(found, key=lambda item: (_ORDER[item.agreement], item.years), default=None)


def _compare(one: Birth, other: Birth) -> BirthEvidence:
    exact = one.low == one.high and other.low == other.high and not (one.approximate or other.approximate)
    if exact and one.low == other.low and one.low.day is not None:
        return BirthEvidence("same day", 0.0, one, other)
    gap = max(
        (other.low.first_day - one.high.last_day).days, (one.low.first_day - other.high.last_day).days, 0
    )
    years = gap / 365.25
    if gap == 0:
        return BirthEvidence("fits", 0.0, one, other)
    slack = 2.0 if one.approximate or other.approximate else 0.0
    if years <= slack + 1.05 or _slip(one, other):
        return BirthEvidence("near", years, one, other)
    return BirthEvidence("apart" if years <= slack + 4.0 else "contradicted", years, one, other)


def _slip(one: Birth, other: Birth) -> bool:
    """Full dates that differ as slips of the pen do: day and month exchanged, or one of three parts differs."""
    left, right = one.low, other.low
    if left.day is None or right.day is None or one.low != one.high or other.low != other.high:
        return False
    if left.year == right.year and (left.month, left.day) == (right.day, right.month):
        return True
    equal = (left.year == right.year) + (left.month == right.month) + (left.day == right.day)
    return equal == 2 and abs(left.year - right.year) <= 10


def age_on(births: Iterable[Birth], day: dt.date) -> int | None:
    """The oldest age that the dates allow on `day`, in whole years; None without a date."""
    first = min((item.low.first_day for item in births), default=None)
    if first is None:
        return None
    return day.year - first.year - ((day.month, day.day) < (first.month, first.day))


def surely_minor(births: Iterable[Birth], day: dt.date) -> bool:
    """True when, by every date that is given, the person is under 18 on `day`."""
    age = age_on(births, day)
    return age is not None and 0 <= age < 18
