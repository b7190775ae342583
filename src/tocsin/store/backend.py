"""What the two back ends do differently, and nothing else."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, FromClause, Select, Table, insert

_MARK = re.compile(r"\?")


@dataclass(frozen=True, slots=True)
class WordQuery:
    """A search in words: every stem, every phrase and every beginning must stand in the passage."""

    stems: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    beginnings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.stems or self.phrases or self.beginnings)


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """One row of the index: the passage's id, its words and their stems."""

    id: int
    words: list[str]
    stems: list[str]


class Backend(ABC):
    """One database: its engine, its types, its full-text index, its locks."""

    name: str
    url: str
    engine: Engine
    types: dict[str, str]

    def run(self, connection: Connection, sql: str, parameters: Any = ()) -> Any:
        """Run SQL with `?` marks; a list of tuples runs once for each."""
        return connection.exec_driver_sql(self.marked(sql), parameters)

    @abstractmethod
    def marked(self, sql: str) -> str:
        """The SQL with this driver's marks for parameters."""

    @abstractmethod
    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Append rows given in the order of the table's columns."""

    @abstractmethod
    def tables_present(self, connection: Connection) -> set[str]: ...

    @abstractmethod
    def lock_for_migration(self, connection: Connection) -> None:
        """Wait until nobody else migrates; released when the transaction ends."""

    @property
    @abstractmethod
    def index_table(self) -> FromClause: ...

    @property
    @abstractmethod
    def index_id(self) -> ColumnElement[int]:
        """The id of the passage in a row of the index."""

    @abstractmethod
    def matching(self, query: WordQuery) -> ColumnElement[bool]: ...

    @abstractmethod
    def index(self, connection: Connection, passages: Sequence[IndexedPassage]) -> None: ...

    @abstractmethod
    def skipping_locked(self, query: Select[Any]) -> Select[Any]:
        """The query, taking only rows that nobody else is about to claim."""

    @abstractmethod
    def faults(self, connection: Connection) -> list[str]:
        """What the database itself finds wrong with its files."""

    @abstractmethod
    def vacuum(self) -> None: ...

    def after_restore(self, connection: Connection, tables: Sequence[Table]) -> None:  # noqa: B027
        """Put counters of ids behind what was copied in."""

    def close(self) -> None:
        self.engine.dispose()


@cache
def insert_text(table: Table, dialect_name: str) -> str:
    """INSERT of all columns of a table with positional marks."""
    from sqlalchemy.dialects import sqlite

    text = str(insert(table).values(dict.fromkeys(table.columns)).compile(dialect=sqlite.dialect()))
    return text if dialect_name == "sqlite" else _MARK.sub("%s", text)
