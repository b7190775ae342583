"""The day on which a page says it was published; never a teaser's nor that of an event."""

from __future__ import annotations

import re

from tocsin.language.dates import find_dates
from tocsin.model.dates import PartialDate

_PLACE = re.compile(r"\s*([^\W\d_][^\d\n.,]{1,40})[,.]\s*(?=\w)")
_AFTER_DATELINE = re.compile(r"\s*(?:[(/—–]|-\s|\.\s*[—–/-])")
_REACH = 120


def publication_date(
    text: str,
    body_start: int,
    *,
    beside_title: PartialDate | None,
    declared: PartialDate | None = None,
) -> PartialDate | None:
    """1. Behind, under or over the title. 2. In the dateline at `body_start`. 3. As the metadata say."""
    return beside_title or _dateline(text, body_start) or declared


def _dateline(text: str, start: int) -> PartialDate | None:
    """`VIENNA, 30 October 2019 (TASS)`, `Москва, 30 октября 2019 г. /ТАСС/`: place, day, a mark."""
    place = _PLACE.match(text, start)
    if place is None or not place[1][0].isupper():
        return None
    for found in find_dates(text, place.end(), min(len(text), start + _REACH)):
        day = found.value if found.value and found.value.day else None
        if day and found.start == place.end() and _AFTER_DATELINE.match(text, found.end):
            return day
    return None
