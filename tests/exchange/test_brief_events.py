"""What happened and what is contested: each event once, different accounts side by side."""

from __future__ import annotations

from tests.exchange.briefs import PEOPLE, attack, brief_of, group, joined, lines, meeting, section, told
from tests.exchange.telling import Page, put
from tocsin.model.dates import PartialDate
from tocsin.model.quantity import Quantity
from tocsin.store import Store


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


def test_an_event_announced_beforehand_is_said_to_be(store: Store) -> None:
    page = Page("a.txt", "The session will be held on 20 June 2024.")
    page.tell("Event", page.text, eventType="meeting", date=PartialDate(2024, 6, 20))
    put(store, page)
    assert "announced beforehand" in lines(brief_of(store), "happened")[0]


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


def test_an_event_without_a_date_stands_at_the_date_of_its_page_and_says_so(store: Store) -> None:
    page = Page("a.txt", "The fair opened.")
    put(store, page.tell("Event", page.text, eventType="other"))
    assert "page of 10 June 2024" in lines(brief_of(store), "happened")[0]
