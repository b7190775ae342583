"""What a brief is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tocsin.errors import SettingsError
from tocsin.model.dates import PartialDate
from tocsin.model.vocabulary import Language

LANGUAGES: tuple[Language, ...] = ("en", "ru")


@dataclass(frozen=True, slots=True)
class BriefQuery:
    """Language of the labels, title, period, and how much is shown.

    `since` and `until` cut by the date of the event or, where there is none, of its page; both ends belong to the
    period. `as_of` is the day that open undertakings are counted to; without it the day of the view, else that of the
    record's latest page. `lines` is the most that a section shows. Raises SettingsError when the period is empty.
    """

    language: Language = "en"
    title: str | None = None
    since: PartialDate | dt.date | None = None
    until: PartialDate | dt.date | None = None
    as_of: dt.date | None = None
    lines: int = 150

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise SettingsError(f"a brief is written in {' or '.join(LANGUAGES)}, not in {self.language!r}")
        if self.lines < 1:
            raise SettingsError("a section of a brief shows one line at least")
        since, until = self.begins, self.ends
        if since and until and until.before(since):
            raise SettingsError(f"the period ends on {until} before it begins on {since}")

    @property
    def begins(self) -> PartialDate | None:
        return _partial(self.since)

    @property
    def ends(self) -> PartialDate | None:
        return _partial(self.until)

    def admits(self, date: PartialDate) -> bool:
        """Whether some day that `date` may be lies in the period."""
        begins, ends = self.begins, self.ends
        if begins is not None and date.last_day < begins.first_day:
            return False
        return ends is None or date.first_day <= ends.last_day


def _partial(day: PartialDate | dt.date | None) -> PartialDate | None:
    return PartialDate.of(day) if isinstance(day, dt.date) else day
