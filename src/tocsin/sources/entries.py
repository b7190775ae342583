"""A source that is a list of pages: the list is read first, then each page that is wanted."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from tocsin.model.marking import Marking
from tocsin.sources.http import Getter
from tocsin.sources.page import read_page
from tocsin.sources.patterns import Patterns
from tocsin.sources.raw import RawDocument, Unread

Wanted = Callable[["Entry"], bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed or a site map names. `changed` is when it last did, by the list's word."""

    url: str
    changed: dt.datetime | None = None
    title: str | None = None


def every_entry(entry: Entry) -> bool:
    return True


class ListedSource(ABC):
    """Pages named by a list on the web. A list that cannot be read gives one `Unread`."""

    def __init__(
        self,
        url: str,
        *,
        fetcher: Getter,
        name: str,
        patterns: Patterns | None = None,
        marking: Marking | None = None,
        wanted: Wanted = every_entry,
    ) -> None:
        self.name = name
        self._url = url
        self._fetcher = fetcher
        self._patterns = patterns or Patterns()
        self._marking = marking or Marking()
        self._wanted = wanted

    @abstractmethod
    def listed(self) -> Iterator[Entry | Unread]:
        """What the list names, before patterns."""

    def entries(self) -> Iterator[Entry | Unread]:
        """Each page that fits the patterns once, in the order of the list, with the lists that failed."""
        seen: set[str] = set()
        for entry in self.listed():
            if isinstance(entry, Unread):
                yield entry
            elif entry.url not in seen and self._patterns.admit(entry.url):
                seen.add(entry.url)
                yield entry

    def items(self) -> Iterator[RawDocument | Unread]:
        for entry in self.entries():
            if isinstance(entry, Unread):
                yield entry
            elif self._wanted(entry):
                item = read_page(entry.url, fetcher=self._fetcher, source=self.name, marking=self._marking)
                if item is not None:
                    yield item


def first_entries(found: Iterator[Entry], limit: int) -> tuple[list[Entry], bool]:
    """At most `limit` entries and whether there were more."""
    held = list(islice(found, limit + 1))
    return held[:limit], len(held) > limit
