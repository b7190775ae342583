"""The shelf: a file of its own beside the store that keeps every vintage of every list, and the cases.

SQLite, one file, a version number in it. A list that fails to load changes nothing: the list in force stays in force.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self

from tocsin.errors import StopError, StoreDamagedError, StoreMissingError, StoreVersionError
from tocsin.screening.collecting import collector_at_rest
from tocsin.screening.entries import Entry, Findings, Vintage
from tocsin.screening.standing import Called, Gone, Roll, Standing, call_rolls, standing_from

VERSION = "1"
SHRUNK = 0.7
"""A vintage with fewer than this share of the entries in force is refused until somebody says that it is right."""


class ListRefusedError(StopError):
    """A vintage was not taken in; the list in force stays in force."""

    code = "list-refused"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: `new` is False when the very same file was there already."""

    vintage: Vintage
    new: bool
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class ShelvedVintage:
    id: int
    key: str
    list: str
    part: str
    authority: str
    date: str
    source: str
    loaded_at: str
    damaged: bool
    entries: int
    findings: tuple[str, ...]


class Shelf:
    """Open with `open_shelf`; close it, or use it in a `with` statement."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing."""
        self.database.execute("BEGIN IMMEDIATE")
        try:
            yield self.database
        except BaseException:
            self.database.rollback()
            raise
        self.database.commit()

    def load(
        self, vintage: Vintage, *, at: str, accept_damaged: bool = False, accept_shrunken: bool = False
    ) -> Loaded:
        """Take a vintage in. Raises ListRefusedError for a damaged or shrunken one that nobody vouched for."""
        seen = self.database.execute(
            "SELECT 1 FROM vintage WHERE list = ? AND part = ? AND digest = ?",
            (vintage.list, vintage.part, vintage.digest),
        ).fetchone()
        if seen:
            return Loaded(vintage, False, 0, 0)
        before = self._references(vintage.list, vintage.part)
        now = {entry.reference for entry in vintage.entries}
        if vintage.damaged and not accept_damaged:
            raise ListRefusedError(
                f"damaged: {'; '.join(vintage.findings.damage)}. The list in force stays. --accept-damaged takes what "
                "is new in it and delists nobody",
                where=vintage.source,
            )
        if len(now) < SHRUNK * len(before) and not (accept_shrunken or vintage.damaged):
            raise ListRefusedError(
                f"{len(now)} entries where {len(before)} are in force. The list in force stays. "
                "--accept-shrunken takes it",
                where=vintage.source,
            )
        with self.writing() as database:
            self._write(database, vintage, at)
        removed = 0 if vintage.damaged else len(before - now)
        return Loaded(vintage, True, len(now - before), removed)

    def _write(self, database: sqlite3.Connection, vintage: Vintage, at: str) -> None:
        number = database.execute(
            "INSERT INTO vintage (list, part, authority, format, date, source, digest, loaded_at, damaged, "
            "entries, findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                vintage.list,
                vintage.part,
                vintage.authority,
                vintage.format,
                vintage.date,
                vintage.source,
                vintage.digest,
                at,
                int(vintage.damaged),
                len(vintage.entries),
                json.dumps(vintage.findings.lines(), ensure_ascii=False),
            ),
        ).lastrowid
        rows, bodies = [], []
        for entry in vintage.entries:
            fingerprint = entry.fingerprint()
            body = json.dumps(replace(entry, entity_id="").said(), ensure_ascii=False).encode()
            rows.append((number, entry.reference, entry.entity_id, fingerprint))
            bodies.append((fingerprint, zlib.compress(body, 6)))
        database.executemany("INSERT OR IGNORE INTO content (hash, body) VALUES (?, ?)", bodies)
        database.executemany(
            "INSERT INTO stands (vintage, reference, entity_id, hash) VALUES (?, ?, ?, ?)", rows
        )

    def _references(self, list_: str, part: str) -> set[str]:
        called = call_rolls(self._rolls(list_, part))
        return {reference for reference, _, _ in called.present}

    def _rolls(self, list_: str = "", part: str | None = None) -> Iterator[Roll[tuple[str, str, str]]]:
        """Rolls of (reference, entity_id, hash); without bodies, so that years of vintages stay cheap."""
        for item in self.vintages(list_, part):
            rows = self.database.execute(
                "SELECT reference, entity_id, hash FROM stands WHERE vintage = ?", (item.id,)
            )
            held = {reference: (reference, entity, hash_) for reference, entity, hash_ in rows}
            yield Roll(item.key, item.date, item.damaged, held)

    def vintages(self, list_: str = "", part: str | None = None) -> list[ShelvedVintage]:
        """All vintages, or those of one list or part, by list and date."""
        rows = self.database.execute(
            "SELECT id, list, part, authority, date, source, loaded_at, damaged, entries, findings FROM vintage "
            "WHERE (? = '' OR list = ?) AND (? IS NULL OR part = ?) ORDER BY list, part, date, id",
            (list_, list_, part, part),
        )
        return [
            ShelvedVintage(
                id_,
                f"{name}/{part}" if part else name,
                name,
                part,
                authority,
                date,
                source,
                loaded,
                bool(damaged),
                count,
                tuple(json.loads(findings)),
            )
            for id_, name, part, authority, date, source, loaded, damaged, count, findings in rows
        ]

    def standing(self, *, as_of: str | None = None) -> Standing:
        """Entries in force and delisted ones on a day (today without one)."""
        with collector_at_rest():
            called = call_rolls(self._rolls(), as_of=as_of)
            return standing_from(
                Called(
                    [self._entry(*item) for item in called.present],
                    [Gone(self._entry(*item.held), item.on) for item in called.gone],
                    called.dates,
                    [Gone(self._entry(*item.held), item.on) for item in called.returned],
                )
            )

    def all_vintages(self, list_: str) -> list[Vintage]:
        """Every vintage of a list with its entries, for its history."""
        found = []
        for item in self.vintages(list_):
            rows = self.database.execute(
                "SELECT reference, entity_id, hash FROM stands WHERE vintage = ? ORDER BY reference",
                (item.id,),
            ).fetchall()
            findings = Findings(damage=["as told when it was loaded"] if item.damaged else [])
            found.append(
                Vintage(
                    item.list,
                    item.part,
                    item.authority,
                    "",
                    item.date,
                    item.source,
                    "",
                    tuple(self._entry(*row) for row in rows),
                    findings,
                )
            )
        return found

    def _entry(self, reference: str, entity_id: str, hash_: str) -> Entry:
        row = self.database.execute("SELECT body FROM content WHERE hash = ?", (hash_,)).fetchone()
        if row is None:
            raise StoreDamagedError(f"the text of {reference} is missing")
        held = json.loads(zlib.decompress(row[0]))
        return Entry.told({**held, "entity_id": entity_id})


def open_shelf(path: Path, *, create: bool = False) -> Shelf:
    """Raises StoreMissingError, StoreVersionError or StoreDamagedError."""
    if not create and not path.exists():
        raise StoreMissingError("no lists have been loaded; begin with `tocsin lists load`", where=str(path))
    database = sqlite3.connect(path, isolation_level=None, timeout=30.0)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA foreign_keys = ON")
        known = database.execute("SELECT name FROM sqlite_master WHERE name = 'about'").fetchone()
        if known is None:
            tables = (resources.files("tocsin.screening") / "shelf_tables.sql").read_text(encoding="utf-8")
            database.executescript(f"BEGIN;{tables};COMMIT;")
            database.execute("INSERT INTO about VALUES ('version', ?)", (VERSION,))
        row = database.execute("SELECT value FROM about WHERE key = 'version'").fetchone()
    except sqlite3.DatabaseError as error:
        database.close()
        raise StoreDamagedError(f"not a file of lists: {error}", where=str(path)) from error
    if row is None or row[0] != VERSION:
        database.close()
        raise StoreVersionError(f"made by another version of the program ({row and row[0]})", where=str(path))
    return Shelf(database)
