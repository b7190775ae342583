"""What a written date means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.model.dates import PartialDate

Basis = Literal["stated", "relative"]
EARLIEST, LATEST = 1900, 2100


@dataclass(frozen=True, slots=True)
class Meaning:
    """`value` None where the date stays unresolved; `end` closes an interval."""

    value: PartialDate | None
    basis: Basis = "stated"
    end: PartialDate | None = None


def year_of(text: str) -> int:
    """A year as four figures. Raises ValueError for one outside 1900..2100."""
    year = int(text)
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"{year} is not a year of our time")
    return year
