"""Which of the places with one name a text means.

Each candidate is weighed: a country or a large town is likelier than a small one, whatever the text; a place in a
country or state that the text speaks of is likelier than elsewhere; what is written after the name (*Paris, Texas*)
decides; and a name means the same place throughout a text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from tocsin.statements.places.gazetteer import Spot, unit_rows

_COUNTRY, _UNIT, _COUNTY, _LISTED = 7.4, 7.0, 4.0, 7.2
_SHARE_OF_COUNTRY, _SHARE_OF_UNIT, _STATED = 2.5, 2.5, 10.0
_NEAR_KM = 250.0
_CLOSE_BY = 1.0


@dataclass(slots=True)
class Context:
    """What a text speaks of: countries and states by how many places in them, and points that are certain."""

    countries: Counter[str] = field(default_factory=Counter)
    units: Counter[tuple[str, str]] = field(default_factory=Counter)
    points: list[tuple[float, float]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def add(self, spot: Spot) -> None:
        """A name counts once, or a town that is named often would vouch for itself."""
        if spot.name in self.told:
            return
        self.told.add(spot.name)
        if spot.country:
            self.countries[spot.country] += 1
            if spot.unit:
                self.units[spot.country, spot.unit] += 1
        if spot.kind == "city" and spot.latitude is not None and spot.longitude is not None:
            self.points.append((spot.latitude, spot.longitude))

    def best(self, spots: Sequence[Spot], stated: Sequence[Spot] = ()) -> Spot:
        """The likeliest of places with one name; `stated`: units or countries that are written right after it.

        Of equals the first.
        """
        return max(spots, key=lambda spot: self.weight(spot, stated))

    def weight(self, spot: Spot, stated: Sequence[Spot] = ()) -> float:
        weight = _alone(spot)
        total = sum(self.countries.values())
        if spot.country and total:
            weight += _SHARE_OF_COUNTRY * self.countries[spot.country] / total
        if spot.country and spot.unit and (held := self.units[spot.country, spot.unit]):
            weight += _SHARE_OF_UNIT * held / sum(self.units.values())
        if any(lies_in(spot, above) for above in stated):
            weight += _STATED
        if spot.kind == "city" and self._close(spot):
            weight += _CLOSE_BY
        return weight

    def knows(self, spot: Spot) -> bool:
        """Whether the text speaks of the spot's state, or of its country more than in passing."""
        if spot.country is None:
            return False
        if spot.unit and self.units[spot.country, spot.unit]:
            return True
        return self.countries[spot.country] * 4 >= sum(self.countries.values()) > 0

    def _close(self, spot: Spot) -> bool:
        if spot.latitude is None or spot.longitude is None:
            return False
        here = (spot.latitude, spot.longitude)
        return any(0 < distance(here, point) < _NEAR_KM for point in self.points[:20])


def lies_in(spot: Spot, above: Spot) -> bool:
    """Whether a spot lies in a country, state or county."""
    if spot.country != above.country or spot == above:
        return False
    if above.kind == "country" or spot.unit == above.unit:
        return True
    return above.unit not in _unit_names() and _beside(spot, above)


def _beside(spot: Spot, above: Spot) -> bool:
    """For a region that is listed by hand under a name that the gazetteer does not use."""
    if spot.latitude is None or spot.longitude is None or above.latitude is None or above.longitude is None:
        return False
    return distance((spot.latitude, spot.longitude), (above.latitude, above.longitude)) < _NEAR_KM


@cache
def _unit_names() -> frozenset[str]:
    return frozenset(spot.name for spot in unit_rows())


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points (degrees), near enough for a few hundred of them."""
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(north, east)


def _alone(spot: Spot) -> float:
    """How likely a place is whatever the text: the logarithm of a town's inhabitants, and what compares with it."""
    if spot.kind == "country":
        return _COUNTRY
    if spot.kind == "city":
        return math.log10(spot.population + 10)
    if spot.kind == "region" and spot.unit:
        return _UNIT if spot.unit == spot.name else _COUNTY
    return _LISTED


def certain(spots: Iterable[Spot]) -> Spot | None:
    """The one place that a name means whatever the text: ten times larger than the next, or alone and large."""
    ordered = sorted(spots, key=_alone, reverse=True)
    if not ordered or _alone(ordered[0]) < 5.3:
        return None
    return ordered[0] if len(ordered) == 1 or _alone(ordered[0]) - _alone(ordered[1]) >= 1 else None
