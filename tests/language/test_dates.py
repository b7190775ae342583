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
        ("30.04-02.05.2024", "2024-04-30", "2024-05-02"),
        ("22–24 March 2024", "2024-03-22", "2024-03-24"),
        ("March 26,1974", "1974-03-26", ""),
        ("May 2023 to June 2024", "2023-05", "2024-06"),
        ("mid-2025", "2025", ""),
        ("the 2024 Minsk summit", "2024", ""),
        ("budget 2019/2020", "2019", "2020"),
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
        ("от 12.03.24 № 5", "2024-03-12", ""),
        ("12 мар. 2024", "2024-03-12", ""),
        ("март 2024", "2024-03", ""),
        ("II квартал 2024", "2024-04", "2024-06"),
        ("за 1-й квартал 2024 года", "2024-01", "2024-03"),
        ("с 2019 по 2021 год", "2019", "2021"),
        ("зимой 2023–2024 годов", "2023-12", "2024-02"),
        ("с июня 2023 года по май 2024 года", "2023-06", "2024-05"),
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
        ("three days ago", PartialDate(2024, 6), None),
        ("a month ago", PartialDate(2024, 6), PartialDate(2024, 5)),
        ("this Friday", PartialDate(2024, 6), None),
    ],
)
def test_an_anchor_too_coarse_resolves_nothing(
    text: str, anchor: PartialDate, value: PartialDate | None
) -> None:
    assert only(text, anchor=anchor).value == value


@pytest.mark.parametrize(
    ("text", "language", "value", "end"),
    [
        ("late March", "en", "2024-03", ""),
        ("at the end of March", "en", "2024-03", ""),
        ("by the end of the year", "en", "2024", ""),
        ("the day before yesterday", "en", "2024-06-18", ""),
        ("three days ago", "en", "2024-06-17", ""),
        ("five years ago", "en", "2019", ""),
        ("this Friday", "en", "2024-06-21", ""),
        ("last Thursday", "en", "2024-06-13", ""),
        ("next Tuesday", "en", "2024-06-25", ""),
        ("last December", "en", "2023-12", ""),
        ("between May and July", "en", "2024-05", "2024-07"),
        ("between March 3 and 9", "en", "2024-03-03", "2024-03-09"),
        ("last winter", "en", "2023-12", "2024-02"),
        ("the October elections", "en", "2024-10", ""),
        ("в прошлый четверг", "ru", "2024-06-13", ""),
        ("в эту пятницу", "ru", "2024-06-21", ""),
        ("в ночь на 4 апреля", "ru", "2024-04-04", ""),
        ("в ночь с 3 на 4 апреля", "ru", "2024-04-03", "2024-04-04"),
        ("два года назад", "ru", "2022", ""),
        ("до конца года", "ru", "2024", ""),
        ("в мае-июне", "ru", "2024-05", "2024-06"),
        ("третий квартал этого года", "ru", "2024-07", "2024-09"),
        ("прошлой осенью", "ru", "2023-09", "2023-11"),
    ],
)
def test_what_the_anchor_decides_is_counted_no_finer_than_it_is_said(
    text: str, language: str, value: str, end: str
) -> None:
    found = only(text, language=language)
    assert (str(found.value), str(found.end_value or ""), found.basis) == (value, end, "relative")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("earlier this week", "en"),
        ("two weeks ago", "en"),
        ("last Tuesday", "en"),
        ("last spring", "en"),
        ("last March", "en"),
        ("over the last year", "en"),
        ("in the past month", "en"),
        ("the previous year", "en"),
        ("the September 11 attacks", "en"),
        ("на прошлой неделе", "ru"),
        ("в минувший вторник", "ru"),
        ("много лет назад", "ru"),
        ("прошлой весной", "ru"),
        ("теракты 11 сентября", "ru"),
    ],
)
def test_what_may_be_one_of_two_dates_stays_open(text: str, language: str) -> None:
    found = only(text, language=language)
    assert (found.value, found.end_value, found.basis) == (None, None, "relative")


@pytest.mark.parametrize(
    ("text", "language", "anchor", "value"),
    [
        ("On 28 December the fire began.", "en", "2024-01-03", "2023-12-28"),
        ("It will be held on 12 December.", "en", "2024-01-03", "2024-12-12"),
        ("It is scheduled for 15 January.", "en", "2024-12-10", "2025-01-15"),
        ("The house burnt down in November.", "en", "2024-03-15", "2024-11"),
        ("Two men were arrested on 8 October.", "en", "2024-03-15", "2023-10-08"),
        ("They agreed to meet on 8 October.", "en", "2024-03-15", "2024-10-08"),
        ("28 декабря начался пожар.", "ru", "2024-01-03", "2023-12-28"),
        ("Форум состоится 12 декабря.", "ru", "2024-01-03", "2024-12-12"),
        ("Форум запланирован на 15 января.", "ru", "2024-12-10", "2025-01-15"),
    ],
)
def test_a_month_without_a_year_lies_on_the_side_that_its_clause_speaks_of(
    text: str, language: str, anchor: str, value: str
) -> None:
    assert str(only(text, language=language, anchor=PartialDate.parse(anchor)).value) == value


def test_days_and_months_that_are_listed_stay_apart() -> None:
    assert read("on 12 and 14 March 2019") == [("12", "2019-03-12", ""), ("14 March 2019", "2019-03-14", "")]
    assert read("on 11 and 12 March 2019") == [("11 and 12 March 2019", "2019-03-11", "2019-03-12")]
    assert [value for _, value, _ in read("in January and March 2019")] == ["2019-01", "2019-03"]
    assert [value for _, value, _ in read("в 2019, 2020 и 2022 годах", language="ru")] == [
        "2019",
        "2020",
        "2022",
    ]


def test_the_stop_of_a_sentence_is_no_part_of_a_month() -> None:
    assert [words for words, *_ in read("It ended in March. In Sept. 2023 it began.")] == [
        "March",
        "Sept. 2023",
    ]


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31)),
    st.integers(0, 6),
    st.sampled_from(["last", "this", "next"]),
)
def test_a_weekday_has_a_value_only_where_both_readings_agree(day: dt.date, weekday: int, shift: str) -> None:
    monday = day - dt.timedelta(days=day.weekday())
    wanted = monday + dt.timedelta(days=weekday)
    name = f"{wanted:%A}"
    found = only(f"{shift} {name}", anchor=PartialDate.of(day)).value
    if shift == "this":
        assert found == PartialDate.of(wanted)
    elif found is not None:
        step = dt.timedelta(days=-7 if shift == "last" else 7)
        assert found.first_day == wanted + step and found.first_day != day
        between = (
            [day + dt.timedelta(days=n) for n in range(1, 7)]
            if shift == "next"
            else [day - dt.timedelta(days=n) for n in range(1, 7)]
        )
        assert all(f"{other:%A}" != name for other in between if other != found.first_day)


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
        "by April Smith",
        "the 23 March Movement",
        "Russia Today reported",
        "March 5 miles",
        "Document S/2019/2020",
        "12.13.2024",
        "улица 8 Марта",
        "площадь 1 Мая",
        "в 1990-е",
        "Пришли 2024 жителя",
        "Шаг назад",
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
