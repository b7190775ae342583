"""Screens queries against the lists in force: candidates, alignment, evidence, one probability, one threshold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.screening.alignment import Alignment, align
from tocsin.screening.calibration import calibration, probability
from tocsin.screening.collecting import collector_at_rest
from tocsin.screening.entries import Entry, NameKind
from tocsin.screening.evidence import Piece, pieces
from tocsin.screening.features import features
from tocsin.screening.index import NameIndex
from tocsin.screening.names.prepared import PreparedName, prepare
from tocsin.screening.names.tokens import BODY, PERSON, THING, kind_of
from tocsin.screening.query import Query, clean_number
from tocsin.screening.spelling import spelling

LIMIT = 5
SHOWN = 0.02
"""Below this probability a candidate is not worth a line, not even as a near miss."""
NUMBER_FLOOR = -2.5
"""Log-odds of a name that does not fit at all, when a number does: numbers are mistyped and reused too."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The best pair of names of a query and an entry: its alignment and log-odds. `weak` names only support."""

    alignment: Alignment
    kind: NameKind
    odds: float


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be the subject: `score` is a probability, `match` whether it reaches the threshold."""

    entry: Entry
    score: float
    match: bool
    name: NameMatch | None
    weak: NameMatch | None
    pieces: tuple[Piece, ...]


class Screener:
    """Holds an index of entries. Safe to share between threads that only screen, as far as results go."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._numbers: dict[str, list[int]] = {}
        with collector_at_rest():
            self.index = NameIndex(entries)
        for place, entry in enumerate(entries):
            for paper in entry.papers:
                number = clean_number(paper.number)
                if number:
                    self._numbers.setdefault(number, []).append(place)

    def screen(self, query: Query, *, limit: int = LIMIT) -> list[Match]:
        """At most `limit` entries, best first; the same result in any order of queries."""
        best: dict[int, NameMatch] = {}
        weak: dict[int, NameMatch] = {}
        for text in query.names:
            for kind in kinds_to_try(query):
                self._names(prepare(text, kind), best, weak)
        places = set(best) | {place for number in query.numbers for place in self._numbers.get(number, ())}
        entries = self.index.entries
        found = [judge(query, entries[place], best.get(place), weak.get(place)) for place in places]
        found = [item for item in found if item.score >= SHOWN]
        found.sort(key=lambda item: (-round(item.score, 6), item.entry.list, item.entry.reference))
        return found[:limit]

    def _names(self, query: PreparedName, best: dict[int, NameMatch], weak: dict[int, NameMatch]) -> None:
        model = calibration()
        for item, alignment in self.index.candidates(query):
            if not comparable(query.kind, item.name.kind) or not alignment.answers:
                continue
            held = weak if item.kind is NameKind.WEAK else best
            odds = model.name_odds(features(alignment))
            known = held.get(item.entry)
            if known is None or odds > known.odds:
                held[item.entry] = NameMatch(alignment, item.kind, odds)


def kinds_to_try(query: Query) -> tuple[str, ...]:
    """Without a schema a name is read as a person's and as a body's."""
    kind = kind_of(query.schema)
    return (kind,) if kind else (PERSON, BODY)


def comparable(one: str, other: str) -> bool:
    """A person is never a ship or a body; a body's assets may bear its name only as what they are."""
    return one == other


def judge(query: Query, entry: Entry, name: NameMatch | None, weak: NameMatch | None) -> Match:
    """One entry's probability from its best name and all other evidence."""
    model = calibration()
    found = pieces(query, entry, model)
    kind = kind_of(query.schema)
    odds = name.odds if name is not None else -6.0
    numbered = any(item.feature == "number" for item in found)
    if numbered:
        odds = max(odds, NUMBER_FLOOR)
    if kind and not comparable(kind, kind_of(entry.schema)):
        return Match(entry, 0.0, False, None, None, ())
    odds += sum(item.odds for item in found)
    if weak is not None and name is not None and weak.odds > 0.0:
        odds += model.evidence["weak alias"]
    score = round(probability(odds), 4)
    match = score >= model.threshold and (name is not None or numbered)
    return Match(entry, score, match, name, weak, tuple(found))


def compare_names(
    one: str, other: str, *, schema: str = "", other_schema: str | None = None
) -> NameMatch | None:
    """Two names side by side, without any list; None when they are not comparable or share nothing."""
    model = spelling()
    best: NameMatch | None = None
    kind, second = kind_of(schema), kind_of(other_schema if other_schema is not None else schema)
    if kind and second and not comparable(kind, second):
        return None
    for tried in (kind or second,) if kind or second else (PERSON, BODY):
        query, listed = prepare(one, tried), prepare(other, tried)
        table = [[model.pair(a, b) for b in listed.words] for a in query.words]
        alignment = align(query, listed, lambda i, j, table=table: table[i][j])  # type: ignore[misc]
        if alignment.answers:
            odds = calibration().name_odds(features(alignment))
            if best is None or odds > best.odds:
                best = NameMatch(alignment, NameKind.PRIMARY, odds)
    return best


def screen_all(screener: Screener, queries: Iterable[Query]) -> Iterable[tuple[Query, list[Match]]]:
    for query in queries:
        yield query, screener.screen(query)


__all__ = ["BODY", "PERSON", "THING", "Match", "NameMatch", "Screener", "compare_names", "screen_all"]
