"""Dates as precise as the source was: `2019-10-30`, `2019-10` or `2019` (EDTF level 0)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year"]

_TEXT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year. A month stays a month: it is never read as its first day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        dt.date(self.year, self.month or 1, self.day or 1)  # ValueError for a date that does not exist

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Raises ValueError for anything else."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"not a partial date: {text!r}")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return "day"
        return "month" if self.month is not None else "year"

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def contains(self, other: PartialDate) -> bool:
        """True when every day that `other` may be is a day that this date may be."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def overlaps(self, other: PartialDate) -> bool:
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def before(self, other: PartialDate) -> bool:
        """True only when it is certain: every day of this one lies before every day of `other`."""
        return self.last_day < other.first_day

    def truncated(self, precision: Precision) -> PartialDate:
        """The same date, no finer than `precision`."""
        if precision == "year" or self.month is None:
            return PartialDate(self.year)
        if precision == "month" or self.day is None:
            return PartialDate(self.year, self.month)
        return self

    def shifted(self, *, years: int = 0, months: int = 0, days: int = 0) -> PartialDate:
        """Moved by calendar units that its precision knows; a day is clipped to the month's last.

        Raises ValueError when a unit is finer than the date's precision: a month cannot move by days.
        """
        if (days and self.day is None) or (months and self.month is None):
            raise ValueError(f"{self} is not precise enough for this shift")
        if self.month is None:
            return PartialDate(self.year + years)
        index = (self.year + years) * 12 + (self.month - 1) + months
        year, month = divmod(index, 12)
        month += 1
        if self.day is None:
            return PartialDate(year, month)
        day = min(self.day, calendar.monthrange(year, month)[1])
        return PartialDate.of(dt.date(year, month, day) + dt.timedelta(days=days))

    def sort_key(self) -> tuple[int, int, int]:
        """Orders by the earliest day; the less precise first."""
        return self.year, self.month or 0, self.day or 0
