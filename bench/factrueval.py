"""The texts and the scorer of factRuEval-2016, track 1 (names), as read from its description and scripts.

An object is the set of its tokens. Only tokens of name spans weigh (`loc_name`, `org_name`, `surname`,
...): describing words ("bank", "lake") may be given or left out. The score of a pair is the weighed Jaccard
index of its tokens, summed over the best one-to-one map; so nearly right borders earn part of a point.
`exact` counts only pairs with score 1. A place name that acts as a body (LocOrg) is read as a location: the
contest's figures "without LocOrg". Objects without a name token and objects inside a larger one are neither
asked for nor held against anyone. Where a location and a body are the same words, either answer is right
and they count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TYPES = {"Person": "PER", "Location": "LOC", "LocOrg": "LOC", "Org": "ORG"}
NAMES = {
    "PER": {"name", "surname", "patronymic", "nickname"},
    "LOC": {"loc_name", "org_name"},
    "ORG": {"org_name", "loc_name"},
}
HOLDS = {"PER": {"LOC", "ORG"}, "LOC": {"LOC", "ORG"}, "ORG": {"ORG", "LOC"}}
"""What a larger object has to be for an object of a kind to count as a part of it."""


class UnknownTypeError(Exception):
    """A document with a kind of object that the contest's scorer does not know."""


@dataclass(frozen=True, slots=True)
class Named:
    """One object of the gold standard: `tokens` by number in the text, `names` those that weigh."""

    kind: str
    tokens: frozenset[int]
    names: frozenset[int]


@dataclass(frozen=True, slots=True)
class Text:
    name: str
    text: str
    tokens: tuple[tuple[int, int], ...]
    objects: tuple[Named, ...]

    def cover(self, start: int, end: int) -> frozenset[int]:
        """The numbers of the tokens inside `start`..`end`, punctuation left out."""
        return frozenset(
            number for number, (low, high) in enumerate(self.tokens)
            if low >= start and high <= end and any(letter.isalnum() for letter in self.text[low:high])
        )  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Sums over documents, by kind and `ALL`: points, exactly right, asked for, given."""

    points: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    exact: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    asked: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    given: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def scores(self, kind: str, *, exact: bool = False) -> tuple[float, float, float]:
        """Precision, recall and F1 as fractions."""
        right = (self.exact if exact else self.points)[kind]
        precision = right / self.given[kind] if self.given[kind] else 1.0
        recall = right / self.asked[kind] if self.asked[kind] else 1.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def texts(folder: Path) -> tuple[list[Text], list[str]]:
    """The documents of a set, and the names of those left out for a type that the scorer does not know."""
    read, skipped = [], []
    for path in sorted(folder.glob("*.txt")):
        try:
            read.append(_text(path))
        except UnknownTypeError:
            skipped.append(path.stem)
    return read, skipped


def score(text: Text, given: Iterable[tuple[str, int, int]]) -> Tally:
    """Compares answers (kind, start, end) with a document's objects."""
    answers = [
        (kind, cover) for kind, start, end in dict.fromkeys(given) if (cover := text.cover(start, end))
    ]
    gold = _told_once(text.objects)
    table = [
        [max(_quality(one, kind, cover) for one in objects) for kind, cover in answers] for objects in gold
    ]
    tally = Tally()
    matched = _pairs(table)
    answered = dict(matched)
    free = set(answered.values())
    for row, objects in enumerate(gold):
        ignored = all(not one.names or _inside(one, text.objects) for one in objects)
        if ignored:
            continue
        column = answered.get(row)
        kind = objects[0].kind if column is None else answers[column][0]
        quality = 0.0 if column is None else table[row][column]
        for key in (kind, "ALL"):
            tally.asked[key] += 1
            tally.points[key] += quality
            tally.exact[key] += quality > 1 - 1e-9
            tally.given[key] += column is not None
    for column, (kind, _) in enumerate(answers):
        if column not in free:
            for key in (kind, "ALL"):
                tally.given[key] += 1
    return tally


def together(tallies: Sequence[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        for name in ("points", "exact", "asked", "given"):
            for kind, value in getattr(tally, name).items():
                getattr(total, name)[kind] += value
    return total


def _pairs(table: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The best one-to-one map. Perfect pairs come first, as the contest asks; the rest meets in small groups."""
    perfect: dict[int, int] = {}
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if value > 1 - 1e-9 and row not in perfect and column not in perfect.values():
                perfect[row] = column
    taken = set(perfect.values())
    ways = {
        row: [(column, value) for column, value in enumerate(values) if value > 0 and column not in taken]
        for row, values in enumerate(table)
        if row not in perfect
    }
    found = list(perfect.items())
    for group in _groups(ways):
        found += _best(tuple(group), ways, frozenset())[1]
    return found


def _groups(ways: dict[int, list[tuple[int, float]]]) -> list[list[int]]:
    """Rows that compete, directly or by way of others, for a column."""
    groups: list[tuple[list[int], set[int]]] = []
    for row, held in ways.items():
        columns = {column for column, _ in held}
        if not columns:
            continue
        joined = [group for group in groups if group[1] & columns]
        groups = [group for group in groups if not group[1] & columns]
        rows = [one for group in joined for one in group[0]]
        groups.append(([*rows, row], columns.union(*(group[1] for group in joined))))
    return [rows for rows, _ in groups]


def _best(
    rows: tuple[int, ...], ways: dict[int, list[tuple[int, float]]], used: frozenset[int]
) -> tuple[float, list[tuple[int, int]]]:
    """The best sum over `rows` and its pairs, tried in full: a group has two or three rows."""
    if not rows:
        return 0.0, []
    row, rest = rows[0], rows[1:]
    best = _best(rest, ways, used)
    for column, value in ways[row]:
        if column not in used:
            total, pairs = _best(rest, ways, used | {column})
            if total + value > best[0]:
                best = (total + value, [(row, column), *pairs])
    return best


def _quality(one: Named, kind: str, cover: frozenset[int]) -> float:
    if one.kind != kind:
        return 0.0
    outside = len(cover - one.tokens)
    if not one.names:
        return len(one.tokens & cover) / len(one.tokens | cover)
    found = len(one.names & cover)
    return found / (len(one.names) + outside)


def _told_once(objects: Sequence[Named]) -> list[list[Named]]:
    """Objects grouped by their words: the same words as location and as body are one question."""
    groups: dict[frozenset[int], list[Named]] = {}
    for one in objects:
        groups.setdefault(one.tokens, []).append(one)
    return [sorted(group, key=lambda one: one.kind != "ORG") for group in groups.values()]


def _inside(one: Named, objects: Sequence[Named]) -> bool:
    return any(other.kind in HOLDS[one.kind] and one.tokens < other.tokens for other in objects)


def _text(path: Path) -> Text:
    text = path.read_bytes().decode("utf-8")
    tokens, number = [], {}
    for line in path.with_suffix(".tokens").read_text(encoding="utf-8").splitlines():
        if line.strip():
            key, start, length, _ = line.split(" ", 3)
            number[key] = len(tokens)
            tokens.append((int(start), int(start) + int(length)))
    spans: dict[str, tuple[str, list[int]]] = {}
    for line in path.with_suffix(".spans").read_text(encoding="utf-8").splitlines():
        if line.strip():
            left, right = line.split("  # ", 1)
            key, kind, _, _, _, count = left.split()
            spans[key] = (kind, [number[token] for token in right.split()[: int(count)]])
    objects = []
    for line in path.with_suffix(".objects").read_text(encoding="utf-8").splitlines():
        if line.strip():
            _, kind, *keys = line.split(" # ")[0].split()
            objects.append(_object(kind, [spans[key] for key in keys], text, tokens))
    return Text(path.stem, text, tuple(tokens), tuple(objects))


def _object(kind: str, spans: list[tuple[str, list[int]]], text: str, tokens: list[tuple[int, int]]) -> Named:
    if kind not in TYPES:
        raise UnknownTypeError(kind)
    known = NAMES[TYPES[kind]]
    words = {at for _, of in spans for at in of if any(c.isalnum() for c in text[slice(*tokens[at])])}
    names = {at for span, of in spans for at in of if span in known} & words
    return Named(TYPES[kind], frozenset(words), frozenset(names))
