"""What the record says of an incident, as yes, no or not known, each with the statements that say so.

Nothing is inferred from silence: a toll that nobody gave is not zero, and an aim that nobody stated is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from tocsin.model.draft import read_quantity
from tocsin.model.entity import Entity
from tocsin.model.statement import Statement


class Known(StrEnum):
    """Three values, after Kleene (1938)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Fact:
    """One condition of a definition on one incident: what is known of it, and from which statements."""

    name: str
    known: Known
    statements: tuple[Statement, ...] = ()


IncidentFacts = Mapping[str, Fact]


def facts_of(incident: Entity) -> IncidentFacts:
    """Every fact that a definition may ask for; the aim of an incident is in no property and stays not known."""
    return {name: read(name, incident) for name, read in _READERS.items()}


def _says(name: str, yes: Sequence[Statement], no: Sequence[Statement] = ()) -> Fact:
    """Accounts that differ leave it not known, with both."""
    if yes and not no:
        return Fact(name, Known.YES, tuple(yes))
    if no and not yes:
        return Fact(name, Known.NO, tuple(no))
    return Fact(name, Known.UNKNOWN, (*yes, *no))


def _kinds(*kinds: str) -> Callable[[str, Entity], Fact]:
    def read(name: str, incident: Entity) -> Fact:
        held = incident.of("incidentType")
        yes = [item for item in held if item.value in kinds]
        # "attack" is said where the kind was not told more closely: it does not rule another kind out.
        no = [item for item in held if item.value not in kinds and item.value != "attack"]
        return _says(name, yes, no)

    return read


def _toll(prop: str) -> Callable[[str, Entity], Fact]:
    def read(name: str, incident: Entity) -> Fact:
        yes, no = [], []
        for item in incident.of(prop):
            quantity = read_quantity(item.value)
            if (quantity.low or 0) >= 1:
                yes.append(item)
            elif quantity.high == 0:
                no.append(item)
        return _says(name, yes, [] if yes else no)

    return read


def _anything(*props: str) -> Callable[[str, Entity], Fact]:
    def read(name: str, incident: Entity) -> Fact:
        return _says(name, [item for prop in props for item in incident.of(prop)])

    return read


def _civilians(name: str, incident: Entity) -> Fact:
    """Yes when a target or victim is civilian, whoever else was hit; no when all that are told are military."""
    held = [item for prop in ("target", "victim") for item in incident.of(prop)]
    yes = [item for item in held if _is(item.value, "civilian")]
    no = [item for item in held if _is(item.value, "military")]
    return _says(name, yes, [] if yes or len(no) < len(held) else no)


def _not_a_state(name: str, incident: Entity) -> Fact:
    held = [*incident.of("perpetratorOrganisation"), *incident.of("claimedBy")]
    return _says(
        name,
        [item for item in held if not _is(item.value, "state")],
        [item for item in held if _is(item.value, "state")],
    )


def _unstated(name: str, _incident: Entity) -> Fact:
    return Fact(name, Known.UNKNOWN)


def _any_of(*names: str) -> Callable[[str, Entity], Fact]:
    def read(name: str, incident: Entity) -> Fact:
        found = [_READERS[one](one, incident) for one in names]
        yes = [item for fact in found if fact.known is Known.YES for item in fact.statements]
        no = all(fact.known is Known.NO for fact in found)
        return _says(name, yes, [item for fact in found for item in fact.statements] if no else ())

    return read


_READERS: dict[str, Callable[[str, Entity], Fact]] = {
    "deaths": _toll("killed"),
    "injuries": _toll("injured"),
    "hostages": _kinds("kidnapping"),
    "explosion": _kinds("bombing"),
    "arson": _kinds("arson"),
    "violence": _anything("incidentType"),
    "intended_harm": _anything("perpetratorOrganisation", "perpetratorIndividual", "claimedBy", "weapon"),
    "armed_force": _anything("weapon"),
    "organised_perpetrator": _anything("perpetratorOrganisation", "claimedBy"),
    "perpetrator_not_a_state": _not_a_state,
    "civilians": _civilians,
    "endangers_life_or_property": _any_of("deaths", "injuries", "explosion", "arson"),
    "aim_political": _unstated,
    "aim_to_intimidate_or_compel": _unstated,
    "offence_of_a_convention": _any_of("hostages", "explosion"),
}


def fact_names() -> frozenset[str]:
    return frozenset(_READERS)


def _is(value: str, kind: str) -> bool:
    words = value.casefold().replace("ё", "е")
    return any(stem in f" {words}" for stem in _stems(kind))


@cache
def _stems(kind: str) -> tuple[str, ...]:
    text = (resources.files("tocsin.record.lenses") / "facts.yaml").read_text(encoding="utf-8")
    listed: Iterable[str] = yaml.safe_load(text)[kind]
    return tuple(f" {stem.replace('ё', 'е')}" for stem in listed)
