"""Segments that stand in more than one place: exactly, or nearly by locality-sensitive hashing of MinHash.

Candidates for near are segments that share a band; the share of equal lanes of their MinHash estimates the
Jaccard similarity of their shingles (Broder 1997).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from tocsin.model.document import Section
from tocsin.store import tables
from tocsin.store.plain import original
from tocsin.store.port import Repeat

NEAR = 0.7
LANE_BYTES = 4
_CANDIDATES = 200


def repeats_between(
    connection: Connection, conditions: ColumnElement[bool], *, doc: str | None, most: int
) -> Iterator[Repeat]:
    """Repeats in order of (label, id, start) of the first; of each segment the `most` likest others."""
    places = _Places(connection, conditions, most + 1)
    for row in _segments(connection, conditions, doc):
        found: list[tuple[float, Any]] = [(1.0, other) for other in places.of(row.segment_text)]
        found += [
            (likeness, other) for text, likeness in places.near(row.segment_text) for other in places.of(text)
        ]
        others = [
            (likeness, other)
            for likeness, other in found
            if (other.reading, other.start) != (row.reading, row.start)
        ]
        others.sort(key=lambda pair: (-pair[0], *_place(pair[1])))
        for likeness, other in others[:most]:
            yield Repeat(
                row.sha256,
                row.start,
                row.end,
                Section(row.kind),
                other.sha256,
                other.start,
                other.end,
                likeness,
            )


class _Places:
    """Where each text of segments stands, asked once and remembered for texts that repeat."""

    def __init__(self, connection: Connection, conditions: ColumnElement[bool], most: int) -> None:
        self._connection = connection
        self._conditions = conditions
        self._most = most
        self._known: dict[int, Sequence[Any]] = {}
        self._near: dict[int, list[tuple[int, float]]] = {}

    def of(self, text: int) -> Sequence[Any]:
        if text not in self._known:
            segment = tables.segment
            rows = self._connection.execute(
                _places(self._conditions).where(segment.c.segment_text == text)
            ).all()
            self._known[text] = sorted(rows, key=_place)[: self._most]
        return self._known[text]

    def near(self, text: int) -> list[tuple[int, float]]:
        if text not in self._near:
            self._near[text] = list(self._look_near(text))
        return self._near[text]

    def _look_near(self, text: int) -> Iterator[tuple[int, float]]:
        mine, theirs, held = tables.segment_band, tables.segment_band.alias("theirs"), tables.segment_text
        own = self._connection.execute(select(held.c.minhash).where(held.c.id == text)).scalar_one()
        found = self._connection.execute(
            select(held.c.id, held.c.minhash)
            .where(
                held.c.id.in_(
                    select(theirs.c.segment_text)
                    .join_from(mine, theirs, theirs.c.band == mine.c.band)
                    .where(mine.c.segment_text == text, theirs.c.segment_text != text)
                )
            )
            .order_by(held.c.hash)
            .limit(_CANDIDATES)
        )
        for other, minhash in found:
            likeness = estimate(own, minhash)
            if likeness >= NEAR:
                yield other, likeness


def estimate(one: bytes, other: bytes) -> float:
    """The share of lanes that are equal; 0.0 for signatures of different length."""
    if len(one) != len(other) or not one:
        return 0.0
    lanes = range(0, len(one), LANE_BYTES)
    equal = sum(one[at : at + LANE_BYTES] == other[at : at + LANE_BYTES] for at in lanes)
    return equal / len(lanes)


def _segments(connection: Connection, conditions: ColumnElement[bool], doc: str | None) -> list[Any]:
    query = _places(conditions)
    if doc is not None:
        query = query.where(tables.document.c.sha256 == doc)
    return sorted(connection.execute(query).all(), key=_place)


def _places(conditions: ColumnElement[bool]) -> Any:
    segment, reading, document = tables.segment, tables.reading, tables.document
    return (
        select(segment, reading.c.label, document.c.sha256)
        .join_from(segment, reading, segment.c.reading == reading.c.id)
        .join(document, reading.c.document == document.c.id)
        .where(conditions)
    )


def _place(row: Any) -> tuple[str, str, int]:
    return original(row.label), row.sha256, row.start
