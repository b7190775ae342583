"""What a designation list says: entries, their names, births and documents, and the vintage they stand in."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from tocsin.model.dates import PartialDate


class NameKind(StrEnum):
    """How far a name may be relied on. Only the first four can make a hit; a weak one may support it."""

    PRIMARY = "name"
    ALIAS = "alias"
    ORIGINAL = "original script"
    PREVIOUS = "previous name"
    WEAK = "weak alias"


_KINDS = {str(kind): kind for kind in NameKind}


@dataclass(frozen=True, slots=True)
class ListedName:
    text: str
    kind: NameKind = NameKind.ALIAS
    note: str = ""


@dataclass(frozen=True, slots=True)
class Birth:
    """Born on a day from `low` to `high`, each as precise as the list was; `approximate` when it says so."""

    low: PartialDate
    high: PartialDate
    approximate: bool = False

    def __str__(self) -> str:
        text = str(self.low) if self.low == self.high else f"{self.low}/{self.high}"
        return f"about {text}" if self.approximate else text


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or registration number: passport, national number, IMO, tax number."""

    kind: str
    number: str
    country: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One designation, keyed within its list by `reference`, the number the authority itself keeps.

    `entity_id` is the authority's internal number; the UN's changes between vintages and keys nothing here.
    `countries` are ISO 3166 alpha-2 codes in lower case; dates are as the list gives them.
    """

    list: str
    reference: str
    entity_id: str
    schema: str
    names: tuple[ListedName, ...]
    births: tuple[Birth, ...] = ()
    birth_places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    programme: str = ""
    measure: str = ""
    reason: str = ""
    listed_on: str = ""
    amended_on: tuple[str, ...] = ()
    gender: str = ""
    positions: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def caption(self) -> str:
        return self.names[0].text if self.names else self.reference

    def said(self) -> dict[str, Any]:
        """As plain JSON values; empty fields are left out. `told` reads it back."""
        held = asdict(self)
        held["births"] = [[str(item.low), str(item.high), item.approximate] for item in self.births]
        held["names"] = [[item.text, str(item.kind), item.note] for item in self.names]
        held["papers"] = [[item.kind, item.number, item.country, item.note] for item in self.papers]
        return {key: value for key, value in held.items() if value}

    @classmethod
    def told(cls, held: dict[str, Any]) -> Entry:
        values = dict(held)
        values["names"] = tuple(
            ListedName(text, _KINDS[kind], note) for text, kind, note in values.get("names", ())
        )
        values["births"] = tuple(
            Birth(PartialDate.parse(low), PartialDate.parse(high), about)
            for low, high, about in values.get("births", ())
        )
        values["papers"] = tuple(Paper(*item) for item in values.get("papers", ()))
        for key in ("birth_places", "countries", "amended_on", "positions", "addresses", "notes"):
            values[key] = tuple(values.get(key, ()))
        return cls(**values)

    def fingerprint(self) -> str:
        """A hash of what the entry says. The authority's internal number is not part of it: it moves by itself."""
        text = json.dumps(replace(self, entity_id="").said(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:24]


@dataclass(slots=True)
class Findings:
    """What the strict reading of a file found: fields that nobody used, values nobody knows, damage."""

    unused: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        told = [f"damaged: {text}" for text in self.damage]
        told += self.warnings
        told += [f"unknown value {text} ({count} times)" for text, count in sorted(self.unknown.items())]
        told += [f"unused field {text} ({count} times)" for text, count in sorted(self.unused.items())]
        return told


@dataclass(frozen=True, slots=True)
class Vintage:
    """A list as it stood on a day. `part` sets regulations of one list apart: each is amended on its own."""

    list: str
    part: str
    authority: str
    format: str
    date: str
    source: str
    digest: str
    entries: tuple[Entry, ...]
    findings: Findings

    @property
    def damaged(self) -> bool:
        return bool(self.findings.damage)

    @property
    def key(self) -> str:
        return f"{self.list}/{self.part}" if self.part else self.list

    def by_reference(self) -> dict[str, Entry]:
        return {entry.reference: entry for entry in self.entries}
