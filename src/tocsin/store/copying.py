"""Backups: one form for both back ends, an SQLite file with the tables of a store."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select

from tocsin.errors import StoreDamagedError, StoreError, StoreMissingError
from tocsin.store import tables
from tocsin.store.backend import Backend, IndexedPassage
from tocsin.store.faults import translated
from tocsin.store.index_words import index_words, stems_of
from tocsin.store.migrating import migrate, require_version
from tocsin.store.moments import utc_now
from tocsin.store.plain import original, unpack
from tocsin.store.sqlite import WRITE, SqliteBackend

_ROWS = 2000
_READINGS = 50


def copied_tables() -> list[Table]:
    """Every table of the record, those referred to first; `migration` is each store's own."""
    return [table for table in tables.metadata.tables.values() if table is not tables.migration]


def back_up(backend: Backend, connection: Connection, target: str) -> None:
    """Write a backup beside `target` and rename it when it is whole. Raises StoreError where it exists."""
    path = Path(target)
    if path.exists():
        raise StoreError("there is a file of that name already; a backup overwrites nothing", where=target)
    if not path.absolute().parent.is_dir():
        raise StoreMissingError("there is no such folder", where=target)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if isinstance(backend, SqliteBackend):
            _copy_file(connection, partial)
        else:
            _copy_rows(connection, partial)
        partial.rename(path)
    finally:
        for leftover in path.absolute().parent.glob(f"{partial.name}*"):
            leftover.unlink()


def fill(backend: Backend, connection: Connection, source: str) -> None:
    """Fill an empty store from a backup, inside the transaction of `connection`.

    Raises StoreError where the store holds anything, StoreMissingError, StoreVersionError or
    StoreDamagedError where the backup cannot be used.
    """
    for table in (tables.document, tables.judgement, tables.decision, tables.memo, tables.problem):
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise StoreError(
                "the store is not empty; a backup is restored into an empty one", where=backend.url
            )
    path = Path(source)
    if not path.is_file():
        raise StoreMissingError("there is no such backup", where=source)
    held = SqliteBackend(path, url=source, create=False, timeout=5.0)
    try:
        with translated(source), held.engine.connect() as kept:
            require_version(held, kept)
            if faults := held.faults(kept):
                raise StoreDamagedError(f"the backup is damaged: {faults[0]}", where=source)
            for table in copied_tables():
                if table in (tables.name, tables.marking):
                    connection.execute(table.delete())
                for rows in _rows(kept, table):
                    backend.insert_rows(connection, table, rows)
            backend.after_restore(connection, copied_tables())
            index_all(backend, connection)
    finally:
        held.close()


def index_all(backend: Backend, connection: Connection) -> None:
    """Index every passage again from the texts and values kept."""
    ids = [row[0] for row in connection.execute(select(tables.reading.c.id).order_by(tables.reading.c.id))]
    for at in range(0, len(ids), _READINGS):
        for number in ids[at : at + _READINGS]:
            backend.index(connection, list(indexed_passages(connection, number)))


def indexed_passages(connection: Connection, reading: int) -> Iterator[IndexedPassage]:
    """What the index must hold of one reading."""
    passage, account, statement = tables.passage, tables.account, tables.statement
    base, end = reading << tables.READING_SHIFT, (reading + 1) << tables.READING_SHIFT
    packed = connection.execute(
        select(tables.reading.c.text).where(tables.reading.c.id == reading)
    ).scalar_one()
    text = unpack(packed)
    section = connection.execute(select(tables.name.c.id).where(tables.name.c.text == "section")).scalar()
    extras: dict[int, dict[str, None]] = {}
    spans = {
        row.id: row
        for row in connection.execute(
            select(passage).where(passage.c.id >= base, passage.c.id < end).order_by(passage.c.id)
        )
    }
    for number, prop, value, start, until in connection.execute(
        select(account.c.passage, statement.c.prop, statement.c.value, statement.c.start, statement.c.end)
        .join_from(account, statement, statement.c.account == account.c.id)
        .where(account.c.id >= base, account.c.id < end)
        .order_by(statement.c.account, statement.c.number)
    ):
        span = spans[number]
        said = text[start:until] if value is None else original(value)
        if said not in text[span.start : span.end] and (value is None or prop != section):
            extras.setdefault(number, {})[said] = None
    for number, span in spans.items():
        words = index_words(text[span.start : span.end], list(extras.get(number, ())))
        yield IndexedPassage(number, words, stems_of(words))


def _copy_file(connection: Connection, target: Path) -> None:
    """SQLite's own online copy: consistent while others write."""
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    copy = sqlite3.connect(target)
    try:
        connection.rollback()
        raw.backup(copy, pages=4096)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def _copy_rows(connection: Connection, target: Path) -> None:
    connection.rollback()
    snapshot = connection.execution_options(isolation_level="REPEATABLE READ")
    held = SqliteBackend(target, url=str(target), create=True, timeout=5.0)
    try:
        with held.engine.connect().execution_options(**{WRITE: True}) as copy, copy.begin():
            migrate(held, copy, now=utc_now())
            for table in copied_tables():
                for rows in _rows(snapshot, table):
                    held.insert_rows(copy, table, rows)
            index_all(held, copy)
        with held.engine.connect() as copy:
            raw: Any = copy.connection.dbapi_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        held.close()


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[tuple[Any, ...]]]:
    result = connection.execution_options(yield_per=_ROWS).execute(select(table))
    for partition in result.partitions(_ROWS):
        yield [
            tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row) for row in partition
        ]
