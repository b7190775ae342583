"""A thing read from the store with every source of every value."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.errors import NotFoundError
from tocsin.model.entity import Entity
from tocsin.model.statement import Statement
from tocsin.store import View


def entity(view: View, key: str) -> Entity:
    """The thing that a key, canonical or not, belongs to. Raises NotFoundError when nothing speaks of it."""
    members = view.cluster(view.canonical(key))
    statements = list(view.statements(about=members))
    if not statements:
        raise NotFoundError(f"nothing in the store speaks of {key}")
    return Entity.assemble(view.canonical(key), statements)


def entities(view: View, schema: str) -> Iterator[Entity]:
    """Every thing of a schema, in order of canonical key; what was never resolved stands for itself."""
    canonical = {key: group for group, keys in view.clusters(schema) for key in keys}
    held: dict[str, list[Statement]] = {}
    for statement in view.statements(schema=schema):
        held.setdefault(canonical.get(statement.about, statement.about), []).append(statement)
    for group in sorted(held):
        yield Entity.assemble(group, held[group])
