"""Who is who: an append-only log of decisions about pairs of keys."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.ids import stable_id


class Verdict(StrEnum):
    SAME = "same"
    NOT_SAME = "not same"
    UNSURE = "unsure"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`left` and `right` are keys in sorted order; an UNDO names the judgement it takes back in `undoes`."""

    left: str
    right: str
    verdict: Verdict
    user: str
    decided_at: dt.datetime
    reason: str
    undoes: str | None = None

    def __post_init__(self) -> None:
        if self.left >= self.right:
            raise ValueError("a judgement is about two different keys in sorted order")
        if (self.verdict is Verdict.UNDO) != (self.undoes is not None):
            raise ValueError("an undo names what it takes back, and only an undo does")

    @property
    def id(self) -> str:
        return stable_id(
            "jd", self.left, self.right, self.verdict, self.user, self.decided_at.isoformat(), self.undoes
        )

    @classmethod
    def between(
        cls, one: str, other: str, verdict: Verdict, *, user: str, at: dt.datetime, reason: str
    ) -> Judgement:
        left, right = sorted((one, other))
        return cls(left, right, verdict, user, at, reason)

    def undone(self, *, user: str, at: dt.datetime, reason: str) -> Judgement:
        return Judgement(self.left, self.right, Verdict.UNDO, user, at, reason, undoes=self.id)
