"""Short texts that repeat (schemata, properties, origins, markings) are kept once and known by number."""

from __future__ import annotations

from sqlalchemy import Connection, Table, select

from tocsin.store.backend import Backend


class Names:
    """The numbers of one table's texts. Remembers only what is committed, so that a rollback leaves
    nothing wrong behind.

    A new text is added in a transaction of its own where the back end can, so that two writers that add texts
    in different order never wait for each other; on SQLite, which has one writer, inside the writer's
    transaction.
    """

    def __init__(self, backend: Backend, table: Table) -> None:
        self._backend = backend
        self._table = table
        self._ids: dict[str, int] = {}
        self._texts: dict[int, str] = {}

    def forget(self) -> None:
        self._ids.clear()
        self._texts.clear()

    def id(self, connection: Connection, text: str, fresh: dict[str, int]) -> int:
        """The number of a text, added where it is new. `fresh` holds what this transaction added."""
        known = self._ids.get(text) or fresh.get(text)
        if known is not None:
            return known
        if self._backend.name == "sqlite":
            fresh[text] = number = self._add(connection, text)
            return number
        with self._backend.engine.begin() as apart:
            self._remember(text, number := self._add(apart, text))
        return number

    def known_id(self, connection: Connection, text: str) -> int | None:
        if text not in self._ids:
            self._load(connection)
        return self._ids.get(text)

    def texts(self, connection: Connection, wanted: int) -> dict[int, str]:
        """All texts by number; read again when `wanted` is not among those remembered."""
        if wanted not in self._texts:
            self._load(connection)
        return self._texts

    def all(self, connection: Connection) -> dict[int, str]:
        self._load(connection)
        return self._texts

    def committed(self, fresh: dict[str, int]) -> None:
        for text, number in fresh.items():
            self._remember(text, number)

    def _remember(self, text: str, number: int) -> None:
        self._ids[text] = number
        self._texts[number] = text

    def _load(self, connection: Connection) -> None:
        for number, text in connection.execute(select(self._table.c.id, self._table.c.text)):
            self._remember(text, number)

    def _add(self, connection: Connection, text: str) -> int:
        sql = {
            "name": "INSERT INTO name (text) VALUES (?) ON CONFLICT (text) DO NOTHING",
            "marking": "INSERT INTO marking (text) VALUES (?) ON CONFLICT (text) DO NOTHING",
        }[self._table.name]
        self._backend.run(connection, sql, (text,))
        number: int = connection.execute(
            select(self._table.c.id).where(self._table.c.text == text)
        ).scalar_one()
        return number
