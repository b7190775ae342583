"""The log of queries and its clock: what was asked is kept for a time, then purged with a proof."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.screening.shelf import Shelf

QUERY_DAYS = 90
SUBJECT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Purge:
    """What a purge removed: `proof` is a hash over the removed rows, which shows afterwards what went and when."""

    purged_at: str
    before: str
    rows: int
    proof: str


class QueryLog:
    """Rows carry a salted hash of the name, and the name itself only when it is asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def note(
        self,
        items: Sequence[tuple[str, int]],
        *,
        user: str,
        at: dt.datetime,
        with_names: bool = False,
        days: int = QUERY_DAYS,
    ) -> None:
        """Queries as they were given, with their number of hits, in one transaction."""
        salt = self._salt()
        expires = (at.date() + dt.timedelta(days=days)).isoformat()
        rows = [
            (
                hashlib.sha256(f"{salt}|{text.strip()}".encode()).hexdigest()[:24],
                text.strip() if with_names else None,
                user,
                at.isoformat(timespec="seconds"),
                hits,
                expires,
            )
            for text, hits in items
        ]
        with self._shelf.writing() as database:
            database.executemany(
                "INSERT INTO asked (fingerprint, name, asked_by, asked_at, hits, expires_on) VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def _salt(self) -> str:
        with self._shelf.writing() as database:
            database.execute("INSERT OR IGNORE INTO about VALUES ('salt', ?)", (secrets.token_hex(16),))
        row = self._shelf.database.execute("SELECT value FROM about WHERE key = 'salt'").fetchone()
        return str(row[0])

    def count(self) -> int:
        return int(self._shelf.database.execute("SELECT count(*) FROM asked").fetchone()[0])

    def purge(self, *, at: dt.datetime) -> Purge:
        """Remove what has run out: queries, watched subjects with what was told of them. Decisions stay."""
        today = at.date().isoformat()
        with self._shelf.writing() as database:
            gone = database.execute(
                "SELECT 'asked', id, fingerprint, expires_on FROM asked WHERE expires_on <= ? "
                "UNION ALL SELECT 'subject', id, added_at, expires_on FROM subject WHERE expires_on <= ? ORDER BY 1, 2",
                (today, today),
            ).fetchall()
            proof = hashlib.sha256(repr(gone).encode()).hexdigest()
            database.execute(
                "DELETE FROM told WHERE subject IN (SELECT id FROM subject WHERE expires_on <= ?)", (today,)
            )
            database.execute("DELETE FROM subject WHERE expires_on <= ?", (today,))
            database.execute("DELETE FROM asked WHERE expires_on <= ?", (today,))
            moment = at.isoformat(timespec="seconds")
            database.execute(
                "INSERT INTO purge (purged_at, before, rows, proof) VALUES (?, ?, ?, ?)",
                (moment, today, len(gone), proof),
            )
        return Purge(moment, today, len(gone), proof)
