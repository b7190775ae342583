"""Text of strangers in a brief: it neither acts, nor hides, nor turns the page around, in HTML and in Markdown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.exchange.telling import Page, put
from tocsin.exchange.brief import BriefQuery, build_brief, render_html, render_markdown
from tocsin.exchange.brief.markdown import escaped
from tocsin.exchange.brief.plain_text import clipped, folded, shown
from tocsin.model.marking import OWNER
from tocsin.store import Store

NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>bold</b>",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "# heading\n\n- list\n\n```\ncode",
    "https://evil.example and www.evil.example",
    "abc\u202edef\u2066ghi\u200fjkl",
    "nul\x00bell\x07esc\x1b[31m",
    "half \ud83d of a pair",
    "&lt;already&gt; &amp; &#x3c;b&#x3e;",
    "{{ 7 * 7 }} {% raw %}",
]
ANY_TEXT = st.text(st.characters(), max_size=60)


class Tags(HTMLParser):
    """Every tag and attribute of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def hostile_page(text: str) -> Page:
    page = Page("a.txt", f"Ada Brook said {text} today.", title=text)
    page.claim(f"Ada {text}", page.text, text, speakerRole=text, via=text)
    return page.tell("Event", page.text, eventType=text or "other", date="2024-06-10", place=text or None)


@pytest.mark.parametrize("text", NASTY)
def test_html_shows_hostile_text_and_nothing_of_it_acts(store: Store, text: str) -> None:
    put(store, hostile_page(text))
    page = render_html(build_brief(store.view(OWNER), BriefQuery(title=text)))
    page.encode("utf-8")
    tags = Tags(page)
    assert not tags.names & {"script", "img", "iframe", "object", "form", "base", "link", "svg"}
    assert not any(name.startswith("on") or name in ("src", "style", "action") for name, _ in tags.attributes)
    assert all(value.startswith("#") for name, value in tags.attributes if name == "href")
    assert shown(text)[:20] in "".join(tags.words)


def test_the_page_forbids_scripts_and_requests_and_needs_neither(store: Store) -> None:
    page = render_html(build_brief(store.view(OWNER), BriefQuery()))
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|https?://", page)


@pytest.mark.parametrize("text", NASTY)
def test_markdown_shows_hostile_text_and_nothing_of_it_acts(store: Store, text: str) -> None:
    put(store, hostile_page(text))
    source = render_markdown(build_brief(store.view(OWNER), BriefQuery(title=text)))
    source.encode("utf-8")
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(source)
    tags = Tags(rendered)
    assert tags.names <= {"h1", "h2", "h3", "p", "ul", "li", "em", "strong", "a"}
    assert all(value.startswith("#") for name, value in tags.attributes if name == "href")


@given(ANY_TEXT)
def test_shown_text_has_no_control_no_direction_mark_and_can_be_written(text: str) -> None:
    told = shown(text)
    told.encode("utf-8")
    assert not re.search(
        "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\ud800-\udfff]", told
    )
    assert shown(told) == told


@given(ANY_TEXT)
def test_escaped_markdown_says_the_same_text(text: str) -> None:
    told = shown(text)
    rendered = Tags(MarkdownIt("gfm-like", {"linkify": False}).render(f"- x {escaped(told)}"))
    assert rendered.names <= {"ul", "li"}
    assert "".join(rendered.words).strip() == f"x {told}".strip()


@given(ANY_TEXT)
def test_escaped_markdown_begins_no_list_heading_or_rule(text: str) -> None:
    told = shown(text)
    rendered = Tags(MarkdownIt("gfm-like", {"linkify": False}).render(f"- {escaped(told)}"))
    assert rendered.names <= {"ul", "li"}


@given(ANY_TEXT, st.integers(min_value=1, max_value=40))
def test_clipped_text_is_the_beginning_and_says_when_something_is_missing(text: str, most: int) -> None:
    cut = clipped(text, most)
    assert cut == text if len(text) <= most else cut.endswith(" …") and text.startswith(cut[:-2])


def test_folded_text_forgets_case_punctuation_and_yo() -> None:
    assert folded("Ещё  РАЗ!") == folded("еще раз")
