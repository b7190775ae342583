"""How Russian writes dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.language.date_forms import (
    Form,
    FormGroup,
    Reader,
    alternatives,
    date_words,
    unresolved,
    word_cue,
    year_alone,
)


def groups() -> Iterator[FormGroup]:
    words = date_words("ru")
    months = {
        stem + ending: number for stem, number in words["months"].items() for ending in words["endings"][stem]
    }
    shifts = {**words["shifts"], **words["short_shifts"]}
    reader = Reader(months, shifts, words["seasons"], words["parts"], words["days"], words["units"])
    stems = [stem for stem in words["months"] if stem != "ма"] + ["май", "мая", "мае", "маю", "маем"]
    yield FormGroup(word_cue(stems), 28, 44, tuple(_month_forms(reader)))
    parts = ("квартал", "полугодии", "половине")
    cues = [*words["seasons"], *words["days"], *words["units"], *words["weekdays"], *parts]
    yield FormGroup(word_cue(cues), 24, 48, tuple(_relative_forms(reader)))


def year_forms() -> Iterator[Form]:
    year = r"(?<![\w.-])(?P<year>(?:19|20)\d\d)"
    name = r"(?:годах|годов|годы|годом|года|году|год|гг?\b\.?)(?!\w)"
    yield Form(re.compile(rf"{year}(?:-?[мйго]{{1,2}})?\s*{name}"), year_alone)


def _month_forms(reader: Reader) -> Iterator[Form]:
    names = alternatives(reader.months)
    month, month2 = rf"(?P<month>{names})\b", rf"(?P<month2>{names})\b"
    day, day2 = (rf"(?P<{name}>\d{{1,2}})(?:-?го)?" for name in ("day", "day2"))
    written = r"(?P<year>\d{4})(?:-?го)?(?:\s*(?:года|год|году|г\.|г\b))?(?![\d-])"
    words = date_words("ru")
    shift = rf"(?P<shift>{alternatives([*words['short_shifts'], *words['shifts']])})(?:(?<=\.)|\s+года\b)"
    year = rf"(?:\s+(?:{written}|{shift}))?"
    dash = r"\s*(?:-|–|—|,|по|до|и)\s*"
    begins = r"(?<![\w.,:/-])"
    for pattern in (
        rf"{begins}{day}\s+{month}(?:\s+(?P<year1>\d{{4}})(?:\s*(?:года|г\.))?)?{dash}{day2}\s+{month2}{year}",
        rf"{begins}{day}{dash}{day2}\s+{month}{year}",
        rf"{begins}{day}\s+{month}{year}",
    ):
        yield Form(re.compile(pattern, re.IGNORECASE), reader.days_of_month)
    yield Form(re.compile(rf"\b{month}{dash}{month2}\s+{written}", re.IGNORECASE), reader.month)
    yield Form(re.compile(rf"(?<!\d\s)\b{month}\s+(?:{written}|{shift})", re.IGNORECASE), reader.month)
    before = alternatives(words["before_month"])
    yield Form(re.compile(rf"\b(?:{before})\s+(?P<date>{month})(?!\w)(?!\s+\d)", re.IGNORECASE), reader.month)


def _relative_forms(reader: Reader) -> Iterator[Form]:
    words = date_words("ru")
    shift = rf"\b(?P<shift>{alternatives(words['shifts'])})"
    season = rf"\b(?P<season>{alternatives(words['seasons'])})\b"
    part = rf"\b(?P<part>{alternatives(words['parts'])})\b"
    written = r"(?P<year>\d{4})(?:\s*(?:года|г\.|г\b))?(?![\d-])"
    for pattern in (rf"{part}\s+{written}", rf"{part}\s+{shift}\s+года\b"):
        yield Form(re.compile(pattern, re.IGNORECASE), reader.part)
    for pattern in (rf"{season}\s+{written}", rf"{season}\s+{shift}\s+года\b", rf"{shift}\s+{season}"):
        yield Form(re.compile(pattern, re.IGNORECASE), reader.season)
    units = alternatives(words["units"])
    yield Form(re.compile(rf"{shift}\s+(?P<unit>{units})\b", re.IGNORECASE), reader.unit)
    days = alternatives(words["days"])
    yield Form(re.compile(rf"\b(?P<word>{days})\b", re.IGNORECASE), reader.day_word)
    weekdays = alternatives(words["weekdays"])
    yield Form(re.compile(rf"\bво?\s+(?P<date>{weekdays})\b(?!,?\s+\d)", re.IGNORECASE), unresolved)
