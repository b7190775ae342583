"""Figures as people give them: bounds, a qualifier and a unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Qualifier(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    UP_TO = "up to"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` and `high` in `unit`; None where no bound was given.

    "about 100": 100..100, about. "over 80": 80.., more than. "up to 30": ..30, up to. "several": .., vague.
    """

    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} lies above high {self.high}")
        if self.qualifier is Qualifier.VAGUE and (self.low is not None or self.high is not None):
            raise ValueError("a vague quantity has no bounds")

    @classmethod
    def of(cls, number: float, qualifier: Qualifier = Qualifier.EXACT, unit: str | None = None) -> Quantity:
        if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
            return cls(number, None, qualifier, unit)
        if qualifier is Qualifier.UP_TO:
            return cls(None, number, qualifier, unit)
        return cls(number, number, qualifier, unit)

    def __str__(self) -> str:
        """As a reader writes it: `41 people`, `at least 41 people`, `3 to 6`, `an unstated number of states`."""
        low = None if self.low is None else number_text(self.low)
        high = None if self.high is None else number_text(self.high)
        if low is None and high is None:
            text = "an unstated number of"
        elif low is not None and high is not None and low != high:
            text = f"{low} to {high}"
        else:
            hedge = "" if self.qualifier in (Qualifier.EXACT, Qualifier.RANGE) else f"{self.qualifier} "
            text = f"{hedge}{low or high}"
        return f"{text} {self.unit}" if self.unit else text.removesuffix(" of")

    def agrees_with(self, other: Quantity) -> bool:
        """True unless the two bounds exclude each other; "at least 40" and "140" agree."""
        low = max(self.low if self.low is not None else 0.0, other.low if other.low is not None else 0.0)
        highs = [high for high in (self.high, other.high) if high is not None]
        return not highs or low <= min(highs)


def number_text(value: float) -> str:
    """`60000.0` -> `60000`, `1.5` -> `1.5`: the form in which numbers are stored and exported."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
