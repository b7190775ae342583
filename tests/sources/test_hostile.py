"""Lists, rules and packed bodies in shapes that are meant to break their readers."""

from __future__ import annotations

import datetime as dt
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from tests.sources.test_lists import RSS, fetched, index, urlset
from tocsin.errors import CatalogueError, FetchError
from tocsin.parallel import time_limit
from tocsin.sources.catalogue import parse_catalogue
from tocsin.sources.decoding import decoded, gunzipped
from tocsin.sources.entries import Entry
from tocsin.sources.feeds import declares_entities, read_feed
from tocsin.sources.politeness import ROBOT, RobotsRules
from tocsin.sources.sitemaps import read_sitemap

SECONDS = 60.0
MEGABYTE = 2**20

LISTS = {
    "items": b'<rss version="2.0"><channel>' + b"<item><link>/a</link></item>" * 20_000,
    "less-than": b"<rss>" + b"<" * MEGABYTE,
    "data-sections": b"<rss><channel><item><title>" + b"<![CDATA[" * 100_000,
    "never-closed": b"<rss>" + b"<a>" * 100_000,
    "ampersands": b"<rss><channel><title>" + b"&" * MEGABYTE,
    "comments": b"<rss>" + b"<!--" * 200_000,
    "comments-first": b"<!--" * 200_000,
    "instructions": b"<?" * 400_000,
    "declarations": b"<!" * 400_000,
    "attributes": b"<rss " + b'a="1" ' * 100_000 + b">",
    "mismatched": b"<rss><channel><item><title>a</b>" * 20_000,
    "figures-as-date": b"<rss><channel><item><link>/a</link><pubDate>"
    + b"1" * 200_000
    + b"</pubDate></item>",
    "days-as-date": b"<rss><channel><item><link>/a</link><pubDate>"
    + b"Mon, 1 " * 20_000
    + b"</pubDate></item>",
    "markup-as-title": b"<rss><channel><item><link>/a</link><title>"
    + b"&lt;b " * 100_000
    + b"</title></item>",
    "spaces": b"<rss" + b" " * MEGABYTE,
    "quotation-marks": b"<!DOCTYPE r " + b"\"'" * 300_000,
}
CATALOGUES = {
    "aliases": "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*{f'b{n - 1}' if n else 'a'}]\n" for n in range(30)),
    "deep": "- " * 20_000,
    "deep-flow": "[" * 20_000 + "]" * 20_000,
    "quotation-marks": '"' * 200_000,
    "tags": "!!a " * 50_000,
    "sexagesimal": "a: " + "1:" * 20_000 + "1",
    "long-number": "a: " + "1_" * 100_000,
}


@pytest.mark.parametrize("name", LISTS)
def test_list_in_a_hostile_shape_ends_in_time(name: str) -> None:
    for read in (read_feed, read_sitemap):
        with time_limit(SECONDS):
            try:
                found = read(fetched(LISTS[name], "application/xml"))
                assert all(isinstance(entry, Entry) for entry in getattr(found, "pages", found))
            except FetchError as error:
                assert error.message


@pytest.mark.parametrize("name", CATALOGUES)
def test_catalogue_in_a_hostile_shape_is_refused_in_time(name: str) -> None:
    with time_limit(SECONDS), pytest.raises(CatalogueError):
        parse_catalogue(CATALOGUES[name], where="c.yaml")


ENTITY = b'<!ENTITY a "b">'


@pytest.mark.parametrize(
    ("prolog", "declares"),
    [
        (b"<!DOCTYPE r [" + ENTITY + b"]><r/>", True),
        (b'<?xml version="1.0"?><!-- <a --><!DOCTYPE r [' + ENTITY + b"]><r/>", True),
        (b'<!DOCTYPE r SYSTEM "<a" [' + ENTITY + b"]><r/>", True),
        (b"<!DOCTYPE r SYSTEM '-->\"<a' [" + ENTITY + b"]><r/>", True),
        (b"<?a \"?><!DOCTYPE r [" + ENTITY + b"]><r/>", True),
        (b"<!-- it's --><!DOCTYPE r [" + ENTITY + b"]><r/>", True),
        (b"<r><![CDATA[" + ENTITY + b"]]></r>", False),
        (b"<!-- " + ENTITY + b" --><r/>", False),
        (b'<!DOCTYPE r SYSTEM "r.dtd"><r/>', False),
        (b"no markup at all", False),
    ],
)  # fmt: skip
def test_declared_entities_are_seen_behind_every_screen(prolog: bytes, declares: bool) -> None:
    assert declares_entities(prolog) is declares
    assert declares_entities(prolog.decode("ascii").encode("utf-16")) is declares


def mutated(whole: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with a stretch cut out, doubled or replaced by any others."""
    places = st.tuples(st.integers(0, len(whole)), st.integers(0, 40), st.binary(max_size=12), st.booleans())
    return places.map(
        lambda cut: (
            whole[: cut[0]]
            + cut[2]
            + (whole[max(0, cut[0] - cut[1]) : cut[0]] if cut[3] else b"")
            + whole[cut[0] + cut[1] :]
        )
    )


@given(mutated(RSS.format("http://example.org").encode()))
def test_spoilt_feed_is_read_or_an_error_of_ours(data: bytes) -> None:
    try:
        entries = list(read_feed(fetched(data, "application/rss+xml")))
    except FetchError as error:
        assert error.message
    else:
        assert all(entry.changed is None or entry.changed.tzinfo is dt.UTC for entry in entries)


@given(mutated(urlset("http://example.org/a", "http://example.org/b") + index("http://example.org/c")))
def test_spoilt_site_map_is_read_or_an_error_of_ours(data: bytes) -> None:
    for body in (data, gzip.compress(data)):
        try:
            found = read_sitemap(fetched(body))
        except FetchError as error:
            assert error.message
        else:
            assert all(entry.url.strip() == entry.url for entry in found.pages)


RULES = st.lists(
    st.sampled_from(
        ["User-agent: *", "User-agent: Tocsin", "Disallow: /", "Allow: /a*$", "Disallow: /" + "*a" * 20 + "*b",
         "Crawl-delay: -1", "Crawl-delay: nan", "Crawl-delay: 9e999", "Request-rate: 1/0", "Visit-time: 99-1",
         "Sitemap: \0", "Disallow: %zz", "\ufeff", ":", "#"],
    )
    | st.text(max_size=30),
    max_size=12,
)  # fmt: skip


@given(RULES, st.text(alphabet="ab%/?*$é", max_size=60))
def test_any_rules_for_robots_give_an_answer(lines: list[str], path: str) -> None:
    rules = RobotsRules(Protego.parse("\n".join(lines)), True, "robots.txt", 0.0)
    with time_limit(SECONDS):
        assert rules.allows(f"http://example.org/{path}") in (True, False)
        assert isinstance(rules.delay, float)
    assert ROBOT


@given(
    st.binary(max_size=300),
    st.sampled_from(["gzip", "deflate", "", "identity", "br", "gzip, gzip"]),
    st.integers(1, 64),
)
def test_any_body_unfolds_within_its_limit_or_is_an_error_of_ours(
    data: bytes, encoding: str, size: int
) -> None:
    for body in (data, gzip.compress(data), zlib.compress(data), gzip.compress(data)[:-3]):
        pieces = [body[at : at + 7] for at in range(0, len(body), 7)]
        try:
            out = b"".join(decoded(pieces, encoding, max_bytes=size))
        except FetchError as error:
            assert error.message
            continue
        if encoding in ("gzip", "deflate"):
            assert len(out) <= size + 1
        elif encoding in ("", "identity"):
            assert out == body


@given(st.binary(max_size=400))
def test_what_was_packed_unpacks_whole_or_is_refused(data: bytes) -> None:
    assert gunzipped(gzip.compress(data), max_bytes=400) == data
    if data:
        with pytest.raises(FetchError):
            gunzipped(gzip.compress(data), max_bytes=len(data) - 1)
