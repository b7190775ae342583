"""Which events are one: told in the same words, or alike in kind and day and in what tells such events apart.

Held apart: different numbers in a series, different places, different days. Accounts that differ in figures or
participants stay accounts of one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tocsin.record.bodies import folded
from tocsin.record.grounds import Ground, linked_by
from tocsin.record.grouping import Link
from tocsin.record.person_names import skeleton
from tocsin.record.profiles import Profile

PROPS = frozenset(
    {"eventType", "name", "date", "place", "countryCode", "participant", "ordinal", "incidentType"}
)
_DAY = len("2019-10-30")


def links(profiles: Iterable[Profile]) -> Iterator[Link]:
    yield from linked_by(profiles, _grounds, _conflict)


def _grounds(profile: Profile) -> Iterator[Ground]:
    kind, date, name = (profile.first(prop) or "" for prop in ("eventType", "date", "name"))
    if profile.passage:
        yield Ground(("passage", profile.passage, kind, name, date), 0.95, "told in the same words")
    if len(date) < _DAY:
        return
    ordinal = profile.first("ordinal")
    if ordinal:
        yield Ground(("ordinal", kind, date, ordinal), 0.9, f"number {ordinal} of its series on {date}")
    place = profile.first("place")
    if kind == "attack" and place:
        yield Ground(("attack", date, skeleton(place)), 0.85, f"an attack in {place} on {date}")
    who = sorted({_person(one) for one in profile.all("participant")})
    if len(who) > 1:
        yield Ground(("who", kind, date, *who), 0.85, f"the same participants on {date}")
    if len(name.split()) > 3:
        yield Ground(("name", kind, date, folded(name)), 0.85, f"called the same on {date}")


def _person(name: str) -> str:
    return " ".join(skeleton(word) for word in name.split())


def _conflict(one: Profile, other: Profile) -> bool:
    if one.doc == other.doc:  # what one page tells as two events it means as two
        return True
    for prop in ("ordinal", "countryCode", "incidentType"):
        values = one.first(prop), other.first(prop)
        if None not in values and values[0] != values[1]:
            return True
    places = one.first("place"), other.first("place")
    same_words = bool(one.passage) and one.passage == other.passage
    return not same_words and None not in places and _place(places[0]) != _place(places[1])


def _place(name: str | None) -> str:
    return " ".join(skeleton(word) for word in (name or "").split())
