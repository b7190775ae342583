"""Series of meetings by their numbers: what is missing before a number, and numbers that clash.

A series is what remains of a meeting's name without the number, where that names somebody: "plenary meeting" alone is
nobody's series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from tocsin.model.dates import PartialDate
from tocsin.model.entity import Entity
from tocsin.record.bodies import folded
from tocsin.record.findings.finding import Account, Finding, Kind, in_time
from tocsin.record.findings.materials import Materials
from tocsin.statements.events.ordinals import ordinal_of, tens_of

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
Series = Mapping[int, list[Entity]]


def ordinals(materials: Materials) -> Iterator[Finding]:
    held: dict[tuple[str, str], dict[int, list[Entity]]] = {}
    titles: dict[tuple[str, str], str] = {}
    for event in materials.things["Event"]:
        number, title = event.first("ordinal"), series_of(event.first("name") or "")
        if number and title and number.isdigit():
            key = event.first("eventType") or "", folded(title)
            titles.setdefault(key, title)
            held.setdefault(key, {}).setdefault(int(number), []).append(event)
    for key, series in sorted(held.items()):
        yield from _gaps(materials, titles[key], series)
        yield from _clashes(materials, titles[key], series)


def series_of(name: str) -> str:
    """The name without its number; empty where what remains names nobody."""
    kept = [
        word
        for word in _WORD.findall(name)
        if ordinal_of(word) is None and tens_of(word) is None and word != "I"
    ]
    title = " ".join(kept)
    named = any(any(letter.isupper() for letter in word) for word in kept[1:])
    return title if named else ""


def _gaps(materials: Materials, title: str, series: Series) -> Iterator[Finding]:
    """ "39th whose 38th is not in the record": one finding for each stretch of numbers that is missing."""
    known = sorted(series)
    for before, number in pairwise([0, *known]):
        if number - before < 2:
            continue
        missing = f"number {number - 1}"
        if before and number - before > 2:
            missing = f"numbers {before + 1} to {number - 1}"
        verb = "is" if missing.startswith("number ") else "are"
        told = f"{title}: number {number} is in the record, {missing} before it {verb} not"
        accounts = tuple(sorted(_numbered(materials, series[number]), key=in_time))
        yield Finding(Kind.ORDINAL_GAP, tuple(item.id for item in series[number]), told, accounts)


def _clashes(materials: Materials, title: str, series: Series) -> Iterator[Finding]:
    """One number on two days; a number that is higher than another and held before it, or on the same day."""
    dated = [
        (number, event, PartialDate.parse(day))
        for number, events in sorted(series.items())
        for event in events
        for day in event.values("date")
    ]
    for (low, one, first), (high, other, second) in combinations(dated, 2):
        if one.id == other.id:
            continue
        if low == high and not first.overlaps(second):
            told = f"{title}: number {low} on {first} and on {second}"
        elif low != high and (second.before(first) or (first == second and first.precision == "day")):
            told = f"{title}: number {low} on {first}, number {high} on {second}"
        else:
            continue
        accounts = tuple(_numbered(materials, [one, other]))
        yield Finding(Kind.ORDINAL_CLASH, (one.id, other.id), told, accounts)


def _numbered(materials: Materials, events: list[Entity]) -> list[Account]:
    return [materials.account(item) for event in events for item in event.of("ordinal")]
