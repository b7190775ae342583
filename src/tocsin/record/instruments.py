"""Which documents are one: the same title, or one as a variant of the other, with the same kind and period.

A title of one or two words (*Joint Statement*) says too little; a resolution is its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tocsin.record.bodies import folded
from tocsin.record.grounds import Ground, linked_by
from tocsin.record.grouping import Link, Traits
from tocsin.record.profiles import Profile

PROPS = frozenset({"name", "variant", "instrumentKind", "owner", "period"})
_SHORTEST_TITLE = 3
_NUMBERED = frozenset({"resolution", "decision"})
_YEAR = re.compile(r"\(\d{4}\)")
_NUMBER = re.compile(r"\d+(?:/\d+)?")


def links(profiles: Iterable[Profile], traits: Mapping[str, Traits]) -> Iterator[Link]:
    yield from linked_by(profiles, _grounds, traits)


def traits_of(profile: Profile) -> Traits:
    """The period; of a numbered document also whose it is."""
    traits = {}
    period, owner = profile.first("period"), profile.first("owner")
    if period:
        traits["period"] = period
    if owner and profile.first("instrumentKind") in _NUMBERED:
        traits["owner"] = folded(owner)
    return traits


def _grounds(profile: Profile) -> Iterator[Ground]:
    kind = profile.first("instrumentKind") or ""
    titles = dict.fromkeys((*profile.all("name"), *profile.all("variant")))
    for title in titles:
        if kind in _NUMBERED:
            number = _NUMBER.search(_YEAR.sub("", title))
            if number:
                yield Ground((kind, number.group()), 0.9, f"both are {kind} {number.group()}")
            continue
        mark = folded(title)
        if len(mark.split()) >= _SHORTEST_TITLE:
            yield Ground(("title", kind, mark), 0.9, f"both are called {title}")
