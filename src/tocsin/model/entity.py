"""Entities are assembled from statements and never stored as truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tocsin.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Entity:
    """What the statements about one canonical id say, side by side: values are never merged away."""

    id: str
    schema: str
    statements: tuple[Statement, ...]
    members: tuple[str, ...] = ()
    _by_property: dict[str, list[Statement]] = field(
        default_factory=dict, repr=False, compare=False, hash=False
    )

    @classmethod
    def assemble(cls, canonical: str, statements: Iterable[Statement]) -> Entity:
        """Raises ValueError when there is no statement or when schemata differ."""
        held = tuple(
            sorted(statements, key=lambda item: (item.span.doc, item.span.start, item.prop, item.id))
        )
        schemata = {statement.schema for statement in held}
        if len(schemata) != 1:
            raise ValueError(f"{canonical}: statements of {sorted(schemata) or 'no'} schema")
        grouped: dict[str, list[Statement]] = defaultdict(list)
        for statement in held:
            grouped[statement.prop].append(statement)
        members = tuple(sorted({statement.about for statement in held}))
        return cls(canonical, schemata.pop(), held, members, dict(grouped))

    def of(self, prop: str) -> Sequence[Statement]:
        """All statements of one property, in document order."""
        return self._by_property.get(prop, [])

    def values(self, prop: str) -> list[str]:
        """The different values of a property, most often said first, ties by first appearance."""
        counts: dict[str, int] = {}
        for statement in self.of(prop):
            counts[statement.value] = counts.get(statement.value, 0) + 1
        return sorted(counts, key=lambda value: -counts[value])

    def first(self, prop: str) -> str | None:
        values = self.values(prop)
        return values[0] if values else None
