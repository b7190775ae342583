"""The story in one file: sources -> documents -> statements -> record -> out.

1. `collect`   what the sources give is kept by content hash; what they could not give becomes a problem.
2. `read`      each kept document that this version has not read becomes text, segments and statements
               (pure, spread over processes); each is written in one transaction of its own.
3. `resolve`   keys of the same thing are put together.
4. `export`    the record goes out.

What a stage has to do is a query with a lease, so a killed run loses at most the document in hand and the next run
goes on. `extract` tells 2 and 4 without a store.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from tocsin import __version__
from tocsin.documents.duplicates import signatures
from tocsin.documents.formats.archive import expand, is_archive
from tocsin.documents.parser import Limits, parse_document
from tocsin.errors import ExtractionError, SkipError, TooLargeError
from tocsin.exchange.jsonl import write_jsonl
from tocsin.model.document import Document
from tocsin.model.draft import Draft
from tocsin.model.marking import OWNER, Marking
from tocsin.model.problem import Problem
from tocsin.model.signature import SegmentSignature
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import schemata
from tocsin.parallel import Lost, spread
from tocsin.record.resolve import resolve
from tocsin.sources.raw import RawDocument, Unread
from tocsin.statements.cascade import CASCADE_VERSION, default_extractors, read_statements
from tocsin.store import Kept, Store, View, open_store

READER_VERSION = f"{__version__}+{CASCADE_VERSION}"
LEASE_SECONDS = 600.0
LEASE_BATCH = 64


class Progress(Protocol):
    """What watches a long job: how far it is, and what went wrong on the way."""

    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, count: int = 1) -> None: ...
    def problem(self) -> None: ...


class Unwatched:
    """Progress that nobody looks at."""

    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, count: int = 1) -> None: ...
    def problem(self) -> None: ...


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Read:
    """One document understood. Drafts travel between processes: they are a fifth of the size of statements."""

    document: Document
    drafts: tuple[Draft, ...]
    signatures: tuple[SegmentSignature, ...]

    def statements(self) -> list[Statement]:
        return [statement for draft in self.drafts for statement in draft.statements(self.document)]


@dataclass(frozen=True, slots=True)
class Failed:
    """One document that could not be understood, and why."""

    raw: RawDocument
    stage: str
    code: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a run did."""

    seen: int = 0
    kept: int = 0
    read: int = 0
    statements: int = 0
    problems: list[Problem] = field(default_factory=list)
    things: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run works: processes, limits, patience, and the clock that stamps what is learnt."""

    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    document_seconds: float | None = None
    clock: Callable[[], dt.datetime] = utc_now
    watch: Progress = field(default_factory=Unwatched)


def ingest(store: Store, items: Iterable[RawDocument | Unread], plan: Plan) -> Report:
    """Stages 1 to 3. Raises the StopError family only; what is written stays written."""
    report = Report()
    collect(store, items, plan, report)
    read(store, plan, report)
    resolve_store(store, plan, report)
    return report


def collect(store: Store, items: Iterable[RawDocument | Unread], plan: Plan, report: Report) -> None:
    """Keep the bytes of each item, archives as their members; what could not be had is kept as a problem."""
    plan.watch.stage("collect", None)
    for item in _expanded(items, plan.limits):
        report.seen += 1
        with store.write() as writer:
            if isinstance(item, Unread):
                problem = Problem(
                    item.address, item.source, None, "sources", item.error.code, item.error.message,
                    plan.clock(), READER_VERSION,
                )  # fmt: skip
                writer.put_problem(problem)
                _count(problem, plan, report)
            else:
                report.kept += writer.keep(_kept(item), item.data)
        plan.watch.advance()


def read(store: Store, plan: Plan, report: Report) -> None:
    """Read every kept document that this version of the reader has not read yet."""
    view = store.view(OWNER)
    plan.watch.stage("read", view.counts().pending)
    holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def leased() -> Iterator[RawDocument]:
        while batch := store.lease(
            extractor=READER_VERSION, holder=holder, count=LEASE_BATCH, seconds=LEASE_SECONDS
        ):
            for kept in batch:
                yield _raw(kept, view.raw(kept.doc))

    work = partial(read_raw, limits=plan.limits)
    spread_over = spread(work, leased(), workers=plan.workers, seconds=plan.document_seconds, prepare=warm_up)
    with closing(spread_over) as results:
        for result in results:
            with store.write() as writer:
                if isinstance(result, Read):
                    statements = result.statements()
                    writer.put_document(
                        result.document,
                        statements,
                        extractor=READER_VERSION,
                        signatures=result.signatures,
                    )
                    writer.solve_problem(result.document.id)
                    report.read += 1
                    report.statements += len(statements)
                else:
                    problem = _problem_of(result, plan.clock())
                    writer.put_problem(problem)
                    _count(problem, plan, report)
            plan.watch.advance()


def read_raw(raw: RawDocument, *, limits: Limits) -> Read | Failed:
    """Bytes to statements. Pure and picklable: no store, no clock, no network."""
    try:
        document = replace(parse_document(raw, limits), marking=raw.marking)
    except SkipError as error:
        return Failed(raw, "documents", error.code, error.message)
    try:
        return Read(document, tuple(read_statements(document)), tuple(signatures(document)))
    except SkipError as error:
        return Failed(raw, "statements", error.code, error.message)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours costs this document, not the run
        return Failed(raw, "statements", ExtractionError.code, f"{type(error).__name__}: {error}"[:400])


def resolve_store(store: Store, plan: Plan, report: Report) -> None:
    """Put together the keys that are the same thing."""
    names = [schema.name for schema in schemata().values() if schema.resolves]
    plan.watch.stage("resolve", len(names))
    for name in names:
        report.things[name] = resolve(store, name)
        plan.watch.advance()


def export(view: View, folder: Path) -> dict[str, int]:
    """Write the JSON Lines form of everything the view shows; lines of each file."""
    return write_jsonl(view, folder)


def extract(items: Iterable[RawDocument | Unread], folder: Path, plan: Plan) -> tuple[Report, dict[str, int]]:
    """Documents to JSON Lines through a store that is thrown away afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="tocsin-") as scratch,
        open_store(f"{scratch}/extract.sqlite", create=True) as store,
    ):
        report = Report()
        collect(store, items, plan, report)
        read(store, plan, report)
        return report, export(store.view(OWNER), folder)


def warm_up() -> None:
    """Load lexicons and models once a process, before the first document."""
    default_extractors()


def _expanded(items: Iterable[RawDocument | Unread], limits: Limits) -> Iterator[RawDocument | Unread]:
    for item in items:
        if isinstance(item, RawDocument) and is_archive(item):
            yield from expand(item, limits)
        else:
            yield item


def _kept(raw: RawDocument) -> Kept:
    return Kept(
        raw.id, raw.source, raw.address, raw.label, raw.retrieved_at, raw.media_type, raw.charset,
        str(raw.marking),
    )  # fmt: skip


def _raw(kept: Kept, data: bytes) -> RawDocument:
    return RawDocument(
        data, kept.address, kept.label, kept.source, kept.retrieved_at, kept.media_type, kept.charset,
        marking=Marking.parse(kept.marking),
    )  # fmt: skip


def _problem_of(result: Failed | Lost[RawDocument], now: dt.datetime) -> Problem:
    if isinstance(result, Lost):
        result = Failed(result.item, "documents", TooLargeError.code, result.reason)
    raw = result.raw
    return Problem(
        raw.address, raw.source, raw.id, result.stage, result.code, result.reason, now, READER_VERSION
    )


def _count(problem: Problem, plan: Plan, report: Report) -> None:
    report.problems.append(problem)
    plan.watch.problem()
