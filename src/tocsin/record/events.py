"""Which events are one: told in the same words, or alike in kind and day and in what tells such events apart.

Held apart: different numbers in a series, different places, different days. Accounts that differ in figures or
participants stay accounts of one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tocsin.record.bodies import folded
from tocsin.record.grounds import Ground, linked_by
from tocsin.record.grouping import Link, Traits
from tocsin.record.person_names import skeleton
from tocsin.record.profiles import Profile

PROPS = frozenset(
    {"eventType", "name", "date", "place", "countryCode", "participant", "ordinal", "incidentType"}
)
GENERAL = "attack"
"""The kind of incident that every kind is: beside "bombing" it says less, not otherwise."""
_DAY = len("2019-10-30")


def links(profiles: Iterable[Profile], traits: Mapping[str, Traits]) -> Iterator[Link]:
    yield from linked_by(profiles, _grounds, traits)


def traits_of(profile: Profile) -> Traits:
    """Number, country, place, kind of incident and day; and the page, which means as two what it tells as two."""
    traits = {f"in {profile.doc}": profile.key}
    for prop in ("ordinal", "countryCode", "incidentType"):
        value = profile.first(prop)
        if value and value != GENERAL:
            traits[prop] = value
    place, date = profile.first("place"), profile.first("date") or ""
    if place:
        traits["place"] = _skeletons(place)
    if len(date) == _DAY:
        traits["day"] = date
    return traits


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
        yield Ground(("attack", date, _skeletons(place)), 0.85, f"an attack in {place} on {date}")
    who = sorted({_skeletons(one) for one in profile.all("participant")})
    if len(who) > 1:
        yield Ground(("who", kind, date, *who), 0.85, f"the same participants on {date}")
    if len(name.split()) > 3:
        yield Ground(("name", kind, date, folded(name)), 0.85, f"called the same on {date}")


def _skeletons(name: str) -> str:
    return " ".join(skeleton(word) for word in name.split())
