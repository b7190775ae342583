"""Writing: one transaction, every call idempotent."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, exists, select, update

from tocsin.errors import StoreDamagedError
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.ids import content_id
from tocsin.model.judgement import Judgement
from tocsin.model.marking import OWNER
from tocsin.model.problem import Problem
from tocsin.model.signature import SegmentSignature
from tocsin.model.statement import Statement
from tocsin.store import tables
from tocsin.store.backend import Backend
from tocsin.store.moments import moment
from tocsin.store.names import Names
from tocsin.store.plain import plain, plain_or_none
from tocsin.store.port import Kept
from tocsin.store.rows import reading_row, reading_rows
from tocsin.store.viewing import RelationalView

_LEVEL = 3
_CHUNK = 400
_ADD_DOCUMENT = (
    "INSERT INTO document (sha256, kept_at, done_by, held_until) VALUES (?, ?, 0, 0) "
    "ON CONFLICT (sha256) DO NOTHING RETURNING id"
)
_ADD_CONTENT = "INSERT INTO content (document, data) VALUES (?, ?) ON CONFLICT (document) DO NOTHING"
_ADD_ADDRESS = (
    "INSERT INTO address "
    "(document, source, address, label, retrieved_at, media_type, charset, marking, learnt_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document, source, address) DO NOTHING"
)
_ADD_READING = (
    "INSERT INTO reading (document, extractor, learnt_at, withdrawn_at, marking, label, source, address, "
    "retrieved_at, media_type, language, title, publication_date, genre, text, segments, statements) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
_SET_COUNT = "UPDATE reading SET statements = ? WHERE id = ?"
_DONE = "UPDATE document SET done_by = ?, holder = NULL, held_until = 0 WHERE id = ?"
_WITHDRAW_UNREACHED = (
    "UPDATE problem SET withdrawn_at = ? WHERE withdrawn_at IS NULL "
    "AND document IS NULL AND address = ? AND source = ?"
)
_WITHDRAW_UNREAD = "UPDATE problem SET withdrawn_at = ? WHERE withdrawn_at IS NULL AND document = ?"
_ADD_PROBLEM = (
    "INSERT INTO problem (document, source, address, stage, code, reason, seen_at, version, learnt_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_SEGMENT_TEXT = (
    "INSERT INTO segment_text (hash, minhash) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING RETURNING id"
)
_ADD_BAND = "INSERT INTO segment_band (band, segment_text) VALUES (?, ?)"
_ADD_SEGMENT = 'INSERT INTO segment (reading, start, "end", kind, segment_text) VALUES (?, ?, ?, ?, ?)'
_ADD_JUDGEMENT = (
    'INSERT INTO judgement (id, "left", "right", verdict, "user", decided_at, reason, undoes, learnt_at) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)
_ADD_DECISION = (
    'INSERT INTO decision (id, subject, about, act, content, "user", decided_at, reason, undoes, learnt_at) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
)
_PUT_MEMO = (
    "INSERT INTO memo (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text"
)
_WITHDRAW_CLUSTER = "UPDATE cluster SET withdrawn_at = ? WHERE withdrawn_at IS NULL AND key = ?"
_ADD_CLUSTER = "INSERT INTO cluster (key, canonical, schema, learnt_at) VALUES (?, ?, ?, ?)"


class RelationalWriter:
    """The writer over one connection whose transaction the store opened and will end."""

    def __init__(
        self, backend: Backend, connection: Connection, *, names: Names, markings: Names, now: dt.datetime
    ) -> None:
        self._backend = backend
        self._connection = connection
        self._names = names
        self._markings = markings
        self._now = moment(now)
        self.fresh_names: dict[str, int] = {}
        self.fresh_markings: dict[str, int] = {}

    def keep(self, kept: Kept, data: bytes) -> bool:
        if content_id(data) != kept.doc:
            raise ValueError(f"{kept.address}: the bytes do not have the hash {kept.doc}")
        number, new = self._document(kept.doc)
        if new or not self._has_content(number):
            self._run(_ADD_CONTENT, (number, zlib.compress(data, _LEVEL)))
        self._run(
            _ADD_ADDRESS,
            (
                number,
                plain(kept.source),
                plain(kept.address),
                plain(kept.label),
                moment(kept.retrieved_at),
                plain_or_none(kept.media_type),
                plain_or_none(kept.charset),
                self._marking(kept.marking),
                self._now,
            ),
        )
        self._run(_WITHDRAW_UNREACHED, (self._now, plain(kept.address), plain(kept.source)))
        return new

    def put_document(
        self,
        document: Document,
        statements: Iterable[Statement],
        *,
        extractor: str,
        signatures: Sequence[SegmentSignature],
    ) -> None:
        held = list(statements)
        number, _ = self._document(document.id)
        version = self._name(extractor)
        before = self._current_reading(number)
        if before is None or self._differs(document, held):
            if before is not None:
                self._withdraw(before.id)
            reading = self._add_reading(number, document, held, version)
            self._add_segments(reading, signatures)
            if before is not None:
                self._withdraw_lost_clusters(before.id)
        self._run(_DONE, (version, number))

    def put_problem(self, problem: Problem) -> None:
        number = None
        if problem.doc is not None:
            number, _ = self._document(problem.doc)
            self._run(_DONE, (self._name(problem.version), number))
        said = (
            plain(problem.source),
            plain(problem.address),
            plain(problem.stage),
            plain(problem.code),
            plain(problem.reason),
        )
        version = plain(problem.version)
        table = tables.problem
        same = (
            table.c.document == number
            if number is not None
            else and_(table.c.document.is_(None), table.c.address == said[1], table.c.source == said[0])
        )
        active = self._connection.execute(
            select(
                table.c.source, table.c.address, table.c.stage, table.c.code, table.c.reason, table.c.version
            ).where(table.c.withdrawn_at.is_(None), same)
        ).all()
        if [tuple(row) for row in active] == [(*said, version)]:
            return
        if number is not None:
            self._run(_WITHDRAW_UNREAD, (self._now, number))
        else:
            self._run(_WITHDRAW_UNREACHED, (self._now, said[1], said[0]))
        self._run(_ADD_PROBLEM, (number, *said, moment(problem.seen_at), version, self._now))

    def solve_problem(self, doc: str) -> None:
        number = self._document_id(doc)
        if number is not None:
            self._run(_WITHDRAW_UNREAD, (self._now, number))

    def put_memo(self, name: str, text: str) -> None:
        self._run(_PUT_MEMO, (plain(name), plain(text)))

    def decide(self, judgement: Judgement) -> None:
        self._run(
            _ADD_JUDGEMENT,
            (
                judgement.id,
                plain(judgement.left),
                plain(judgement.right),
                judgement.verdict.value,
                plain(judgement.user),
                moment(judgement.decided_at),
                plain(judgement.reason),
                judgement.undoes,
                self._now,
            ),
        )

    def log(self, decision: Decision) -> None:
        self._run(
            _ADD_DECISION,
            (
                decision.id,
                decision.subject.value,
                plain(decision.about),
                plain(decision.act),
                plain(decision.content),
                plain(decision.user),
                moment(decision.decided_at),
                plain(decision.reason),
                decision.undoes,
                self._now,
            ),
        )

    def put_clusters(self, schema: str, clusters: Iterable[tuple[str, Sequence[str]]]) -> None:
        number = self._name(schema)
        table = tables.cluster
        known = {
            row.key: row.canonical
            for row in self._connection.execute(
                select(table.c.key, table.c.canonical).where(
                    table.c.schema == number, table.c.withdrawn_at.is_(None)
                )
            )
        }
        changed = {
            plain(key): plain(canonical)
            for canonical, keys in clusters
            for key in keys
            if known.get(plain(key)) != plain(canonical)
        }
        if changed:
            self._run(_WITHDRAW_CLUSTER, [(self._now, key) for key in changed])
            self._run(
                _ADD_CLUSTER, [(key, canonical, number, self._now) for key, canonical in changed.items()]
            )

    def _run(self, sql: str, parameters: Any) -> Any:
        return self._backend.run(self._connection, sql, parameters)

    def _name(self, text: str) -> int:
        return self._names.id(self._connection, text, self.fresh_names)

    def _marking(self, text: str) -> int:
        return self._markings.id(self._connection, text, self.fresh_markings)

    def _document_id(self, doc: str) -> int | None:
        found = self._run("SELECT id FROM document WHERE sha256 = ?", (doc,)).first()
        return None if found is None else int(found[0])

    def _document(self, doc: str) -> tuple[int, bool]:
        """The number of a document, and whether it is new."""
        number = self._document_id(doc)
        if number is not None:
            return number, False
        made = self._run(_ADD_DOCUMENT, (doc, self._now)).first()
        if made is not None:
            return int(made[0]), True
        number = self._document_id(doc)
        if number is None:
            raise StoreDamagedError(f"document {doc} can be neither found nor added", where=self._backend.url)
        return number, False

    def _has_content(self, number: int) -> bool:
        return self._run("SELECT 1 FROM content WHERE document = ?", (number,)).first() is not None

    def _current_reading(self, number: int) -> Any:
        sql = "SELECT id, extractor FROM reading WHERE document = ? AND withdrawn_at IS NULL"
        return self._run(sql, (number,)).first()

    def _differs(self, document: Document, statements: list[Statement]) -> bool:
        """Whether the reading kept says anything else than this one."""
        view = RelationalView(
            self._backend,
            names=self._names,
            markings=self._markings,
            clearance=OWNER,
            as_of=None,
            connection=self._connection,
        )
        return view.document(document.id) != document or set(view.statements(doc=document.id)) != set(
            statements
        )

    def _withdraw(self, reading: int) -> None:
        self._run("UPDATE reading SET withdrawn_at = ? WHERE id = ?", (self._now, reading))

    def _add_reading(self, number: int, document: Document, statements: list[Statement], version: int) -> int:
        marking = self._marking(str(document.marking))
        row = reading_row(document, extractor=version, learnt_at=self._now, marking=marking, statements=0)
        reading = int(self._run(_ADD_READING, (number, *row)).scalar_one())
        rows = reading_rows(reading, document, statements, name=self._name, marking=self._marking)
        self._backend.insert_rows(self._connection, tables.account, rows.accounts)
        self._backend.insert_rows(self._connection, tables.statement, rows.statements)
        self._backend.insert_rows(self._connection, tables.passage, rows.passages)
        self._backend.index(self._connection, rows.index)
        self._run(_SET_COUNT, (len(rows.statements), reading))
        return reading

    def _withdraw_lost_clusters(self, before: int) -> None:
        """Keys that no current reading speaks of any more leave their clusters."""
        account, reading, cluster = tables.account, tables.reading, tables.cluster
        other = account.alias("other")
        alive = exists().where(
            other.c.key == cluster.c.key, other.c.reading == reading.c.id, reading.c.withdrawn_at.is_(None)
        )
        gone = select(account.c.key).where(
            account.c.reading == before,
            account.c.id.between(before << tables.READING_SHIFT, ((before + 1) << tables.READING_SHIFT) - 1),
        )
        self._connection.execute(
            update(cluster)
            .where(cluster.c.withdrawn_at.is_(None), cluster.c.key.in_(gone), ~alive)
            .values(withdrawn_at=self._now)
        )

    def _add_segments(self, reading: int, signatures: Sequence[SegmentSignature]) -> None:
        rows = {
            item.start: (reading, item.start, item.end, item.kind.value, self._segment_text(item))
            for item in signatures
        }
        if rows:
            self._run(_ADD_SEGMENT, list(rows.values()))

    def _segment_text(self, item: SegmentSignature) -> int:
        key = item.text_hash.encode()
        found = self._run("SELECT id FROM segment_text WHERE hash = ?", (key,)).first()
        if found is not None:
            return int(found[0])
        made = self._run(_ADD_SEGMENT_TEXT, (key, item.minhash)).first()
        if made is None:
            return int(self._run("SELECT id FROM segment_text WHERE hash = ?", (key,)).scalar_one())
        bands = [(band.encode(), int(made[0])) for band in dict.fromkeys(item.bands)]
        if bands:
            self._run(_ADD_BAND, bands)
        return int(made[0])
