"""The towns of the gazetteer by their folded names."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tocsin.statements.lexicon import HYPHEN, SPACE, STOP, Words, is_cyrillic, table
from tocsin.statements.places.gazetteer import Spot, fold, folded_name, plain, unit_rows

_MOST_TOWNS = 40


@dataclass(frozen=True, slots=True)
class Towns:
    """`rows`: lines of the shipped table, largest town first; `by_name`: their numbers, joined by a bar, by folded
    name; `longest`: the most words of a name, by its first word."""

    rows: list[str]
    by_name: Mapping[str, str]
    longest: Mapping[str, int]
    shown: Mapping[tuple[str, str], str]

    def named(self, words: Words, index: int) -> tuple[int, list[Spot]] | None:
        """The last word of the longest town's name that begins at word `index`, and the towns so called."""
        most = self.longest.get(fold(words.forms[index]), 0)
        if not most:
            return None
        parts: list[str] = []
        best: tuple[int, str] | None = None
        for at in range(index, min(index + most, len(words))):
            parts.append(fold(words.forms[at]))
            found = self.by_name.get(" ".join(parts))
            if found is not None:
                best = (at, found)
            gap = words.gaps[at]
            if gap not in (SPACE, HYPHEN) and not (gap == STOP and len(words.forms[at]) < 3):
                break
        return (best[0], self._spots(best[1])) if best else None

    def _spots(self, numbers: str) -> list[Spot]:
        return [self._spot(int(row)) for row in numbers.split("|")[:_MOST_TOWNS]]

    def _spot(self, row: int) -> Spot:
        name, country, unit, latitude, longitude, population = next(csv.reader([self.rows[row]]))
        shown = self.shown.get((name, country)) or (plain(name) if country in _romanised() else name)
        above = unit_rows()[int(unit)].name if unit else None
        return Spot(shown, "city", country, float(latitude), float(longitude), int(population), above)


@cache
def _romanised() -> frozenset[str]:
    return frozenset(table("places")["romanised"].split())


@cache
def towns() -> Towns:
    """Read once, in a fraction of a second; other names of well-known towns come from the lexicon."""
    rows = _lines("places_towns")
    by_name: dict[str, str] = {}
    for line in _lines("places_names"):
        name, _, numbers = line.rpartition(",")
        by_name[name.strip('"')] = numbers
    extra = {(item["town"], item["country"]): item["names"] for item in table("places")["town_names"]}
    wanted = {town for town, _ in extra}
    for number, row in enumerate(rows[:20000]):
        town, _, rest = row.partition(",")
        if town in wanted and (names := extra.get((town, rest.partition(",")[0]))):
            for name in names:
                held = by_name.get(folded_name(name), "").split("|")
                if str(number) not in held:
                    held = sorted({*filter(None, held), str(number)}, key=int)
                by_name[folded_name(name)] = "|".join(filter(None, held))
    longest: dict[str, int] = {}
    for name in by_name:
        first, _, rest = name.partition(" ")
        longest[first] = max(longest.get(first, 0), rest.count(" ") + 2 if rest else 1)
    shown = {key: names[0] for key, names in extra.items() if not is_cyrillic(names[0])}
    return Towns(rows, by_name, longest, shown)


def _lines(name: str) -> list[str]:
    entry = resources.files("tocsin.statements") / "lexicons" / f"{name}.csv.gz"
    with entry.open("rb") as raw:
        return gzip.decompress(raw.read()).decode("utf-8").splitlines()[1:]
