"""What is wrong with a store, in words."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, func, select

from tocsin.errors import StoreError
from tocsin.model.ids import content_id
from tocsin.store import tables
from tocsin.store.backend import Backend
from tocsin.store.faults import translation
from tocsin.store.migrating import require_version
from tocsin.store.plain import unpack

_AT_ONCE = 100
_MOST = 100


def faults_of(backend: Backend, connection: Connection) -> list[str]:
    """At most a hundred faults: the database itself, bytes against hashes, spans against texts, the index."""
    found: list[str] = []
    try:
        require_version(backend, connection)
        found += backend.faults(connection)
        for part in (_bytes, _readings, _index):
            for fault in part(backend, connection):
                found.append(fault)
                if len(found) >= _MOST:
                    return found
    except StoreError as error:
        found.append(str(error))
    except Exception as error:  # noqa: BLE001 - a damaged database may raise anything while it is examined
        found.append(str(translation(error, backend.url)))
    return found


def _bytes(backend: Backend, connection: Connection) -> Iterator[str]:
    document, content = tables.document, tables.content
    for chunk in _chunks(connection, content.c.document):
        for sha256, data in connection.execute(
            select(document.c.sha256, content.c.data)
            .join_from(content, document, content.c.document == document.c.id)
            .where(content.c.document.in_(chunk))
        ):
            try:
                whole = content_id(zlib.decompress(data)) == sha256
            except zlib.error:
                whole = False
            if not whole:
                yield f"bytes of {sha256[:12]} do not have their hash"


def _readings(backend: Backend, connection: Connection) -> Iterator[str]:
    reading, document, account, statement = tables.reading, tables.document, tables.account, tables.statement
    for chunk in _chunks(connection, reading.c.id):
        for row in connection.execute(
            select(reading.c.id, reading.c.text, reading.c.segments, reading.c.statements, document.c.sha256)
            .join_from(reading, document, reading.c.document == document.c.id)
            .where(reading.c.id.in_(chunk))
        ).all():
            where = f"reading {row.id} of {row.sha256[:12]}"
            try:
                length = len(unpack(row.text))
                segments = [(start, end) for _, start, end, *_ in json.loads(row.segments)]
            except (zlib.error, ValueError):
                yield f"{where}: its text cannot be read"
                continue
            if any(not 0 <= start <= end <= length for start, end in segments):
                yield f"{where}: a segment lies outside the text"
            low, high = row.id << tables.READING_SHIFT, (row.id + 1) << tables.READING_SHIFT
            count, first, last, backwards = connection.execute(
                select(
                    func.count(),
                    func.min(statement.c.start),
                    func.max(statement.c.end),
                    func.sum(1).filter(statement.c.start > statement.c.end),
                ).where(statement.c.account >= low, statement.c.account < high)
            ).one()
            if count != row.statements:
                yield f"{where}: {count} statements instead of {row.statements}"
            if count and (first < 0 or last > length or backwards):
                yield f"{where}: a quote lies outside the text"
            held = connection.execute(
                select(func.coalesce(func.sum(account.c.statements), 0)).where(
                    account.c.id >= low, account.c.id < high
                )
            ).scalar_one()
            if held != count:
                yield f"{where}: accounts hold {held} statements, {count} are there"


def _index(backend: Backend, connection: Connection) -> Iterator[str]:
    passages = connection.execute(select(func.count()).select_from(tables.passage)).scalar_one()
    indexed = connection.execute(select(func.count()).select_from(backend.index_table)).scalar_one()
    if passages != indexed:
        yield f"the index of search holds {indexed} passages, the record {passages}"


def _chunks(connection: Connection, column: ColumnElement[int]) -> Iterator[list[int]]:
    ids = [row[0] for row in connection.execute(select(column).order_by(column))]
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
