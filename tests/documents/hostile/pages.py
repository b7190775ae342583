"""HTML: depth, width, half of a page, and nothing but a program."""

from __future__ import annotations

import base64
import html
import random

from tests.documents.hostile.case import PROSE, READ, RUSSIAN, Case

ARTICLE = "".join(f"<p>{html.escape(part)}</p>" for part in PROSE.split("\n\n"))


def page(inside: str, *, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>A plan</title>{head}</head><body>{inside}</body></html>".encode()
    )


def _nested(tag: str, depth: int) -> bytes:
    return page(f"<{tag}>" * depth + ARTICLE + f"</{tag}>" * depth)


def _blob() -> str:
    return base64.b64encode(random.Random(3).randbytes(3_000_000)).decode()


CASES = (
    Case("nested-divisions.html", lambda: _nested("div", 100_000), "too-large"),
    Case("nested-formats.html", lambda: _nested("b", 60_000), "too-large"),
    Case("nested-tables.html", lambda: _nested("table><tr><td", 30_000), "too-large"),
    Case("nested-lists.html", lambda: _nested("ul><li", 3_000), "too-large"),
    Case("nested-a-little.html", lambda: _nested("div", 150), READ, "nine chapters"),
    Case("never-closed.html", lambda: page("<p>" * 50_000 + ARTICLE), READ, "nine chapters"),
    Case("many-tags.html", lambda: page("<br>" * 300_000 + ARTICLE), "too-large", "tags"),
    Case("many-paragraphs.html", lambda: page("<p>So it is.</p>" * 40_000), READ, "So it is."),
    Case("many-headings.html", lambda: page("<h1>A plan</h1>" * 30_000 + ARTICLE), READ),
    Case("many-cells.html", lambda: page("<table><tr>" + "<td>1</td>" * 60_000 + "</tr></table>" + ARTICLE), READ),
    Case("many-links.html", lambda: page("<a href='/x'>x</a> " * 60_000 + ARTICLE), READ),
    Case("many-times.html", lambda: page("<time datetime='2024-03-12'>12 March</time>" * 20_000 + ARTICLE), READ),
    Case("many-metas.html", lambda: page(ARTICLE, head="<meta property='og:title' content=''>" * 60_000), READ),
    Case(
        "many-attributes.html",
        lambda: page("<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">" + ARTICLE),
        READ,
        "nine chapters",
    ),
    Case("same-attribute.html", lambda: page("<p " + "a=1 " * 200_000 + ">" + ARTICLE), READ, "nine chapters"),
    Case("long-attribute.html", lambda: page(f"<p title='{'x' * 12_000_000}'>" + ARTICLE), "too-large"),
    Case("long-tag-name.html", lambda: page(f"<{'x' * 200_000}>" + ARTICLE), READ, "nine chapters"),
    Case("long-comment.html", lambda: page(f"<!--{'-' * 9_000_000}-->" + ARTICLE), READ, "nine chapters"),
    Case("many-comments.html", lambda: page("<!-- a -->" * 100_000 + ARTICLE), READ, "nine chapters"),
    Case("comment-never-closed.html", lambda: page(ARTICLE + "<!--" + "x" * 100_000), READ, "nine chapters"),
    Case("comments-before-markup.html", lambda: b"<!--" * 1_000 + page(ARTICLE), READ),
    Case("tag-never-closed.html", lambda: page(ARTICLE) + b"<p " + b"a " * 100_000, READ, "nine chapters"),
    Case("cut-in-a-tag.html", lambda: page(ARTICLE)[:150], READ),
    Case("cut-in-the-head.html", lambda: page(ARTICLE)[:40], "empty"),
    Case("only-less-than.html", lambda: b"<html>" + b"<" * 150_000, "empty"),
    Case("only-ampersands.html", lambda: page("&" * 300_000), READ),
    Case("entities.html", lambda: page("&nbsp;" * 300_000), "empty"),
    Case("entity-bomb.html", lambda: page("&a;" * 200_000).replace(b"html>", b'html [<!ENTITY a "aaaa">]>', 1), READ),
    Case("characters-by-number.html", lambda: page("&#xD800; &#0; &#x110000; &#99999999999;" + ARTICLE), READ, "nine"),
    Case("nul-bytes.html", lambda: page(ARTICLE).replace(b"plan", b"pl\0an"), READ, "common plan"),
    Case("script-only.html", lambda: page("<script>" + "document.write('a');" * 9_000 + "</script>"), "empty"),
    Case("script-never-closed.html", lambda: page("<script>" + "a<b;" * 30_000), "empty"),
    Case("style-only.html", lambda: page("<style>" + "p{color:red}" * 9_000 + "</style>"), "empty"),
    Case("meta-refresh.html", lambda: page("", head='<meta http-equiv="refresh" content="0;url=/">'), "empty", "another address"),
    Case("frames-only.html", lambda: b"<html><frameset><frame src='/a'></frameset></html>", "empty"),
    Case("pictures-only.html", lambda: page("<img src='/a.png' alt=''>" * 100), "empty"),
    Case("data-address.html", lambda: page(f"<img src='data:image/png;base64,{_blob()}'>" + ARTICLE), READ, "nine"),
    Case("base64-text.html", lambda: page(f"<p>{_blob()}</p>" + ARTICLE), READ),
    Case("svg.html", lambda: page("<svg>" + "<g><path d='M0 0'/></g>" * 20_000 + "</svg>" + ARTICLE), READ, "nine"),
    Case("template.html", lambda: page("<template>" * 200 + ARTICLE), READ),
    Case("windows-1251.html", lambda: page(f"<p>{RUSSIAN}</p>", head="<meta charset=windows-1251>").decode().encode("cp1251"), READ, "девять глав"),
    Case("charset-lies.html", lambda: page(f"<p>{RUSSIAN}</p>", head="<meta charset=iso-8859-1>"), READ, "девять глав"),
    Case("charset-utf-7.html", lambda: page("+ADw-script+AD4-" + ARTICLE, head="<meta charset=utf-7>"), READ, "nine"),
    Case("utf-16.html", lambda: page(ARTICLE).decode().encode("utf-16"), READ, "nine chapters"),
    Case("utf-8-broken.html", lambda: page(ARTICLE + "<p>" + RUSSIAN + "</p>").replace("глав".encode(), b"\xd0\xd0\xd0", 1), READ, "nine"),
    Case("hostile-title.html", lambda: page(ARTICLE, head="<title>" + "<b>" * 20_000 + "</title>"), READ, "nine"),
    Case("structured-data-deep.html", lambda: page(ARTICLE, head=f'<script type="application/ld+json">{"[" * 100_000}</script>'), READ, "nine"),
    Case("structured-data-number.html", lambda: page(ARTICLE, head=f'<script type="application/ld+json">{"9" * 200_000}</script>'), READ, "nine"),
    Case("structured-data-surrogate.html", lambda: page(ARTICLE, head='<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"\\ud800"}</script>'), READ, "nine"),
    Case("date-of-nonsense.html", lambda: page(ARTICLE, head="<meta property='article:published_time' content='9999-99-99T99:99'>"), READ, "nine"),
    Case("processing-instructions.html", lambda: page("<?php echo 1; ?>" * 30_000 + ARTICLE), READ, "nine"),
    Case("only-doctype.html", lambda: b"<!doctype html>", "empty"),
    Case("text-declared-html", lambda: PROSE.encode(), READ, "nine chapters", media_type="text/html"),
)  # fmt: skip
