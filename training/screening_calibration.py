"""Fits the weights that turn an alignment's figures into a probability, and sets the one threshold.

    python -m training.screening_calibration [--out src/tocsin/screening/learned/calibration.json]

Examples are what the index itself proposes for queries of the fit half: right entries (typing errors, original script,
other spellings) and wrong ones (neighbours on the same list, ordinary names, names of two entries put together).
EU tables are not used. Needs Faker (dependency group `train`); the same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.screening_sets import (
    FIT_LOCALES,
    STRONG,
    Asked,
    half,
    judged,
    latin_only,
    ordinary,
    original_script,
    varied,
    with_errors,
)
from tocsin.screening.entries import Entry, NameKind
from tocsin.screening.features import NAMES, features
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.index import NameIndex
from tocsin.screening.names.prepared import prepare
from tocsin.screening.names.scripts import is_abjad
from tocsin.screening.names.tokens import kind_of
from tocsin.screening.query import Query

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "lists"
OUT = Path(__file__).resolve().parents[1] / "src" / "tocsin" / "screening" / "learned" / "calibration.json"
WRONG_SHARE = 0.002
"""Share of ordinary names of the fit sets that may reach the threshold; the reported target is 0.2 %."""
EVIDENCE = {
    "birth same day": 2.5,
    "birth fits": 0.8,
    "birth near": 0.0,
    "birth apart": -2.5,
    "birth contradicted": -4.0,
    "country same": 0.4,
    "country other": -1.0,
    "strong number": 8.0,
    "number": 6.5,
    "gender other": -2.0,
    "weak alias": 0.7,
}
"""Set by judgement: too few judged pairs carry births to fit them. Missing evidence adds nothing."""
FIXED = {
    "crossed_chain": -6.0,
    "one_word": -3.5,
    "contradicted_patronymic": -1.0,
    "kunya_only": -1.5,
    "number_conflict": -2.5,
}
"""Rules of the domain for which the lists hold too few examples: son and father exchanged, unit 17 and 18."""
SIGNS = {
    "contradicted_much": -1,
    "unlike_much": -1,
    "worst_much": -1,
    "body_contradicted": -1,
    "thing_unlike": -1,
    "across_unlike": -1,
    "evidence_rich": 1,
    "whole": 1,
    "evidence": 1,
    "unlike": -1,
    "worst": -1,
    "contradicted": -1,
    "omitted_query": -1,
    "omitted_listed": -1,
    "one_word": -1,
    "thin": -1,
    "disorder": -1,
    "crossed_chain": -1,
    "number_conflict": -1,
    "legal_conflict": -1,
    "initials": -1,
    "contradicted_patronymic": -1,
    "kunya_only": -1,
    "omitted_query_few": -1,
    "omitted_listed_few": -1,
    "three_words": 1,
    "lost_share": -1,
    "missing_share": -1,
    "one_word_body": -1,
    "contradicted_thin": -1,
    "unlike_thin": -1,
    "whole_thin": 1,
}
"""What may only speak for, or only against: a reason in words must never point the other way."""

Array = npt.NDArray[np.float64]
Example = tuple[tuple[float, ...], bool, float]


def examples(index: NameIndex, asked: Sequence[Asked], *, weight: float = 1.0) -> Iterator[Example]:
    """The best candidate of each entry that the index proposes; entries of other lists may be the same person."""
    for item in asked:
        best: dict[int, tuple[float, tuple[float, ...]]] = {}
        query = prepare(item.query.names[0], kind_of(item.query.schema))
        lists = {name for name, _ in item.right}
        for found, alignment in index.candidates(query):
            entry = index.entries[found.entry]
            if found.kind is NameKind.WEAK or found.name.kind != query.kind or not alignment.answers:
                continue
            if lists and entry.list not in lists:
                continue
            figures = features(alignment)
            rough = sum(answer.likeness for answer in alignment.answers) - figures[3] * 2
            if found.entry not in best or rough > best[found.entry][0]:
                best[found.entry] = (rough, figures)
        for place, (_, figures) in best.items():
            entry = index.entries[place]
            right = (entry.list, entry.reference) in item.right
            yield figures, right, weight if right or item.right else weight * 2


def recombined(entries: Sequence[Entry], count: int, seed: int) -> list[Asked]:
    """A given name of one person with the family name of another: nobody's name, made of listed words."""
    draw = random.Random(seed)
    people = [entry for entry in entries if entry.schema == "Person" and half(entry) == "fit"]
    found = []
    for number in range(count):
        one, other = (draw.choice(people).names[0].text.replace(",", " ").split() for _ in range(2))
        if len(one) > 1 and len(other) > 1:
            found.append(
                Asked(Query.of(str(number), (f"{one[0]} {other[-1]}",), schema="Person"), frozenset())
            )
    return found


def neighbours(entries: Sequence[Entry], seed: int) -> list[Asked]:
    """Listed names as they stand: their own entry is right, brothers and namesakes on the same list are wrong."""
    draw = random.Random(seed)
    found = []
    for entry in entries:
        if half(entry) == "fit" and (entry.list == "un" or draw.random() < 0.25):
            names = [item.text for item in entry.names if item.kind in STRONG]
            name = draw.choice(names)
            if draw.random() < 0.5:
                name = varied(name, draw, person=entry.schema == "Person")
            found.append(
                Asked(
                    Query.of(entry.reference, (name,), schema=entry.schema),
                    frozenset({(entry.list, entry.reference)}),
                )
            )
    return found


def pairs(un: Sequence[Entry], ofac: Sequence[Entry]) -> Iterator[Example]:
    """Names of judged pairs of the fit half, the best pair of each."""
    for pair in judged(un, ofac):
        if half(pair.left) != "fit" or kind_of(pair.left.schema) != kind_of(pair.right.schema):
            continue
        index = NameIndex([pair.right])
        best = None
        for item in pair.left.names:
            if item.kind is NameKind.WEAK:
                continue
            for found, alignment in index.candidates(prepare(item.text, kind_of(pair.left.schema))):
                figures = features(alignment)
                rough = sum(answer.likeness for answer in alignment.answers) - figures[3] * 2
                if found.kind is not NameKind.WEAK and (best is None or rough > best[0]):
                    best = (rough, figures)
        if best is not None:
            yield best[1], pair.same, 2.0


def fit(rows: Sequence[Example]) -> tuple[float, list[float]]:
    """A logistic model; a weight that would point against its sign is set to nothing and the rest fitted again."""
    x = np.array([row[0] for row in rows])
    y = np.array([row[1] for row in rows], dtype=np.float64)
    heavy = np.array([row[2] for row in rows])
    fixed = np.array([FIXED.get(name, 0.0) for name in NAMES])
    offset = x @ fixed
    kept = [place for place, name in enumerate(NAMES) if name not in FIXED]
    while True:
        found = logistic(x[:, kept], y, heavy, offset)
        wrong = [
            place for place, w in zip(kept, found[1:], strict=True) if w * SIGNS.get(NAMES[place], w) < 0
        ]
        if not wrong:
            break
        kept = [place for place in kept if place not in wrong]
    weights = fixed.tolist()
    for place, weight in zip(kept, found[1:], strict=True):
        weights[place] = round(float(weight), 3)
    return round(float(found[0]), 3), weights


def logistic(x: Array, y: Array, heavy: Array, offset: Array) -> Array:
    """Bias and weights by Newton's method, with fixed parts as an offset and a small ridge."""
    whole = np.column_stack([np.ones(len(x)), x])
    ridge = np.full(whole.shape[1], 0.5)
    ridge[0] = 0.0
    found = np.zeros(whole.shape[1])
    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-np.clip(whole @ found + offset, -30, 30)))
        slope = whole.T @ (heavy * (chance - y)) + ridge * found
        bend = (whole * (heavy * chance * (1 - chance))[:, None]).T @ whole + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        found = found - np.clip(step, -2.0, 2.0)
        if float(np.abs(step).max()) < 1e-6:
            break
    return found


def top_odds(index: NameIndex, bias: float, weights: Sequence[float], asked: Sequence[Asked]) -> list[float]:
    """The log-odds of the likeliest candidate of each query, name alone, highest first."""
    tops = []
    for item in asked:
        odds = [
            bias + sum(w * v for w, v in zip(weights, figures, strict=True))
            for figures, _, _ in examples(index, [item])
        ]
        tops.append(max(odds, default=-30.0))
    return sorted(tops, reverse=True)


def level(tops: Sequence[float]) -> float:
    """The log-odds that no more than WRONG_SHARE of ordinary names reach."""
    return tops[int(WRONG_SHARE * len(tops))] + 0.01


def settle(
    index: NameIndex, bias: float, weights: list[float], strangers: Sequence[Asked]
) -> tuple[float, list[float], float]:
    """Fixed weights, and the one threshold: the same share of wrong hits within alphabets and across to abjads."""
    abjad = [item for item in strangers if is_abjad(item.query.names[0])]
    plain = [item for item in strangers if not is_abjad(item.query.names[0])]
    here, there = level(top_odds(index, bias, weights, plain)), level(top_odds(index, bias, weights, abjad))
    across = NAMES.index("across_abjad")
    weights[across] = round(weights[across] + here - there, 3)
    print(f"levels: alphabets {here:+.2f}, abjads {there:+.2f}")
    # The threshold is put at one half: a probability among pairs of which as many as not are right at that level.
    return round(bias - here, 3), weights, 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    un = [entry for vintage in read_lists([DATA / "un" / "2025-04.xml"]) for entry in vintage.entries]
    old = [entry for vintage in read_lists([DATA / "un" / "2020-11.xml"]) for entry in vintage.entries]
    ofac = [entry for vintage in read_lists([DATA / "ofac" / "2021"]) for entry in vintage.entries]
    whole, plain = NameIndex([*un, *ofac]), NameIndex(latin_only([*un, *ofac]))
    rows: list[Example] = []
    for seed in (101, 102, 103):
        rows += examples(whole, with_errors(un, "fit", seed=seed))
        rows += examples(whole, with_errors(un, "fit", seed=seed, hard=True))
        rows += examples(whole, neighbours([*un, *ofac], seed))
    rows += examples(plain, original_script(un, "fit"), weight=4.0)
    rows += examples(plain, original_script(un, "fit", arabic=False), weight=4.0)
    rows += examples(plain, recombined([*un, *ofac], 3000, 104))
    strangers = [
        *ordinary(8000, locales=FIT_LOCALES, seed=105),
        *ordinary(3000, locales=("ar_SA", "fa_IR"), seed=106),
    ]
    rows += examples(plain, strangers)
    rows += pairs(old, ofac)
    print(f"{len(rows):,} examples, {sum(row[1] for row in rows):,} right")
    bias, weights = fit(rows)
    bias, weights, limit = settle(plain, bias, weights, strangers)
    for name, weight in zip(NAMES, weights, strict=True):
        print(f"  {name:26} {weight:+.2f}")
    print(f"bias {bias:+.2f}, threshold {limit}")
    held = {
        "bias": bias,
        "threshold": limit,
        "weights": dict(zip(NAMES, weights, strict=True)),
        "evidence": EVIDENCE,
    }
    given.out.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
