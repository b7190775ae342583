"""Links between things that share a ground: a value that is enough, with the kind of thing, to be one.

Traits hold apart: two things of which one trait differs are two, whatever ground they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tocsin.record.grouping import Link, Traits, agree
from tocsin.record.profiles import Profile


@dataclass(frozen=True, slots=True)
class Ground:
    """`value` is compared; `reason` is told of a link that rests on it."""

    value: tuple[str, ...]
    score: float
    reason: str


@dataclass(slots=True)
class _Holder:
    """The first thing of a ground, with the traits of all that were linked to it."""

    key: str
    traits: dict[str, str]


@dataclass(slots=True)
class _Held:
    holders: list[_Holder] = field(default_factory=list)
    unclear: str | None = None


def linked_by(
    profiles: Iterable[Profile],
    grounds: Callable[[Profile], Iterable[Ground]],
    traits: Mapping[str, Traits],
) -> Iterator[Link]:
    """A link from each thing to the only one of its ground whose traits agree; near-linear.

    Things with more traits come first. One that agrees with several that differ among themselves is unclear: it is
    linked with its like only.
    """
    held: dict[tuple[str, ...], _Held] = defaultdict(_Held)
    for profile in sorted(profiles, key=lambda item: (-len(traits.get(item.key, {})), item.key)):
        own = traits.get(profile.key, {})
        for ground in dict.fromkeys(grounds(profile)):
            here = held[ground.value]
            fitting = [holder for holder in here.holders if agree(holder.traits, own)]
            if not fitting:
                here.holders.append(_Holder(profile.key, dict(own)))
            elif len(fitting) == 1:
                fitting[0].traits.update(own)
                if fitting[0].key != profile.key:
                    yield Link(fitting[0].key, profile.key, ground.score, ground.reason)
            elif here.unclear is None:
                here.unclear = profile.key
            else:
                yield Link(here.unclear, profile.key, ground.score, ground.reason)
