"""Dates found in text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written at `start`..`end` and what it means; `value` None where it stays unresolved.

    `basis` says how: written out, or counted from `anchor`. `end_value` closes an interval.
    """

    start: int
    end: int
    value: PartialDate | None
    basis: Literal["stated", "relative"]
    anchor: PartialDate | None = None
    end_value: PartialDate | None = None


def find_dates(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    language: str = "en",
    anchor: PartialDate | None = None,
) -> list[DateMention]:
    """The dates written in `text[start:end]`, in order; relative ones are counted from `anchor`."""
    raise NotImplementedError
