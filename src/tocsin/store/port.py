"""The port of the memory: three small classes that every back end implements.

`Store` opens, migrates and hands out the two others. `View` reads, for one reader's clearance and as of one
moment. `Writer` writes, one transaction per `with` block. Nothing else touches the database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self

from tocsin.model.decision import Decision, Subject
from tocsin.model.document import Document, Section
from tocsin.model.judgement import Judgement
from tocsin.model.marking import Clearance
from tocsin.model.problem import Problem
from tocsin.model.signature import SegmentSignature
from tocsin.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes kept by content hash, with what the source said of them, waiting for or done with reading."""

    doc: str
    source: str
    address: str
    label: str
    retrieved_at: dt.datetime
    media_type: str | None
    charset: str | None
    marking: str


class Value(NamedTuple):
    """One property's value of one thing in one document, and the words that give it. A tuple: there are millions."""

    doc: str
    about: str
    prop: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement that search found; `snippet` marks the matched words with U+E000 and U+E001."""

    statement: Statement
    label: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A segment that also stands elsewhere: exactly (similarity 1.0) or nearly (estimated Jaccard)."""

    doc: str
    start: int
    end: int
    kind: Section
    other_doc: str
    other_start: int
    other_end: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Counts:
    documents: int
    statements: int
    problems: int
    pending: int


class View(Protocol):
    """Reads for one clearance as of one moment: what was learnt later, or withdrawn before, is not there."""

    clearance: Clearance
    as_of: dt.datetime | None

    def counts(self, *, extractor: str | None = None) -> Counts:
        """`pending` are documents never tried; with `extractor`, those it was not the last to try."""
        ...

    def documents(self) -> Iterator[Document]:
        """All read documents in order of (label, id), so that exports are the same on every machine."""
        ...

    def labels(self) -> Iterator[tuple[str, str]]:
        """(id, label) of all read documents, in the order of `documents`, without reading their texts."""
        ...

    def document(self, id_or_label: str) -> Document:
        """By id, by an unambiguous prefix of it (8 or more digits), or by label. Raises NotFoundError."""
        ...

    def raw(self, doc: str) -> bytes:
        """The bytes kept, held to their hash. Raises NotFoundError, StoreDamagedError."""
        ...

    def sightings(self, doc: str) -> Iterator[Kept]:
        """Every address at which these bytes were seen, the first first."""
        ...

    def statements(
        self, *, doc: str | None = None, schema: str | None = None, about: Sequence[str] | None = None
    ) -> Iterator[Statement]:
        """In order of (label of document, start, schema, about, property, id)."""
        ...

    def values(self, schema: str, props: Collection[str]) -> Iterator[Value]:
        """What `statements` gives of some properties of one schema, without the rest of a statement.

        Documents in the order of `documents`; within one by the thing, then in the order in which it was said.
        """
        ...

    def search(
        self, query: str, *, schema: str | None = None, limit: int = 20, language: str | None = None
    ) -> list[Hit]: ...
    def repeats(self, doc: str | None = None, *, most: int = 20) -> Iterator[Repeat]: ...
    def problems(self) -> Iterator[Problem]: ...
    def memo(self, name: str) -> str | None:
        """A small text that a source or a command keeps between runs."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """The whole append-only log, oldest first, undone ones included."""
        ...

    def decisions(self, subject: Subject) -> Iterator[Decision]:
        """The whole append-only log of one subject, oldest first, undone ones included."""
        ...

    def canonical(self, key: str) -> str:
        """The canonical id of a key; the key itself where nothing was decided."""
        ...

    def cluster(self, canonical: str) -> list[str]:
        """All keys that share a canonical id, sorted."""
        ...

    def clusters(self, schema: str) -> Iterator[tuple[str, list[str]]]:
        """(canonical id, keys) of one schema, in order of canonical id."""
        ...


class Writer(Protocol):
    """One transaction. Leaving the block normally commits; an exception rolls back. Calls are idempotent."""

    def keep(self, kept: Kept, data: bytes) -> bool:
        """Keep bytes by content hash; False when they were there already (the address is still noted)."""
        ...

    def put_document(
        self,
        document: Document,
        statements: Iterable[Statement],
        *,
        extractor: str,
        signatures: Sequence[SegmentSignature],
    ) -> None:
        """The read form of kept bytes; statements of an older extractor are withdrawn, not erased."""
        ...

    def put_problem(self, problem: Problem) -> None: ...
    def solve_problem(self, doc: str) -> None: ...
    def put_memo(self, name: str, text: str) -> None: ...
    def decide(self, judgement: Judgement) -> None: ...
    def log(self, decision: Decision) -> None: ...
    def put_clusters(self, schema: str, clusters: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Replace the canonical ids of the keys named."""
        ...


class Store(Protocol):
    url: str

    def view(self, clearance: Clearance = ..., *, as_of: dt.datetime | None = None) -> View: ...
    def write(self) -> AbstractContextManager[Writer]: ...
    def lease(self, *, extractor: str, holder: str, count: int, seconds: float) -> list[Kept]:
        """Claim documents that this extractor version has not read yet (new, older version, or a problem of
        an older version), which nobody else holds. A lease that runs out may be claimed again, and so may
        that of a holder `host:process:run` whose process on this host is gone."""
        ...

    def release(self, docs: Sequence[str], holder: str) -> None: ...
    def migrate(self) -> list[str]:
        """Bring to the newest version; names of the migrations that ran."""
        ...

    def check(self) -> list[str]:
        """What is wrong, in words; empty when all is well: integrity, hashes, spans against texts, index."""
        ...

    def vacuum(self) -> None: ...
    def backup(self, target: str) -> None: ...
    def restore(self, source: str) -> None: ...
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *exc: object) -> None: ...
