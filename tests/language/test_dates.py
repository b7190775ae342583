"""Dates as English and Russian write them, and what they mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.language.dates import DateMention, find_dates
from tocsin.model.dates import PartialDate

DAY = PartialDate(2024, 6, 20)
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip


def read(text: str, *, language: str = "en", anchor: PartialDate | None = DAY) -> list[tuple[str, str, str]]:
    """(words, value or `-`, end or the empty string) of each date."""
    return [
        (text[one.start : one.end], str(one.value or "-"), str(one.end_value or ""))
        for one in find_dates(text, language=language, anchor=anchor)
    ]


def only(text: str, *, language: str = "en", anchor: PartialDate | None = DAY) -> DateMention:
    found = find_dates(text, language=language, anchor=anchor)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("opened on October 30, 2019 in Vienna", "2019-10-30", ""),
        ("opened on 30 October 2019.", "2019-10-30", ""),
        ("the 30th of October 2019", "2019-10-30", ""),
        ("Sept. 11, 2001", "2001-09-11", ""),
        ("ON 24 MARCH 1989", "1989-03-24", ""),
        ("10-11 April 2024", "2024-04-10", "2024-04-11"),
        ("From April 8 to 11, 2024, the", "2024-04-08", "2024-04-11"),
        ("April 30 - May 2, 2024", "2024-04-30", "2024-05-02"),
        ("from 28 December 2023 to 3 January 2024", "2023-12-28", "2024-01-03"),
        ("28 December to 3 January 2024", "2023-12-28", "2024-01-03"),
        ("16-17.05.2024", "2024-05-16", "2024-05-17"),
        ("30.10.2019", "2019-10-30", ""),
        ("12.03.2024 at noon", "2024-03-12", ""),
        ("1/2/2024", "2024-02-01", ""),
        ("2019-10-30", "2019-10-30", ""),
        ("in early March 2024", "2024-03", ""),
        ("the summer of 2023", "2023-06", "2023-08"),
        ("in winter 2023", "2023-12", "2024-02"),
        ("second quarter of 2024", "2024-04", "2024-06"),
        ("Q2 2024", "2024-04", "2024-06"),
        ("Strategy for 2019-2021", "2019", "2021"),
        ("between 2019 and 2021", "2019", "2021"),
        ("for the period until 2025.", "2025", ""),
        ("In 2012, there was", "2012", ""),
        ("resolution 2396 (2017)", "2017", ""),
    ],
)
def test_english_dates_written_out(text: str, value: str, end: str) -> None:
    found = only(text)
    assert (str(found.value), str(found.end_value or ""), found.basis) == (value, end, "stated")
    assert found.anchor is None


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("в октябре 2019 года", "2019-10", ""),
        ("октябрь 2019 года", "2019-10", ""),
        ("30 октября 2019 г. в Вене", "2019-10-30", ""),
        ("1-го сентября 2024 года", "2024-09-01", ""),
        ("С 8 по 11 апреля 2024 года", "2024-04-08", "2024-04-11"),
        ("10-11 апреля 2024 г.", "2024-04-10", "2024-04-11"),
        ("30 апреля - 2 мая 2024 года", "2024-04-30", "2024-05-02"),
        ("во II квартале 2024 года", "2024-04", "2024-06"),
        ("в первом квартале 2024 года", "2024-01", "2024-03"),
        ("осенью 2024 года", "2024-09", "2024-11"),
        ("на 2019–2021 гг.", "2019", "2021"),
        ("в 2019-2021 годах", "2019", "2021"),
        ("до 2025 года", "2025", ""),
        ("в 2012 году", "2012", ""),
    ],
)
def test_russian_dates_written_out(text: str, value: str, end: str) -> None:
    found = only(text, language="ru")
    assert (str(found.value), str(found.end_value or ""), found.basis) == (value, end, "stated")


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("in May of this year", "en", "2024-05"),
        ("in March last year", "en", "2023-03"),
        ("on 22 March, a", "en", "2024-03-22"),
        ("on 5 May this year", "en", "2024-05-05"),
        ("On 7 February, the", "en", "2024-02-07"),
        ("this fall", "en", "2024-09"),
        ("last year", "en", "2023"),
        ("last month", "en", "2024-05"),
        ("yesterday's attack", "en", "2024-06-19"),
        ("in April", "en", "2024-04"),
        ("в мае этого года", "ru", "2024-05"),
        ("25 сентября с.г.", "ru", "2024-09-25"),
        ("в прошлом году", "ru", "2023"),
        ("вчера", "ru", "2024-06-19"),
        ("этой осенью", "ru", "2024-09"),
        ("22 марта", "ru", "2024-03-22"),
        ("в следующем месяце", "ru", "2024-07"),
    ],
)
def test_relative_dates_count_from_the_anchor_and_from_nothing_else(
    text: str, language: str, value: str
) -> None:
    found = only(text, language=language)
    assert (str(found.value), found.basis, found.anchor) == (value, "relative", DAY)
    alone = only(text, language=language, anchor=None)
    assert (alone.value, alone.end_value, alone.basis, alone.anchor) == (None, None, "relative", None)


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("yesterday", PartialDate(2024, 6), None),
        ("yesterday", PartialDate(2024), None),
        ("last month", PartialDate(2024), None),
        ("last month", PartialDate(2024, 1), PartialDate(2023, 12)),
        ("this year", PartialDate(2024), PartialDate(2024)),
        ("on Tuesday", DAY, None),
        ("last week", DAY, None),
    ],
)
def test_an_anchor_too_coarse_resolves_nothing(
    text: str, anchor: PartialDate, value: PartialDate | None
) -> None:
    assert only(text, anchor=anchor).value == value


@pytest.mark.parametrize(
    "text",
    [
        "It may 5 times fail",
        "they march 10 km",
        "the exercise Cobalt-2019",
        "+7495-795-27-10",
        "tel. 22-19-2021",
        "the 9/11 attacks",
        "the 39th meeting",
        "2012 people",
        "In 2012 settlements the power failed",
        "version 3.11.2019.1",
        "February 30",
        "31.02.2024",
        "in the 1990s",
        "in 1400 cities",
        "the address 2001:db8",
        "2012 человек",
        "на Майдане",
    ],
)
def test_these_are_no_dates(text: str) -> None:
    assert read(text) == []


def test_several_dates_keep_their_order_and_do_not_overlap() -> None:
    text = "On 3 May 2024 it began; on 4 May it went on; it ends in 2025, as in 2019-2021."
    assert [value for _, value, _ in read(text)] == ["2024-05-03", "2024-05-04", "2025", "2019"]


def test_a_stretch_reads_only_itself() -> None:
    text = "On 3 May 2024 and on 14 May 2024."
    start = text.index("and")
    assert [(one.start, str(one.value)) for one in find_dates(text, start)] == [(21, "2024-05-14")]
    assert [str(one.value) for one in find_dates(text, 0, start)] == ["2024-05-03"]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_reads_the_same_in_every_spelling(day: dt.date) -> None:
    expected = PartialDate.of(day)
    english = (
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y-%m-%d}",
    )
    russian = f"{day.day} {MONTHS[day.month - 1]} {day.year} года"
    for text in (*english, russian):
        found = only(f"It is ({text}) so.")
        assert (found.value, found.end_value) == (expected, None)
        assert f"It is ({text}) so."[found.start : found.end] == text


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "May",
                "мая",
                "2024",
                "12",
                ".",
                "-",
                " ",
                "this",
                "year",
                "31",
                "этого",
                "года",
                ",",
                "in",
                "\n",
                "x",
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_any_text_gives_ordered_mentions_inside_it(text: str) -> None:
    found = find_dates(text, anchor=DAY)
    at = 0
    for one in found:
        assert at <= one.start < one.end <= len(text)
        at = one.end
