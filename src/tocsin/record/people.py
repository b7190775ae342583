"""Which people are one: the same full name, or an initial that only one full name can stand for.

Held apart: different patronymics or middle names, and different countries of their offices. A surname alone is
nobody in particular.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.record.grouping import Link, Traits
from tocsin.record.person_names import PersonName, name_of
from tocsin.record.profiles import Profile

PROPS = frozenset({"name", "country", "role"})


@dataclass(frozen=True, slots=True)
class _Person:
    key: str
    written: str
    name: PersonName
    country: str | None
    roles: frozenset[str]


def traits_of(profile: Profile) -> Traits:
    """The country of the office and the patronymic, as far as they are known."""
    name = name_of(profile.first("name") or "")
    found = {"country": profile.first("country"), "patronymic": name.patronymic}
    return {trait: value for trait, value in found.items() if value}


def links(profiles: Iterable[Profile], _traits: Mapping[str, Traits]) -> Iterator[Link]:
    """Links between people of one collection; near-linear, as only people of one family name are compared."""
    families: dict[str, list[_Person]] = defaultdict(list)
    for profile in profiles:
        written = profile.first("name")
        if written is None:
            continue
        name = name_of(written)
        if name.family:
            roles = frozenset(role.casefold() for role in profile.all("role"))
            families[name.family].append(_Person(profile.key, written, name, profile.first("country"), roles))
    for people in families.values():
        if len(people) > 1:
            yield from _within_family(sorted(people, key=lambda person: person.key))


def _within_family(people: Sequence[_Person]) -> Iterator[Link]:
    full: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        if person.name.given:
            full[person.name.given].append(person)
    groups = [group for same in full.values() for group in _compatible(same)]
    for group in groups:
        for other in group[1:]:
            alike = group[0].written == other.written
            reason = f"{group[0].written} and {other.written} are one name"
            yield Link(group[0].key, other.key, 0.95 if alike else 0.9, reason)
    yield from _initials(people, groups)


def _compatible(people: Sequence[_Person]) -> Iterator[list[_Person]]:
    """People of one given and family name, apart where something speaks against their being one."""
    for by_middle in _split(people, lambda person: person.name.patronymic or " ".join(person.name.middle)):
        yield from _split(by_middle, lambda person: person.country or "")


def _split(people: Sequence[_Person], trait: Callable[[_Person], str]) -> Iterator[list[_Person]]:
    """One group a value of a trait; those without it join the only value there is, else stay together."""
    by_value: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        by_value[trait(person)].append(person)
    without = by_value.pop("", [])
    if len(by_value) == 1:
        (only,) = by_value.values()
        yield sorted([*only, *without], key=lambda person: person.key)
        return
    yield from by_value.values()
    if without:
        yield without


def _initials(people: Sequence[_Person], groups: Sequence[Sequence[_Person]]) -> Iterator[Link]:
    """*V. Semerikov* is the one full name of that family that begins so; else only who has the same office."""
    unclear: dict[tuple[str, str], _Person] = {}
    for person in people:
        letters = person.name.initials
        if person.name.given or not letters:
            continue
        fitting = [group for group in groups if any(_begins(other, person) for other in group)]
        if len(fitting) == 1:
            other = fitting[0][0]
            yield Link(
                other.key, person.key, 0.85, f"{person.written} can only be {other.written} in this record"
            )
            continue
        for role in sorted(person.roles):
            same = unclear.setdefault((letters, role), person)
            if same.key != person.key:
                yield Link(same.key, person.key, 0.8, f"both are {person.written}, {role}")


def _begins(full: _Person, short: _Person) -> bool:
    letters = short.name.initials
    if not (full.name.given or "").startswith(letters[0]):
        return False
    second = full.name.patronymic or (full.name.middle[0] if full.name.middle else None)
    if len(letters) > 1 and second and not second.startswith(letters[1]):
        return False
    return not (full.country and short.country and full.country != short.country)
