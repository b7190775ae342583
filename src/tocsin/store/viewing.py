"""Reading: for one clearance, as of one moment. Every query carries both."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, func, or_, select, true

from tocsin.errors import NotFoundError, StoreDamagedError
from tocsin.model.decision import Decision, Subject
from tocsin.model.document import Document
from tocsin.model.ids import content_id
from tocsin.model.judgement import Judgement, Verdict
from tocsin.model.marking import Clearance, Marking
from tocsin.model.problem import Problem
from tocsin.model.statement import Statement
from tocsin.store import tables
from tocsin.store.backend import Backend
from tocsin.store.conditions import among, by_code_point, chunks, within
from tocsin.store.faults import translated
from tocsin.store.moments import from_moment, moment
from tocsin.store.names import Names
from tocsin.store.plain import original, original_or_none, plain, unpack
from tocsin.store.port import Counts, Hit, Kept, Repeat, Value
from tocsin.store.repeating import repeats_between
from tocsin.store.rows import document_of, in_order, statements_of
from tocsin.store.searching import find_passages, hits_of, parse_query

_READINGS_AT_ONCE = 64
_KEYS_AT_ONCE = 500
_SHORTEST_PREFIX = 8


class RelationalView:
    """The view over a back end. `connection` is given only inside a writer's transaction."""

    def __init__(
        self,
        backend: Backend,
        *,
        names: Names,
        markings: Names,
        clearance: Clearance,
        as_of: dt.datetime | None,
        connection: Connection | None = None,
    ) -> None:
        self.clearance = clearance
        self.as_of = as_of
        self._backend = backend
        self._names = names
        self._markings = markings
        self._at = None if as_of is None else moment(as_of)
        self._connection = connection

    def counts(self, *, extractor: str | None = None) -> Counts:
        reading, account = tables.reading, tables.account
        with self._connected() as connection:
            admitted = self._admitted(connection)
            documents = connection.execute(
                select(func.count(), func.coalesce(func.sum(reading.c.statements), 0))
                .select_from(reading)
                .where(self._current(reading), among(reading.c.marking, admitted))
            ).one()
            statements = documents[1]
            if admitted is not None:
                statements = connection.execute(
                    select(func.coalesce(func.sum(account.c.statements), 0))
                    .join_from(account, reading, account.c.reading == reading.c.id)
                    .where(self._current(reading), self._visible(reading, account, admitted))
                ).scalar_one()
            problems = connection.execute(
                select(func.count()).select_from(tables.problem).where(self._problem_shown(admitted))
            ).scalar_one()
            pending = connection.execute(
                select(func.count())
                .select_from(tables.document)
                .where(self._pending(connection, admitted, extractor))
            ).scalar_one()
        return Counts(int(documents[0]), int(statements), int(problems), int(pending))

    def documents(self) -> Iterator[Document]:
        reading = tables.reading
        with self._connected() as connection:
            ids = [row[0] for row in connection.execute(self._readings(connection, reading.c.id))]
            for chunk in chunks(ids, _READINGS_AT_ONCE):
                yield from self._documents_of(connection, chunk)

    def labels(self) -> Iterator[tuple[str, str]]:
        columns = tables.document.c.sha256, tables.reading.c.label
        with self._connected() as connection:
            found = connection.execute(self._readings(connection, *columns)).all()
        return ((row.sha256, original(row.label)) for row in found)

    def document(self, id_or_label: str) -> Document:
        reading, document = tables.reading, tables.document
        given = plain(id_or_label)
        with self._connected() as connection:
            for condition, ambiguous in self._ways_to_name(given):
                found = connection.execute(
                    self._readings(connection, reading.c.id, document.c.sha256).where(condition)
                ).all()
                if ambiguous and len(found) > 1:
                    raise NotFoundError(f"{id_or_label} is the beginning of {len(found)} documents' ids")
                if found:
                    return next(self._documents_of(connection, [max(row.id for row in found)]))
        raise NotFoundError(f"no document is called {id_or_label!r}")

    def raw(self, doc: str) -> bytes:
        with self._connected() as connection:
            found = connection.execute(
                select(tables.content.c.data)
                .join_from(tables.content, tables.document, tables.content.c.document == tables.document.c.id)
                .where(tables.document.c.sha256 == doc, self._sighted(self._admitted(connection)))
            ).first()
        if found is None:
            raise NotFoundError(f"no bytes are kept of {doc}")
        try:
            data = zlib.decompress(found[0])
        except zlib.error as error:
            raise StoreDamagedError(f"the bytes of {doc} cannot be read", where=self._backend.url) from error
        if content_id(data) != doc:
            raise StoreDamagedError(
                f"the bytes of {doc} are not those that were kept", where=self._backend.url
            )
        return data

    def sightings(self, doc: str) -> Iterator[Kept]:
        address, document = tables.address, tables.document
        with self._connected() as connection:
            admitted = self._admitted(connection)
            found = connection.execute(
                select(address, document.c.sha256)
                .join_from(address, document, address.c.document == document.c.id)
                .where(document.c.sha256 == doc, among(address.c.marking, admitted), self._learnt(address))
                .order_by(address.c.id)
            ).all()
            markings = self._markings.all(connection)
        for row in found:
            yield kept_of(row, markings)

    def statements(
        self, *, doc: str | None = None, schema: str | None = None, about: Sequence[str] | None = None
    ) -> Iterator[Statement]:
        reading, account, document = tables.reading, tables.account, tables.document
        with self._connected() as connection:
            narrowed: ColumnElement[bool] = true()
            if schema is not None:
                number = self._names.known_id(connection, schema)
                if number is None:
                    return
                narrowed = and_(narrowed, account.c.schema == number)
            keys = None if about is None else {plain(key) for key in about}
            query = self._readings(connection, reading.c.id)
            if doc is not None:
                query = query.where(document.c.sha256 == doc)
            ids = [row[0] for row in connection.execute(query)]
            if keys is not None:
                speaking = self._speaking_of(connection, sorted(keys))
                ids = [item for item in ids if item in speaking]
                if len(keys) <= _KEYS_AT_ONCE:
                    narrowed = and_(narrowed, account.c.key.in_(sorted(keys)))
            for chunk in chunks(ids, _READINGS_AT_ONCE):
                yield from self._statements_of(connection, chunk, narrowed, keys)

    def values(self, schema: str, props: Collection[str]) -> Iterator[Value]:
        reading, account, statement = tables.reading, tables.account, tables.statement
        with self._connected() as connection:
            number = self._names.known_id(connection, schema)
            names = self._names.all(connection)
            wanted = {key: name for key, name in names.items() if name in props}
            if number is None or not wanted:
                return
            ids = [row[0] for row in connection.execute(self._readings(connection, reading.c.id))]
            for chunk in chunks(ids, _READINGS_AT_ONCE):
                rows: dict[int, list[Any]] = {}
                found = select(
                    account.c.reading, account.c.key, account.c.id, statement.c.number, statement.c.prop,
                    statement.c.value, statement.c.start, statement.c.end,
                ).join_from(account, statement, statement.c.account == account.c.id).where(
                    within(chunk, account.c.id), account.c.schema == number,
                    among(account.c.marking, self._admitted(connection)), statement.c.prop.in_(sorted(wanted)),
                )  # fmt: skip
                for row in connection.execute(found):
                    rows.setdefault(row[0], []).append(row)
                held = [item for item in chunk if item in rows]
                texts, labels = self._texts(connection, held), self._labels(connection, held)
                for item in held:
                    doc, text = labels[item][0], texts[item]
                    for _, key, _, _, prop, value, start, end in sorted(rows[item], key=itemgetter(1, 2, 3)):
                        quote = text[start:end]
                        yield Value(
                            doc,
                            original(key),
                            wanted[prop],
                            quote if value is None else original(value),
                            quote,
                        )

    def search(
        self, query: str, *, schema: str | None = None, limit: int = 20, language: str | None = None
    ) -> list[Hit]:
        words = parse_query(query)
        if not words or limit < 1:
            return []
        with self._connected() as connection:
            admitted = self._admitted(connection)
            conditions = [
                self._current(tables.reading),
                among(tables.reading.c.marking, admitted),
                among(tables.passage.c.marking, admitted),
            ]
            found = find_passages(
                connection,
                self._backend,
                words,
                conditions=conditions,
                schema=schema,
                language=language,
                limit=limit,
            )
            bases = [row.reading for row in found]
            accounts = tables.account.c.passage.in_([row.id for row in found])
            statements: dict[str, list[Statement]] = {}
            labels: dict[int, tuple[str, str]] = {}
            if found:
                for item in self._statements_of(connection, sorted(set(bases)), accounts, None):
                    statements.setdefault(item.span.doc, []).append(item)
                labels = self._labels(connection, bases)
                texts = self._texts(connection, bases)
                return hits_of(found, words, statements, labels, texts, schema=schema)
        return []

    def repeats(self, doc: str | None = None, *, most: int = 20) -> Iterator[Repeat]:
        with self._connected() as connection:
            conditions = and_(
                self._current(tables.reading), among(tables.reading.c.marking, self._admitted(connection))
            )
            yield from repeats_between(connection, conditions, doc=doc, most=most)

    def problems(self) -> Iterator[Problem]:
        problem, document = tables.problem, tables.document
        with self._connected() as connection:
            found = connection.execute(
                select(problem, document.c.sha256)
                .join_from(problem, document, problem.c.document == document.c.id, isouter=True)
                .where(self._problem_shown(self._admitted(connection)))
                .order_by(problem.c.address, problem.c.source, problem.c.id)
            ).all()
        for row in found:
            yield Problem(
                original(row.address),
                original(row.source),
                row.sha256,
                original(row.stage),
                original(row.code),
                original(row.reason),
                from_moment(row.seen_at),
                original(row.version),
            )

    def memo(self, name: str) -> str | None:
        with self._connected() as connection:
            found = connection.execute(
                select(tables.memo.c.text).where(tables.memo.c.name == plain(name))
            ).first()
        return None if found is None else original(found[0])

    def judgements(self) -> Iterator[Judgement]:
        table = tables.judgement
        with self._connected() as connection:
            query = select(table).where(self._learnt(table)).order_by(table.c.number)
            admitted = self._admitted(connection)
            if admitted is not None:
                query = query.where(
                    self._spoken_of(table.c.left, admitted), self._spoken_of(table.c.right, admitted)
                )
            found = connection.execute(query).all()
        for row in found:
            yield Judgement(
                original(row.left),
                original(row.right),
                Verdict(row.verdict),
                original(row.user),
                from_moment(row.decided_at),
                original(row.reason),
                row.undoes,
            )

    def decisions(self, subject: Subject) -> Iterator[Decision]:
        table = tables.decision
        with self._connected() as connection:
            query = select(table).where(table.c.subject == subject.value, self._learnt(table))
            admitted = self._admitted(connection)
            if admitted is not None:
                query = query.where(self._spoken_of(table.c.about, admitted))
            found = connection.execute(query.order_by(table.c.number)).all()
        for row in found:
            yield Decision(
                Subject(row.subject),
                original(row.about),
                original(row.act),
                original(row.content),
                original(row.user),
                from_moment(row.decided_at),
                original(row.reason),
                row.undoes,
            )

    def canonical(self, key: str) -> str:
        table = tables.cluster
        with self._connected() as connection:
            query = select(table.c.canonical).where(table.c.key == plain(key), self._current(table))
            admitted = self._admitted(connection)
            if admitted is not None:
                query = query.where(self._spoken_of(table.c.key, admitted))
            found = connection.execute(query).first()
        return key if found is None else original(found[0])

    def cluster(self, canonical: str) -> list[str]:
        table = tables.cluster
        with self._connected() as connection:
            query = select(table.c.key).where(table.c.canonical == plain(canonical), self._current(table))
            admitted = self._admitted(connection)
            if admitted is not None:
                query = query.where(self._spoken_of(table.c.key, admitted))
            found = sorted(original(row[0]) for row in connection.execute(query))
        return found or [canonical]

    def clusters(self, schema: str) -> Iterator[tuple[str, list[str]]]:
        table = tables.cluster
        with self._connected() as connection:
            number = self._names.known_id(connection, schema)
            if number is None:
                return
            query = select(table.c.canonical, table.c.key).where(
                table.c.schema == number, self._current(table)
            )
            admitted = self._admitted(connection)
            if admitted is not None:
                query = query.where(self._spoken_of(table.c.key, admitted))
            pairs = sorted((original(row[0]), original(row[1])) for row in connection.execute(query))
        for canonical, members in groupby(pairs, key=itemgetter(0)):
            yield canonical, [key for _, key in members]

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if self._connection is not None:
            yield self._connection
            return
        with translated(self._backend.url), self._backend.engine.connect() as connection:
            yield connection

    def _admitted(self, connection: Connection) -> list[int] | None:
        """Numbers of the markings this clearance admits; None where it admits all."""
        if self.clearance.sees_everything:
            return None
        return sorted(
            number
            for number, text in self._markings.all(connection).items()
            if self.clearance.admits(Marking.parse(text))
        )

    def _learnt(self, table: FromClause) -> ColumnElement[bool]:
        return true() if self._at is None else table.c.learnt_at <= self._at

    def _current(self, table: FromClause) -> ColumnElement[bool]:
        if self._at is None:
            return table.c.withdrawn_at.is_(None)
        return and_(
            table.c.learnt_at <= self._at,
            or_(table.c.withdrawn_at.is_(None), table.c.withdrawn_at > self._at),
        )

    def _visible(
        self, reading: FromClause, account: FromClause, admitted: list[int] | None
    ) -> ColumnElement[bool]:
        return and_(among(reading.c.marking, admitted), among(account.c.marking, admitted))

    def _sighted(
        self, admitted: list[int] | None, document: FromClause = tables.document
    ) -> ColumnElement[bool]:
        """Whether a row of `document` was seen, by then, at an address whose marking is admitted."""
        address = tables.address
        kept = true() if self._at is None else document.c.kept_at <= self._at
        if admitted is None:
            return kept
        seen = exists().where(
            address.c.document == document.c.id, among(address.c.marking, admitted), self._learnt(address)
        )
        return and_(kept, seen)

    def _problem_shown(self, admitted: list[int] | None) -> ColumnElement[bool]:
        """What was never fetched has no marking: only who sees everything sees it."""
        problem, document = tables.problem, tables.document.alias("failed")
        if admitted is None:
            return self._current(problem)
        sighted = exists().where(document.c.id == problem.c.document, self._sighted(admitted, document))
        return and_(self._current(problem), sighted)

    def _pending(
        self, connection: Connection, admitted: list[int] | None, extractor: str | None
    ) -> ColumnElement[bool]:
        document = tables.document
        if self._at is None:
            version = 0 if extractor is None else self._names.known_id(connection, extractor) or -1
            waits = document.c.done_by == 0 if extractor is None else document.c.done_by != version
            return and_(waits, self._sighted(admitted))
        tried = or_(
            *(
                exists().where(table.c.document == document.c.id, table.c.learnt_at <= self._at)
                for table in (tables.reading, tables.problem)
            )
        )
        return and_(~tried, self._sighted(admitted))

    def _spoken_of(self, key: ColumnElement[str], admitted: list[int] | None) -> ColumnElement[bool]:
        """Whether a statement that this view shows is about the key."""
        reading, account = tables.reading, tables.account
        return exists().where(
            account.c.key == key,
            account.c.reading == reading.c.id,
            self._current(reading),
            self._visible(reading, account, admitted),
        )

    def _readings(self, connection: Connection, *columns: Any) -> Any:
        reading, document = tables.reading, tables.document
        return (
            select(*columns)
            .join_from(reading, document, reading.c.document == document.c.id)
            .where(self._current(reading), among(reading.c.marking, self._admitted(connection)))
            .order_by(by_code_point(self._backend, reading.c.label), document.c.sha256)
        )

    def _ways_to_name(self, given: str) -> Iterator[tuple[ColumnElement[bool], bool]]:
        """Conditions to try in turn, and whether more than one document must not fit."""
        sha256 = tables.document.c.sha256
        yield sha256 == given, False
        yield tables.reading.c.label == given, False
        if len(given) >= _SHORTEST_PREFIX and all(letter in "0123456789abcdef" for letter in given):
            yield sha256.between(given, given + "g"), True

    def _documents_of(self, connection: Connection, readings: Sequence[int]) -> Iterator[Document]:
        reading, document = tables.reading, tables.document
        rows = connection.execute(
            select(reading, document.c.sha256)
            .join_from(reading, document, reading.c.document == document.c.id)
            .where(reading.c.id.in_(readings))
        ).all()
        markings = self._markings.all(connection)
        held = {row.id: row for row in rows}
        for number in readings:
            row = held[number]
            yield document_of(row, self._text(row.text, row.sha256), Marking.parse(markings[row.marking]))

    def _text(self, data: bytes, doc: str) -> str:
        try:
            return unpack(data)
        except (zlib.error, ValueError) as error:
            raise StoreDamagedError(f"the text of {doc} cannot be read", where=self._backend.url) from error

    def _labels(self, connection: Connection, readings: Sequence[int]) -> dict[int, tuple[str, str]]:
        reading, document = tables.reading, tables.document
        rows = connection.execute(
            select(reading.c.id, document.c.sha256, reading.c.label)
            .join_from(reading, document, reading.c.document == document.c.id)
            .where(reading.c.id.in_(sorted(set(readings))))
        )
        return {row.id: (row.sha256, original(row.label)) for row in rows}

    def _texts(self, connection: Connection, readings: Sequence[int]) -> dict[int, str]:
        reading = tables.reading
        rows = connection.execute(
            select(reading.c.id, reading.c.text).where(reading.c.id.in_(sorted(set(readings))))
        )
        return {row.id: self._text(row.text, f"reading {row.id}") for row in rows}

    def _speaking_of(self, connection: Connection, keys: Sequence[str]) -> set[int]:
        account = tables.account
        return {
            row[0]
            for chunk in chunks(keys, _KEYS_AT_ONCE)
            for row in connection.execute(
                select(account.c.reading).where(account.c.key.in_(chunk)).distinct()
            )
        }

    def _statements_of(
        self,
        connection: Connection,
        readings: Sequence[int],
        narrowed: ColumnElement[bool],
        keys: set[str] | None,
    ) -> Iterator[Statement]:
        """Statements of readings, in the order of the readings given."""
        account, statement = tables.account, tables.statement
        wanted = and_(
            within(readings, account.c.id), among(account.c.marking, self._admitted(connection)), narrowed
        )
        accounts: dict[int, list[Any]] = {}
        # Sorted here: asked for an order, SQLite would walk the whole table instead of the ranges.
        for row in sorted(connection.execute(select(account).where(wanted)), key=itemgetter(0)):
            if keys is None or row.key in keys:
                accounts.setdefault(row.reading, []).append(row)
        if not accounts:
            return
        facts: dict[int, list[Any]] = {}
        for fact in connection.execute(
            select(statement).join_from(account, statement, statement.c.account == account.c.id).where(wanted)
        ):
            facts.setdefault(fact[0], []).append(fact)
        held = [number for number in readings if number in accounts]
        texts, labels = self._texts(connection, held), self._labels(connection, held)
        names = self._names.all(connection)
        markings = {number: Marking.parse(text) for number, text in self._markings.all(connection).items()}
        for number in held:
            doc = labels[number][0]
            yield from in_order(
                item
                for row in accounts[number]
                for item in statements_of(
                    doc, texts[number], row, facts[row.id], names, markings[row.marking]
                )
            )


def kept_of(row: Any, markings: dict[int, str]) -> Kept:
    """A sighting from a row of `address` with the column `sha256` beside it."""
    return Kept(
        row.sha256,
        original(row.source),
        original(row.address),
        original(row.label),
        from_moment(row.retrieved_at),
        original_or_none(row.media_type),
        original_or_none(row.charset),
        markings[row.marking],
    )
