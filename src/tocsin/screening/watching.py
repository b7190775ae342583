"""The watch list: subjects that people put there, screened again when lists change; only what is new is told."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.errors import NotFoundError
from tocsin.screening.deciding import Decisions, State, evidence_of
from tocsin.screening.desk import Desk
from tocsin.screening.query import Query, QueryError
from tocsin.screening.retention import SUBJECT_DAYS
from tocsin.screening.screener import Match
from tocsin.screening.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Subject:
    id: str
    query: Query
    added_by: str
    added_at: str
    expires_on: str


@dataclass(frozen=True, slots=True)
class News:
    """A pair that was not told before: a new listing, a return, changed evidence, or a delisting."""

    subject: Subject
    match: Match
    state: State
    delisted_on: str | None


class WatchList:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._decisions = Decisions(shelf)

    def add(
        self, held: dict[str, object], *, user: str, at: dt.datetime, days: int = SUBJECT_DAYS
    ) -> Subject:
        """A subject as a query line, replacing an earlier one of the same id. Raises QueryError."""
        query = Query.told(held)
        if not query.id:
            raise QueryError("a subject of the watch list needs an id")
        expires = (at.date() + dt.timedelta(days=days)).isoformat()
        moment = at.isoformat(timespec="seconds")
        with self._shelf.writing() as database:
            database.execute(
                "INSERT OR REPLACE INTO subject (id, body, added_by, added_at, expires_on) VALUES (?, ?, ?, ?, ?)",
                (query.id, json.dumps(held, ensure_ascii=False), user, moment, expires),
            )
        return Subject(query.id, query, user, moment, expires)

    def remove(self, subject: str) -> None:
        """Take a subject off and forget what was told of it; decisions stay in their log."""
        with self._shelf.writing() as database:
            gone = database.execute("DELETE FROM subject WHERE id = ?", (subject,)).rowcount
            database.execute("DELETE FROM told WHERE subject = ?", (subject,))
        if not gone:
            raise NotFoundError(f"{subject} is not on the watch list")

    def subjects(self) -> list[Subject]:
        rows = self._shelf.database.execute(
            "SELECT id, body, added_by, added_at, expires_on FROM subject ORDER BY id"
        )
        return [Subject(id_, Query.told(json.loads(body)), by, at, on) for id_, body, by, at, on in rows]

    def subject(self, name: str) -> Subject:
        found = next((item for item in self.subjects() if item.id == name), None)
        if found is None:
            raise NotFoundError(f"{name} is not on the watch list")
        return found

    def news(self, desk: Desk, *, at: dt.datetime) -> list[News]:
        """Screen every subject; what was told before on the same evidence, or is ruled out, is not told again."""
        found: list[News] = []
        rows = []
        today = at.date()
        for subject in self.subjects():
            if subject.expires_on <= today.isoformat():
                continue
            for match, gone in self._pairs(desk, subject):
                back = desk.returned_on(match.entry)
                evidence = evidence_of(subject.query, match.entry, returned_on=back)
                stay = f"left {gone}" if gone else f"since {back or 'first'}"
                state = self._decisions.state(subject.query, match.entry, on=today, returned_on=back)
                key = (subject.id, match.entry.list, match.entry.reference, stay, evidence)
                known = self._shelf.database.execute(
                    "SELECT 1 FROM told WHERE subject = ? AND list = ? AND reference = ? AND stay = ? AND evidence = ?",
                    key,
                ).fetchone()
                if known is None and not (state is State.RULED_OUT and not gone):
                    found.append(News(subject, match, state, gone))
                rows.append((*key, at.isoformat(timespec="seconds")))
        with self._shelf.writing() as database:
            database.executemany("INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?, ?, ?)", rows)
        return found

    def _pairs(self, desk: Desk, subject: Subject) -> Iterator[tuple[Match, str | None]]:
        outcome = desk.screen(subject.query)
        yield from ((item, None) for item in outcome.matches if item.match)
        for item, day in outcome.delisted:
            told = self._shelf.database.execute(
                "SELECT 1 FROM told WHERE subject = ? AND list = ? AND reference = ?",
                (subject.id, item.entry.list, item.entry.reference),
            ).fetchone()
            if told is not None:
                yield item, day
