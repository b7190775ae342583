"""Children: flagged, and withheld by default."""

from __future__ import annotations

import datetime as dt

from tocsin.model.dates import PartialDate
from tocsin.screening.births import surely_minor
from tocsin.screening.entries import Entry
from tocsin.screening.names.tokens import PERSON, kind_of
from tocsin.screening.query import Query


def query_of_minor(query: Query, today: dt.date) -> bool:
    """True when by every date that is given the subject is under 18 today."""
    return bool(query.births) and all(surely_minor([item], today) for item in query.births)


def listed_as_minor(entry: Entry, today: dt.date) -> bool:
    """True when the entry may have been under 18 when listed, or is under 18 now, by its latest date of birth.

    The latest date decides: a doubt about age counts for the child.
    """
    if kind_of(entry.schema) != PERSON or not entry.births:
        return False
    youngest = max(item.high.last_day for item in entry.births)
    days = [today]
    if len(entry.listed_on) >= 4:
        listed = PartialDate.parse(entry.listed_on)
        days.append(listed.first_day)
    return any(_age(youngest, day) < 18 for day in days)


def _age(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
