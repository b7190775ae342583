"""Decisions and documents with their stage, undertakings with their owner, term and days."""

from __future__ import annotations

import datetime as dt

from tests.exchange.briefs import brief_of, group, lines
from tests.exchange.telling import Page, put
from tocsin.exchange.brief import BriefQuery
from tocsin.model.dates import PartialDate
from tocsin.store import Store


def test_a_long_passage_is_cut_around_the_words_that_matter(store: Store) -> None:
    filler = " ".join(["filler"] * 80)
    page = Page("a.txt", f"{filler}, so that it has not received an answer from anybody.")
    page.tell(
        "Commitment",
        page.text,
        commitmentKind=("response owed", "has not received an answer"),
        undertaking="response",
        asOf="2024-06-10",
    )
    put(store, page)
    (line,) = lines(brief_of(store), "open")
    assert "has not received an answer" in line
    assert "| … filler" in line


def test_a_document_stands_where_the_newest_page_has_it(store: Store) -> None:
    pages = []
    for name, date, stage in (("a.txt", "2023-03-01", "drafted"), ("b.txt", "2024-05-01", "adopted")):
        page = Page(name, f"The Harbour Plan was {stage}.", published=date)
        page.tell(
            "Instrument",
            page.text,
            name=("Harbour Plan", "Harbour Plan"),
            instrumentKind="plan",
            stage=(stage, stage),
            asOf=PartialDate.parse(date),
        )
        pages.append(page)
    put(store, *pages)
    with store.write() as writer:
        writer.put_clusters("Instrument", [("ins-1", sorted(page.drafts[0].key for page in pages))])
    (line,) = group(brief_of(store), "papers", "Adopted")
    assert line == "adopted | Harbour Plan | before that: drafted (1 March 2023)"


def test_what_was_adopted_is_not_on_its_way_again_when_it_is_considered(store: Store) -> None:
    pages = []
    for name, date, stage in (("a.txt", "2006-09-08", "adopted"), ("b.txt", "2023-06-22", "considered")):
        page = Page(name, f"The Harbour Strategy was {stage}.", published=date)
        page.tell(
            "Instrument",
            page.text,
            name="Harbour Strategy",
            instrumentKind="strategy",
            stage=(stage, stage),
            asOf=date,
        )
        pages.append(page)
    put(store, *pages)
    with store.write() as writer:
        writer.put_clusters("Instrument", [("ins-1", sorted(page.drafts[0].key for page in pages))])
    (line,) = group(brief_of(store), "papers", "Adopted")
    assert line == "adopted | Harbour Strategy | since then: considered (22 June 2023)"


def test_a_document_still_on_its_way_in_its_period_is_marked(store: Store) -> None:
    page = Page("a.txt", "The draft Harbour Plan 2024-2026 was submitted for approval in July.")
    page.tell(
        "Instrument",
        page.text,
        name="Harbour Plan 2024-2026",
        instrumentKind="plan",
        stage=("submitted", "submitted"),
        asOf="2024-06-10",
        period="2024-2026",
        nextStage=("approval", "for approval"),
        nextStageWhen=("2024-07", "July"),
    )
    put(store, page)
    (line,) = group(brief_of(store), "papers", "On the way")
    assert "its period had begun before this" in line
    assert "next: “approval” (July 2024)" in line


def test_open_undertakings_tell_owner_due_date_and_days(store: Store) -> None:
    page = Page("a.txt", "The secretariat undertook to report by 15 June 2024. Members promised to pay.")
    page.tell(
        "Commitment",
        "The secretariat undertook to report by 15 June 2024.",
        commitmentKind="undertaking",
        owedBy="Secretariat",
        undertaking=("report", "report"),
        due=("2024-06-15", "15 June 2024"),
        asOf="2024-06-10",
    )
    page.tell(
        "Commitment",
        "Members promised to pay.",
        commitmentKind="undertaking",
        owedBy="Members",
        undertaking=("pay", "pay"),
        asOf="2024-05",
    )
    put(store, page)
    assert group(brief_of(store), "open", "Undertaken") == [
        "undertaking | Secretariat | due 15 June 2024, 16 days ago | "
        "The secretariat undertook to report by 15 June 2024.",
        "undertaking | Members | open for 31 days | Members promised to pay.",
    ]


def test_days_of_a_call_are_not_counted_and_it_is_not_told_twice(store: Store) -> None:
    page = Page(
        "a.txt", "Ada Brook called for a truce in the hills. The forum called for new roads to the sea."
    )
    page.claim(
        "Ada Brook", "Ada Brook called for a truce in the hills.", "a truce in the hills", stance="calls for"
    )
    for passage, words in (
        ("Ada Brook called for a truce in the hills.", "a truce in the hills"),
        ("The forum called for new roads to the sea.", "new roads to the sea"),
    ):
        page.tell(
            "Commitment", passage, commitmentKind="call to act", undertaking=(words, words), asOf="2024-05-10"
        )
    put(store, page)
    assert group(brief_of(store), "open", "Called for") == ["new roads to the sea"]


def test_what_was_done_is_no_open_undertaking_and_a_decision_is_a_decision(store: Store) -> None:
    page = Page("a.txt", "The pledge was kept. The council decided to meet.")
    page.tell(
        "Commitment",
        "The pledge was kept.",
        commitmentKind="undertaking",
        state="done",
        asOf="2024-06-10",
        undertaking="keep",
    )
    page.tell(
        "Commitment",
        "The council decided to meet.",
        commitmentKind="decided",
        owedBy="Council",
        asOf="2024-06-10",
        undertaking=("meet", "meet"),
    )
    put(store, page)
    brief = brief_of(store)
    assert lines(brief, "open") == []
    assert group(brief, "papers", "Decided") == ["Council | The council decided to meet."]


def test_days_are_counted_to_the_day_asked_for(store: Store) -> None:
    page = Page("a.txt", "Members promised to pay.")
    page.tell(
        "Commitment", page.text, commitmentKind="undertaking", undertaking=("pay", "pay"), asOf="2024-06-10"
    )
    put(store, page)
    assert "open for 1 day" in lines(brief_of(store, BriefQuery(as_of=dt.date(2024, 6, 11))), "open")[0]
    assert "open for" not in lines(brief_of(store, BriefQuery(as_of=dt.date(2024, 6, 10))), "open")[0]
