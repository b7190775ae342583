"""Offices that one person holds at a time, and two holders: on one day, or one between two days of the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tocsin.model.dates import PartialDate
from tocsin.model.entity import Entity
from tocsin.record.bodies import folded
from tocsin.record.findings.finding import Account, Finding, Kind, in_time, values_in_words
from tocsin.record.findings.materials import Materials, words


def roles(materials: Materials) -> Iterator[Finding]:
    """Two holders on one day, or one who holds it before and after another."""
    offices: dict[tuple[str, str], list[tuple[str, Account]]] = {}
    titles: dict[tuple[str, str], str] = {}
    for relation in materials.things["Relation"]:
        role, body = relation.first("role"), relation.first("object")
        if relation.first("relationType") != "holds_role" or not role or not body or not is_single(role):
            continue
        if relation.first("asserted") == "false":
            continue
        for item in relation.of("subject"):
            when = _dated(relation) or materials.day_of(item)
            account = Account(item.value, item.span, item.speaker, when, item)
            office = folded(role), materials.who(item.span.doc, body)
            titles.setdefault(office, f"{role} of {body}")
            offices.setdefault(office, []).append((materials.who(item.span.doc, item.value), account))
    for office, held in sorted(offices.items()):
        clashing = _clashing([pair for pair in held if pair[1].when is not None])
        if clashing:
            about = tuple(sorted({who for who, _ in clashing}))
            accounts = tuple(sorted({id(one): one for _, one in clashing}.values(), key=in_time))
            yield Finding(Kind.ROLES, about, f"{titles[office]}: {values_in_words(accounts)}", accounts)


def is_single(role: str) -> bool:
    plain = role.casefold()
    first = plain.split()[0].rstrip(".")
    return first not in words("not_single") and any(plain.startswith(one) for one in words("single_offices"))


def _dated(relation: Entity) -> PartialDate | None:
    value = relation.first("date")
    return PartialDate.parse(value) if value else None


def _clashing(held: list[tuple[str, Account]]) -> list[tuple[str, Account]]:
    """The holders that are in each other's way: on one day, or one between two days of another."""
    found: list[tuple[str, Account]] = []
    for one, other in combinations(held, 2):
        if one[0] != other[0] and _same_day(one[1], other[1]):
            found += [one, other]
    for middle in held:
        around = [pair for pair in held if pair[0] != middle[0]]
        for before, after in combinations(sorted(around, key=lambda pair: in_time(pair[1])), 2):
            if before[0] == after[0] and _before(before[1], middle[1]) and _before(middle[1], after[1]):
                found += [before, middle, after]
    return found


def _same_day(one: Account, other: Account) -> bool:
    return one.when == other.when and one.when is not None and one.when.precision == "day"


def _before(one: Account, other: Account) -> bool:
    return one.when is not None and other.when is not None and one.when.before(other.when)
