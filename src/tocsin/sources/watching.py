"""Sources by their records: build one, check one, watch all that are due."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from tocsin.errors import CatalogueError, RobotsDeniedError, SourceError
from tocsin.sources.catalogue import SourceRecord
from tocsin.sources.entries import Entry, ListedSource, Wanted, every_entry
from tocsin.sources.feeds import FeedSource
from tocsin.sources.files import Clock, FileSource, FoundFile, utc_now
from tocsin.sources.http import Fetched, Getter, NotModified
from tocsin.sources.page import PageSource
from tocsin.sources.raw import RawDocument, Source, Unread
from tocsin.sources.sitemaps import SitemapSource

REVISIT = dt.timedelta(days=30)
"""How long a page that its list says nothing new about is left alone."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a later visit of one address needs: the server's validators and the SHA-256 of what was there."""

    checked_at: dt.datetime
    etag: str | None = None
    last_modified: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of one source between runs; the caller stores it, by `to_json` and `from_json`."""

    source: str
    next_due: dt.datetime | None = None
    visits: Mapping[str, Visit] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        return {
            "source": self.source,
            "next_due": self.next_due.isoformat() if self.next_due else None,
            "visits": {
                url: [visit.checked_at.isoformat(), visit.etag, visit.last_modified, visit.content]
                for url, visit in sorted(self.visits.items())
            },
        }

    @classmethod
    def from_json(cls, given: object) -> SourceState:
        """Raises CatalogueError for anything that `to_json` does not give."""
        try:
            return cls._read(given)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise CatalogueError(f"a stored source state cannot be read ({error})") from error

    @classmethod
    def _read(cls, given: object) -> SourceState:
        if not isinstance(given, dict):
            raise TypeError("not an object")
        due = given["next_due"]
        visits = {
            str(url): Visit(dt.datetime.fromisoformat(checked), etag, modified, content)
            for url, (checked, etag, modified, content) in given["visits"].items()
        }
        return cls(str(given["source"]), dt.datetime.fromisoformat(due) if due else None, visits)

    def is_due(self, now: dt.datetime) -> bool:
        return self.next_due is None or self.next_due <= now


class RememberingFetcher:
    """A `Getter` that asks only for what changed since `state` and notes what it saw. Good for one run."""

    def __init__(self, fetcher: Getter, state: SourceState) -> None:
        self._fetcher = fetcher
        self._state = state
        self.visits: dict[str, Visit] = dict(state.visits)
        self.failed = False

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int | None = None,
    ) -> Fetched | NotModified:
        known = self._state.visits.get(url)
        etag = etag or (known.etag if known else None)
        last_modified = last_modified or (known.last_modified if known else None)
        try:
            answer = self._fetcher.get(url, etag=etag, last_modified=last_modified, max_bytes=max_bytes)
        except SourceError:
            self.failed = True
            raise
        if isinstance(answer, NotModified):
            if known:
                self.visits[url] = replace(known, checked_at=answer.retrieved_at)
            return answer
        headers = answer.headers or {}
        content = hashlib.sha256(answer.data).hexdigest()
        self.visits[url] = Visit(
            answer.retrieved_at, headers.get("etag"), headers.get("last-modified"), content
        )
        return answer

    def changed(self, document: RawDocument) -> bool:
        """False when the state already knows these bytes at this address."""
        known = self._state.visits.get(document.address)
        return known is None or known.content != document.id

    def wants(self, entry: Entry, *, now: dt.datetime) -> bool:
        """True for a page not seen yet, changed since by its list's word, or not seen for `REVISIT`."""
        known = self._state.visits.get(entry.url)
        if known is None or now - known.checked_at >= REVISIT:
            return True
        return entry.changed is not None and entry.changed > known.checked_at


def build_source(
    record: SourceRecord, *, fetcher: Getter, wanted: Wanted = every_entry, clock: Clock = utc_now
) -> Source:
    """The source that a record describes."""
    marking, patterns = record.marking, record.patterns
    if record.kind in ("file", "folder"):
        return FileSource([record.address], name=record.name, patterns=patterns, marking=marking, clock=clock)
    if record.kind == "url":
        return PageSource(record.address, fetcher=fetcher, name=record.name, marking=marking)
    listed = {"feed": FeedSource, "sitemap": SitemapSource}.get(record.kind)
    if listed is None:
        raise CatalogueError(f"kind: {record.kind!r} is not known", where=record.name)
    return listed(
        record.address, fetcher=fetcher, name=record.name, patterns=patterns, marking=marking, wanted=wanted
    )


def watch(
    records: Iterable[SourceRecord],
    *,
    states: Mapping[str, SourceState],
    fetcher: Getter,
    clock: Clock = utc_now,
) -> Iterator[RawDocument | Unread | SourceState]:
    """What is new at each source that is due, and after each source the state to store.

    A run that ends before a source's state is stored visits that source again next time. When something at a
    source failed, its lists are read in full next time, so that nothing that failed is forgotten.
    """
    for record in records:
        state = states.get(record.name) or SourceState(record.name)
        started = clock()
        if not state.is_due(started):
            continue
        memory = RememberingFetcher(fetcher, state)
        source = build_source(
            record, fetcher=memory, wanted=partial(memory.wants, now=started), clock=clock
        )  # fmt: skip
        failed = False
        for item in source.items():
            if isinstance(item, Unread):
                failed = True
                yield item
            elif memory.changed(item):
                memory.visits[item.address] = _visit(item)
                yield item
        visits = memory.visits
        if failed or memory.failed:
            visits = {url: _without_validators(url, visit, record) for url, visit in visits.items()}
        yield SourceState(record.name, started + record.every, visits)


def _visit(item: RawDocument) -> Visit:
    return Visit(item.retrieved_at, item.headers.get("etag"), item.headers.get("last-modified"), item.id)


def _without_validators(url: str, visit: Visit, record: SourceRecord) -> Visit:
    return replace(visit, etag=None, last_modified=None) if url == record.address else visit


@dataclass(frozen=True, slots=True)
class AssertionResult:
    """One expectation: `name` is `min` or `max`; a failed min is an error, a failed max a warning."""

    name: str
    limit: int
    found: int

    @property
    def holds(self) -> bool:
        return self.found >= self.limit if self.name == "min" else self.found <= self.limit

    @property
    def severity(self) -> str:
        return "error" if self.name == "min" else "warning"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a look at a source shows. `robots`: `allowed`, `denied` or `not asked`; `newest` may be None."""

    source: str
    reachable: bool
    robots: str
    found: int
    newest: dt.datetime | None
    problems: tuple[str, ...]
    assertions: tuple[AssertionResult, ...]

    @property
    def ok(self) -> bool:
        return self.reachable and all(item.holds or item.severity != "error" for item in self.assertions)


def check_source(record: SourceRecord, *, fetcher: Getter, clock: Clock = utc_now) -> CheckReport:
    """Look at a source without reading the pages that it lists."""
    source = build_source(record, fetcher=fetcher, clock=clock)
    found, newest, unread = 0, None, []
    for item in _look(source):
        if isinstance(item, Unread):
            unread.append(item)
            continue
        found += 1
        moment = item.changed if isinstance(item, Entry) else None
        if moment is not None and (newest is None or moment > newest):
            newest = moment
    denied = any(isinstance(item.error, RobotsDeniedError) for item in unread)
    local = record.kind in ("file", "folder")
    asked = {"min": record.assertions.min, "max": record.assertions.max}
    return CheckReport(
        source=record.name,
        reachable=not any(item.address == record.address for item in unread) or found > 0,
        robots="not asked" if local else "denied" if denied else "allowed",
        found=found,
        newest=newest,
        problems=tuple(f"{item.address}: {item.error.message}" for item in unread),
        assertions=tuple(
            AssertionResult(name, limit, found) for name, limit in asked.items() if limit is not None
        ),
    )


def _look(source: Source) -> Iterator[Entry | FoundFile | RawDocument | Unread]:
    if isinstance(source, ListedSource):
        return source.entries()
    if isinstance(source, FileSource):
        return source.found()
    return source.items()
