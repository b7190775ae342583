"""What a brief says: every section, what is told once, what is set side by side, and what is left out by words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.exchange.telling import Page, put
from tocsin.errors import SettingsError, StopError
from tocsin.exchange.brief import Brief, BriefQuery, build_brief, render_html, render_markdown, write_brief
from tocsin.exchange.brief.content import Group, Line, Section
from tocsin.model.dates import PartialDate
from tocsin.model.marking import OWNER, PUBLIC
from tocsin.model.problem import Problem
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.store import Store

PEOPLE = "people"


def brief_of(store: Store, query: BriefQuery | None = None) -> Brief:
    return build_brief(store.view(OWNER), query or BriefQuery(as_of=dt.date(2024, 7, 1)))


def section(brief: Brief, key: str) -> Section:
    return next(item for item in brief.sections if item.key == key)


def lines(brief: Brief, key: str) -> list[str]:
    return [told(line) for group in section(brief, key).groups for line in group.lines]


def told(held: Line | Group) -> str:
    return " | ".join(word.text for word in (held.words if isinstance(held, Line) else held.title))


def group(brief: Brief, key: str, title: str) -> list[str]:
    found = [item for item in section(brief, key).groups if title in told(item)]
    assert len(found) == 1, [told(item) for item in section(brief, key).groups]
    return [told(line) for line in found[0].lines]


def meeting(name: str, sentence: str = "The working group met in Vienna on 3 June 2024.") -> Page:
    page = Page(name, f"{sentence} It was a fine day in {name}.", title=f"News of {name}")
    return page.tell("Event", sentence, eventType="meeting", date=PartialDate(2024, 6, 3), place="Vienna")


def attack(name: str, published: str, figure: str, quantity: Quantity, *, by: str | None = None) -> Page:
    sentence = f"{by or 'It is said that'} spoke of {figure} killed in the market."
    page = Page(name, f"A bomb went off in Northport on 1 May 2024. {sentence}", published=published)
    page.tell(
        "Event",
        "A bomb went off in Northport on 1 May 2024.",
        eventType="attack",
        incidentType="bombing",
        date=PartialDate(2024, 5, 1),
        place="Northport",
        killed=(quantity, figure),
    )
    return page.tell(
        "Quantity", sentence, quantity=(quantity, figure), subject="people", saidBy=by, date=published
    )


def joined(store: Store, *keys: str) -> None:
    with store.write() as writer:
        writer.put_clusters("Event", [(min(keys), sorted(keys))])


def test_an_event_that_two_pages_tell_in_the_same_words_stands_once_with_both(store: Store) -> None:
    put(store, meeting("one.txt"), meeting("two.txt"))
    (line,) = section(brief_of(store), "happened").groups[0].lines
    assert len(line.references) == 2
    assert "told by 2 pages" in told(line)


def test_events_of_one_cluster_stand_once_however_they_are_told(store: Store) -> None:
    one, two = meeting("one.txt"), meeting("two.txt", "On 3 June 2024 experts gathered in Vienna.")
    put(store, one, two)
    joined(store, one.drafts[0].key, two.drafts[0].key)
    assert len(lines(brief_of(store), "happened")) == 1


def test_events_come_newest_first(store: Store) -> None:
    page = Page("a.txt", "First came one. Then came two. Last came three.")
    for words, date in (
        ("First came one.", "2023-01-05"),
        ("Then came two.", "2024-02"),
        ("Last came three.", "2024"),
    ):
        page.tell("Event", words, eventType="other", date=PartialDate.parse(date))
    put(store, page)
    brief = brief_of(store)
    assert [line.split(" | ")[-1] for line in lines(brief, "happened")] == [
        "Then came two.",
        "Last came three.",
        "First came one.",
    ]
    assert [told(item) for item in section(brief, "happened").groups] == ["2024", "2023"]


def test_a_headline_does_not_tell_again_what_its_article_tells(store: Store) -> None:
    headline, body = "Experts meet in Vienna.", "On 10 June 2024, experts met in Vienna."
    page = Page("a.txt", f"{headline}\n\n{body}", headline=headline)
    page.tell("Event", headline, eventType="meeting")
    page.tell("Event", body, eventType="meeting", date="2024-06-10")
    put(store, page)
    assert lines(brief_of(store), "happened") == [f"Meeting | {body}"]


def test_speeches_of_one_day_on_one_page_stand_on_one_line(store: Store) -> None:
    page = Page(
        "a.txt", "In her speech, Ada Brook thanked all. In his speech, Ben Cole agreed. The forum met."
    )
    for words, who in (
        ("In her speech, Ada Brook thanked all.", "Ada Brook"),
        ("In his speech, Ben Cole agreed.", "Ben Cole"),
    ):
        page.tell("Event", words, eventType="speech", date="2024-06-10", participant=who, place="Vienna")
    page.tell("Event", "The forum met.", eventType="meeting", date="2024-06-10")
    put(store, page)
    brief = brief_of(store)
    assert sorted(lines(brief, "happened")) == [
        "2 speeches | Vienna | Ada Brook, Ben Cole",
        "Meeting | The forum met.",
    ]
    assert section(brief, "happened").count == 3


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


def test_an_event_announced_beforehand_is_said_to_be(store: Store) -> None:
    page = Page("a.txt", "The session will be held on 20 June 2024.")
    page.tell("Event", page.text, eventType="meeting", date=PartialDate(2024, 6, 20))
    put(store, page)
    assert "announced beforehand" in lines(brief_of(store), "happened")[0]


def test_who_said_what_is_grouped_by_speaker_with_role_and_stance(store: Store) -> None:
    page = Page(
        "a.txt", "Ada Brook, the envoy, called for calm. She said talks go on. Ben Cole spoke of hope."
    )
    page.claim(
        "Ada Brook",
        "Ada Brook, the envoy, called for calm.",
        "calm",
        stance="calls for",
        speakerRole="the envoy",
    )
    page.claim("Ada Brook", "She said talks go on.", "talks go on", via="Northern Agency")
    page.claim("Ben Cole", "Ben Cole spoke of hope.", "hope")
    put(store, page)
    brief = brief_of(store)
    assert [told(item) for item in section(brief, "said").groups] == ["Ada Brook | envoy", "Ben Cole"]
    assert sorted(group(brief, "said", "Ada Brook")) == [
        "calls for | calm",
        "through Northern Agency | talks go on",
    ]
    assert "3 statements by 2 speakers" in brief.summary


def test_a_teaser_on_three_pages_is_one_line_with_three_sources(store: Store) -> None:
    teaser = "Ada Brook said that talks go on."
    pages = [Page(f"{at}.txt", f"{teaser}\n\nArticle {at}.", published="2024-06-01") for at in range(3)]
    for page in pages:
        page.claim("Ada Brook", teaser, "talks go on")
    put(store, *pages)
    (line,) = section(brief_of(store), "said").groups[0].lines
    assert len(line.references) == 3
    assert "on 3 pages" in told(line)


def test_figures_of_one_sentence_stand_on_one_line_with_who_gave_them(store: Store) -> None:
    sentence = "The ministry counted at least 40 farms and 12 mills."
    page = Page("a.txt", sentence, title="A census")
    for figure, quantity, subject in (
        ("at least 40", Quantity(40, None, Qualifier.AT_LEAST, "farms"), "farms"),
        ("12", Quantity.of(12, unit="mills"), "mills"),
    ):
        page.tell(
            "Quantity",
            sentence,
            quantity=(quantity, figure),
            subject=subject,
            saidBy="Ministry",
            date="2024-06-10",
        )
    put(store, page)
    assert group(brief_of(store), "figures", "A census") == [
        f"at least 40 farms | 12 mills | Ministry | {sentence}"
    ]


def test_figures_without_a_number_are_counted_not_shown(store: Store) -> None:
    page = Page("a.txt", "Several states agreed.")
    page.tell(
        "Quantity",
        page.text,
        quantity=Quantity(None, None, Qualifier.VAGUE, "states"),
        subject="states",
        date="2024",
    )
    put(store, page)
    assert "1 figure without a number" in section(brief_of(store), "figures").more


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
        "undertaking | Secretariat | due 15 June 2024, 16 days ago | report",
        "undertaking | Members | open for 31 days | pay",
    ]


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


def test_two_numbers_for_one_event_stay_two_numbers(store: Store) -> None:
    one = attack("a.txt", "2024-05-01", "36 people", Quantity.of(36, unit=PEOPLE), by="The mayor")
    two = attack("b.txt", "2024-05-08", "45 people", Quantity.of(45, unit=PEOPLE), by="The ministry")
    put(store, one, two)
    joined(store, one.drafts[0].key, two.drafts[0].key)
    brief = brief_of(store)
    sides = group(brief, "contested", "How many were killed")
    assert [side.split(" | ")[:2] for side in sides] == [["36", "The mayor"], ["45", "The ministry"]]
    assert "killed: 36; 45" in lines(brief, "happened")[0]


def test_a_part_of_the_dead_is_not_set_against_their_number(store: Store) -> None:
    page = attack("a.txt", "2024-05-01", "36 people", Quantity.of(36, unit=PEOPLE))
    page.text += " Among the dead were 13 foreign citizens."
    page.drafts.clear()
    page.tell(
        "Event",
        "A bomb went off in Northport on 1 May 2024.",
        eventType="attack",
        date="2024-05-01",
        killed=[(Quantity.of(36, unit=PEOPLE), "36 people"), (Quantity.of(13, unit=PEOPLE), "13")],
    )
    for figure, subject in (("36 people", "people"), ("13 foreign citizens", "foreign citizens")):
        number = Quantity.of(float(figure.split()[0]), unit=subject)
        page.tell("Quantity", figure, quantity=(number, figure), subject=subject, date="2024-05-01")
    put(store, page)
    brief = brief_of(store)
    assert lines(brief, "contested") == []
    assert "killed: 36; 13 foreign citizens" in lines(brief, "happened")[0]


def test_a_denial_stands_beside_what_it_denies_and_beside_who_claims_it(store: Store) -> None:
    page = Page(
        "a.txt",
        "The ministry said members of the Harbour League planted the bomb. The Harbour League denied any part. "
        "Black Lantern claimed responsibility for the bomb.",
    )
    page.claim(
        "Ministry",
        "The ministry said members of the Harbour League planted the bomb.",
        "members of the Harbour League planted the bomb",
    )
    page.claim("Harbour League", "The Harbour League denied any part.", "any part", stance="denies")
    page.tell(
        "Event",
        "Black Lantern claimed responsibility for the bomb.",
        eventType="attack",
        date="2024-06-09",
        claimedBy=("Black Lantern", "Black Lantern"),
    )
    put(store, page)
    sides = group(brief_of(store), "contested", "Denied by Harbour League")
    assert [side.split(" | ")[0] for side in sides] == ["Harbour League", "Ministry", "Black Lantern"]
    assert "denies" in sides[0]
    assert "claims responsibility" in sides[2]


def test_different_dates_and_names_of_one_event_are_contested_a_coarser_date_is_not(store: Store) -> None:
    page = Page("a.txt", "It happened on 1 May 2024. It happened in May 2024. Others say 2 May 2024.")
    page.tell(
        "Event",
        page.text,
        eventType="attack",
        classifiedAs=["accident", "terrorist attack"],
        date=[
            (PartialDate(2024, 5, 1), "1 May 2024"),
            (PartialDate(2024, 5), "in May 2024"),
            (PartialDate(2024, 5, 2), "2 May 2024"),
        ],
    )
    calm = Page("b.txt", "A fair opened on 7 May 2024, in May 2024.")
    calm.tell(
        "Event",
        calm.text,
        eventType="other",
        date=[(PartialDate(2024, 5, 7), "7 May 2024"), (PartialDate(2024, 5), "in May 2024")],
    )
    put(store, page, calm)
    brief = brief_of(store)
    assert len(group(brief, "contested", "When it happened")) == 3
    assert len(group(brief, "contested", "What it is called")) == 2
    assert len(section(brief, "contested").groups) == 2


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


def test_an_event_without_a_date_stands_at_the_date_of_its_page_and_says_so(store: Store) -> None:
    page = Page("a.txt", "The fair opened.")
    put(store, page.tell("Event", page.text, eventType="other"))
    assert "page of 10 June 2024" in lines(brief_of(store), "happened")[0]


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
    assert "0 documents" in brief.about
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
    from tocsin.store import open_store

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


def test_days_are_counted_to_the_day_asked_for(store: Store) -> None:
    page = Page("a.txt", "Members promised to pay.")
    page.tell(
        "Commitment", page.text, commitmentKind="undertaking", undertaking=("pay", "pay"), asOf="2024-06-10"
    )
    put(store, page)
    assert "open for 1 day" in lines(brief_of(store, BriefQuery(as_of=dt.date(2024, 6, 11))), "open")[0]
    assert "open for" not in lines(brief_of(store, BriefQuery(as_of=dt.date(2024, 6, 10))), "open")[0]


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
