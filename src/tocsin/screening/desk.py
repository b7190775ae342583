"""Screening as one object: the lists in force, the delisted, and results in the contract's shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.screening.entries import Entry, Vintage
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.minors import listed_as_minor, query_of_minor
from tocsin.screening.query import Query
from tocsin.screening.results import match_line, result_line
from tocsin.screening.screener import Match, Screener
from tocsin.screening.standing import Standing, standing_of

DELISTED_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """Matches among entries in force, and those that would have matched before they were delisted."""

    query: Query
    matches: tuple[Match, ...]
    delisted: tuple[tuple[Match, str], ...]
    withheld: int = 0


class Desk:
    """Immutable; make another one when lists change.

    `today` decides who is a minor: a query about one is withheld, unless `minors` says that it may be answered.
    """

    def __init__(
        self, standing: Standing, *, language: str = "en", today: dt.date | None = None, minors: bool = False
    ) -> None:
        self.standing = standing
        self.today = today or dt.datetime.now(dt.UTC).date()
        self.minors = minors
        self.language = language
        self._screener = Screener(standing.entries)
        self._past = Screener([entry for entry, _ in standing.delisted])
        self._left = {(entry.list, entry.reference): day for entry, day in standing.delisted}

    @classmethod
    def from_files(cls, paths: Iterable[Path], *, as_of: str | None = None, language: str = "en") -> Desk:
        """Raises the DocumentError family. Damaged files are taken as far as they go; see `damage_of`."""
        return cls(standing_of(read_lists(paths), as_of=as_of), language=language)

    def screen(self, query: Query, *, limit: int = 5) -> Outcome:
        past = [item for item in self._past.screen(query, limit=DELISTED_SHOWN) if item.match]
        matches = self._screener.screen(query, limit=limit)
        if query_of_minor(query, self.today) and not self.minors:
            return Outcome(query, (), (), withheld=sum(item.match for item in matches))
        return Outcome(
            query,
            tuple(matches),
            tuple((item, self._left[item.entry.list, item.entry.reference]) for item in past),
        )

    def returned_on(self, entry: Entry) -> str | None:
        """The day an entry came back to its list after it had left: a fresh case."""
        return self.standing.returned.get((entry.list, entry.reference))

    def line(self, outcome: Outcome) -> dict[str, Any]:
        """The contract's result line, with `delisted` beside `matches`: what left a list is never a match."""
        line = result_line(
            outcome.query, outcome.matches, vintages=self.standing.vintages, language=self.language
        )
        for held, match in zip(line["matches"], outcome.matches, strict=True):
            held["flags"] += self._flags(match.entry)
        if query_of_minor(outcome.query, self.today):
            line["minor"] = True
            line["withheld"] = outcome.withheld
        line["delisted"] = [
            {
                **match_line(outcome.query, match, vintages=self.standing.vintages, language=self.language),
                "match": False, "delisted_on": day,
            }
            for match, day in outcome.delisted
        ]  # fmt: skip
        return line

    def _flags(self, entry: Entry) -> list[str]:
        found = []
        if listed_as_minor(entry, self.today):
            found.append("listed as a minor, or may be one: a second reviewer is needed")
        if day := self.returned_on(entry):
            found.append(f"returned to the list on {day}: a fresh case")
        return found


def damage_of(vintages: Sequence[Vintage]) -> list[str]:
    return [f"{item.source}: {text}" for item in vintages for text in item.findings.damage]
