"""A hypothesis about an incident, and how a piece of evidence can stand to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.ids import stable_id
from tocsin.model.statement import Statement


class Rating(StrEnum):
    """Whether the evidence is what one would expect if the hypothesis were true."""

    CONSISTENT = "consistent"
    NEUTRAL = "neutral"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """`speaking_for`, `speaking_against`: statements whose speakers put it forward or deny it; not what is true.

    `entered_by` is the analyst who entered it, None for one proposed from statements only.
    """

    words: str
    speaking_for: tuple[Statement, ...] = ()
    speaking_against: tuple[Statement, ...] = ()
    entered_by: str | None = None

    @property
    def id(self) -> str:
        """The same for the same words, so that ratings outlive a new reading of the pages."""
        return hypothesis_id(self.words)


def hypothesis_id(words: str) -> str:
    return stable_id("hyp", " ".join(words.casefold().split()))
