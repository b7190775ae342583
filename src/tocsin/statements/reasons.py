"""What an extractor can say of its own work: the rule, the words that it met, the features that it weighed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading


@dataclass(frozen=True, slots=True)
class Matched:
    """Words at `start`..`end` of the document and what they were taken for: `number`, `cue`, `hedge`."""

    start: int
    end: int
    taken_for: str


@dataclass(frozen=True, slots=True)
class Feature:
    """What a learned extractor weighed. A positive weight speaks for the draft."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reason:
    """What an extractor itself adds to an explanation."""

    rule: str
    matched: tuple[Matched, ...] = ()
    features: tuple[Feature, ...] = ()


@runtime_checkable
class Explains(Protocol):
    """An extractor that can say why. `reading` holds all drafts; the answer is the same on every call."""

    def explain(self, reading: Reading, draft: Draft) -> Reason | None: ...
