"""Which places are one: the same name, kind and country, or the same point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tocsin.record.grounds import Ground, linked_by
from tocsin.record.grouping import Link, Traits
from tocsin.record.profiles import Profile

PROPS = frozenset({"name", "placeType", "countryCode", "latitude", "longitude"})
_NO_COUNTRY = frozenset({"country", "supranational", "border"})


def links(profiles: Iterable[Profile], traits: Mapping[str, Traits]) -> Iterator[Link]:
    yield from linked_by(profiles, _grounds, traits)


def traits_of(profile: Profile) -> Traits:
    country = profile.first("countryCode")
    return {"country": country} if country else {}


def _grounds(profile: Profile) -> Iterator[Ground]:
    name, kind, country = (profile.first(prop) or "" for prop in ("name", "placeType", "countryCode"))
    if not name:
        return
    if country or kind in _NO_COUNTRY:
        yield Ground(("name", name.casefold(), kind, country), 0.95, f"both are {name}")
    latitude, longitude = profile.first("latitude"), profile.first("longitude")
    if latitude and longitude and kind:
        yield Ground(("point", latitude, longitude, kind), 0.9, "both lie at the same point")
