"""How many killed and injured a text gives: the casualty reader on 32,197 described incidents (RDWTI, 1968-2006).

    python -m bench.figures [--half development|final] [--json]

Each record has an English description and the columns `fatalities` and `injuries`. Read from the description alone,
the sum of what is said of killed (injured) people is right when it equals the column; a count that the text does not
give ("several") counts as 0, as the column does; of "at least 12" the number is 12. Nobody mentioned is 0.

Three sets, fixed before the reader was tuned, by words of the description alone:

- `stated`: it has a word of killing (of injury), or "casualties"; the column may well belong to another event;
- `counted`: `stated`, and the column is above 0: there was somebody to count;
- `all`: every description, silence included.

The halves are by a hash of the record's id. The reader was tuned on `development`; `final` is for a look at the end.
The column often disagrees with a text that a person reads the same way (a figure given for several attacks
together, a death told of another day, attackers counted in one record and not in the next).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.resampling import interval
from tocsin.statements.casualties import Kind, Toll, casualties, toll

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
RECORDS = DATA / "rdwti" / "incidents_1968_2006.csv.gz"
STATED: dict[Kind, re.Pattern[str]] = {
    "killed": re.compile(
        r"\b(?:kill(?:s|ed|ing|ings)?|dead|deaths?|die[ds]?|fatal\w*|murder(?:ed|ing|s)?|assassinat\w+|slain"
        r"|execut(?:ed|ing|ions?)|behead\w+|massacr\w+|lives|bod(?:y|ies)|casualt\w+)\b",
        re.IGNORECASE,
    ),
    "injured": re.compile(r"\b(?:injur\w+|wound\w*|hurt|maim\w*|casualt\w+)\b", re.IGNORECASE),
}
COLUMN: dict[Kind, str] = {"killed": "fatalities", "injured": "injuries"}
RESAMPLES = 400


@dataclass(frozen=True, slots=True)
class Record:
    description: str
    column: dict[Kind, int]


def records(half: str) -> list[Record]:
    """The records whose id hashes into a half; `both` gives all."""
    found = []
    with gzip.open(RECORDS, "rt", encoding="utf-8", errors="replace") as lines:
        for row in csv.DictReader(lines):
            even = hashlib.sha256(row["id"].encode()).digest()[0] % 2 == 0
            if half == "both" or even == (half == "development"):
                found.append(
                    Record(row["description"], {kind: int(row[name]) for kind, name in COLUMN.items()})
                )
    return found


def number(found: Toll | None) -> int:
    """The number that a sum stands for, as a column would hold it."""
    if found is None:
        return 0
    bound = found.quantity.low if found.quantity.low is not None else found.quantity.high
    return int(bound or 0)


def read(text: str) -> dict[Kind, int]:
    found = casualties(text, 0, len(text), language="en")
    return {kind: number(toll(found, kind)) for kind in COLUMN}


# The baseline: what thirty lines of regular expressions make of the same texts.
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_VALUES = {word: value for value, word in enumerate(_SMALL.split())}
_VALUES |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}
_NUMBER = rf"(\d[\d,]*|{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
_HEDGE = r"(?:at least |up to |about |some )?"
_BASELINE: dict[Kind, tuple[str, str, str]] = {
    "killed": (
        r"(?:killed|murdered|assassinated|shot dead)",
        r"(?:killing|murdering)",
        "dead|deaths|died|killed",
    ),
    "injured": (r"(?:injured|wounded|hurt)", r"(?:injuring|wounding)", "injured|wounded|injuries"),
}


def _baseline_forms(verb: str, gerund: str, nouns: str) -> list[re.Pattern[str]]:
    auxiliary = r"(?:was|were|have been|had been)"
    forms = (
        rf"\b{gerund}\s+{_HEDGE}{_NUMBER}\b",
        rf"\b{_NUMBER}(?:\s+\S+){{0,4}}?\s+{auxiliary}\s+(?:\S+ )?{verb}\b",
        rf"\b{verb}\s+{_HEDGE}{_NUMBER}\b",
        rf"\b{_NUMBER}(?:\s+\S+){{0,3}}?\s+(?:{nouns})\b",
    )
    return [re.compile(form, re.IGNORECASE) for form in forms]


_FORMS = {kind: _baseline_forms(*words) for kind, words in _BASELINE.items()}


def read_plainly(text: str) -> dict[Kind, int]:
    """The first match of four patterns; a bare verb is one."""
    answer: dict[Kind, int] = {}
    for kind, forms in _FORMS.items():
        verb, gerund, _ = _BASELINE[kind]
        match = next((found for form in forms if (found := form.search(text))), None)
        if match:
            word = match.group(1).lower()
            answer[kind] = _VALUES[word] if word in _VALUES else int(word.replace(",", ""))
        else:
            answer[kind] = int(re.search(rf"\b(?:{verb}|{gerund})\b", text, re.IGNORECASE) is not None)
    return answer


def share(right: Sequence[bool]) -> float:
    return sum(right) / len(right)


def sets(kind: Kind, held: Sequence[Record]) -> dict[str, list[int]]:
    """The indexes of the records in each set."""
    stated = [index for index, one in enumerate(held) if STATED[kind].search(one.description)]
    counted = [index for index in stated if held[index].column[kind] > 0]
    return {"stated": stated, "counted": counted, "all": list(range(len(held)))}


def measure(
    reader: Callable[[str], dict[Kind, int]], held: Sequence[Record]
) -> tuple[dict[Kind, list[bool]], float]:
    """Which answers are right, and milliseconds of CPU per 1,000 characters."""
    begun = time.process_time()
    answers = [reader(one.description) for one in held]
    spent = time.process_time() - begun
    right: dict[Kind, list[bool]] = {
        kind: [answer[kind] == one.column[kind] for answer, one in zip(answers, held, strict=True)]
        for kind in COLUMN
    }
    return right, 1e6 * spent / sum(len(one.description) for one in held)


def report(half: str) -> dict[str, object]:
    held = records(half)
    readers = {"casualties": read, "30-line regular expression": read_plainly}
    rows: list[dict[str, object]] = []
    for name, reader in readers.items():
        right, speed = measure(reader, held)
        for kind in COLUMN:
            for label, indexes in sets(kind, held).items():
                marks = [right[kind][index] for index in indexes]
                low, high = interval(marks, share, draws=RESAMPLES)
                rows.append(
                    {
                        "reader": name, "count": kind, "set": label, "records": len(marks),
                        "coverage": len(marks) / len(held), "exact": share(marks), "interval": [low, high],
                        "ms_per_1000_characters": speed,
                    }
                )  # fmt: skip
    return {"half": half, "records": len(held), "rows": rows, "weights_downloaded": "none"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("development", "final"), default="development")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not RECORDS.is_file():
        print(f"skipped: no {RECORDS.name} beside the checkout")
        return
    found = report(options.half)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    print(
        f"RDWTI, {options.half} half: {found['records']} descriptions; exact counts, 95 % bootstrap interval"
    )
    print(
        f"{'reader':28}{'count':9}{'set':9}{'n':>7}{'of all':>8}  {'exact':>6}  interval        ms/1,000 characters"
    )
    for row in found["rows"]:  # type: ignore[attr-defined]
        low, high = row["interval"]
        print(
            f"{row['reader']:28}{row['count']:9}{row['set']:9}{row['records']:7}{row['coverage']:8.1%}"
            f"  {row['exact']:.4f}  [{low:.4f}, {high:.4f}]  {row['ms_per_1000_characters']:.2f}"
        )
    print("weights downloaded: none")


if __name__ == "__main__":
    main()
