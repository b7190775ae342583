"""Every error of a database, told in the words of `tocsin.errors`, in one place."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from tocsin.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreMissingError,
    StoreReadOnlyError,
)

_PLENTY = 256 * 1024
_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: (StoreFullError, "the disk is full; what was committed is safe"),
    sqlite3.SQLITE_READONLY: (StoreReadOnlyError, "the store is read-only"),
    sqlite3.SQLITE_PERM: (StoreReadOnlyError, "the store may not be written"),
    sqlite3.SQLITE_BUSY: (StoreBusyError, "another program is writing to the store; try again"),
    sqlite3.SQLITE_LOCKED: (StoreBusyError, "another program is writing to the store; try again"),
    sqlite3.SQLITE_CORRUPT: (StoreDamagedError, "the store is damaged; restore a backup"),
    sqlite3.SQLITE_NOTADB: (StoreDamagedError, "this file is no Tocsin store"),
}
_BY_SQLSTATE = {
    "53100": (StoreFullError, "the database server's disk is full; what was committed is safe"),
    "53200": (StoreFullError, "the database server is out of memory"),
    "25006": (StoreReadOnlyError, "the database is read-only"),
    "42501": (StoreReadOnlyError, "this database user may not do that"),
    "55P03": (StoreBusyError, "another program holds a lock; try again"),
    "57014": (StoreBusyError, "the database server took too long"),
    "40P01": (StoreBusyError, "two programs waited for each other; try again"),
    "40001": (StoreBusyError, "another program wrote at the same time; try again"),
    "53300": (StoreBusyError, "the database server has no connection left"),
    "57P03": (StoreBusyError, "the database server is starting or stopping"),
    "3D000": (StoreMissingError, "there is no such database"),
    "28000": (StoreMissingError, "the database server refuses this user"),
    "28P01": (StoreMissingError, "the database server refuses this user"),
    "XX001": (StoreDamagedError, "the store is damaged; restore a backup"),
    "XX002": (StoreDamagedError, "an index of the store is damaged; restore a backup"),
}


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise the StoreError family for what a driver or SQLAlchemy raises inside the block."""
    try:
        yield
    except SQLAlchemyError as error:
        raise translation(error, where) from error
    except sqlite3.Error as error:
        raise translation(error, where) from error


def translation(error: Exception, where: str) -> StoreError:
    """The error of ours that says what a driver's error means."""
    if isinstance(error, PoolTimeoutError):
        return StoreBusyError("all connections are in use; try again", where=where)
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    state = getattr(cause, "sqlstate", None)
    if state in _BY_SQLSTATE:
        kind, message = _BY_SQLSTATE[state]
        return kind(message, where=where)
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause, where)
    if str(state or "").startswith("08") or (state is None and _names(cause) & {"OperationalError"}):
        return StoreMissingError(f"the database server cannot be reached: {_line(cause)}", where=where)
    return StoreError(_line(cause), where=where)


def _of_sqlite(error: sqlite3.Error, where: str) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in _BY_SQLITE_CODE:
        kind, message = _BY_SQLITE_CODE[primary]
        return kind(message, where=where)
    if primary == sqlite3.SQLITE_CANTOPEN:
        if Path(where).exists():
            return StoreReadOnlyError("the store or its folder may not be written", where=where)
        return StoreMissingError("there is no store here and none can be made", where=where)
    if primary == sqlite3.SQLITE_IOERR:
        folder = Path(where).parent
        if folder.is_dir() and shutil.disk_usage(folder).free < _PLENTY:
            return StoreFullError("the disk is full; what was committed is safe", where=where)
        return StoreDamagedError(f"the disk gives an error: {_line(error)}", where=where)
    return StoreError(_line(error), where=where)


def _names(error: BaseException) -> set[str]:
    return {kind.__name__ for kind in type(error).__mro__}


def _line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
