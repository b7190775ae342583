"""What people decide at the desk beside the record: an append-only log, in which nothing is changed or taken out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.ids import stable_id

UNDO = "undo"
Content = Mapping[str, str | list[str]]


class Subject(StrEnum):
    """What a decision belongs to: the review of what was read, or the weighing of competing accounts."""

    REVIEW = "review"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, slots=True)
class Decision:
    """`about` is the key of the thing that it is about; `content` is canonical JSON that the subject reads.

    An undo names what it takes back in `undoes` and says nothing else.
    """

    subject: Subject
    about: str
    act: str
    content: str
    user: str
    decided_at: dt.datetime
    reason: str
    undoes: str | None = None

    def __post_init__(self) -> None:
        if (self.act == UNDO) != (self.undoes is not None):
            raise ValueError("an undo names what it takes back, and only an undo does")

    @property
    def id(self) -> str:
        return stable_id(
            "dc", self.subject, self.about, self.act, self.content, self.user, self.decided_at.isoformat(), self.undoes
        )  # fmt: skip

    @classmethod
    def of(
        cls, subject: Subject, about: str, act: str, content: Content, *, user: str, at: dt.datetime, reason: str = ""
    ) -> Decision:  # fmt: skip
        text = json.dumps(dict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return cls(subject, about, act, text, user, at, reason)

    def undone(self, *, user: str, at: dt.datetime, reason: str) -> Decision:
        return Decision(self.subject, self.about, UNDO, "{}", user, at, reason, undoes=self.id)

    def read(self) -> Content:
        held: Content = json.loads(self.content)
        return held


def standing(log: list[Decision]) -> list[Decision]:
    """The decisions that hold, in order: without the undos and what they took back."""
    undone = {item.undoes for item in log if item.undoes is not None}
    return [item for item in log if item.act != UNDO and item.id not in undone]
