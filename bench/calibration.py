"""Whether a score of 0.8 is right 8 times in 10: scores of the extractors against annotated and judged texts.

    python -m bench.calibration [--raw] [--json] [--svg FILE] [--write] [--cases N]

What right means, and where:

- people, bodies, places: the mention covers a marked name of its kind, half its weight or more, and is no adjective
  of place (factRuEval devset, Russian);
- claims: the content overlaps a marked content by half of the shorter (PolNeAR dev);
- killed and injured: the only such figure of a description equals the column, where that is above 0 (RDWTI,
  development half; the column often counts otherwise than the text, so this is a lower bound);
- figures, dates: judged by a person one by one (`bench/judged.csv`: places and verdicts, no words; PolNeAR dev and
  factRuEval devset, drawn by chance from what was given on 2026-11-25);
- incidents: the text has an incident of the same type left (MUC-4 dev);
- the rest: the evidence overlaps, or the name is, one that a hand-made example lists (two annotated pages: few
  lines, read with care).

Prints for every extractor precision by score, with a 95 % interval by drawing texts again, and the expected
calibration error (the mean distance of score and precision, weighed by lines) before and after the tables of
`tocsin/statements/calibration.yaml`; fitted on half of the texts and measured on the others, it is `held out`.
`--raw` measures the extractors' own scores, `--write` fits those tables anew on all texts. Dates have no score.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.factrueval import Named
from bench.factrueval import texts as factrueval_texts
from bench.figures import COLUMN, DATA, records
from bench.names import KINDS, adjective, document_of
from bench.resampling import interval
from bench.seeds import lines_of, overlap
from tocsin.documents.parser import parse_document
from tocsin.language.dates import find_dates
from tocsin.model.draft import Draft, read_quantity
from tocsin.model.vocabulary import schema
from tocsin.sources.raw import RawDocument
from tocsin.statements.calibration import TABLES, Table, fitted
from tocsin.statements.cascade import default_extractors, read_document, read_statements
from tocsin.statements.quantities.extraction import QuantityExtractor

JUDGED = Path(__file__).with_name("judged.csv")
KINDS_OF_PAGES = (
    "persons", "organisations", "places", "events", "claims", "quantities", "instruments", "commitments", "relations",
)  # fmt: skip
BINS = 10
FEWEST = 150
"""An extractor with fewer answers keeps its own scores."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that an extractor gave, how sure it was, and whether it is right. `text` names its text."""

    origin: str
    score: float
    right: bool
    text: str
    source: str


def names(most: int) -> Iterator[Answer]:
    """Mentions of people, bodies and places in Russian news."""
    read, _ = factrueval_texts(DATA / "factrueval" / "devset")
    for text in read[:most]:
        for draft in read_statements(
            document_of(text.name, text.text, "ru"), _first_stages(), calibrate=False
        ):
            kind = KINDS.get(draft.schema)
            props = ("mention",) if draft.schema == "Place" else ("surfaceForm",)
            for fact in {fact for fact in draft.facts if fact.prop in props} if kind else ():
                if draft.schema == "Place" and adjective(text.text[fact.start : fact.end]):
                    continue
                cover = text.cover(fact.start, fact.end)
                near = [one for one in text.objects if one.tokens & cover]
                right = any(
                    one.kind == kind and 2 * len(one.names & cover) >= len(one.names)
                    for one in near
                    if one.names
                )
                if right or not any(one.kind == kind and not one.names for one in near):
                    yield Answer(draft.origin, draft.score, right, text.name, "factRuEval devset")


def _covers(one: Named, kind: str | None, cover: frozenset[int]) -> bool:
    return one.kind == kind and bool(one.names) and 2 * len(one.names & cover) >= len(one.names)


@cache
def _first_stages() -> tuple[Any, ...]:
    wanted = ("organisation", "place", "person")
    return tuple(one for one in default_extractors() if any(part in one.name for part in wanted))


_SPAN = re.compile(r"(T\d+)\t(\S+) ([\d; ]+)\t")
_EVENT = re.compile(r"E\d+\t(.+)")


def claims(most: int) -> Iterator[Answer]:
    """Claims in English news; one annotator a text, the first by name."""
    folder = DATA / "polnear" / "data" / "dev"
    marked: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        marked.setdefault(path.name.rsplit("_", 1)[0], path)
    for path in sorted((folder / "text").glob("*.txt"))[:most]:
        annotation = next((one for name, one in marked.items() if path.stem in (name, one.stem)), None)
        if annotation is None:
            continue
        text = path.read_bytes().decode("utf-8")
        gold = list(_attributions(annotation.read_text(encoding="utf-8")))
        for draft in read_statements(document_of(path.stem, text, "en"), calibrate=False):
            content = next((fact for fact in draft.facts if fact.prop == "content"), None)
            if draft.schema == "Claim" and content is not None:
                right = any(
                    2 * (min(end, content.end) - max(start, content.start))
                    >= min(end - start, content.end - content.start)
                    for start, end in gold
                )
                yield Answer(draft.origin, draft.score, right, path.stem, "PolNeAR dev")


def _half_shared(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def _attributions(text: str) -> Iterator[tuple[int, int]]:
    """The stretch of every marked content, from its first piece to its last."""
    spans = {}
    for line in text.splitlines():
        if match := _SPAN.match(line):
            numbers = [int(number) for number in re.findall(r"\d+", match[3])]
            spans[match[1]] = (min(numbers), max(numbers))
    for line in text.splitlines():
        if match := _EVENT.match(line):
            contents = [
                spans[name] for role, name in re.findall(r"(\w[\w-]*):(T\d+)", match[1]) if role == "Content"
            ]
            if contents:
                yield min(start for start, _ in contents), max(end for _, end in contents)


def figures(most: int) -> Iterator[Answer]:
    """Figures of killed and injured, where a description gives one of a kind."""
    extractor = QuantityExtractor()
    for index, record in enumerate(records("development")[: most * 15]):
        reading = read_document(document_of(f"rdwti-{index}", record.description, "en"))
        drafts = [draft for draft in extractor.extract(reading) if draft.first("subject")]
        for kind, _ in COLUMN.items():
            told = [draft for draft in drafts if (draft.first("subject") or "").endswith(f" {kind}")]
            if len(told) == 1 and record.column[kind]:
                low = read_quantity(told[0].first("quantity") or "..|exact|").low
                yield Answer(
                    told[0].origin,
                    told[0].score,
                    low == record.column[kind],
                    f"rdwti-{index}",
                    "RDWTI development",
                )


def judged(kind: str) -> Iterator[Answer]:
    """What a person judged, as far as it is still given the same."""
    rows: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] == kind:
                rows[row["corpus"], row["document"]].append(row)
    for (corpus, name), listed in rows.items():
        text = (DATA / corpus / name).read_bytes().decode("utf-8")
        given = _given(kind, name, text, "ru" if corpus.startswith("factrueval") else "en")
        for row in listed:
            found = given.get((int(row["start"]), int(row["end"]), row["value"]))
            if found is not None:
                yield Answer(*found, row["right"] == "1", name, "judged by a person")


def _given(kind: str, name: str, text: str, language: str) -> dict[tuple[int, int, str], tuple[str, float]]:
    if kind == "date":
        return {
            (one.start, one.end, f"{one.value}" + (f"/{one.end_value}" if one.end_value else "")): (
                "dates",
                1.0,
            )
            for one in find_dates(text, language=language)
        }
    drafts = read_statements(document_of(name, text, language), calibrate=False)
    return {
        (fact.start, fact.end, fact.value): (draft.origin, draft.score)
        for draft in drafts if draft.schema == "Quantity" for fact in draft.facts if fact.prop == "quantity"
    }  # fmt: skip


def incidents(most: int) -> Iterator[Answer]:
    """Attacks in Latin American news of 1988-1991."""
    with (DATA / "muc4" / "dev.json").open(encoding="utf-8") as lines:
        for line in list(lines)[:most]:
            held = json.loads(line)
            left = Counter(
                word for one in held["templates"] for word in one["incident_type"].split(" / ")[:1]
            )
            drafts = read_statements(document_of(held["docid"], held["doctext"], "en"), calibrate=False)
            attacks = [draft for draft in drafts if draft.schema == "Event" and draft.first("incidentType")]
            for draft in sorted(attacks, key=lambda one: -one.score):
                kind = draft.first("incidentType") or ""
                right = left[kind] > 0
                left[kind] -= right
                yield Answer(draft.origin, draft.score, right, held["docid"], "MUC-4 dev")


def pages(most: int) -> Iterator[Answer]:
    """Everything of the two annotated pages, by the lines of the hand-made examples."""
    for path in sorted((DATA / "seeds").glob("*.txt"))[:most]:
        gold = {
            kind: [line for line in lines_of(DATA / "seeds-gold", kind) if line["doc"] == path.name]
            for kind in KINDS_OF_PAGES
        }
        if not any(gold.values()):
            continue
        raw = RawDocument(
            path.read_bytes(), path.name, path.name, "bench", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        )
        document = parse_document(raw)
        for draft in read_statements(document, calibrate=False):
            kind = schema(draft.schema).file.removesuffix(".jsonl")
            right = any(_same(draft, document.text, line) for line in gold[kind])
            yield Answer(draft.origin, draft.score, right, f"{path.name}:{draft.start // 400}", "two pages")


def _same(draft: Draft, text: str, line: dict[str, Any]) -> bool:
    if "canonical" in line:
        names = {
            str(line["canonical"]).lower(),
            *(str(form).lower() for form in line.get("surface_forms", [])),
        }
        return (draft.first("name") or "").lower() in names
    quoted = {"doc": line["doc"], "start": draft.start, "quote": text[draft.start : draft.end]}
    return overlap(quoted, line)


SOURCES = (names, claims, figures, incidents, pages)


def answers(most: int) -> list[Answer]:
    found = [answer for source in SOURCES for answer in source(most)]
    return [*found, *judged("figure"), *judged("date")]


def error(given: Sequence[Answer]) -> float:
    """The expected calibration error over ten bins of score."""
    total = 0.0
    for _, held in bins(given):
        total += abs(sum(one.score for one in held) - sum(one.right for one in held))
    return total / len(given)


def bins(given: Iterable[Answer]) -> list[tuple[float, list[Answer]]]:
    """(lower edge, answers) of the bins that hold any."""
    held: dict[int, list[Answer]] = defaultdict(list)
    for one in given:
        held[min(BINS - 1, int(one.score * BINS))].append(one)
    return [(number / BINS, held[number]) for number in sorted(held)]


def precision(given: Sequence[Answer]) -> float:
    return sum(one.right for one in given) / len(given)


def precision_interval(given: Sequence[Answer]) -> tuple[float, float]:
    """By drawing whole texts again: answers of one text are not independent."""
    by_text: dict[str, list[Answer]] = defaultdict(list)
    for one in given:
        by_text[one.text].append(one)
    return interval(
        list(by_text.values()), lambda drawn: precision([one for held in drawn for one in held]), draws=300
    )


def by_origin(given: Iterable[Answer]) -> dict[str, list[Answer]]:
    held: dict[str, list[Answer]] = defaultdict(list)
    for one in given:
        held[one.origin].append(one)
    return dict(sorted(held.items()))


def fit(given: Sequence[Answer]) -> Table:
    return fitted([(one.score, one.right) for one in given])


def applied(given: Sequence[Answer], table: Table | None) -> list[Answer]:
    return [replace(one, score=table.at(one.score)) for one in given] if table else list(given)


def held_out(given: Sequence[Answer]) -> float | None:
    """The error with a table that was fitted on the other half of the texts."""
    halves: tuple[list[Answer], list[Answer]] = ([], [])
    for one in given:
        halves[hashlib.sha256(one.text.encode()).digest()[0] % 2].append(one)
    if min(len(half) for half in halves) < FEWEST // 3:
        return None
    return error([*applied(halves[0], fit(halves[1])), *applied(halves[1], fit(halves[0]))])


def write(found: dict[str, list[Answer]]) -> None:
    tables = {
        origin: fit(given).knots
        for origin, given in found.items()
        if len(given) >= FEWEST and origin != "dates"
    }
    head = "# Score and measured precision, by extractor; written by `python -m bench.calibration --write`.\n"
    listed = {origin: [list(knot) for knot in knots] for origin, knots in tables.items()}
    TABLES.write_text(
        head + yaml.safe_dump(listed, default_flow_style=None, sort_keys=True), encoding="utf-8"
    )


def report(found: dict[str, list[Answer]]) -> list[dict[str, Any]]:
    rows = []
    for origin, given in found.items():
        low, high = precision_interval(given)
        rows.append(
            {
                "extractor": origin, "answers": len(given), "texts": len({one.text for one in given}),
                "sources": sorted({one.source for one in given}), "precision": precision(given),
                "interval": [low, high], "mean_score": sum(one.score for one in given) / len(given),
                "error": error(given), "error_held_out": held_out(given),
                "bins": [
                    {"from": edge, "answers": len(held), "mean_score": sum(one.score for one in held) / len(held),
                     "precision": precision(held), "interval": list(precision_interval(held))}
                    for edge, held in bins(given)
                ],
            }
        )  # fmt: skip
    return rows


def show(rows: Sequence[dict[str, Any]]) -> None:
    for row in rows:
        low, high = row["interval"]
        after = row["error_held_out"]
        print(
            f"{row['extractor']}: precision {row['precision']:.3f} [{low:.3f}, {high:.3f}], mean score"
            f" {row['mean_score']:.3f}, calibration error {row['error']:.3f}"
            + (f", held out {after:.3f}" if after is not None else "")
            + f"; {row['answers']} answers in {row['texts']} texts ({', '.join(row['sources'])})"
        )
        for held in row["bins"]:
            low, high = held["interval"]
            print(
                f"    {held['from']:.1f}  n {held['answers']:6}  score {held['mean_score']:.3f}"
                f"  precision {held['precision']:.3f} [{low:.3f}, {high:.3f}]"
            )


def picture(rows: Sequence[dict[str, Any]]) -> str:
    """A reliability diagram an extractor: score across, precision up, the size of a dot its answers."""
    side, gap, columns = 180, 46, 4
    height = ((len(rows) - 1) // columns + 1) * (side + gap) + gap
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{columns * (side + gap)}" height="{height}"'
        ' font-family="sans-serif" font-size="11">'
    ]
    for index, row in enumerate(rows):
        left, top = (index % columns) * (side + gap) + 24, (index // columns) * (side + gap) + 30
        parts.append(f'<text x="{left}" y="{top - 8}">{row["extractor"]} (n {row["answers"]})</text>')
        parts.append(f'<rect x="{left}" y="{top}" width="{side}" height="{side}" fill="none" stroke="#888"/>')
        parts.append(
            f'<line x1="{left}" y1="{top + side}" x2="{left + side}" y2="{top}" stroke="#bbb" stroke-dasharray="4"/>'
        )
        for held in row["bins"]:
            x, y = left + side * held["mean_score"], top + side * (1 - held["precision"])
            low, high = (top + side * (1 - edge) for edge in held["interval"])
            size = 2 + 6 * (held["answers"] / row["answers"]) ** 0.5
            parts.append(f'<line x1="{x:.1f}" y1="{low:.1f}" x2="{x:.1f}" y2="{high:.1f}" stroke="#36c"/>')
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="#36c" fill-opacity="0.6"/>')
    return "\n".join([*parts, "</svg>\n"])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--cases", type=int, default=200, help="texts of each source at most (RDWTI: 15 times as many)"
    )
    parser.add_argument("--raw", action="store_true", help="the extractors' own scores")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not DATA.is_dir():
        print("skipped: no annotated texts beside the checkout")
        return
    found = by_origin(answers(options.cases))
    if options.write:
        write(found)
    if not options.raw:
        from tocsin.statements.calibration import table_of

        found = {origin: applied(given, table_of(origin)) for origin, given in found.items()}
    rows = report(found)
    if options.svg:
        options.svg.write_text(picture(rows), encoding="utf-8")
    if options.json:
        print(json.dumps({"rows": rows, "weights_downloaded": "none"}, indent=2))
        return
    show(rows)
    print("weights downloaded: none")


if __name__ == "__main__":
    main()
