"""Who said what, on PolNeAR: `predict`, `score`, and without arguments both on the development texts.

    python -m bench.attribution predict --texts DIR --out DIR
    python -m bench.attribution score --gold DIR --pred DIR [--texts DIR]
    python -m bench.attribution agreement --gold DIR
    python -m bench.attribution [--data DIR]

`predict` parses every .txt file as the program does and runs the shipped stages as far as claims; it writes one
.jsonl a text: {"source": [start, end], "cue": [start, end], "content": [start, end]} a line, any of them null,
in code points of the file. `score` reads brat .ann files (TEXT.ann, or TEXT_ANNOTATOR.ann for each annotator);
the texts are looked for beside them. What exact, overlap, characters and linked mean stands in
`bench/attribution_scoring.py`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from bench.attribution_scoring import Score, intervals, score_annotators, score_text, summed
from bench.brat import PARTS, Attribution, annotators, read_text
from tocsin.documents.parser import parse_document
from tocsin.errors import DocumentError
from tocsin.model.document import Document
from tocsin.sources.raw import RawDocument
from tocsin.statements.cascade import read_document
from tocsin.statements.claims.extraction import ClaimExtractor
from tocsin.statements.extractor import Extractor, Reading
from tocsin.statements.organisations.extraction import OrganisationExtractor
from tocsin.statements.people.extraction import PersonExtractor
from tocsin.statements.places.extraction import PlaceExtractor

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "polnear" / "data" / "dev"
_NAMES: tuple[type[Extractor], ...] = (OrganisationExtractor, PlaceExtractor, PersonExtractor)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run over a folder took. Seconds are of CPU: those of the stages of names, and those of attribution."""

    texts: int
    words: int
    names: float
    attribution: float

    def __str__(self) -> str:
        texts, words = max(1, self.texts), max(1, self.words)
        return (
            f"{self.texts} texts of {self.words / texts:.0f} words; CPU for 400 words: attribution"
            f" {400_000 * self.attribution / words:.1f} ms, the names before it {400_000 * self.names / words:.1f} ms"
        )


def named(document: Document) -> Reading:
    """The reading as the claims' stage is given it: organisations, places and people found."""
    reading = read_document(document)
    for stage in _NAMES:
        reading.drafts.extend(stage().extract(reading))
    return reading


def attributions_of(reading: Reading) -> list[Attribution]:
    """What the shipped stage takes for attributions, before claims are made of those that are sure."""
    found = ClaimExtractor().attributions(reading)
    return [Attribution(one.source, one.cue, one.content) for one in found]


def predict(texts: Path, out: Path) -> Run:
    """Write a .jsonl for every .txt below `texts`; one that cannot be read is told and gets an empty one."""
    out.mkdir(parents=True, exist_ok=True)
    count = words = 0
    names = spent = 0.0
    for path in sorted(texts.rglob("*.txt")):
        raw = RawDocument(
            path.read_bytes(), path.name, path.name, "bench", dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
        )
        try:
            document = parse_document(raw)
        except DocumentError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            (out / f"{path.stem}.jsonl").write_text("", encoding="utf-8")
            continue
        began = time.process_time()
        reading = named(document)
        between = time.process_time()
        found = attributions_of(reading)
        names, spent = names + between - began, spent + time.process_time() - between
        count, words = count + 1, words + len(document.text.split())
        lines = [json.dumps({part: one.part(part) for part in PARTS}) + "\n" for one in found]
        (out / f"{path.stem}.jsonl").write_text("".join(lines), encoding="utf-8")
    return Run(count, words, names, spent)


def read_predictions(path: Path) -> list[Attribution]:
    """Raises ValueError for a line that is no attribution; a text without a file has none."""
    found = []
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                given = json.loads(line)
                spans = {
                    part: (int(span[0]), int(span[1])) if (span := given.get(part)) else None
                    for part in PARTS
                }
                found.append(Attribution(**spans))
    return found


def score(gold: Path, predicted: Path, texts: Path | None = None) -> list[Score]:
    """One score a text; where no text is found, white space at the ends of spans is not told apart."""
    beside = {
        path.stem: path for folder in (gold.parent, gold, texts) if folder for path in folder.rglob("*.txt")
    }
    scores = []
    for name, read in sorted(annotators(gold).items()):
        text = read_text(beside[name]) if name in beside else ""
        scores.append(
            score_annotators(text, list(read.values()), read_predictions(predicted / f"{name}.jsonl"))
        )
    return scores


def agreement(gold: Path) -> list[Score]:
    """How far people agree: one score a pair of annotators of one text, the first taken as gold."""
    beside = {path.stem: path for path in gold.parent.rglob("*.txt")}
    return [
        score_text(read_text(beside[name]), read[one], read[other])
        for name, read in sorted(annotators(gold).items())
        if name in beside
        for one, other in combinations(sorted(read), 2)
    ]


def table(scores: list[Score]) -> str:
    total, reach = summed(scores), intervals(scores)
    lines = [f"{'part':12} {'measure':11} {'P':>6} {'R':>6} {'F1':>6}   95 % interval ({len(scores)} texts)"]
    for key, counts in sorted(total.items()):
        low, high = reach[key]
        lines.append(
            f"{key[0]:12} {key[1]:11} {counts.precision:6.3f} {counts.recall:6.3f} {counts.f1:6.3f}"
            f"   [{low:.3f}, {high:.3f}]"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command")
    parser.add_argument("--data", type=Path, default=DATA, help="a folder with text/ and attributions/")
    predicting = commands.add_parser("predict")
    predicting.add_argument("--texts", type=Path, required=True)
    predicting.add_argument("--out", type=Path, required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--gold", type=Path, required=True)
    scoring.add_argument("--pred", type=Path, required=True)
    scoring.add_argument("--texts", type=Path)
    people = commands.add_parser("agreement", help="how far annotators of one text agree")
    people.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    if given.command == "predict":
        print(predict(given.texts, given.out))
    elif given.command == "score":
        print(table(score(given.gold, given.pred, given.texts)))
    elif given.command == "agreement":
        print(table(agreement(given.gold)))
    elif not given.data.is_dir():
        print("PolNeAR's development texts are not beside this checkout: nothing measured")
    else:
        with tempfile.TemporaryDirectory() as scratch:
            run = predict(given.data / "text", Path(scratch))
            print(table(score(given.data / "attributions", Path(scratch))))
        print(f"{run}; weights downloaded: none")


if __name__ == "__main__":
    main()
