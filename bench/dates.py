"""Dates in English and Russian: hand-made cases, half of them traps or dates that must stay open.

    python -m bench.dates [--wrong] [--json]

A case is right when exactly the expected dates are found, each touching its words, with the same value, precision and
end. The cases (`bench/dates.yaml`) were written beside the grammar, so they watch it and are no blind test. Beside it,
on the same cases, `dateparser.search.search_dates` with the languages fixed, day before month, the anchor as its
base and dates in the past preferred. It knows no precision and no intervals, so it is held to less: the first day of a
date has to agree as far as the expected date is precise, and a date that must stay open may be left out or given.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.figures import share
from bench.resampling import interval
from tocsin.language.dates import find_dates
from tocsin.model.dates import PartialDate

CASES = Path(__file__).with_name("dates.yaml")
ANCHOR = "2024-06-20"
Found = tuple[int, int, PartialDate | None, PartialDate | None]


@dataclass(frozen=True, slots=True)
class Case:
    """`kind`: `dated`, `open` (a date is meant and has no value) or `trap` (there is none)."""

    language: str
    text: str
    anchor: PartialDate | None
    expected: tuple[Found, ...]
    kind: str


@cache
def cases() -> tuple[Case, ...]:
    held: dict[str, list[dict[str, Any]]] = yaml.load(
        CASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return tuple(_case(language, given) for language, listed in held.items() for given in listed)


def _case(language: str, given: dict[str, Any]) -> Case:
    anchor = given.get("anchor", ANCHOR)
    expected = tuple(
        _expected(given["text"], words, value) for words, value in given.get("dates", {}).items()
    )
    kind = "trap" if not expected else "open" if all(one[2] is None for one in expected) else "dated"
    date = None if anchor in ("null", "") else PartialDate.parse(anchor)
    return Case(language, given["text"], date, expected, kind)


def _expected(text: str, words: str, value: str) -> Found:
    start = text.index(words)
    if value in ("null", ""):
        return start, start + len(words), None, None
    first, _, last = value.partition("/")
    return start, start + len(words), PartialDate.parse(first), PartialDate.parse(last) if last else None


def ours(case: Case) -> list[Found]:
    found = find_dates(case.text, language=case.language, anchor=case.anchor)
    return [(one.start, one.end, one.value, one.end_value) for one in found]


def is_right(case: Case, found: Sequence[Found]) -> bool:
    """Every expected date is found and nothing else; one that must stay open may also be left out."""
    left = list(found)
    for start, end, value, last in case.expected:
        touching = next((one for one in left if one[0] < end and start < one[1]), None)
        if touching is None:
            if value is not None:
                return False
            continue
        if touching[2:] != (value, last):
            return False
        left.remove(touching)
    return not left


def theirs(case: Case) -> list[tuple[int, int, dt.date]]:
    from dateparser.search import search_dates

    settings: dict[str, Any] = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past"}
    if case.anchor is not None:
        settings["RELATIVE_BASE"] = dt.datetime.combine(case.anchor.first_day, dt.time())
    found, at = [], 0
    for words, moment in search_dates(case.text, languages=[case.language], settings=settings) or []:
        start = case.text.find(words, at)
        at = start + len(words)
        found.append((start, at, moment.date()))
    return found


def is_nearly_right(case: Case, found: Sequence[tuple[int, int, dt.date]]) -> bool:
    left = list(found)
    for start, end, value, _ in case.expected:
        touching = [one for one in left if one[0] < end and start < one[1]]
        if value is not None and not any(value.contains(PartialDate.of(one[2])) for one in touching):
            return False
        left = [one for one in left if one not in touching]
    return not left


def speed(reader: Callable[[Case], object]) -> float:
    """Milliseconds of CPU per 1,000 characters of the cases."""
    for case in cases()[:5]:
        reader(case)
    begun = time.process_time()
    for case in cases():
        reader(case)
    return 1e6 * (time.process_time() - begun) / sum(len(case.text) for case in cases())


def report() -> dict[str, Any]:
    marks = {
        "tocsin.language.dates": [is_right(case, ours(case)) for case in cases()],
        "dateparser.search_dates": [is_nearly_right(case, theirs(case)) for case in cases()],
    }
    rows = []
    for reader, right in marks.items():
        for language in ("en", "ru"):
            for kind in ("dated", "open", "trap", "all"):
                chosen = [
                    mark for mark, case in zip(right, cases(), strict=True)
                    if case.language == language and kind in (case.kind, "all")
                ]  # fmt: skip
                rows.append(
                    {
                        "reader": reader, "language": language, "kind": kind, "cases": len(chosen),
                        "right": sum(chosen), "share": share(chosen), "interval": list(interval(chosen, share)),
                    }
                )  # fmt: skip
    speeds = {"tocsin.language.dates": speed(ours), "dateparser.search_dates": speed(theirs)}
    return {"rows": rows, "ms_per_1000_characters": speeds, "weights_downloaded": "none"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", action="store_true", help="list the cases that the grammar gets wrong")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.wrong:
        for case in cases():
            if not is_right(case, found := ours(case)):
                print(
                    case.language,
                    case.kind,
                    case.text,
                    [(case.text[a:b], str(v), str(e)) for a, b, v, e in found],
                )
        return
    found = report()
    if options.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{'reader':26}{'language':10}{'cases':8}{'n':>5}{'right':>7}  {'share':>6}  95 % interval")
    for row in found["rows"]:
        low, high = row["interval"]
        print(
            f"{row['reader']:26}{row['language']:10}{row['kind']:8}{row['cases']:5}{row['right']:7}"
            f"  {row['share']:.3f}   [{low:.3f}, {high:.3f}]"
        )
    for reader, milliseconds in found["ms_per_1000_characters"].items():
        print(f"{reader}: {milliseconds:.2f} ms of CPU per 1,000 characters")
    print("weights downloaded: none")


if __name__ == "__main__":
    main()
