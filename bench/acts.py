"""Meetings, documents and undertakings: how much of what must be found is found, and how fast.

    python -m bench.acts [--json]

1. The things of kind event, document and undertaking that the bundled pages must give (`truth.yaml`), as recall.
2. Where the data lie beside the checkout: resolutions of the Security Council. Each text says at which meeting it was
   adopted, and most call themselves *Resolution N*: the share whose meeting's number is read as an event's, whose own
   number is read as a document's, and how many meeting numbers are read that the text does not have.
3. CPU time a page of the stages, on the bundled pages.

Intervals are 95 %, by drawing things or texts again. Nothing is tuned on these texts; weights downloaded: none.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.resampling import interval
from tests.bundled.truths import load
from tocsin.bundled import pages
from tocsin.documents.formats.archive import expand, is_archive
from tocsin.documents.parser import parse_document
from tocsin.errors import TocsinError
from tocsin.exchange.lines import Page, thing_line
from tocsin.model.document import Document
from tocsin.model.draft import Draft
from tocsin.model.vocabulary import schemata
from tocsin.sources.files import FileSource
from tocsin.sources.raw import RawDocument, Unread
from tocsin.statements.cascade import default_extractors, read_document, read_statements

RESOLUTIONS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "unsc" / "resolutions"
FILES = ("events", "instruments", "commitments")
STAGES = ("rules.relation", "rules.event", "rules.instrument", "rules.commitment")
_MEETING = re.compile(r"\bat (?:the|its) (\d{1,5})\s*(?:st|nd|rd|th) meeting")
_ANY_MEETING = re.compile(r"(\d{1,5})\s*(?:st|nd|rd|th)\s+(?:\w+\s+)?meeting")
_IN_WORDS = 100
"""Up to here texts write sessions in words, which the pattern for checking does not read."""
_NUMBER = re.compile(r"S_RES_0*(\d+)_")


@dataclass(frozen=True, slots=True)
class Text:
    """One resolution: whether its meeting and its number were read, and meeting numbers that it does not have."""

    has_meeting: bool
    has_number: bool
    meeting_read: bool
    number_read: bool
    invented: int


def documents(folder: Path) -> Iterator[Document]:
    for item in FileSource([folder]).items():
        if isinstance(item, Unread):
            continue
        inside: Sequence[RawDocument | Unread] = list(expand(item)) if is_archive(item) else [item]
        for raw in inside:
            try:
                if not isinstance(raw, Unread):
                    yield parse_document(raw)
            except TocsinError:
                continue  # the damaged page is there to be a problem


def lines(document: Document, drafts: Sequence[Draft]) -> dict[str, list[dict[str, Any]]]:
    """The JSON Lines form of the drafts, by file."""
    statements = [one for draft in drafts for one in draft.statements(document)]
    page = Page(document, statements)
    by_thing: dict[str, list[Any]] = defaultdict(list)
    for one in statements:
        by_thing[one.about].append(one)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for about, held in by_thing.items():
        found[schemata()[held[0].schema].file.removesuffix(".jsonl")].append(thing_line(page, about, held))
    return found


def bundled(read: dict[str, dict[str, list[dict[str, Any]]]]) -> dict[str, list[bool]]:
    """For each file, whether each thing that must be found was."""
    held: dict[str, list[bool]] = {file: [] for file in FILES}
    for page in load().pages:
        found = next((told for name, told in read.items() if name.endswith(page.name)), {})
        for thing in page.things:
            if thing.file in FILES:
                held[thing.file].append(thing.found_in(found.get(thing.file, [])))
    return held


def resolution(document: Document, name: str) -> Text:
    text = " ".join(document.text.split())
    told = {int(number) for number in _MEETING.findall(text)}
    number = _NUMBER.search(name)
    drafts = read_statements(document)
    read = {int(draft.first("ordinal") or 0) for draft in drafts if draft.first("eventType") == "meeting"} - {
        0
    }
    numbers = {
        match[1]
        for draft in drafts
        if draft.first("instrumentKind") == "resolution"
        for match in re.finditer(r"(\d+)$", draft.first("name") or "")
    }
    own = number[1] if number else "none"
    calls_itself = re.search(rf"\b[Rr]esolution\s+{own}\b", text) is not None
    large = {one for one in read if one > _IN_WORDS}
    written = {int(one) for one in _ANY_MEETING.findall(text)}
    return Text(bool(told), calls_itself, bool(told & read), own in numbers, len(large - written))


def seconds(documents: Sequence[Document]) -> dict[str, float]:
    """CPU milliseconds a page of each stage; the second of two passes."""
    spent: dict[str, float] = {}
    for _ in range(2):
        spent = dict.fromkeys(STAGES, 0.0)
        for document in documents:
            reading = read_document(document)
            for extractor in default_extractors():
                before = time.process_time()
                reading.drafts.extend(extractor.extract(reading))
                stage = extractor.name.rsplit(".", 1)[0]
                if stage in spent:
                    spent[stage] += time.process_time() - before
    return {stage: 1000 * used / len(documents) for stage, used in spent.items()}


def share(held: Sequence[bool]) -> float:
    return sum(held) / max(1, len(held))


def told(name: str, held: Sequence[bool]) -> tuple[str, float, float, float, int]:
    low, high = interval(held, share) if held else (0.0, 0.0)
    return name, share(held), low, high, len(held)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = list(documents(pages()))
    read = {document.label: lines(document, read_statements(document)) for document in found}
    rows = [told(f"bundled pages, {file}, recall", held) for file, held in bundled(read).items()]
    invented = None
    if RESOLUTIONS.is_dir():
        texts = [resolution(document, Path(document.label).name) for document in documents(RESOLUTIONS)]
        rows.append(
            told("resolutions, number of the meeting", [t.meeting_read for t in texts if t.has_meeting])
        )
        rows.append(told("resolutions, own number", [t.number_read for t in texts if t.has_number]))
        invented = sum(text.invented for text in texts)
    spent = seconds(found)
    if given.json:
        print(json.dumps({"rows": rows, "invented_meetings": invented, "ms_a_page": spent}, indent=2))
        return
    for name, value, low, high, count in rows:
        print(f"{name:38} {value:6.3f}  [{low:.3f}, {high:.3f}]  of {count}")
    if invented is not None:
        print(f"meeting numbers that no text has: {invented}")
    print(
        "ms a page: "
        + ", ".join(f"{stage} {used:.1f}" for stage, used in spent.items())
        + "; weights downloaded: none"
    )


if __name__ == "__main__":
    main()
