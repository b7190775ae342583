"""One thing with two dates that exclude each other, or in two countries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tocsin.model.dates import PartialDate
from tocsin.record.findings.finding import Finding, Kind, in_time, values_in_words
from tocsin.record.findings.materials import Materials


def dates(materials: Materials) -> Iterator[Finding]:
    """ "June 2016" does not contradict "28 June 2016"."""
    for event in materials.things["Event"]:
        held = [PartialDate.parse(value) for value in event.values("date")]
        if any(not one.overlaps(other) for one, other in combinations(held, 2)):
            accounts = tuple(sorted(map(materials.account, event.of("date")), key=in_time))
            yield Finding(Kind.DATES, (event.id,), f"dates: {values_in_words(accounts)}", accounts)
        if len(event.values("countryCode")) > 1:
            accounts = tuple(sorted(map(materials.account, event.of("countryCode")), key=in_time))
            yield Finding(Kind.PLACES, (event.id,), f"countries: {values_in_words(accounts)}", accounts)
