"""Conditions and orders that several queries share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, or_, true

from tocsin.store import tables
from tocsin.store.backend import Backend

Item = TypeVar("Item")


def among(column: ColumnElement[int], admitted: list[int] | None) -> ColumnElement[bool]:
    return true() if admitted is None else column.in_(admitted)


def within(readings: Sequence[int], column: ColumnElement[int]) -> ColumnElement[bool]:
    """Ids that belong to one of the readings, as ranges, joined where the readings follow each other."""
    shift = tables.READING_SHIFT
    ranges: list[list[int]] = []
    for number in sorted(readings):
        if ranges and ranges[-1][1] == number:
            ranges[-1][1] = number + 1
        else:
            ranges.append([number, number + 1])
    return or_(*(and_(column >= low << shift, column < high << shift) for low, high in ranges))


def by_code_point(backend: Backend, column: ColumnElement[str]) -> ColumnElement[str]:
    """The order of labels is the same on every machine, whatever the database's locale."""
    return column if backend.name == "sqlite" else column.collate("C")


def chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[at : at + size] for at in range(0, len(items), size))
