"""What the main job makes of the five public pages beside the checkout, and how far it agrees with the hand-made examples.

    python -m bench.seeds [--json]

Prints quote errors, teasers separated, publication dates, lines per file; then, for the two annotated pages, recall and
precision by overlap of the evidence with the annotated quote (same document, same kind, character overlap of at least
half of the shorter). The examples show what is wanted; they are not a held-out test and nothing is fitted to them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
KINDS = (
    "persons", "organisations", "places", "events", "claims", "quantities", "instruments", "commitments", "relations",
)  # fmt: skip


def lines_of(folder: Path, kind: str) -> list[dict[str, Any]]:
    path = folder / f"{kind}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def quote_errors(folder: Path, texts: dict[str, str]) -> int:
    wrong = 0
    for kind in (*KINDS, "documents"):
        for line in lines_of(folder, kind):
            text = texts[line["doc"]]
            wrong += text[line["start"] : line["end"]] != line["quote"]
            if kind == "claims":
                wrong += text[line["content_start"] : line["content_end"]] != line["content"]
    return wrong


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["doc"] != other["doc"]:
        return False
    one_end, other_end = one["start"] + len(one["quote"]), other["start"] + len(other["quote"])
    shared = min(one_end, other_end) - max(one["start"], other["start"])
    return shared > 0 and shared * 2 >= min(one_end - one["start"], other_end - other["start"])


def name_of(line: dict[str, Any]) -> str | None:
    return line.get("canonical") or (
        f"{line['mention']}@{line.get('mention_start', line['start'])}" if "mention" in line else None
    )


def agreement(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> tuple[float, float]:
    """(precision, recall): by name for people and bodies, else by overlap of evidence."""
    docs = {line["doc"] for line in gold}
    found = [line for line in found if line["doc"] in docs]
    by_name = bool(gold and gold[0].get("canonical"))

    def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
        if by_name:
            return (
                one["doc"] == other["doc"]
                and str(one["canonical"]).lower() == str(other["canonical"]).lower()
            )
        return overlap(one, other)

    precision = sum(any(same(line, other) for other in gold) for line in found) / max(1, len(found))
    recall = sum(any(same(line, other) for other in found) for line in gold) / max(1, len(gold))
    return precision, recall


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not (DATA / "seeds").is_dir():
        print("the five pages are not beside this checkout: nothing measured")
        return
    texts = {path.name: path.read_bytes().decode("utf-8") for path in (DATA / "seeds").glob("*.txt")}
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        command = [
            str(Path(sys.executable).with_name("tocsin")),
            "extract",
            str(DATA / "seeds"),
            "--out",
            scratch,
            "--quiet",
        ]
        subprocess.run(command, check=True, capture_output=True)
        documents = lines_of(out, "documents")
        teasers: dict[str, int] = defaultdict(int)
        for line in documents:
            teasers[line["doc"]] = sum(segment["kind"] == "teaser" for segment in line["segments"])
        result = {
            "quote_errors": quote_errors(out, texts),
            "teasers": sum(teasers.values()),
            "publication_dates": {line["doc"][:3]: line["publication_date"] for line in documents},
            "lines": {kind: len(lines_of(out, kind)) for kind in KINDS},
            "agreement": {
                kind: agreement(lines_of(DATA / "seeds-gold", kind), lines_of(out, kind))
                for kind in KINDS
                if (DATA / "seeds-gold" / f"{kind}.jsonl").exists()
            },
        }
    if given.json:
        print(json.dumps(result, indent=2))
        return
    print(f"quote errors {result['quote_errors']}; teasers separated {result['teasers']} of 19")
    print(
        "publication dates: "
        + ", ".join(f"{name} {date}" for name, date in sorted(result["publication_dates"].items()))
    )
    print(f"{'kind':15} {'lines':>6} {'precision':>10} {'recall':>8} {'F1':>6}   (two annotated pages)")
    for kind in KINDS:
        precision, recall = result["agreement"].get(kind, (float("nan"), float("nan")))
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{kind:15} {result['lines'][kind]:6} {precision:10.2f} {recall:8.2f} {both:6.2f}")


if __name__ == "__main__":
    main()
