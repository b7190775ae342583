"""Feeds and site maps over a real server."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.test_http import page
from tocsin.errors import FetchError
from tocsin.sources.entries import Entry
from tocsin.sources.feeds import FeedSource, declares_entities, read_feed
from tocsin.sources.http import Fetched
from tocsin.sources.patterns import Patterns
from tocsin.sources.raw import RawDocument, Unread
from tocsin.sources.sitemaps import SitemapLimits, SitemapSource, read_sitemap

NOW = dt.datetime(2024, 3, 5, tzinfo=dt.UTC)
BOMB = b'<?xml version="1.0"?><!-- <a --><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Новости</title>
<item><title>Заседание Совета</title><link>{0}/one</link><pubDate>Tue, 05 Mar 2024 10:00:00 +0300</pubDate>
</item>
<item><title>no link</title></item><item><link>/two</link></item><item><link>{0}/one</link></item>
</channel></rss>"""


def fetched(data: bytes, media_type: str | None = None) -> Fetched:
    return Fetched("http://example.org/list", "http://example.org/list", data, NOW, media_type)


def urlset(*urls: str) -> bytes:
    body = "".join(f"<url><loc>{url}</loc><lastmod>2024-03-05</lastmod></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>'.encode()


def index(*urls: str) -> bytes:
    return (
        f"<sitemapindex>{''.join(f'<sitemap><loc>{u}</loc></sitemap>' for u in urls)}</sitemapindex>".encode()
    )


def test_feed_gives_its_pages_once_with_their_moments():
    entries = list(read_feed(fetched(RSS.format("http://example.org").encode())))
    assert [entry.url for entry in entries][:2] == ["http://example.org/one", "http://example.org/two"]
    assert entries[0].changed == dt.datetime(2024, 3, 5, 7, tzinfo=dt.UTC)
    assert entries[0].title == "Заседание Совета"


def test_feed_source_reads_each_wanted_page(server, make_fetcher):
    server.pages |= {"/feed": page(RSS.format(server.url("")).encode()), "/one": page(b"1")}
    source = FeedSource(server.url("/feed"), fetcher=make_fetcher(), name="news")
    document, missing = source.items()
    assert isinstance(document, RawDocument)
    assert (document.data, document.source, document.address) == (b"1", "news", server.url("/one"))
    assert isinstance(missing, Unread)
    assert server.paths() == ["/feed", "/one", "/two"]


def test_patterns_choose_entries(server, make_fetcher):
    server.pages |= {"/feed": page(RSS.format(server.url("")).encode())}
    source = FeedSource(server.url("/feed"), fetcher=make_fetcher(), name="n", patterns=Patterns(("*/two",)))
    assert [entry.url for entry in source.entries()] == [server.url("/two")]


@pytest.mark.parametrize("data", [BOMB + b"<rss/>", (BOMB + b"<rss/>").decode().encode("utf-16")])
def test_entity_bombs_are_refused(data):
    assert declares_entities(data)
    with pytest.raises(FetchError):
        read_feed(fetched(data))
    with pytest.raises(FetchError):
        read_sitemap(fetched(data.replace(b"<rss/>", b"<urlset/>")))


def test_feed_that_writes_about_entities_is_read():
    data = RSS.format("http://example.org").replace("no link", "<![CDATA[<!ENTITY]]>").encode()
    assert len(list(read_feed(fetched(data)))) == 3


def test_path_instead_of_a_feed_is_never_opened(tmp_path):
    secret = tmp_path / "feed.xml"
    secret.write_text(RSS.format("http://example.org"))
    with pytest.raises(FetchError):
        read_feed(fetched(str(secret).encode()))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_site_map_is_read_also_packed(pack):
    found = read_sitemap(fetched(pack(urlset("http://example.org/a"))))
    assert [entry.url for entry in found.pages] == ["http://example.org/a"]
    assert found.pages[0].changed.date() == dt.date(2024, 3, 5)


def test_packed_site_map_cannot_unfold_without_end():
    with pytest.raises(FetchError):
        read_sitemap(fetched(gzip.compress(b" " * 10**6)), limits=SitemapLimits(max_bytes=10**5))


def test_deep_nesting_is_refused():
    with pytest.raises(FetchError, match="deep"):
        read_sitemap(fetched(b"<urlset>" + b"<a>" * 100_000))


def test_many_pages_are_cut_and_said_so(server, make_fetcher):
    server.pages["/map"] = page(gzip.compress(urlset(*(f"http://example.org/{n}" for n in range(100_000)))))
    source = SitemapSource(server.url("/map"), fetcher=make_fetcher(max_bytes=20_000_000), name="map")
    entries = list(source.entries())
    assert len(entries) == 50_001
    assert isinstance(entries[-1], Unread)


def test_maps_that_name_each_other_end(server, make_fetcher):
    server.pages |= {
        "/a": page(index(server.url("/b"), server.url("/a"))),
        "/b": page(index(server.url("/a"), server.url("/c"))),
        "/c": page(urlset("http://example.org/x")),
    }
    entries = list(SitemapSource(server.url("/a"), fetcher=make_fetcher(), name="map").entries())
    assert [entry.url for entry in entries if isinstance(entry, Entry)] == ["http://example.org/x"]
    assert server.paths() == ["/a", "/b", "/c"]


def test_chain_of_indexes_ends_and_is_said(server, make_fetcher):
    server.pages |= {f"/{n}": page(index(server.url(f"/{n + 1}"))) for n in range(10)}
    entries = list(SitemapSource(server.url("/0"), fetcher=make_fetcher(), name="map").entries())
    assert server.paths() == ["/0", "/1", "/2", "/3"]
    assert isinstance(entries[-1], Unread)


@given(st.binary(max_size=200), st.sampled_from([None, "text/plain", "text/xml"]))
def test_any_bytes_are_a_list_or_an_error_of_ours(data, media_type):
    for body in (data, b"<urlset>" + data, b"<urlset><url><loc>" + data + b"</loc></url></urlset>"):
        try:
            read_sitemap(fetched(body, media_type))
        except FetchError as error:
            assert error.where is None or error.message
