"""Decisions on pairs of subject and listed entry: by two people, sticky until the evidence changes.

A pair is *possible* until people decide. Ruling out takes one person with a reason; confirming takes two different
ones. A decision holds while the evidence it was made on (its fingerprint) stays the same and its term runs; then the
pair is possible again. Nothing is erased: taking back is a row of its own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from tocsin.errors import NotFoundError, StopError
from tocsin.screening.entries import Entry
from tocsin.screening.query import Query
from tocsin.screening.shelf import Shelf

TERM_DAYS = 365
"""How long a decision holds when nobody says otherwise; then people look again."""


class DecisionError(StopError):
    """A decision that the rules do not allow."""

    code = "decision"


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled out"


class State(StrEnum):
    """What a pair is today. `half confirmed` still counts as possible everywhere."""

    POSSIBLE = "possible"
    HALF = "possible, confirmed by one"
    CONFIRMED = "confirmed by two people"
    RULED_OUT = "ruled out"


@dataclass(frozen=True, slots=True)
class Decision:
    id: int
    subject: str
    list: str
    reference: str
    evidence: str
    verdict: Verdict
    user: str
    reason: str
    decided_at: str
    expires_on: str
    undoes: int | None


def evidence_of(query: Query, entry: Entry, *, returned_on: str | None = None) -> str:
    """A fingerprint of what the subject and the entry say; it changes when either does, and only then.

    The ids of subject and entry are left out: merging or renumbering is no new evidence. A return to the list is.
    """
    said = json.dumps(
        [
            sorted(query.names),
            query.schema,
            sorted(map(str, query.births)),
            sorted(query.countries),
            sorted(query.numbers),
            entry.fingerprint(),
            returned_on,
        ],
        ensure_ascii=False,
    )
    return hashlib.sha256(said.encode()).hexdigest()[:24]


class Decisions:
    """The append-only log on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def decide(
        self,
        query: Query,
        entry: Entry,
        verdict: Verdict,
        *,
        user: str,
        reason: str,
        at: dt.datetime,
        days: int = TERM_DAYS,
        returned_on: str | None = None,
    ) -> State:
        """Raises DecisionError without a user or a reason, or when one person would confirm twice."""
        if not user.strip() or len(reason.strip()) < 10:
            raise DecisionError("a decision needs a name and a written reason of at least ten letters")
        if not 1 <= days <= 5 * 365:
            raise DecisionError("a decision may hold from a day to five years")
        evidence = evidence_of(query, entry, returned_on=returned_on)
        if verdict is Verdict.CONFIRMED:
            mine = [
                item for item in self._standing(query.id, entry, evidence, at.date()) if item.user == user
            ]
            if any(item.verdict is Verdict.CONFIRMED for item in mine):
                raise DecisionError(f"{user} has confirmed already; the second has to be another person")
        with self._shelf.writing() as database:
            database.execute(
                "INSERT INTO decision (subject, list, reference, evidence, verdict, user, reason, "
                "decided_at, expires_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    query.id,
                    entry.list,
                    entry.reference,
                    evidence,
                    str(verdict),
                    user.strip(),
                    reason.strip(),
                    at.isoformat(timespec="seconds"),
                    (at.date() + dt.timedelta(days=days)).isoformat(),
                ),
            )
        return self.state(query, entry, on=at.date(), returned_on=returned_on)

    def take_back(self, number: int, *, user: str, reason: str, at: dt.datetime) -> None:
        """Undo a decision; the log keeps both. Raises NotFoundError, DecisionError."""
        rows = [item for item in self.history() if item.id == number]
        if not rows or rows[0].undoes is not None:
            raise NotFoundError(f"there is no decision {number}")
        if len(reason.strip()) < 10 or not user.strip():
            raise DecisionError("taking back needs a name and a written reason of at least ten letters")
        held = rows[0]
        with self._shelf.writing() as database:
            database.execute(
                "INSERT INTO decision (subject, list, reference, evidence, verdict, user, reason, "
                "decided_at, expires_on, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    held.subject,
                    held.list,
                    held.reference,
                    held.evidence,
                    str(held.verdict),
                    user.strip(),
                    reason.strip(),
                    at.isoformat(timespec="seconds"),
                    held.expires_on,
                    number,
                ),
            )

    def state(self, query: Query, entry: Entry, *, on: dt.date, returned_on: str | None = None) -> State:
        """What the pair is on a day, by the decisions that still hold. The latest kind of verdict wins."""
        holding = self._standing(query.id, entry, evidence_of(query, entry, returned_on=returned_on), on)
        if not holding:
            return State.POSSIBLE
        if holding[-1].verdict is Verdict.RULED_OUT:
            return State.RULED_OUT
        since = max(
            (place for place, item in enumerate(holding) if item.verdict is Verdict.RULED_OUT), default=-1
        )
        users = {item.user for item in holding[since + 1 :]}
        return State.CONFIRMED if len(users) >= 2 else State.HALF

    def _standing(self, subject: str, entry: Entry, evidence: str, on: dt.date) -> list[Decision]:
        log = self.history(subject=subject)
        undone = {item.undoes for item in log if item.undoes is not None}
        return [
            item
            for item in log
            if (item.list, item.reference, item.evidence) == (entry.list, entry.reference, evidence)
            and item.undoes is None
            and item.id not in undone
            and item.expires_on > on.isoformat()
        ]

    def history(self, *, subject: str | None = None) -> list[Decision]:
        """Every decision in order, taken-back ones included."""
        rows = self._shelf.database.execute(
            "SELECT id, subject, list, reference, evidence, verdict, user, reason, decided_at, expires_on, undoes "
            "FROM decision WHERE ? IS NULL OR subject = ? ORDER BY id",
            (subject, subject),
        )
        return [Decision(a, b, c, d, e, Verdict(f), *rest) for a, b, c, d, e, f, *rest in rows]
