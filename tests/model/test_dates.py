"""Partial dates keep the precision they were given."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.dates import PartialDate

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(PartialDate.of)
months = days.map(lambda day: day.truncated("month"))
years = days.map(lambda day: day.truncated("year"))
partial_dates = st.one_of(days, months, years)


@given(partial_dates)
def test_text_form_reads_back(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(partial_dates)
def test_first_day_is_never_after_last_day(date: PartialDate) -> None:
    assert date.first_day <= date.last_day
    assert (date.first_day == date.last_day) == (date.precision == "day")


@given(partial_dates, partial_dates)
def test_before_contains_and_overlap_exclude_each_other(one: PartialDate, other: PartialDate) -> None:
    assert sum((one.before(other), other.before(one), one.overlaps(other))) == 1
    if one.contains(other):
        assert one.overlaps(other)


@given(days, st.integers(-5000, 5000))
def test_days_shift_there_and_back(date: PartialDate, count: int) -> None:
    assert date.shifted(days=count).shifted(days=-count) == date


@given(months, st.integers(-500, 500))
def test_months_shift_there_and_back(date: PartialDate, count: int) -> None:
    assert date.shifted(months=count).shifted(months=-count) == date
    assert date.shifted(months=12) == date.shifted(years=1)


@given(partial_dates)
def test_truncation_contains_what_it_was_made_from(date: PartialDate) -> None:
    for precision in ("day", "month", "year"):
        assert date.truncated(precision).contains(date)


def test_the_last_of_january_plus_a_month_is_the_last_of_february() -> None:
    assert str(PartialDate(2024, 1, 31).shifted(months=1)) == "2024-02-29"


@pytest.mark.parametrize(
    "text", ["", "2024-13", "2024-02-30", "24", "2024-1", "2024/01/02", "2024-01-01T00:00"]
)
def test_what_is_no_partial_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


def test_a_month_cannot_move_by_days() -> None:
    with pytest.raises(ValueError, match="not precise enough"):
        PartialDate(2024, 5).shifted(days=1)


def test_a_day_needs_a_month() -> None:
    with pytest.raises(ValueError, match="needs a month"):
        PartialDate(2024, None, 3)
