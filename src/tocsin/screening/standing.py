"""Which entries are in force on a day, and which were delisted, from the vintages of each list.

A whole vintage replaces the one before it. A damaged one only adds: what it lacks or garbles stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tocsin.screening.entries import Entry, Vintage

Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class Roll(Generic[Held]):
    """One vintage's references with what is held of each (an entry, or the hash of one)."""

    key: str
    date: str
    damaged: bool
    held: Mapping[str, Held]


@dataclass(frozen=True, slots=True)
class Gone(Generic[Held]):
    """An entry that left the list: `on` is the date of the first vintage without it."""

    held: Held
    on: str


@dataclass(frozen=True, slots=True)
class Called(Generic[Held]):
    """All rolls called: who is there, who left, who came back and when, and each list's vintage in force."""

    present: list[Held]
    gone: list[Gone[Held]]
    dates: dict[str, str]
    returned: list[Gone[Held]]


def call_rolls(rolls: Iterable[Roll[Held]], *, as_of: str | None = None) -> Called[Held]:
    """Dates compare as text: `2021` comes before `2021-09`. Same-day vintages count in the order given."""
    parts: dict[str, list[Roll[Held]]] = {}
    for roll in rolls:
        if as_of is None or roll.date <= as_of:
            parts.setdefault(roll.key, []).append(roll)
    present: list[Held] = []
    gone: list[Gone[Held]] = []
    dates: dict[str, str] = {}
    returned: list[Gone[Held]] = []
    for key in sorted(parts):
        here, left, back = _one_list(sorted(parts[key], key=lambda roll: roll.date))
        present += here.values()
        gone += left.values()
        returned += [
            Gone(here[reference], day) for reference, day in sorted(back.items()) if reference in here
        ]
        dates[key] = max(roll.date for roll in parts[key])
    return Called(present, gone, dates, returned)


def _one_list(rolls: Sequence[Roll[Held]]) -> tuple[dict[str, Held], dict[str, Gone[Held]], dict[str, str]]:
    present: dict[str, Held] = {}
    returned: dict[str, str] = {}
    gone: dict[str, Gone[Held]] = {}
    for roll in rolls:
        if roll.damaged:
            present = {**roll.held, **present}
        else:
            for reference in present.keys() - roll.held.keys():
                gone[reference] = Gone(present[reference], roll.date)
            present = dict(roll.held)
        for reference in present.keys() & gone.keys():
            del gone[reference]
            returned[reference] = roll.date
    return dict(sorted(present.items())), dict(sorted(gone.items())), returned


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything screening needs of the lists on a day.

    `vintages` maps a list's key to its vintage's date; `returned` maps (list, reference) to the day it came back.
    """

    entries: tuple[Entry, ...]
    delisted: tuple[tuple[Entry, str], ...] = ()
    vintages: dict[str, str] = field(default_factory=dict)
    returned: dict[tuple[str, str], str] = field(default_factory=dict)


def standing_of(vintages: Iterable[Vintage], *, as_of: str | None = None) -> Standing:
    """From vintages in memory, as files give them."""
    called = call_rolls(
        (Roll(item.key, item.date, item.damaged, item.by_reference()) for item in vintages), as_of=as_of
    )
    return standing_from(called)


def standing_from(called: Called[Entry]) -> Standing:
    return Standing(
        tuple(called.present),
        tuple((item.held, item.on) for item in called.gone),
        called.dates,
        {(item.held.list, item.held.reference): item.on for item in called.returned},
    )
