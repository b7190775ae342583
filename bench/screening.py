"""Screening, measured: `python -m bench.screening` (about four minutes) or `--quick`.

Thresholds and weights were fixed on the fit half (training/screening_*.py); what is printed comes from the report half,
from the EU tables, which nothing was fitted on, and from ordinary names of other locales. The lists lie beside
the checkout.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import psutil

from bench.screening_sets import (
    LISTS,
    WORLD_REPORTED,
    Asked,
    as_query,
    components,
    cyrillic,
    judged,
    latin_only,
    lists_2025,
    ordinary,
    original_script,
    with_errors,
)
from tocsin.screening.calibration import calibration
from tocsin.screening.comparing import compare, stories
from tocsin.screening.entries import Entry
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.query import Query
from tocsin.screening.screener import Screener

TIMES = 1000
CURVE = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95)


def interval(values: Sequence[float]) -> str:
    """The figure with its 95 % bootstrap interval over rows."""
    table = np.asarray(values, dtype=float)
    draw = np.random.default_rng(1)
    tries = sorted(float(table[draw.integers(0, len(table), len(table))].mean()) for _ in range(TIMES))
    return f"{table.mean():.4f} [{tries[int(0.025 * TIMES)]:.4f}, {tries[int(0.975 * TIMES)]:.4f}]"


def scores(screener: Screener, items: Sequence[Asked]) -> tuple[list[float], float]:
    """The score of the right entry among the first five (0: absent), else the highest of all; CPU ms each."""
    found = []
    since = time.process_time()
    for item in items:
        results = screener.screen(item.query)
        if item.right:
            results = [r for r in results if (r.entry.list, r.entry.reference) in item.right]
        found.append(max((r.score for r in results if r.score), default=0.0))
    return found, (time.process_time() - since) / max(1, len(items)) * 1000


def told(
    name: str, items: Sequence[Asked], screener: Screener, curve: dict[str, list[float]]
) -> dict[str, object]:
    found, spent = scores(screener, items)
    threshold = calibration().threshold
    hits = [float(score >= threshold) for score in found]
    curve[name] = [float(np.mean([score >= at for score in found])) for at in CURVE]
    print(f"{name:52} {len(items):6} {interval(hits):>30} {spent:7.2f} ms")
    return {"n": len(items), "figure": float(np.mean(hits)), "cpu_ms": spent}


def judged_pairs(un: Sequence[Entry], ofac: Sequence[Entry]) -> dict[str, object]:
    """Pairs that people judged, and as wrong ones the nearest others whose true partner is known."""
    screener = Screener(list(ofac))
    chiefs, _ = components()
    pairs = judged(un, ofac)
    partners = {(pair.left.entity_id, pair.right.entity_id): pair.same for pair in pairs}
    known = {pair.left.entity_id: pair.left for pair in pairs if pair.same and pair.left.list == "un"}
    rows: list[tuple[float, float]] = []
    seen = set()
    for left in known.values():
        results = {item.entry.entity_id: item for item in screener.screen(as_query(left), limit=10)}
        for right, item in results.items():
            same = chiefs.get(right) == chiefs[left.entity_id] and right in chiefs
            if same or right in chiefs:
                rows.append((float(same), float(item.match)))
                seen.add((left.entity_id, right))
        for (one, other), same in partners.items():
            if one == left.entity_id and same and other not in results:
                rows.append((1.0, 0.0))
    within = []
    for pair in pairs:
        across = {pair.left.list, pair.right.list} == {"un", "ofac"}
        if pair.same or (across and (pair.left.entity_id, pair.right.entity_id) in seen):
            continue
        single = Screener([pair.right]).screen(as_query(pair.left))
        matched = float(bool(single and single[0].match))
        if across:
            rows.append((0.0, matched))
        else:
            within.append(matched)
    table = np.array(rows)

    def f1(values: np.ndarray) -> float:
        right = float((values[:, 0] * values[:, 1]).sum())
        return 2 * right / max(1.0, float(values[:, 0].sum() + values[:, 1].sum()))

    draw = np.random.default_rng(1)
    tries = sorted(f1(table[draw.integers(0, len(table), len(table))]) for _ in range(TIMES))
    positive = int(table[:, 0].sum())
    print(
        f"{'judged pairs, UN 2020 and OFAC 2021, F1':52} {len(table):6} "
        f"{f1(table):.4f} [{tries[25]:.4f}, {tries[975]:.4f}]   ({positive} same, {len(table) - positive} not)"
    )
    print(
        f"{'  judged different inside one list, matched all the same':52} {len(within):6} {interval(within):>30}"
    )
    return {"n": len(table), "figure": f1(table), "within": float(np.mean(within))}


def replay() -> dict[str, object]:
    four = [
        read_lists([LISTS / "un" / f"{name}.xml"])[0] for name in ("2020-11", "2024-09", "2025-04", "2025-08")
    ]
    steps = [compare([one], [other]) for one, other in pairwise(four)]
    told_stories = stories(four)
    delisted = sum(item.delisted_on is not None for item in told_stories)
    removed, added = [len(step.removed) for step in steps], [len(step.added) for step in steps]
    renumbered = [len(step.renumbered) for step in steps]
    print(
        f"four UN vintages: removed {removed}, added {added}, renumbered and not delisted {renumbered}; "
        f"delistings that stand {delisted} (the damaged vintage delists nobody)"
    )
    return {"removed": removed, "added": added, "renumbered": renumbered, "delistings": delisted}


def speed(count: int) -> dict[str, float]:
    """In this process: start, memory, and queries drawn from listed and ordinary names, cold."""
    since, wall = time.process_time(), time.perf_counter()
    entries = lists_2025()
    read = time.process_time() - since
    screener = Screener(entries)
    start, start_wall = time.process_time() - since, time.perf_counter() - wall
    draw = random.Random(4)
    queries = [item.query for item in ordinary(count // 2, locales=WORLD_REPORTED, seed=4)]
    for entry in draw.sample(entries, count - len(queries)):
        queries.append(Query.of("q", (draw.choice(entry.names).text,), schema=entry.schema))
    draw.shuffle(queries)
    spent = []
    for query in queries:
        since = time.process_time()
        screener.screen(query)
        spent.append(time.process_time() - since)
    spent.sort()
    return {
        "entries": len(entries),
        "read_s": read,
        "start_s": start,
        "start_wall_s": start_wall,
        "memory_mb": psutil.Process().memory_info().rss / 2**20,
        "queries_per_core_second": len(spent) / sum(spent),
        "p50_ms": spent[len(spent) // 2] * 1000,
        "p95_ms": spent[int(0.95 * len(spent))] * 1000,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="smaller sets")
    parser.add_argument("--json", action="store_true", help="the figures as JSON at the end")
    parser.add_argument("--speed", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not (LISTS / "un").is_dir():
        print("the lists are not beside this checkout: nothing measured")
        return
    if given.speed:
        print(json.dumps(speed(given.speed)))
        return
    share = 4 if given.quick else 1
    load = psutil.getloadavg()[0]
    print(
        f"threshold {calibration().threshold}, one for all; load {load:.1f}; Python {platform.python_version()}"
    )
    print("weights downloaded: none")
    result: dict[str, object] = {}
    entries = lists_2025()
    plain = Screener(latin_only(entries))
    curve: dict[str, list[float]] = {}
    print(f"{'set':52} {'n':>6} {'share at the threshold [95 %]':>30}")
    arabic, cyrillic_all = original_script(entries, "report"), cyrillic(entries, limit=1200 // share)
    people = [item for item in cyrillic_all if item.query.schema == "Person"]
    errors = [item for seed in (7, 8) for item in with_errors(entries, "report", seed=seed)][::share]
    sets: dict[str, Sequence[Asked]] = {
        "UN with slips, order, shifted births (report half)": errors,
        "  of these persons": [item for item in errors if item.query.schema == "Person"],
        "UN, hard: aliases, two slips, parts left out": with_errors(entries, "report", hard=True)[::share],
        "UN names as listed (report half)": as_listed(entries)[::share],
        "original script to Latin only, Arabic (report half)": arabic,
        "  of these, people": [item for item in arabic if item.query.schema == "Person"],
        "EU Cyrillic to Latin only": cyrillic_all,
        "EU Cyrillic to Latin only, persons": people,
        "ordinary names, world: any hit": ordinary(6000 // share, locales=WORLD_REPORTED, seed=11),
        "ordinary names, US: any hit": ordinary(3000 // share, locales=("en_US",), seed=12),
    }
    for name, items in sets.items():
        result[name] = told(name, items, plain, curve)
    un_2020 = list(read_lists([LISTS / "un" / "2020-11.xml"])[0].entries)
    ofac = [entry for entry in entries if entry.list == "ofac"]
    result["judged pairs"] = judged_pairs(un_2020, ofac)
    print("\nshare at other thresholds " + " ".join(f"{at:>7}" for at in CURVE))
    for name, values in curve.items():
        print(f"{name:52} " + " ".join(f"{value:7.4f}" for value in values))
    print()
    result["vintages"] = replay()
    done = subprocess.run(
        [sys.executable, "-m", "bench.screening", "--speed", str(2000 // share)],
        check=True,
        capture_output=True,
        text=True,
    )
    held = json.loads(done.stdout)
    result["speed"] = held
    print(
        f"{held['entries']} entries: start {held['start_s']:.2f} s CPU ({held['start_wall_s']:.2f} s by the clock), "
        f"{held['memory_mb']:.0f} MB, {held['queries_per_core_second']:.0f} queries a second and core, "
        f"p50 {held['p50_ms']:.1f} ms, p95 {held['p95_ms']:.1f} ms"
    )
    if given.json:
        print(json.dumps(result))


def as_listed(entries: Sequence[Entry]) -> list[Asked]:
    """The UN's primary names as they stand, with all that the entry says but its papers."""
    found = []
    for item in with_errors(entries, "report"):
        entry = next(e for e in entries if e.list == "un" and e.reference == item.query.id)
        query = replace(as_query(entry), names=(entry.caption,), numbers=())
        found.append(Asked(query, item.right))
    return found


if __name__ == "__main__":
    main()
