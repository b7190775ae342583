"""Site maps (sitemaps.org): urlset, sitemapindex and plain lists, also gzipped."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from tocsin.errors import FetchError, SourceError
from tocsin.sources.decoding import gunzipped
from tocsin.sources.entries import Entry, ListedSource
from tocsin.sources.http import Fetched, NotModified
from tocsin.sources.raw import Unread


@dataclass(frozen=True, slots=True)
class SitemapLimits:
    """Bytes of one map unpacked, pages and maps in all, levels of index below the first, XML depth."""

    max_bytes: int = 50 * 2**20
    max_pages: int = 50_000
    max_maps: int = 200
    max_levels: int = 3
    max_depth: int = 16


@dataclass(frozen=True, slots=True)
class Sitemap:
    """One map: the pages or the maps that it names. `more` says that the limit left some out."""

    pages: tuple[Entry, ...] = ()
    maps: tuple[str, ...] = ()
    more: bool = False


class SitemapSource(ListedSource):
    """The pages of a site map and of the maps below it, each map once."""

    limits = SitemapLimits()

    def listed(self) -> Iterator[Entry | Unread]:
        waiting, seen, room = [(self._url, 0)], {self._url}, self.limits.max_pages
        while waiting:
            url, level = waiting.pop(0)
            try:
                answer = self._fetcher.get(url, max_bytes=self.limits.max_bytes)
                if isinstance(answer, NotModified):
                    continue
                found = read_sitemap(answer, limits=self.limits)
            except SourceError as error:
                yield Unread(url, self.name, error)
                continue
            yield from found.pages[:room]
            if found.more or len(found.pages) > room:
                yield self._left(url, f"more than {self.limits.max_pages:,} pages are listed")
            room -= len(found.pages)
            if room <= 0:
                return
            below = [address for address in dict.fromkeys(found.maps) if address not in seen]
            allowed = self.limits.max_maps - len(seen) if level < self.limits.max_levels else 0
            if len(below) > allowed:
                yield self._left(url, "more site maps are listed below it than are followed")
            seen.update(below[:allowed])
            waiting += [(address, level + 1) for address in below[:allowed]]

    def _left(self, url: str, reason: str) -> Unread:
        return Unread(url, self.name, SourceError(f"{reason}; the rest was left"))


def read_sitemap(answer: Fetched, *, limits: SitemapLimits | None = None) -> Sitemap:
    """What one fetched map names. Raises FetchError for bytes that are no site map."""
    bounds = limits or SitemapLimits()
    data = answer.data
    if data.startswith(b"\x1f\x8b"):
        data = gunzipped(data, max_bytes=bounds.max_bytes)
    if answer.media_type == "text/plain" and not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _plain(data, bounds)
    try:
        return _xml(data, bounds)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FetchError(f"not a site map that can be read ({error})", where=answer.url) from error


def _plain(data: bytes, limits: SitemapLimits) -> Sitemap:
    lines = (line.strip() for line in data.decode("utf-8-sig", "replace").splitlines())
    urls = [line for line in lines if line.startswith(("http://", "https://"))]
    return Sitemap(tuple(Entry(url) for url in urls[: limits.max_pages]), more=len(urls) > limits.max_pages)


def _xml(data: bytes, limits: SitemapLimits) -> Sitemap:
    pages: list[Entry] = []
    maps: list[str] = []
    path: list[Element] = []
    for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
        if event == "start":
            path.append(element)
            if len(path) == 1 and _name(element) not in ("urlset", "sitemapindex"):
                raise FetchError(f"not a site map: its root is <{_name(element)[:40]}>")
            if len(path) > limits.max_depth:
                raise FetchError(f"elements are more than {limits.max_depth} deep")
            continue
        path.pop()
        if len(path) != 1:
            continue
        location = _child(element, "loc")
        if location and _name(element) == "url":
            pages.append(Entry(location, _moment(_child(element, "lastmod"))))
        elif location and _name(element) == "sitemap":
            maps.append(location)
        path[0].clear()
        if len(pages) > limits.max_pages or len(maps) > limits.max_maps:
            return Sitemap(tuple(pages[: limits.max_pages]), tuple(maps), more=True)
    return Sitemap(tuple(pages), tuple(maps))


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower()


def _child(element: Element, name: str) -> str | None:
    for child in element:
        if _name(child) == name and child.text:
            return child.text.strip()
    return None


def _moment(text: str | None) -> dt.datetime | None:
    """A W3C date or time; a date counts as its end: a page changed on the day of a visit is read again."""
    if text is None:
        return None
    try:
        if len(text) == 10:
            day = dt.date.fromisoformat(text)
            return dt.datetime.combine(day, dt.time(23, 59, 59), dt.UTC)
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
