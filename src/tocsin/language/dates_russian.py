"""How Russian writes dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.language.date_forms import (
    Form,
    FormGroup,
    alternatives,
    date_words,
    reader_of,
    short_year,
    unresolved,
    word_cue,
    year_alone,
    year_span,
)
from tocsin.language.date_readers import Reader

_NAME = r"(?:годах|годами|годов|годы|годом|года|году|год|гг?\b\.?)(?!\w)"
_WRITTEN = r"(?P<year>\d{4})(?:-?го)?(?:\s*(?:года|год|году|г\.|г\b))?(?![\d-])"
_BEGINS = r"(?<![\w.,:/-])"


def groups() -> Iterator[FormGroup]:
    words = date_words("ru")
    months = {
        stem + ending: number for stem, number in words["months"].items() for ending in words["endings"][stem]
    }
    reader = reader_of("ru", {**months, **words["short_months"]})
    stems = [stem for stem in words["months"] if stem != "ма"] + ["май", "мая", "мае", "маю", "маем"]
    short = [f" {name}{end}" for name in words["short_months"] for end in (".", " ")]
    yield FormGroup(word_cue([*stems, *short]), 36, 48, tuple(_month_forms(reader, list(months))))
    cues = [*words["seasons"], *words["days"], *words["units"], *words["weekdays"]]
    cues += ["квартал", "полугоди", "половин", "назад"]
    yield FormGroup(word_cue(cues), 28, 48, tuple(_relative_forms(reader)))
    yield FormGroup(word_cue(["от "]), 0, 16, tuple(_short_forms()))


def year_forms() -> Iterator[Form]:
    year, year2 = r"(?P<year>(?:19|20)\d\d)", r"(?P<year2>(?:19|20|21)\d\d)"
    free = r"(?<![\w./-])"
    yield Form(
        re.compile(rf"\b(?:[Сс]|[Мм]ежду)\s+(?P<date>{year}\s+(?:по|до|и)\s+{year2}\s*{_NAME})"), year_span
    )
    listed = rf"(?=(?:\s*(?:,|и|или)\s*(?:19|20)\d\d)+\s*{_NAME})"
    yield Form(re.compile(rf"{free}{year}{listed}"), year_alone)
    yield Form(re.compile(rf"{free}{year}(?:-?[мйго]{{1,2}})?\s*{_NAME}"), year_alone)
    yield Form(re.compile(rf"\b[Вв]\s+(?P<date>{year}-м)\b"), year_alone)
    yield Form(
        re.compile(rf"\b(?:[Вв]|до|к|с|по|за|на)\s+(?P<date>{year})(?=[.;:)]\s|[.;:)]?$|,\s)"), year_alone
    )


def _short_forms() -> Iterator[Form]:
    """The date of a letter with two figures for its year: *№ 5 от 12.03.24*."""
    ends = r"(?=[\s,;)]|\.?$|\.\s)"
    pattern = rf"\bот\s(?P<date>(?P<day>\d\d)\.(?P<month>[01]\d)\.(?P<year>\d\d)){ends}"
    yield Form(re.compile(pattern), short_year)


def _month_forms(reader: Reader, named: list[str]) -> Iterator[Form]:
    names = alternatives(named)
    month, month2 = rf"(?P<month>{names})\b", rf"(?P<month2>{names})\b"
    day, day2 = (rf"(?P<{name}>\d{{1,2}})(?:-?го)?" for name in ("day", "day2"))
    words = date_words("ru")
    shift = rf"(?P<shift>{alternatives([*words['short_shifts'], *words['shifts']])})(?:(?<=\.)|\s+года\b)"
    year = rf"(?:\s+(?:{_WRITTEN}|{shift}))?"
    first_year = r"(?:\s+(?P<year1>\d{4})(?:\s*(?:года|г\.))?)"
    dash = r"\s*(?P<joint>-|–|—|,|по|до|на|и)\s*"
    several = rf"(?=(?:\s*,\s*\d{{1,2}})*\s*(?:,|и)\s*\d{{1,2}}\s+{month}{year})"
    for pattern in (
        rf"{_BEGINS}{day}\s+{month}{first_year}?{dash}{day2}\s+{month2}{year}",
        rf"{_BEGINS}{day}{dash}{day2}\s+{month}{year}",
        rf"{_BEGINS}(?P<date>{day}){several}",
        rf"{_BEGINS}{day}\s+{month}{year}",
        rf"{_BEGINS}{day}\s+(?P<month>{alternatives(words['short_months'])})\b\.?\s+{_WRITTEN}",
    ):
        yield Form(re.compile(pattern, re.IGNORECASE), reader.days_of_month)
    for pattern in (
        rf"\b{month}{first_year}{dash}{month2}{year}(?!\s*\d)",
        rf"\b{month}{dash}{month2}\s+{_WRITTEN}",
        rf"(?<!\d\s)\b(?P<date>{month})(?=\s*(?:,|и|или)\s*(?:в\s+)?(?:{names})\s+{_WRITTEN})",
        rf"(?<!\d\s)\b{month}\s+(?:{_WRITTEN}|{shift})",
    ):
        yield Form(re.compile(pattern, re.IGNORECASE), reader.month)
    before = alternatives(words["before_month"])
    for pattern in (
        rf"\b(?:{before})\s+(?P<date>{month}\s*(?P<joint>[-–—]|по|до)\s*{month2})(?!\w)(?!\s+\d)",
        rf"\b(?:{before})\s+(?P<date>{month})(?!\w)(?!\s+\d)",
    ):
        yield Form(re.compile(pattern, re.IGNORECASE), reader.month)


def _relative_forms(reader: Reader) -> Iterator[Form]:
    words = date_words("ru")
    shift = rf"\b(?P<shift>{alternatives(words['shifts'])})"
    season = rf"\b(?P<season>{alternatives(words['seasons'])})\b"
    part = rf"\b(?P<part>{alternatives(words['parts'])})\b"
    quarter = r"(?<![\w.,-])(?P<quarter>[1-4])(?:-?(?:й|м|го|ом|ый|ий))?\s+квартал(?:а|е|у|ом)?\b"
    written = r"(?P<year>\d{4})(?:\s*(?:года|год|г\.|г\b))?(?![\d-])"
    forms = (
        (rf"{part}\s+{written}", reader.part),
        (rf"{part}\s+{shift}\s+года\b", reader.part),
        (rf"{quarter}\s+{written}", reader.quarter),
        (rf"{quarter}\s+{shift}\s+года\b", reader.quarter),
        (rf"{season}\s+(?P<year>\d{{4}})\s*[-–/]\s*(?:\d{{4}}|\d\d)\s*{_NAME}", reader.season),
        (rf"{season}\s+{written}", reader.season),
        (rf"{season}\s+{shift}\s+года\b", reader.season_of_year),
        (rf"{shift}\s+{season}", reader.shifted_season),
        (rf"{shift}\s+(?P<unit>{alternatives(words['units'])})\b", reader.unit),
        (_ago(), reader.time_ago),
        (rf"\b(?P<word>{alternatives(words['days'])})\b", reader.day_word),
        (rf"\b(?:{alternatives(words['part_of_year'])})\s+(?P<date>года)\b(?!\s*\d)", reader.own_year),
    )
    for pattern, read in forms:
        yield Form(re.compile(pattern, re.IGNORECASE), read)
    weekday = rf"(?P<weekday>{alternatives(words['weekdays'])})\b"
    shifted = (
        rf"\b(?P<shift>{alternatives([*words['weekday_shifts'], *words['shifts']])})\s+{weekday}(?!,?\s+\d)"
    )
    yield Form(re.compile(shifted, re.IGNORECASE), reader.weekday)
    yield Form(re.compile(rf"\bво?\s+(?P<date>{weekday})(?!,?\s+\d)", re.IGNORECASE), unresolved)


def _ago() -> str:
    words = date_words("ru")
    number = rf"(?P<count>\d{{1,3}}|{alternatives(words['numbers'])})"
    return rf"(?<!\w)(?:{number}\s+)?\b(?P<ago>{alternatives(words['ago'])})\s+(?:тому\s+)?назад\b"
