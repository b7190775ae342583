"""What a match of the date grammar means, and how a date is counted from an anchor.

A relative date has a value only where its anchor decides it: *last Thursday* said on a Friday may be yesterday or
eight days ago and stays open; said on a Tuesday it is one day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.language.date_meaning import Basis, Meaning, year_of
from tocsin.model.dates import PartialDate

_NEAR = 70
"""How far around a date a word may stand that says whether it lies ahead, in characters."""
_AHEAD, _FAR_AHEAD, _FAR_BEHIND = 2, 9, -10
"""Months between the anchor's month and a month without a year from which the year beside it is likelier."""
_OPEN = Meaning(None, "relative")
_STOP = re.compile(r"[.!?;\n](?=\s)")
_SEPARATE = frozenset(("and", ",", "и"))
UNITS_FINER = {"day": 3, "month": 2, "year": 1}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads matches by the names of their groups, with the words of one language.

    `months`, `shifts` (-1, 0, 1), `days` (counted from the anchor), `weekdays` (Monday 0), `numbers`, `units` and
    `ago` (to `day`, `week`, `month` or `year`) map words; `seasons` and `parts` give
    first and last month. `future` and `past` tell on which side of the anchor a clause speaks; `unclear` that it
    may be either; `between` ends right before a span; `one_ago` are the units that may stand without a number.
    """

    months: Mapping[str, int]
    shifts: Mapping[str, int]
    seasons: Mapping[str, list[int]]
    parts: Mapping[str, list[int]]
    days: Mapping[str, int]
    units: Mapping[str, str]
    weekdays: Mapping[str, int]
    ago: Mapping[str, str]
    numbers: Mapping[str, int]
    one_ago: frozenset[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    unclear: re.Pattern[str]
    between: re.Pattern[str]

    def days_of_month(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning | None:
        """Groups `day`, `month`; optional `day2`, `month2`, `joint`, `year`, `year1`, `shift`."""
        named = match.groupdict()
        first_day, last_day = int(named["day"]), int(named.get("day2") or named["day"])
        months = (self._month(named["month"]), self._month(named.get("month2") or named["month"]))
        apart = months[0] == months[1] and last_day != first_day + 1
        if (
            apart
            and named.get("joint") in _SEPARATE
            and not self.between.search(match.string, 0, match.start())
        ):
            return None  # "12 and 14 March": two days, not a span of three
        year, basis = self._year(match, named, anchor, months[1])
        if year is None:
            PartialDate(2000, months[0], first_day)
            return Meaning(None, basis)
        begin = year_of(named["year1"]) if named.get("year1") else year - (months[1] < months[0])
        value, end = PartialDate(begin, months[0], first_day), PartialDate(year, months[1], last_day)
        if end.before(value):
            return None
        return Meaning(value, basis, end if named.get("day2") else None)

    def month(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning | None:
        """Groups `month`; optional `month2`, `joint`, `year`, `year1`, `shift`."""
        named = match.groupdict()
        first = self._month(named["month"])
        last = self._month(named["month2"]) if named.get("month2") else first
        spanned = last == first + 1 or self.between.search(match.string, 0, match.start()) is not None
        if named.get("joint") in _SEPARATE and not spanned:
            return None
        year, basis = self._year(match, named, anchor, last)
        if year is None:
            return Meaning(None, basis)
        begin = year_of(named["year1"]) if named.get("year1") else year - (last < first)
        value, end = PartialDate(begin, first), PartialDate(year, last)
        if end.before(value):
            return None
        return Meaning(value, basis, end if named.get("month2") else None)

    def shifted_month(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `shift`, `month`: *this May*; *last May* only where it cannot be one of two."""
        if anchor is None or anchor.month is None:
            return _OPEN
        month, shift = self._month(match["month"]), self.shifts[match["shift"].lower()]
        if shift == 0:
            return Meaning(PartialDate(anchor.year, month), "relative")
        decided = month >= anchor.month if shift < 0 else month <= anchor.month
        return Meaning(PartialDate(anchor.year + shift, month), "relative") if decided else _OPEN

    def season(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `season` and `year`; optional `year2`, the year in which a winter ends."""
        return _stretch(self.seasons[match["season"].lower()], year_of(match["year"]), "stated")

    def shifted_season(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `season`, `shift`: *this winter*; *last spring* only where it cannot be one of two."""
        first, last = self.seasons[match["season"].lower()]
        if anchor is None:
            return _OPEN
        shift = self.shifts[match["shift"].lower()]
        if anchor.month is None:
            return _stretch([first, last], anchor.year, "relative") if shift == 0 and first < last else _OPEN
        year = anchor.year - (last < first and anchor.month <= last)  # a winter that began the year before
        if shift == 0:
            return _stretch([first, last], year, "relative")
        begun = anchor.month >= first or year < anchor.year
        ended = first < last < anchor.month
        if (shift < 0 and ended) or (shift > 0 and not begun):
            return _OPEN
        return _stretch([first, last], year + shift, "relative")

    def season_of_year(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `season`, `shift`: *spring of this year*, *весной прошлого года*."""
        if anchor is None:
            return _OPEN
        year = anchor.year + self.shifts[match["shift"].lower()]
        return _stretch(self.seasons[match["season"].lower()], year, "relative")

    def part(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `part`; `year` or `shift`."""
        named = match.groupdict()
        year, basis = self._year(match, named, anchor, None)
        name = " ".join(named["part"].split())
        return _stretch(self.parts.get(name) or self.parts[name.lower()], year, basis)

    def quarter(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `quarter` (1 to 4); `year` or `shift`."""
        year, basis = self._year(match, match.groupdict(), anchor, None)
        first = int(match["quarter"]) * 3 - 2
        return _stretch([first, first + 2], year, basis)

    def unit(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `shift`, `unit`; optional `the`: *the last year* is no calendar year. A week stays open."""
        name, shift = self.units[match["unit"].lower()], self.shifts[match["shift"].lower()]
        spoken = match.groupdict().get("the") or match["shift"].lower() == "past"
        if (
            anchor is None
            or name == "week"
            or (spoken and shift)
            or (name == "month" and anchor.month is None)
        ):
            return _OPEN
        if name == "year":
            return Meaning(PartialDate(anchor.year + shift), "relative")
        return Meaning(anchor.truncated("month").shifted(months=shift), "relative")

    def own_year(self, _: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """*the end of the year*: the anchor's."""
        return Meaning(PartialDate(anchor.year), "relative") if anchor else _OPEN

    def time_ago(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `count` (1 where there is none), `ago`: no finer than its unit; a week is too coarse for a day."""
        unit = self.ago[match["ago"].lower()]
        count = match["count"] or "1"
        number = int(count) if count.isdigit() else self.numbers[count.lower()]
        if match["count"] is None and self.plural_ago(match["ago"]):
            return _OPEN  # "many years ago"
        if anchor is None or unit == "week" or UNITS_FINER[unit] > UNITS_FINER[anchor.precision]:
            return _OPEN
        if unit == "year":
            return Meaning(PartialDate(year_of(str(anchor.year - number))), "relative")
        if unit == "month":
            return Meaning(anchor.truncated("month").shifted(months=-number), "relative")
        return Meaning(anchor.shifted(days=-number), "relative")

    def plural_ago(self, word: str) -> bool:
        """Whether a unit needs its number: *дней назад*, but not *год назад*."""
        return word.lower() not in self.one_ago

    def day_word(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Group `word`: a day counted from the anchor, when that is a day."""
        if anchor is None or anchor.day is None:
            return _OPEN
        shift = dt.timedelta(days=self.days[" ".join(match["word"].lower().split())])
        return Meaning(PartialDate.of(anchor.first_day + shift), "relative")

    def weekday(self, match: re.Match[str], anchor: PartialDate | None) -> Meaning:
        """Groups `weekday`, `shift`: the day of this week; of the last or next one where both readings agree.

        *Last Thursday* is the Thursday of the week before, or the one before today; these are the same unless this
        week's Thursday is over. *Next* is read likewise.
        """
        if anchor is None or anchor.day is None:
            return _OPEN
        shift = self.shifts[match["shift"].lower()]
        today, wanted = anchor.first_day.weekday(), self.weekdays[match["weekday"].lower()]
        if (shift < 0 and wanted < today) or (shift > 0 and wanted > today):
            return _OPEN
        return Meaning(anchor.shifted(days=wanted - today + 7 * shift), "relative")

    def _month(self, name: str) -> int:
        return self.months[name.lower()]

    def _year(
        self,
        match: re.Match[str],
        named: Mapping[str, str | None],
        anchor: PartialDate | None,
        month: int | None,
    ) -> tuple[int | None, Basis]:
        """The year written, that of a shift (*of last year*), else the anchor's or one beside it."""
        if written := named.get("year"):
            return year_of(written), "stated"
        if anchor is None:
            return None, "relative"
        if shift := named.get("shift"):
            return anchor.year + self.shifts[" ".join(shift.lower().split())], "relative"
        return anchor.year + self._beside(match, anchor, month), "relative"

    def _beside(self, match: re.Match[str], anchor: PartialDate, month: int | None) -> int:
        """-1 for a month ahead that is told of as past, 1 for January ahead that is read in December.

        Where the words around say neither, the anchor's year stays, but December read in January is the last one.
        """
        if month is None or anchor.month is None:
            return 0
        apart = month - anchor.month
        if _FAR_BEHIND < apart < _AHEAD:
            return 0
        around = _clause(match)
        ahead = self.future.search(around) is not None
        if apart < 0:
            return 1 if ahead else 0
        past = apart >= _FAR_AHEAD or (self.past.search(around) and not self.unclear.search(around))
        return -1 if past and not ahead else 0


def _clause(match: re.Match[str]) -> str:
    """What stands around a date in its sentence, the date left out."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    after = match.string[match.end() : match.end() + _NEAR]
    return f"{_STOP.split(before)[-1]} {_STOP.split(after)[0]}"


def _stretch(months: list[int], year: int | None, basis: Basis) -> Meaning:
    if year is None:
        return Meaning(None, basis)
    first, last = months
    return Meaning(PartialDate(year, first), basis, PartialDate(year + (last < first), last))
