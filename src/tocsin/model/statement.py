"""The atom of the record: somebody says that a thing has a property, in these words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.dates import PartialDate
from tocsin.model.document import Section
from tocsin.model.ids import stable_id
from tocsin.model.marking import Marking
from tocsin.model.span import Span


class Stance(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    CALLS_FOR = "calls for"
    EXPECTS = "expects"
    PROMISES = "promises"
    HYPOTHESISES = "hypothesises"


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one property of one thing, with the words that give it.

    `about` is the key of the thing inside its document; `record` decides which keys are the same thing.
    `speaker` is None where the page itself narrates. `event_date` is when it happened, `said_at` when it was
    said; when we learnt it is the store's to say, so that ids do not depend on the day of a run.
    """

    about: str
    schema: str
    prop: str
    value: str
    span: Span
    section: Section
    origin: str
    score: float
    language: str | None = None
    speaker: str | None = None
    via: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTS
    event_date: PartialDate | None = None
    said_at: PartialDate | None = None
    marking: Marking = Marking()

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score {self.score} lies outside 0..1")

    @property
    def id(self) -> str:
        """Hash of what it says and where; the same input gives the same id on every run and machine."""
        return stable_id(
            "st", self.span.doc, self.span.start, self.span.end, self.about, self.schema, self.prop,
            self.value, self.speaker, "|".join(self.via), self.stance, self.event_date, self.said_at, self.origin,
        )  # fmt: skip
