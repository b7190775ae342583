"""Which documents are one: the same title, or one as a variant of the other, with the same kind and period.

A title of one or two words (*Joint Statement*) says too little; a resolution is its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tocsin.record.bodies import folded
from tocsin.record.grounds import Ground, linked_by
from tocsin.record.grouping import Link
from tocsin.record.profiles import Profile

PROPS = frozenset({"name", "variant", "instrumentKind", "owner", "period"})
_SHORTEST_TITLE = 3
_YEAR = re.compile(r"\(\d{4}\)")
_NUMBER = re.compile(r"\d+(?:/\d+)?")


def links(profiles: Iterable[Profile]) -> Iterator[Link]:
    yield from linked_by(profiles, _grounds, _conflict)


def _grounds(profile: Profile) -> Iterator[Ground]:
    kind = profile.first("instrumentKind") or ""
    titles = dict.fromkeys((*profile.all("name"), *profile.all("variant")))
    for title in titles:
        if kind in ("resolution", "decision"):
            number = _NUMBER.search(_YEAR.sub("", title))
            if number:
                yield Ground((kind, number.group()), 0.9, f"both are {kind} {number.group()}")
            continue
        mark = folded(title)
        if len(mark.split()) >= _SHORTEST_TITLE:
            yield Ground(("title", kind, mark), 0.9, f"both are called {title}")


def _conflict(one: Profile, other: Profile) -> bool:
    for prop in ("period", "owner"):
        values = one.first(prop), other.first(prop)
        if None not in values and folded(str(values[0])) != folded(str(values[1])):
            return prop == "period" or one.first("instrumentKind") in ("resolution", "decision")
    return False
