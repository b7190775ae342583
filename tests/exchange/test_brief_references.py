"""Every line leads to its exact words: numbers, marks, the sentence around them, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.exchange.telling import Page, put
from tocsin.bundled import pages
from tocsin.exchange.brief import Brief, BriefQuery, build_brief, render_html, render_markdown
from tocsin.exchange.brief.citations import LONGEST, extract
from tocsin.exchange.brief.content import Cite, Line
from tocsin.exchange.brief.plain_text import shown
from tocsin.model.marking import OWNER
from tocsin.pipeline import Plan, ingest
from tocsin.sources.files import FileSource
from tocsin.store import Store, open_store


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Brief, dict[str, str]]]:
    """A brief of the bundled pages through the whole pipeline, and the texts of the pages by id."""
    place = tmp_path_factory.mktemp("brief") / "store.sqlite"
    with open_store(str(place), create=True) as store:
        ingest(store, FileSource([pages()]).items(), Plan())
        view = store.view(OWNER)
        yield build_brief(view, BriefQuery()), {item.id: item.text for item in view.documents()}


def all_lines(brief: Brief) -> list[Line]:
    return [line for section in brief.sections for group in section.groups for line in group.lines]


def test_every_line_rests_on_a_numbered_quote(bundled: tuple[Brief, dict[str, str]]) -> None:
    brief, _ = bundled
    lines = all_lines(brief)
    numbers = {reference.number for source in brief.sources for reference in source.references}
    assert len(lines) > 100
    for line in lines:
        assert line.references or "No statement to the contrary" in line.words[0].text, line.words
        assert set(line.references) <= numbers
    assert numbers == set(range(1, len(numbers) + 1))


def test_marked_words_stand_in_the_document(bundled: tuple[Brief, dict[str, str]]) -> None:
    brief, texts = bundled
    for source in brief.sources:
        text = shown(texts[source.id])
        for reference in source.references:
            assert any(marked for _, marked in reference.extract)
            whole = "".join(run for run, _ in reference.extract)
            for part in re.split(r" ?\[…\] ?|… ?", whole):
                assert part.strip() in text


def test_a_quote_cited_twice_has_one_number_and_two_ways_back(store: Store) -> None:
    page = Page("a.txt", "Ada Brook said that talks go on.")
    page.claim("Ada Brook", page.text, page.text)
    page.tell("Event", page.text, eventType="statement", date="2024-06-10")
    put(store, page)
    brief = build_brief(store.view(OWNER), BriefQuery())
    (source,) = brief.sources
    (reference,) = source.references
    assert reference.cited_by == ("l1", "l2")
    assert [line.references for line in all_lines(brief)] == [(1,), (1,)]


def test_numbers_of_one_document_are_neighbours_in_the_order_of_its_text(
    bundled: tuple[Brief, dict[str, str]],
) -> None:
    brief, _ = bundled
    for source in brief.sources:
        numbers = [reference.number for reference in source.references]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_every_link_of_the_page_leads_to_a_place_in_it(bundled: tuple[Brief, dict[str, str]]) -> None:
    text = render_html(bundled[0])
    places = re.findall(r'\bid="([^"]+)"', text)
    assert len(places) == len(set(places))
    targets = re.findall(r'href="([^"]*)"', text)
    assert targets
    assert {target.removeprefix("#") for target in targets} <= set(places)


def test_every_link_of_the_markdown_leads_to_a_place_in_it(bundled: tuple[Brief, dict[str, str]]) -> None:
    text = render_markdown(bundled[0])
    targets = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert targets
    assert targets <= set(re.findall(r'<a id="([^"]+)"', text))


def test_a_source_says_its_title_address_and_date_or_that_it_has_none(
    bundled: tuple[Brief, dict[str, str]],
) -> None:
    sources = {source.label: source for source in bundled[0].sources}
    dated, undated = sources["appeal-without-reply.txt"], sources["resolution-1373.txt"]
    assert dated.published == "24 October 2019"
    assert dated.address.endswith("appeal-without-reply.txt")
    assert dated.title == "CSTO waits for an answer to its appeal to NATO"
    assert (undated.published, undated.dated) == ("undated", False)


def test_the_sentence_around_a_quote_is_shown_and_long_ones_are_cut_between_words() -> None:
    long = " ".join(["before"] * 60)
    page = Page("a.txt", f"First. {long} HERE {long}. Last.").document
    start = page.text.index("HERE")
    runs = extract(page, Cite.of(page.id, [(start, start + 4)]))
    assert [run for run, marked in runs if marked] == ["HERE"]
    whole = "".join(run for run, _ in runs)
    assert whole.startswith("… before")
    assert whole.endswith("before …")
    assert "First" not in whole
    assert "Last" not in whole


def test_several_stretches_of_one_sentence_are_marked_in_one_extract() -> None:
    page = Page("a.txt", "The Harbour Plan was, after all, adopted.").document
    runs = extract(
        page, Cite.of(page.id, [page_at(page.text, "adopted"), page_at(page.text, "Harbour Plan")])
    )
    assert runs == (
        ("The ", False),
        ("Harbour Plan", True),
        (" was, after all, ", False),
        ("adopted", True),
        (".", False),
    )


def page_at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_a_very_long_quote_is_shortened_in_its_middle() -> None:
    text = "begin " + "word " * 400 + "end"
    page = Page("a.txt", text).document
    ((run, marked),) = extract(page, Cite.of(page.id, [(0, len(text))]))
    assert marked
    assert len(run) <= LONGEST + 10
    assert run.startswith("begin")
    assert "[…]" in run
    assert run.endswith("end")


def test_marks_that_touch_or_overlap_are_one() -> None:
    assert Cite.of("d", [(5, 9), (0, 5), (8, 12), (20, 21)]).marks == ((0, 12), (20, 21))
