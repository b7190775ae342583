"""A brief as a whole: what it leaves out by words, what has no date, what it is cut to, how it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.briefs import PEOPLE, attack, brief_of, group, joined, lines, meeting, section
from tests.exchange.telling import Page, put
from tocsin.errors import SettingsError, StopError
from tocsin.exchange.brief import BriefQuery, build_brief, render_html, render_markdown, write_brief
from tocsin.model.dates import PartialDate
from tocsin.model.document import Document
from tocsin.model.marking import OWNER, PUBLIC
from tocsin.model.problem import Problem
from tocsin.model.quantity import Quantity
from tocsin.store import Store, View, open_store


def test_what_has_no_date_is_listed_under_its_page_and_nowhere_else(store: Store) -> None:
    page = Page(
        "a.txt", "Ada Brook said that talks go on. The fair opened.", published=None, title="An undated page"
    )
    page.claim("Ada Brook", "Ada Brook said that talks go on.", "talks go on")
    page.tell("Event", "The fair opened.", eventType="other")
    put(store, page)
    brief = brief_of(store)
    assert group(brief, "undated", "An undated page") == [
        "Event | The fair opened.",
        "Ada Brook | talks go on",
    ]
    assert lines(brief, "happened") == []
    assert lines(brief, "said") == []


def test_a_teaser_without_a_date_never_takes_that_of_the_article(store: Store) -> None:
    page = Page(
        "a.txt", "The fair opened.\n\nThe mayor resigned.", teaser="The fair opened.\n\n", title="Mayor"
    )
    put(store, page.tell("Event", "The fair opened.", eventType="other"))
    brief = brief_of(store)
    assert lines(brief, "happened") == []
    assert group(brief, "undated", "Mayor | in a teaser without a date") == ["Event | The fair opened."]


def test_a_period_leaves_out_what_lies_outside_and_keeps_what_may_lie_inside(store: Store) -> None:
    page = Page("a.txt", "One happened. Two happened. Three happened. Four happened.")
    for words, date in (("One", "2024-05-31"), ("Two", "2024-06-01"), ("Three", "2024"), ("Four", None)):
        page.tell("Event", f"{words} happened.", eventType="other", **({"date": date} if date else {}))
    undated = Page("b.txt", "Five happened.", published=None)
    undated.tell("Event", undated.text, eventType="other")
    put(store, page, undated)
    query = BriefQuery(since=dt.date(2024, 6, 1), until=PartialDate(2024, 6))
    brief = brief_of(store, query)
    assert {line.split(" | ")[-1] for line in lines(brief, "happened")} == {
        "Two happened.",
        "Three happened.",
        "Four happened.",
    }
    assert "Five happened." in lines(brief, "undated")[0]
    assert brief.about.startswith("What is dated from 1 June 2024 to June 2024: 2 documents")


@pytest.mark.slow
def test_a_thousand_pages_give_a_brief_of_sane_size(store: Store) -> None:
    for at in range(1000):
        page = Page(
            f"{at:04}.txt",
            f"Group {at} met in Vienna. Speaker {at} said that {at + 2} roads were built.",
            title=f"Page {at}",
        )
        page.tell(
            "Event",
            f"Group {at} met in Vienna.",
            eventType="meeting",
            date=PartialDate(2000 + at % 24, at % 12 + 1, at % 28 + 1),
        )
        page.claim(
            f"Speaker {at}",
            f"Speaker {at} said that {at + 2} roads were built.",
            f"{at + 2} roads were built",
        )
        page.tell(
            "Quantity",
            f"Speaker {at} said that {at + 2} roads were built.",
            date="2024-06-10",
            subject="roads",
            quantity=(Quantity.of(at + 2, unit="roads"), f"{at + 2} roads"),
        )
        put(store, page)
    brief = brief_of(store)
    assert section(brief, "happened").count == section(brief, "said").count == 1000
    assert section(brief, "happened").more == "and 850 lines more, not shown in this brief"
    assert len(render_html(brief)) < 1_000_000


def test_long_sections_are_cut_and_say_how_much_is_left_out(store: Store) -> None:
    page = Page("a.txt", " ".join(f"Event {at} took place." for at in range(30)))
    for at in range(30):
        page.tell("Event", f"Event {at} took place.", eventType="other", date=PartialDate(2024, 1, at + 1))
        page.claim(f"Speaker {at}", f"Event {at} took place.", f"Event {at}")
    put(store, page)
    brief = brief_of(store, BriefQuery(lines=12))
    assert len(lines(brief, "happened")) == 12
    assert section(brief, "happened").count == 30
    assert section(brief, "happened").more == "and 18 lines more, not shown in this brief"
    assert section(brief, "said").more == "and 18 statements more by 18 speakers, not shown in this brief"


def test_in_short_picks_by_rule_and_repeats_the_lines_with_their_quotes(store: Store) -> None:
    one = attack("a.txt", "2024-05-01", "36 people", Quantity.of(36, unit=PEOPLE), by="The mayor")
    two = attack("b.txt", "2024-05-08", "45 people", Quantity.of(45, unit=PEOPLE), by="The ministry")
    page = Page(
        "c.txt",
        "There was no answer to the appeal. Members undertook to pay by May. Others undertook to meet.",
    )
    page.tell(
        "Commitment", "There was no answer to the appeal.", commitmentKind="response owed", asOf="2024-06-10"
    )
    page.tell(
        "Commitment",
        "Members undertook to pay by May.",
        commitmentKind="undertaking",
        due="2024-05",
        asOf="2024-04-02",
    )
    page.tell("Commitment", "Others undertook to meet.", commitmentKind="undertaking", asOf="2024-06-10")
    put(store, one, two, page)
    joined(store, one.drafts[0].key, two.drafts[0].key)
    brief = brief_of(store)
    assert group(brief, "short", "Contested")[0].endswith("36; 45")
    assert "no answer" in group(brief, "short", "Answers owed")[0]
    assert "31 days ago" in group(brief, "short", "Overdue")[0]
    assert not any("Others" in line for line in lines(brief, "short"))


def test_what_was_not_read_is_listed_with_its_reason(store: Store) -> None:
    with store.write() as writer:
        writer.put_problem(
            Problem(
                "pages/bad.pdf",
                "test",
                None,
                "documents",
                "damaged",
                "cut short",
                dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
                "1",
            )
        )
    brief = brief_of(store)
    assert [(item.address, item.kind, item.reason) for item in brief.unread] == [
        ("pages/bad.pdf", "damaged", "cut short")
    ]
    assert "pages/bad.pdf" in render_html(brief)
    assert "pages/bad.pdf" in render_markdown(brief)


def test_an_empty_record_gives_a_brief_that_says_so(store: Store) -> None:
    brief = brief_of(store)
    assert all(not item.groups and item.note for item in brief.sections)
    assert brief.about == "Everything that the record holds: 0 documents."
    assert "holds no page" in brief.made
    assert "<main>" in render_html(brief)


def test_a_reader_sees_no_more_than_the_view_shows(store: Store) -> None:
    open_page, closed = meeting("open.txt"), meeting("closed.txt", "A secret meeting was held.")
    closed.marking = "TLP:AMBER"
    put(store, open_page, closed)
    text = render_html(build_brief(store.view(PUBLIC), BriefQuery()))
    assert "open.txt" in text
    assert "secret" not in text
    assert "closed.txt" not in text


@pytest.mark.parametrize("render", [render_html, render_markdown])
def test_the_same_record_gives_the_same_bytes(tmp_path: Path, render: object) -> None:
    texts = []
    for name, reverse in (("one", False), ("two", True)):
        pages = [
            meeting("a.txt"),
            meeting("b.txt"),
            attack("c.txt", "2024-05-01", "36 people", Quantity.of(36, unit=PEOPLE)),
        ]
        with open_store(str(tmp_path / name), create=True) as held:
            put(held, *(reversed(pages) if reverse else pages))
            texts.append(render(brief_of(held)))  # type: ignore[operator]
    assert texts[0] == texts[1]


def test_a_brief_is_written_whole_in_the_form_of_its_file_s_name(store: Store, tmp_path: Path) -> None:
    put(store, meeting("a.txt"))
    view = store.view(OWNER)
    write_brief(view, BriefQuery(), tmp_path / "new" / "brief.html")
    write_brief(view, BriefQuery(), tmp_path / "new" / "brief.md")
    assert (tmp_path / "new" / "brief.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "new" / "brief.md").read_text(encoding="utf-8").startswith("# Brief")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["brief.html", "brief.md"]


def test_what_cannot_be_written_is_an_error_of_the_family(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"\.html"):
        write_brief(store.view(OWNER), BriefQuery(), tmp_path / "brief.docx")
    (tmp_path / "taken.html").mkdir()
    with pytest.raises(StopError, match="cannot write"):
        write_brief(store.view(OWNER), BriefQuery(), tmp_path / "taken.html")


def test_an_empty_period_and_an_unknown_language_are_refused() -> None:
    with pytest.raises(SettingsError, match="period"):
        BriefQuery(since=dt.date(2024, 2, 1), until=dt.date(2024, 1, 31))
    with pytest.raises(SettingsError, match="written"):
        BriefQuery(language="fr")  # type: ignore[arg-type]
    assert BriefQuery(since=dt.date(2024, 1, 15), until=PartialDate(2024, 1)).begins == PartialDate(
        2024, 1, 15
    )


class Behind:
    """A view whose list of documents was read before the last page came."""

    def __init__(self, view: View, late: str) -> None:
        self._view = view
        self._late = late

    def __getattr__(self, name: str) -> object:
        return getattr(self._view, name)

    def documents(self) -> Iterator[Document]:
        return (item for item in self._view.documents() if item.label != self._late)


def test_a_page_that_comes_while_the_brief_is_made_waits_for_the_next(store: Store) -> None:
    early, late = meeting("early.txt"), meeting("late.txt", "On 3 June 2024 experts gathered in Vienna.")
    put(store, early, late)
    joined(store, early.drafts[0].key, late.drafts[0].key)
    brief = build_brief(Behind(store.view(OWNER), "late.txt"), BriefQuery())  # type: ignore[arg-type]
    assert lines(brief, "happened") == ["Meeting | Vienna | The working group met in Vienna on 3 June 2024."]
    assert [source.label for source in brief.sources] == ["early.txt"]
