"""What changed between vintages of a list: additions, removals, returns, changes, by the authority's reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from tocsin.screening.entries import Entry, Vintage

COMPARED = tuple(item.name for item in fields(Entry) if item.name not in ("list", "reference", "entity_id"))


@dataclass(frozen=True, slots=True)
class Change:
    """An entry whose content differs; `fields` names what."""

    reference: str
    caption: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """References in order. `renumbered` are entries that only changed the authority's internal number."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Change, ...]
    renumbered: tuple[str, ...]

    def said(self) -> dict[str, Any]:
        return {
            "added": [_brief(item) for item in self.added], "removed": [_brief(item) for item in self.removed],
            "changed": [
                {"reference": item.reference, "caption": item.caption, "fields": list(item.fields)}
                for item in self.changed
            ],
            "renumbered": list(self.renumbered),
        }  # fmt: skip


def _brief(entry: Entry) -> dict[str, str]:
    return {
        "reference": entry.reference,
        "caption": entry.caption,
        "programme": entry.programme,
        "listed_on": entry.listed_on,
    }


def compare(old: Iterable[Vintage], new: Iterable[Vintage]) -> Difference:
    """By list and reference, whatever the authority's internal numbers do."""
    before, after = _entries(old), _entries(new)
    added = [after[key] for key in sorted(after.keys() - before.keys())]
    removed = [before[key] for key in sorted(before.keys() - after.keys())]
    changed, renumbered = [], []
    for key in sorted(before.keys() & after.keys()):
        one, other = before[key], after[key]
        differs = tuple(name for name in COMPARED if getattr(one, name) != getattr(other, name))
        if differs:
            changed.append(Change(other.reference, other.caption, differs))
        if one.entity_id != other.entity_id:
            renumbered.append(other.reference)
    return Difference(tuple(added), tuple(removed), tuple(changed), tuple(renumbered))


def _entries(vintages: Iterable[Vintage]) -> Mapping[tuple[str, str], Entry]:
    return {(entry.list, entry.reference): entry for item in vintages for entry in item.entries}


@dataclass(frozen=True, slots=True)
class Stay:
    """A span of time on a list: listed from `since`; `until` is the first vintage without the entry."""

    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """One reference through all vintages. More than one stay means that it came back: a fresh case."""

    list: str
    reference: str
    caption: str
    stays: tuple[Stay, ...]
    changes: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def delisted_on(self) -> str | None:
        return self.stays[-1].until if self.stays else None

    @property
    def returned(self) -> bool:
        return len(self.stays) > 1


def stories(vintages: Sequence[Vintage]) -> list[Story]:
    """What every reference went through, in the order of dates. A damaged vintage never ends a stay."""
    parts: dict[str, list[Vintage]] = {}
    for item in vintages:
        parts.setdefault(item.key, []).append(item)
    found: list[Story] = []
    for key in sorted(parts):
        found += _part_stories(sorted(parts[key], key=lambda item: item.date))
    return found


def _part_stories(vintages: Sequence[Vintage]) -> list[Story]:
    held = [item.by_reference() for item in vintages]
    result = []
    for reference in sorted({name for item in held for name in item}):
        stays: list[Stay] = []
        changes: list[tuple[str, tuple[str, ...]]] = []
        last: Entry | None = None
        for vintage, entries in zip(vintages, held, strict=True):
            entry = entries.get(reference)
            open_stay = bool(stays) and stays[-1].until is None
            if entry is None:
                if open_stay and not vintage.damaged:
                    stays[-1] = Stay(stays[-1].since, vintage.date)
                continue
            if not open_stay:
                stays.append(Stay(vintage.date, None))
            elif last is not None:
                differs = tuple(name for name in COMPARED if getattr(last, name) != getattr(entry, name))
                if differs and not vintage.damaged:
                    changes.append((vintage.date, differs))
            last = entry
        if last is not None:
            result.append(Story(last.list, reference, last.caption, tuple(stays), tuple(changes)))
    return result
