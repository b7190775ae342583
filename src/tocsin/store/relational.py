"""The store over a relational database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from sqlalchemy import Connection, select, update

from tocsin.model.marking import OWNER, Clearance
from tocsin.store import tables
from tocsin.store.backend import Backend
from tocsin.store.checking import faults_of
from tocsin.store.copying import back_up, fill
from tocsin.store.faults import translated
from tocsin.store.holders import is_gone
from tocsin.store.migrating import migrate, require_version
from tocsin.store.moments import moment
from tocsin.store.names import Names
from tocsin.store.port import Kept
from tocsin.store.sqlite import WRITE
from tocsin.store.viewing import RelationalView, kept_of
from tocsin.store.writing import RelationalWriter


class RelationalStore:
    """`clock` stamps what is learnt and counts the time of leases."""

    def __init__(self, backend: Backend, *, clock: Callable[[], dt.datetime]) -> None:
        self.url = backend.url
        self._backend = backend
        self._clock = clock
        self._names = Names(backend, tables.name)
        self._markings = Names(backend, tables.marking)

    def view(self, clearance: Clearance = OWNER, *, as_of: dt.datetime | None = None) -> RelationalView:
        return RelationalView(
            self._backend, names=self._names, markings=self._markings, clearance=clearance, as_of=as_of
        )

    @contextmanager
    def write(self) -> Iterator[RelationalWriter]:
        with self._transaction() as connection:
            writer = RelationalWriter(
                self._backend, connection, names=self._names, markings=self._markings, now=self._clock()
            )
            yield writer
        self._names.committed(writer.fresh_names)
        self._markings.committed(writer.fresh_markings)

    def lease(self, *, extractor: str, holder: str, count: int, seconds: float) -> list[Kept]:
        now = moment(self._clock())
        document, address = tables.document, tables.address
        with self._transaction() as connection:
            fresh: dict[str, int] = {}
            version = self._names.id(connection, extractor, fresh)
            ids = self._claimable(connection, version, now, count)
            if not ids and self._give_back_of_the_gone(connection, now):
                ids = self._claimable(connection, version, now, count)
            if not ids:
                claimed: Sequence[Any] = []
            else:
                connection.execute(
                    update(document)
                    .where(document.c.id.in_(ids))
                    .values(holder=holder, held_until=now + int(seconds * 1_000_000))
                )
                claimed = connection.execute(
                    select(address, document.c.sha256)
                    .join_from(address, document, address.c.document == document.c.id)
                    .where(document.c.id.in_(ids))
                    .order_by(address.c.document, address.c.id)
                ).all()
            markings = self._markings.all(connection)
        self._names.committed(fresh)
        first = {row.document: row for row in reversed(claimed)}
        return [kept_of(first[number], markings) for number in sorted(first)]

    def _claimable(self, connection: Connection, version: int, now: int, count: int) -> list[int]:
        """Documents with bytes that another version or none was the last to try, oldest first."""
        document, content = tables.document, tables.content
        ids: list[int] = []
        for tried in (document.c.done_by < version, document.c.done_by > version):
            if len(ids) < count:
                query = (
                    select(document.c.id)
                    .where(tried, document.c.held_until <= now, document.c.id.in_(select(content.c.document)))
                    .order_by(document.c.done_by, document.c.id)
                    .limit(count - len(ids))
                )
                ids += [row[0] for row in connection.execute(self._backend.skipping_locked(query))]
        return ids

    def _give_back_of_the_gone(self, connection: Connection, now: int) -> bool:
        """Free the leases of processes that were killed; True when there were any."""
        document = tables.document
        query = select(document.c.holder).where(document.c.held_until > now).distinct()
        gone = [row[0] for row in connection.execute(query) if row[0] and is_gone(row[0])]
        if gone:
            connection.execute(
                update(document).where(document.c.holder.in_(gone)).values(holder=None, held_until=0)
            )
        return bool(gone)

    def release(self, docs: Sequence[str], holder: str) -> None:
        document = tables.document
        with self._transaction() as connection:
            connection.execute(
                update(document)
                .where(document.c.sha256.in_(list(docs)), document.c.holder == holder)
                .values(holder=None, held_until=0)
            )

    def migrate(self) -> list[str]:
        with self._transaction() as connection:
            return migrate(self._backend, connection, now=self._clock())

    def require_version(self) -> None:
        """Raises StoreVersionError unless the store has exactly the form this program knows."""
        with translated(self.url), self._backend.engine.connect() as connection:
            require_version(self._backend, connection)

    def check(self) -> list[str]:
        with translated(self.url), self._backend.engine.connect() as connection:
            return faults_of(self._backend, connection)

    def vacuum(self) -> None:
        with translated(self.url):
            self._backend.vacuum()

    def backup(self, target: str) -> None:
        with translated(target), translated(self.url), self._backend.engine.connect() as connection:
            back_up(self._backend, connection, target)

    def restore(self, source: str) -> None:
        with self._transaction() as connection:
            fill(self._backend, connection, source)
        self._names.forget()
        self._markings.forget()

    def close(self) -> None:
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with translated(self.url), self._backend.engine.connect() as plain:
            connection = plain.execution_options(**{WRITE: True})
            with connection.begin():
                yield connection
