"""Bring a store to the form that this program knows, or say why it cannot be used."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sqlalchemy import Connection, select

from tocsin.errors import StoreDamagedError, StoreVersionError
from tocsin.store.backend import Backend
from tocsin.store.moments import moment
from tocsin.store.tables import migration


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered migration: its name, the SQL that runs on one back end, and the digest of that."""

    name: str
    sql: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()

    def statements(self) -> list[str]:
        return [part.strip() for part in self.sql.split("\n--\n") if part.strip()]


@cache
def steps(backend_name: str) -> tuple[Step, ...]:
    """The migrations of one back end in order."""
    found = []
    folder = resources.files("tocsin.store") / "migrations"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        name, *kind = entry.name.removesuffix(".sql").split(".")
        if entry.name.endswith(".sql") and kind in ([], [backend_name]):
            found.append(Step(name, entry.read_text(encoding="utf-8")))
    return tuple(found)


def require_version(backend: Backend, connection: Connection) -> None:
    """Raises StoreVersionError unless exactly the steps of this program have run."""
    ran = _ran(backend, connection)
    if pending := _pending(backend, ran):
        message = f"the store needs {', '.join(step.name for step in pending)}; run `tocsin store migrate`"
        raise StoreVersionError(message, where=backend.url)


def migrate(backend: Backend, connection: Connection, *, now: dt.datetime) -> list[str]:
    """Run what has not run yet, inside the transaction of `connection`; the names of what ran."""
    backend.lock_for_migration(connection)
    pending = _pending(backend, _ran(backend, connection, empty=True))
    for step in pending:
        for sql in step.statements():
            connection.exec_driver_sql(
                _typed(backend, sql).replace("%", "%%" if backend.name == "postgresql" else "%")
            )
        backend.insert_rows(connection, migration, [(step.name, step.digest, moment(now))])
    return [step.name for step in pending]


def _typed(backend: Backend, sql: str) -> str:
    for word, meaning in backend.types.items():
        sql = sql.replace("{" + word + "}", meaning)
    return sql


def _ran(backend: Backend, connection: Connection, *, empty: bool = False) -> dict[str, str]:
    present = backend.tables_present(connection)
    if "migration" not in present:
        if present and backend.name == "sqlite":
            raise StoreDamagedError("this database is no Tocsin store", where=backend.url)
        if not empty:
            raise StoreVersionError("the store is empty; run `tocsin store init`", where=backend.url)
        return {}
    return {row.name: row.digest for row in connection.execute(select(migration.c.name, migration.c.digest))}


def _pending(backend: Backend, ran: dict[str, str]) -> list[Step]:
    known = {step.name: step for step in steps(backend.name)}
    if newer := sorted(set(ran) - set(known)):
        message = f"the store was made by a newer program ({', '.join(newer)}); update Tocsin"
        raise StoreVersionError(message, where=backend.url)
    if changed := sorted(name for name, digest in ran.items() if known[name].digest != digest):
        message = f"the store was made by a differing program ({', '.join(changed)})"
        raise StoreVersionError(message, where=backend.url)
    return [step for name, step in known.items() if name not in ran]
