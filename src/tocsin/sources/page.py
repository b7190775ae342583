"""One address of the web as a source, and how any fetched address becomes a raw document."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from tocsin.errors import SourceError
from tocsin.model.marking import Marking
from tocsin.sources.http import Fetched, Getter, NotModified
from tocsin.sources.raw import RawDocument, Unread


class PageSource:
    """One page. When nothing changed since the last visit it gives nothing."""

    def __init__(
        self, url: str, *, fetcher: Getter, name: str = "web", marking: Marking | None = None
    ) -> None:
        self.name = name
        self._url = url
        self._fetcher = fetcher
        self._marking = marking or Marking()

    def items(self) -> Iterator[RawDocument | Unread]:
        item = read_page(self._url, fetcher=self._fetcher, source=self.name, marking=self._marking)
        if item is not None:
            yield item


def read_page(url: str, *, fetcher: Getter, source: str, marking: Marking) -> RawDocument | Unread | None:
    """The document at `url`, why it could not be had, or None when it has not changed."""
    try:
        answer = fetcher.get(url)
    except SourceError as error:
        return Unread(url, source, error)
    return None if isinstance(answer, NotModified) else raw_document(answer, source=source, marking=marking)


def raw_document(answer: Fetched, *, source: str, marking: Marking) -> RawDocument:
    return RawDocument(
        data=answer.data, address=answer.url, label=label_of(answer.url), source=source,
        retrieved_at=answer.retrieved_at, media_type=answer.media_type, charset=answer.charset,
        headers=dict(answer.headers or {}), marking=marking,
    )  # fmt: skip


def label_of(url: str) -> str:
    """Host and path in readable letters: short, and different for different pages of a site."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return unquote(f"{parts.hostname or ''}{parts.path.rstrip('/')}{query}", errors="replace")
