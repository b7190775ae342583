"""RSS and Atom feeds. feedparser reads the bytes that we fetched; it never fetches."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
import time
from collections.abc import Iterator
from urllib.parse import urljoin

import feedparser

from tocsin.errors import FetchError, SourceError
from tocsin.sources.entries import Entry, ListedSource, first_entries
from tocsin.sources.http import Fetched, NotModified
from tocsin.sources.raw import Unread

MAX_FEED_BYTES = 10 * 2**20
MAX_FEED_ENTRIES = 2_000

_PROLOG = re.compile(
    rb"(?P<aside><!--|<\?)|(?P<entity><!ENTITY)|(?P<declaration><!)|(?P<root><[A-Za-z_])|(?P<quote>[\"'])",
    re.IGNORECASE,
)
_CLOSED_BY = {b"<!--": b"-->", b"<?": b"?>", b'"': b'"', b"'": b"'"}


class FeedSource(ListedSource):
    """The pages that a feed links to."""

    def listed(self) -> Iterator[Entry | Unread]:
        try:
            answer = self._fetcher.get(self._url, max_bytes=MAX_FEED_BYTES)
            if isinstance(answer, NotModified):
                return
            entries = read_feed(answer)
        except SourceError as error:
            yield Unread(self._url, self.name, error)
            return
        kept, more = first_entries(entries, MAX_FEED_ENTRIES)
        yield from kept
        if more:
            reason = f"the feed has more than {MAX_FEED_ENTRIES:,} entries; the rest was left"
            yield Unread(self._url, self.name, SourceError(reason))


def read_feed(answer: Fetched) -> Iterator[Entry]:
    """The entries that link to a page. Raises FetchError for bytes that are no feed or declare entities."""
    if declares_entities(answer.data):
        raise FetchError("the feed declares XML entities, which are not read", where=answer.url)
    charset = f"; charset={answer.charset}" if answer.charset else ""
    hints = {"content-type": f"{answer.media_type or 'application/xml'}{charset}"}
    try:
        parsed = feedparser.parse(  # a file object: it would open bytes as a path
            io.BytesIO(answer.data), response_headers=hints, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, RecursionError, AssertionError) as error:
        raise FetchError(f"not a feed that can be read ({error})", where=answer.url) from error
    if not parsed.get("version") and not parsed.get("entries"):
        raise FetchError("not a feed: neither RSS nor Atom", where=answer.url)
    return _entries(parsed, answer.final_url)


def declares_entities(data: bytes) -> bool:
    """True when the prolog of an XML document declares entities, in UTF-8 or UTF-16.

    One pass from the beginning to the root: comments, instructions and, in declarations, quoted text are
    stepped over; what is never closed ends the prolog.
    """
    bare = data.replace(b"\0", b"")
    at, declaring = 0, False
    while found := _PROLOG.search(bare, at):
        at = found.end()
        if found["entity"]:
            return True
        if found["root"]:
            return False
        declaring = declaring or bool(found["declaration"])
        if found["aside"] or (found["quote"] and declaring):
            mark = _CLOSED_BY[found.group()]
            at = bare.find(mark, at) + len(mark)
            if at < len(mark):
                return False
    return False


def _entries(parsed: feedparser.FeedParserDict, base: str) -> Iterator[Entry]:
    for item in parsed.get("entries", []):
        link = item.get("link")
        if not isinstance(link, str) or not link.strip():
            continue
        try:
            url = urljoin(base, link.strip())
        except ValueError:
            url = link.strip()  # the fetcher says what is wrong with it
        title = item.get("title")
        yield Entry(url, _moment(item), title if isinstance(title, str) else None)


def _moment(item: feedparser.FeedParserDict) -> dt.datetime | None:
    given = item.get("updated_parsed" if "updated_parsed" in item else "published_parsed")
    if not isinstance(given, time.struct_time):
        return None
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(given), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
