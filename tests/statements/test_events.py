"""Events by appointment: what took place, when, where, with whom, the how manieth."""

from __future__ import annotations

import pytest

from tests.statements.act_readings import document_of, one, read, told, values
from tocsin.model.document import Genre, Section


@pytest.mark.parametrize(
    ("text", "kind", "name", "ordinal"),
    [
        (
            "The 39th meeting of the OSCE Permanent Council was held in Vienna.",
            "meeting",
            "39th meeting of the OSCE Permanent Council",
            "39",
        ),
        (
            "The XXI International Seminar on Border Security took place in Vienna.",
            "conference",
            "XXI International Seminar on Border Security",
            "21",
        ),
        ("The OSCE held its thirty-ninth meeting in Vienna.", "meeting", None, "39"),
        ("The exercise “Quiet River-2023” began in Poland.", "exercise", "exercise “Quiet River-2023”", None),
        (
            "The UN hosted an arms control seminar in Geneva.",
            "conference",
            "arms control seminar of the United Nations",
            None,
        ),
    ],
)
def test_a_named_event_is_read(text: str, kind: str, name: str | None, ordinal: str | None) -> None:
    event = one(told("Event", text))
    assert values(event, "eventType", "ordinal") == (kind, ordinal)
    assert name is None or event.first("name") == name


@pytest.mark.parametrize(
    ("text", "name", "ordinal"),
    [
        (
            "На тридцать девятом заседании Постоянного совета ОБСЕ выступили делегации.",
            "тридцать девятое заседание Постоянного совета ОБСЕ",
            "39",
        ),
        (
            "10 апреля 2024 года состоялось 39-е заседание Постоянного совета ОБСЕ.",
            "39-е заседание Постоянного совета ОБСЕ",
            "39",
        ),
        ("В Вене прошла XXI международная конференция.", "XXI международная конференция", "21"),
    ],
)
def test_a_russian_name_stands_in_the_nominative(text: str, name: str, ordinal: str) -> None:
    assert values(one(told("Event", text, language="ru")), "name", "ordinal") == (name, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "The organization pays attention to cooperation.",
        "Such meetings are useful, and no conference changes that.",
        "The exercise of this right must be protected.",
        "The meeting scheduled for 12 May was postponed.",
        "The seminar is held annually.",
        "The minister refused to take part in the meeting of the OSCE Permanent Council.",
    ],
)
def test_what_does_not_take_place_is_no_event(text: str) -> None:
    assert told("Event", text) == []


def test_people_who_met_take_part() -> None:
    event = one(told("Event", "On 8 April 2024, Anna Weber met with Boris Lang in Vienna."))
    assert values(event, "eventType", "date", "place", "countryCode") == (
        "meeting",
        "2024-04-08",
        "Vienna",
        "AT",
    )
    assert event.values("participant") == ["Anna Weber", "Boris Lang"]


def test_an_office_does_not_take_part_beside_its_holder() -> None:
    event = one(told("Event", "OSCE Secretary General Anna Weber met with UN Secretary-General Boris Lang."))
    assert event.values("participant") == ["Anna Weber", "Boris Lang"]


def test_later_sentences_tell_of_the_same_event() -> None:
    event = one(
        told(
            "Event",
            "On 10 April 2024, a meeting of the OSCE Permanent Council was held in Vienna under the chairmanship of "
            "Malta. The event was also attended by representatives of the UN, the CIS and the African Union.",
            "Anna Weber took part in the meeting.",
        )
    )
    assert event.first("chair") == "Malta"
    assert event.values("participant") == [
        "OSCE Permanent Council",
        "Malta",
        "United Nations",
        "Commonwealth of Independent States",
        "African Union",
        "Anna Weber",
    ]


def test_the_next_session_is_another_one() -> None:
    events = told(
        "Event",
        "A session of the UN General Assembly was held in New York on 3 May 2024.",
        "The next session of the UN General Assembly will be held in New York in September.",
    )
    assert [event.first("date") for event in events] == ["2024-05-03", "2024-09"]


def test_a_date_is_counted_from_the_event_s_own_item() -> None:
    page = document_of(
        (Section.TEASER, "On 7 February, Anna Weber met with Boris Lang.", "2023-02-07"),
        "A meeting of the OSCE Permanent Council was held on 25 September.",
        published="2019-09-25",
    )
    events = read(page, "Event")
    assert [values(event, "date", "dateBasis", "dateAnchor") for event in events] == [
        ("2023-02-07", "relative", "2023-02-07"),
        ("2019-09-25", "relative", "2019-09-25"),
    ]


def test_without_any_date_nothing_is_filled_in() -> None:
    page = document_of("A meeting of the OSCE Permanent Council was held in May.", published=None)
    assert values(one(read(page, "Event")), "date", "dateBasis") == (None, None)


def test_news_without_a_date_is_dated_by_its_page_and_says_so() -> None:
    event = one(told("Event", "A meeting of the OSCE Permanent Council was held in Vienna."))
    assert values(event, "date", "dateBasis") == ("2024-05-20", "document")


def test_what_is_to_come_is_not_dated_by_the_page() -> None:
    event = one(told("Event", "A meeting of the OSCE Permanent Council will be held in Vienna."))
    assert event.first("date") is None


def test_an_event_named_in_passing_has_a_passage_of_its_own() -> None:
    text = "The list was prepared for submission to the session of the UN Security Council in November of this year."
    event = one(told("Event", text))
    assert values(event, "date", "place") == ("2024-11", None)
    assert text[event.start : event.end] == "session of the UN Security Council"


def test_a_meeting_by_video_says_so() -> None:
    event = one(told("Event", "The 5th meeting of the OSCE Permanent Council was held via videoconference."))
    assert event.first("mode") == "videoconference"


def test_a_town_that_no_gazetteer_knows_has_the_country_beside_it() -> None:
    text = "A meeting of the OSCE Permanent Council was held in Upper Quellbach (Austria) on 3 May 2024."
    assert values(one(told("Event", text)), "place", "countryCode") == ("Upper Quellbach", "AT")


def test_an_interview_names_the_outlet() -> None:
    events = told("Event", "Anna Weber said in an interview with RIA Novosti that the talks go on.")
    event = next(event for event in events if event.first("eventType") == "interview")
    assert event.values("participant") == ["Anna Weber", "RIA Novosti"]


def test_a_speech_has_the_day_and_place_of_its_conference() -> None:
    events = told(
        "Event",
        "On 30 October 2023, Vienna hosted the International Conference “On Borders”.",
        "In her speech, Anna Weber thanked the organizers.",
    )
    speech = next(event for event in events if event.first("eventType") == "speech")
    assert values(speech, "date", "place") == ("2023-10-30", "Vienna")


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("Kazakhstan's chairmanship of the OSCE in 2010 was a success.", "en", "2010"),
        ("В 2020 году председательство в СНГ перейдёт к Республике Узбекистан.", "ru", "2020"),
    ],
)
def test_a_chairmanship_is_an_event(text: str, language: str, date: str) -> None:
    event = one(told("Event", text, language=language))
    assert values(event, "eventType", "date") == ("chairmanship", date)
    assert len(event.values("participant")) == 2


def test_a_statement_page_is_a_statement() -> None:
    page = document_of(
        (Section.TITLE, "Statement by the OSCE on border security", "2024-05-20"), genre=Genre.STATEMENT
    )
    assert values(one(read(page, "Event")), "eventType", "dateBasis") == ("statement", "document")


def test_attacks_are_left_to_the_incident_stage() -> None:
    origins = {
        event.origin
        for event in told("Event", "A bomb exploded in Vienna on 3 May 2024, killing three people.")
    }
    assert "rules.event.v2" not in origins


def test_the_same_page_gives_the_same_drafts() -> None:
    page = document_of("The 39th meeting of the OSCE Permanent Council was held in Vienna.")
    assert read(page, "Event") == read(page, "Event")


def test_every_fact_is_cut_from_the_page() -> None:
    text = "On 8 April 2024, Anna Weber met with Boris Lang in Vienna. The 2nd session of the UN opened."
    for event in told("Event", text):
        for fact in event.facts:
            assert 0 <= fact.start < fact.end <= len(text)
