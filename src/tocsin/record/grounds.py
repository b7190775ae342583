"""Links between things that share a ground: a value that is enough, with the kind of thing, to be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tocsin.record.grouping import Link
from tocsin.record.profiles import Profile


@dataclass(frozen=True, slots=True)
class Ground:
    """`value` is compared; `reason` is told of a link that rests on it."""

    value: tuple[str, ...]
    score: float
    reason: str


def linked_by(
    profiles: Iterable[Profile],
    grounds: Callable[[Profile], Iterable[Ground]],
    conflict: Callable[[Profile, Profile], bool],
) -> Iterator[Link]:
    """A link from each thing to the first without conflict that shares a ground; one pass, whatever the order.

    `profiles` are taken in order of their keys, so that the same collection gives the same links.
    """
    holders: dict[tuple[str, ...], list[Profile]] = {}
    for profile in sorted(profiles, key=lambda item: item.key):
        for ground in grounds(profile):
            first = holders.setdefault(ground.value, [])
            fitting = next((other for other in first if not conflict(other, profile)), None)
            if fitting is None:
                first.append(profile)
            elif fitting.key != profile.key:
                yield Link(fitting.key, profile.key, ground.score, ground.reason)
