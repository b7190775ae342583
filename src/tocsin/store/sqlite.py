"""SQLite: one file, write-ahead log, FTS5."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    column,
    create_engine,
    event,
    literal,
    literal_column,
    table,
)
from sqlalchemy.pool import QueuePool

from tocsin.errors import StoreDamagedError, StoreMissingError
from tocsin.store.backend import Backend, IndexedPassage, WordQuery, insert_text

WRITE = "tocsin_write"
_CACHE_KIB = 64 * 1024
_WAL_PAGES = 4000
_WAL_BYTES = 64 * 2**20


class SqliteBackend(Backend):
    """`path` names the file; with `create` it is made where it is missing. `timeout` in seconds."""

    name = "sqlite"
    types = {  # noqa: RUF012
        "key": "INTEGER PRIMARY KEY",
        "plainkey": "INTEGER PRIMARY KEY",
        "whole": "INTEGER",
        "bytes": "BLOB",
        "real": "REAL",
        "without_rowid": "WITHOUT ROWID",
    }

    def __init__(self, path: Path, *, url: str, create: bool, timeout: float) -> None:
        self.path = path
        self.url = url
        self._timeout = timeout
        if path.is_dir():
            raise StoreDamagedError("this is a folder, not a store", where=str(path))
        if not path.exists() and not create:
            raise StoreMissingError(
                "there is no store here; `tocsin ingest` or `tocsin store init` makes one", where=str(path)
            )
        self._address = self._uri(create)
        if create:
            self._begin_log()
        self.engine = create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=24,
            pool_timeout=timeout,
        )
        event.listen(self.engine, "begin", _begin)

    def _uri(self, create: bool) -> str:
        base = f"file:{quote(str(self.path.absolute()))}"
        if self.path.exists() and not (
            os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        ):
            log = self.path.with_name(self.path.name + "-wal")
            whole = not log.exists() or log.stat().st_size == 0
            return f"{base}?mode=ro&immutable=1" if whole else f"{base}?mode=ro"
        return f"{base}?mode={'rwc' if create else 'rw'}"

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._address, uri=True, isolation_level=None, timeout=self._timeout, check_same_thread=False
        )
        for pragma in (
            "synchronous = NORMAL",
            f"cache_size = -{_CACHE_KIB}",
            "temp_store = MEMORY",
            f"wal_autocheckpoint = {_WAL_PAGES}",
            f"journal_size_limit = {_WAL_BYTES}",
            "foreign_keys = OFF",
            "secure_delete = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _begin_log(self) -> None:
        """Switch to the write-ahead log once; two programs may try at the same moment."""
        connection = self._connect()
        try:
            deadline = time.monotonic() + self._timeout
            while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                try:
                    connection.execute("PRAGMA journal_mode = WAL")
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                        raise
                    time.sleep(0.02)
                else:
                    if "mode=ro" in self._address:
                        break
        finally:
            connection.close()

    def marked(self, sql: str) -> str:
        return sql

    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            connection.exec_driver_sql(insert_text(table, "sqlite"), list(rows))

    def tables_present(self, connection: Connection) -> set[str]:
        return {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}

    def lock_for_migration(self, connection: Connection) -> None:
        """BEGIN IMMEDIATE has locked the file already."""

    @property
    def index_table(self) -> FromClause:
        return table("passage_index", column("rowid"))

    @property
    def index_id(self) -> ColumnElement[int]:
        return literal_column("passage_index.rowid")

    def matching(self, query: WordQuery) -> ColumnElement[bool]:
        parts = [f'stems : "{stem}"' for stem in query.stems]
        parts += [f'words : "{" ".join(phrase)}"' for phrase in query.phrases]
        parts += [f'words : "{beginning}" *' for beginning in query.beginnings]
        return literal_column("passage_index").op("MATCH")(literal(" AND ".join(parts)))

    def index(self, connection: Connection, passages: Sequence[IndexedPassage]) -> None:
        if passages:
            connection.exec_driver_sql(
                "INSERT INTO passage_index (rowid, words, stems) VALUES (?, ?, ?)",
                [(item.id, " ".join(item.words), " ".join(item.stems)) for item in passages],
            )

    def skipping_locked(self, query: Select[Any]) -> Select[Any]:
        return query

    def faults(self, connection: Connection) -> list[str]:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        return [f"database: {line}" for line in found if line != "ok"]

    def vacuum(self) -> None:
        with self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA analysis_limit = 2000")
            raw.execute("ANALYZE")
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
