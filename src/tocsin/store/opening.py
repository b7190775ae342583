"""From an address to a store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from tocsin.errors import SettingsError
from tocsin.store.backend import Backend
from tocsin.store.faults import translated
from tocsin.store.moments import utc_now
from tocsin.store.port import Store
from tocsin.store.relational import RelationalStore
from tocsin.store.sqlite import SqliteBackend

_SQLITE = "sqlite:///"
_POSTGRESQL = ("postgresql://", "postgres://", "postgresql+psycopg://")


def open_store(
    url: str,
    *,
    create: bool = False,
    migrate: bool = True,
    timeout: float = 30.0,
    clock: Callable[[], dt.datetime] = utc_now,
) -> Store:
    """Open the store at a path, `sqlite:///path` or `postgresql://…`.

    `create` makes it where there is none and brings an older one up to date. Without it an older store raises
    StoreVersionError, unless `migrate` is False: then the store is opened as it is, for `migrate()` alone.
    `timeout` is how many seconds to wait for a lock. Raises the StoreError family, SettingsError for an
    address of no kind.
    """
    with translated(url):
        store = RelationalStore(_backend(url, create=create, timeout=timeout), clock=clock)
        try:
            if create and not _up_to_date(store):
                store.migrate()
            elif not create and migrate:
                store.require_version()
        except BaseException:
            store.close()
            raise
    return store


def _up_to_date(store: RelationalStore) -> bool:
    from tocsin.errors import StoreVersionError

    try:
        store.require_version()
    except StoreVersionError:
        return False
    return True


def _backend(url: str, *, create: bool, timeout: float) -> Backend:
    if url.startswith(_POSTGRESQL):
        from tocsin.store.postgresql import PostgresqlBackend

        return PostgresqlBackend(url, timeout=timeout)
    if "://" in url and not url.startswith(_SQLITE):
        raise SettingsError(f"no store has an address like {url!r}; give a path or a postgresql:// address")
    path = url.removeprefix(_SQLITE)
    return SqliteBackend(Path(path), url=path, create=create, timeout=timeout)
