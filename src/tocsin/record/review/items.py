"""What is reviewed: one value of one property of one thing of one document, however often its page says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.errors import NotFoundError
from tocsin.model.ids import stable_id
from tocsin.model.statement import Statement
from tocsin.store import View

_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Item:
    """`name` is `KEY.PROPERTY.HASH`, where the hash is that of the value: it says whose item it is.

    The item of the property `section` is the thing itself: does this passage tell of such a thing at all?
    """

    about: str
    schema: str
    prop: str
    value: str
    statements: tuple[Statement, ...]

    @property
    def name(self) -> str:
        return item_name(self.about, self.prop, self.value)

    @property
    def first(self) -> Statement:
        return self.statements[0]

    @property
    def score(self) -> float:
        return max(one.score for one in self.statements)

    @property
    def seen(self) -> frozenset[str]:
        return frozenset(one.id for one in self.statements)

    @property
    def origins(self) -> tuple[str, ...]:
        """Extractors with their versions."""
        return tuple(sorted({one.origin for one in self.statements}))


def item_name(about: str, prop: str, value: str) -> str:
    digest = stable_id("v", value, digits=_DIGITS).removeprefix("v-")
    return f"{about}.{prop}.{digest}"


def items_of(statements: Iterable[Statement]) -> Iterator[Item]:
    """Items in the order in which their first statements come."""
    held: dict[tuple[str, str, str], list[Statement]] = {}
    for one in statements:
        held.setdefault((one.about, one.prop, one.value), []).append(one)
    for (about, prop, value), found in held.items():
        yield Item(about, found[0].schema, prop, value, tuple(found))


def item_named(view: View, name: str) -> Item:
    """Raises NotFoundError for a name that no statement of the record answers to today."""
    about = name.split(".", 1)[0]
    found = next((item for item in items_of(view.statements(about=[about])) if item.name == name), None)
    if found is None:
        raise NotFoundError("nothing in the record is reviewed under this name", where=name)
    return found
