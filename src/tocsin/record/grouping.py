"""From links and judgements to groups: a union-find that never joins what a person has held apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tocsin.model.judgement import Judgement, Verdict

Traits = Mapping[str, str]
"""What tells a thing from its like, by name: two things of which one trait differs are two."""


def agree(one: Traits, other: Traits) -> bool:
    """Whether no trait that both have differs."""
    smaller, larger = (one, other) if len(one) <= len(other) else (other, one)
    return all(larger.get(name, value) == value for name, value in smaller.items())


@dataclass(frozen=True, slots=True)
class Link:
    """Two keys that a rule holds for the same thing: how sure it is, 0 to 1, and why in words."""

    left: str
    right: str
    score: float
    reason: str


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that hold: those undone are gone, and of one pair the last one counts."""
    log = list(judgements)
    undone = {item.undoes for item in log if item.undoes is not None}
    held: dict[tuple[str, str], Judgement] = {}
    for item in log:
        if item.verdict is not Verdict.UNDO and item.id not in undone:
            held.pop((item.left, item.right), None)
            held[item.left, item.right] = item
    return list(held.values())


def grouped(
    keys: Iterable[str],
    links: Iterable[Link],
    judgements: Iterable[Judgement],
    traits: Mapping[str, Traits] | None = None,
) -> list[tuple[str, list[str]]]:
    """(canonical key, members) in order; the canonical key is the smallest member.

    The result depends on the sets given, not on their order: judgements come first, then links from the
    surest down. A link or a judgement that would join two keys held apart is left out; so is a link, however
    long the chain to it, between groups whose traits differ.
    """
    groups = _Groups(keys, traits or {})
    held = standing(judgements)
    for item in held:
        if item.verdict is Verdict.NOT_SAME:
            groups.hold_apart(item.left, item.right)
    for item in held:
        if item.verdict is Verdict.SAME:
            groups.join(item.left, item.right, whatever_traits=True)
    for link in sorted(links, key=lambda item: (-item.score, item.left, item.right)):
        groups.join(link.left, link.right)
    return groups.all()


class _Groups:
    def __init__(self, keys: Iterable[str], traits: Mapping[str, Traits]) -> None:
        self._above = {key: key for key in keys}
        self._members = {key: [key] for key in self._above}
        self._traits = {key: dict(found) for key in self._above if (found := traits.get(key))}
        self._apart: dict[str, set[str]] = defaultdict(set)

    def hold_apart(self, one: str, other: str) -> None:
        if one in self._above and other in self._above:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, one: str, other: str, *, whatever_traits: bool = False) -> None:
        if one not in self._above or other not in self._above:
            return
        first, second = self._root(one), self._root(other)
        if first == second or self._kept_apart(first, second):
            return
        if len(self._members[first]) < len(self._members[second]):
            first, second = second, first
        known, more = self._traits.get(first, {}), self._traits.get(second, {})
        if not whatever_traits and not agree(known, more):
            return
        self._traits.pop(second, None)
        if known or more:
            self._traits[first] = {**more, **known}
        self._above[second] = first
        self._members[first] += self._members.pop(second)

    def all(self) -> list[tuple[str, list[str]]]:
        groups = [sorted(members) for members in self._members.values()]
        return [(members[0], members) for members in sorted(groups)]

    def _root(self, key: str) -> str:
        root = key
        while self._above[root] != root:
            root = self._above[root]
        while self._above[key] != root:
            self._above[key], key = root, self._above[key]
        return root

    def _kept_apart(self, first: str, second: str) -> bool:
        if not self._apart:
            return False
        smaller, larger = sorted((self._members[first], self._members[second]), key=len)
        across = set(larger)
        return any(not self._apart[key].isdisjoint(across) for key in smaller if key in self._apart)
