"""MUC-4: incident templates from news of terrorism, by the shipped extractor and our own scorer.

    python -m bench.muc4                                     the table: development set in three letter cases
    python -m bench.muc4 predict --docs DOCS.jsonl --out PRED.jsonl
    python -m bench.muc4 score --gold GOLD.json --pred PRED.jsonl

`predict` reads `{"docid", "doctext"}` a line and writes `{"docid", "templates"}` in the shape of the data set. It runs
`IncidentExtractor(anchored=False)`: the one switch between pages of the press, where rules must have seen an incident
before the learned part may fill its roles, and this task, where the learned part tells incidents on its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from bench.muc4_scores import ROLES, SLOTS, Scores, Template, template
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.incidents.extraction import IncidentExtractor

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "muc4"
PROPERTIES = {
    "PerpInd": "perpetratorIndividual", "PerpOrg": "perpetratorOrganisation", "Target": "target", "Victim": "victim",
    "Weapon": "weapon",
}  # fmt: skip
EXTRACTOR = IncidentExtractor(anchored=False)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def reading(docid: str, text: str) -> Reading:
    """A text as one body segment; no date is known."""
    document = Document(
        hashlib.sha256(text.encode()).hexdigest(), "bench", docid, docid, dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
        "text/plain", "en", None, None, Genre.REPORT, text, (Segment(Section.BODY, 0, len(text)),),
    )  # fmt: skip
    return Reading(document, [], [])


def as_template(draft: Draft, text: str) -> dict[str, Any]:
    """The JSON form of an incident's draft, with mentions as they are written."""
    found: dict[str, Any] = {"incident_type": draft.first("incidentType") or "attack"}
    for role in ROLES:
        facts = [fact for fact in draft.facts if fact.prop == PROPERTIES[role]]
        found[role] = [[[text[fact.start : fact.end], fact.start]] for fact in facts]
    return found


def predicted(docid: str, text: str) -> list[dict[str, Any]]:
    return [as_template(draft, text) for draft in EXTRACTOR.extract(reading(docid, text))]


def templates_of(rows: Iterator[dict[str, Any]]) -> dict[str, list[Template]]:
    return {row["docid"]: [template(found) for found in row["templates"]] for row in rows}


def recased(text: str, case: str) -> str:
    """`upper`, `lower`, or `mixed`: a capital at the start of every sentence and of every third word."""
    if case != "mixed":
        return text.upper() if case == "upper" else text.lower()
    words, opening, count = text.split(" "), True, 0
    for index, word in enumerate(words):
        count += bool(word)
        if word and (opening or count % 3 == 0):
            words[index] = word[:1].upper() + word[1:]
        opening = word.endswith((".", "!", "?")) if word else opening
    return " ".join(words)


def show(scores: Scores, *, rounds: int = 1000) -> None:
    figures, intervals = scores.figures(), scores.intervals(rounds=rounds)
    print(f"{'score':12} {'P':>6} {'R':>6} {'F1':>6}   95 % interval")
    for name in ("template", "role-only", *SLOTS, "REE", *(f"REE {role}" for role in ROLES)):
        precision, recall, value = figures[name]
        low, high = intervals[name]
        print(f"{name:12} {precision:6.1f} {recall:6.1f} {value:6.2f}   [{low:.1f}, {high:.1f}]")


def score(gold: Path, pred: Path) -> Scores:
    return Scores.of(templates_of(lines(pred)), templates_of(lines(gold)))


def predict(docs: Path, out: Path) -> None:
    with out.open("w", encoding="utf-8") as file:
        for row in lines(docs):
            found = {"docid": row["docid"], "templates": predicted(row["docid"], row["doctext"])}
            file.write(json.dumps(found, ensure_ascii=False) + "\n")


def weights_size() -> float:
    """Megabytes of learned weights in the package."""
    folder = resources.files("tocsin.statements.incidents.model")
    names = ("weights.npz", "tagger.crfsuite")
    return sum(len((folder / name).read_bytes()) for name in names) / 1e6


def measure(rows: list[Mapping[str, Any]], case: str) -> tuple[Scores, float]:
    """Scores on recased texts, and seconds of processor time per document."""
    gold = {row["docid"]: [template(found) for found in row["templates"]] for row in rows}
    began = time.process_time()
    found = {row["docid"]: predicted(row["docid"], recased(row["doctext"], case)) for row in rows}
    seconds = (time.process_time() - began) / max(1, len(rows))
    return Scores.of({docid: [template(t) for t in held] for docid, held in found.items()}, gold), seconds


def table() -> None:
    if not (DATA / "dev.json").is_file():
        print("MUC-4 is not beside this checkout: nothing measured")
        return
    rows = list(lines(DATA / "dev.json"))
    predicted("warm-up", rows[0]["doctext"])
    print(f"MUC-4 development set, {len(rows)} documents, shipped extractor; F1 with 95 % bootstrap interval")
    for case in ("lower", "upper", "mixed"):
        scores, seconds = measure(rows, case)
        figures, intervals = scores.figures(), scores.intervals()
        told = "; ".join(
            f"{name} {figures[name][2]:.1f} [{intervals[name][0]:.1f}, {intervals[name][1]:.1f}]"
            for name in ("template", "role-only", "type", "REE")
        )
        print(f"{case:6} {told}; {1000 * seconds:.0f} ms a document")
        if case == "lower":
            show(scores)
    print(f"model {weights_size():.1f} MB; weights downloaded: none")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command")
    one = commands.add_parser("predict")
    one.add_argument("--docs", type=Path, required=True)
    one.add_argument("--out", type=Path, required=True)
    other = commands.add_parser("score")
    other.add_argument("--gold", type=Path, required=True)
    other.add_argument("--pred", type=Path, required=True)
    given = parser.parse_args()
    if given.command == "predict":
        predict(given.docs, given.out)
    elif given.command == "score":
        show(score(given.gold, given.pred))
    else:
        table()


if __name__ == "__main__":
    main()
