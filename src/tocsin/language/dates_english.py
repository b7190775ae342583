"""How English writes dates."""

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
    year_span,
)


def groups() -> Iterator[FormGroup]:
    words = date_words("en")
    reader = Reader(
        words["months"], words["shifts"], words["seasons"], words["parts"], words["days"], words["units"]
    )
    yield FormGroup(word_cue(words["month_cues"]), 28, 40, tuple(_month_forms(reader)))
    cues = [*words["shifts"], *words["seasons"], *words["days"], *words["weekdays"], "quarter", "half", "q"]
    yield FormGroup(word_cue(cues), 16, 36, tuple(_relative_forms(reader)))


def year_forms() -> Iterator[Form]:
    words = date_words("en")
    before = alternatives(words["before_year"])
    plural = rf"\s+(?!(?:{alternatives(words['no_plurals'])})\b)[a-z]+s\b"
    counted = rf"(?!{plural}|\s+(?:{alternatives(words['counted'])})\b)"
    year, last = r"(?P<year>(?:19|20)\d\d)", r"(?P<year2>(?:19|20|21)\d\d)"
    free = r"(?![\w-]|[.,]\d)"
    yield Form(
        re.compile(rf"\b(?i:from|between)\s+(?P<date>{year}\s+(?:to|and|until|till|through)\s+{last}){free}"),
        year_span,
    )
    yield Form(re.compile(rf"\b(?i:{before})\s+(?P<date>{year}){free}{counted}"), year_alone)
    yield Form(re.compile(rf"\((?P<date>{year})\)"), year_alone)


def _month_forms(reader: Reader) -> Iterator[Form]:
    words = date_words("en")
    names = alternatives({form for name in words["months"] for form in (name.capitalize(), name.upper())})
    month, month2 = rf"(?P<month>{names})\b\.?", rf"(?P<month2>{names})\b\.?"
    day, day2 = (rf"(?P<{name}>\d{{1,2}})(?:st|nd|rd|th)?" for name in ("day", "day2"))
    written = r"(?P<year>\d{4})\b(?![\d-])"
    shift = rf"(?:the\s+)?(?i:(?P<shift>{alternatives(words['shifts'])}))\s+year\b"
    year = rf"(?:,?\s+(?:of\s+)?(?:{written}|{shift}))?"
    dash = r"\s*(?:-|–|—|,|to|and|until|till|through)\s*"
    begins = r"(?<![\w.,:/-])"
    counted = rf"(?!\s*(?:%|(?:{alternatives(words['counted'])})\b))"
    for pattern in (
        rf"{begins}{day}\s+(?:of\s+)?{month}(?:,?\s+(?P<year1>\d{{4}}))?{dash}{day2}\s+(?:of\s+)?{month2}{year}",
        rf"\b{month}\s+{day}(?:,?\s+(?P<year1>\d{{4}}))?{dash}{month2}\s+{day2}\b{year}",
        rf"{begins}{day}{dash}{day2}\s+(?:of\s+)?{month}{year}",
        rf"\b{month}\s+{day}{dash}{day2}\b(?!:){counted}{year}",
        rf"{begins}{day}\s+(?:of\s+)?{month}{year}",
        rf"\b{month}\s+{day}\b(?![\d:]){counted}{year}",
    ):
        yield Form(re.compile(pattern), reader.days_of_month)
    yield Form(re.compile(rf"\b{month}{dash}{month2},?\s+(?:of\s+)?{written}"), reader.month)
    yield Form(
        re.compile(rf"(?<!\d\s)\b{month},?\s+(?:of\s+)?(?:{written}|{shift})(?!\s+people\b)"), reader.month
    )
    before = alternatives(words["before_month"])
    yield Form(re.compile(rf"\b(?i:{before})[\s-]+(?P<date>{month})(?!\w)(?!\s+\d)"), reader.month)


def _relative_forms(reader: Reader) -> Iterator[Form]:
    words = date_words("en")
    shift = rf"\b(?i:(?P<shift>{alternatives(words['shifts'])}))"
    season = rf"(?i:(?P<season>{alternatives(words['seasons'])}))\b"
    part = rf"\b(?i:(?P<part>{alternatives(words['parts'])}))\b"
    written = r"(?P<year>\d{4})\b(?![\d-])"
    yield Form(re.compile(rf"{part},?\s+(?:of\s+)?{written}"), reader.part)
    yield Form(re.compile(rf"{part}\s+of\s+(?:the\s+)?{shift}\s+year\b"), reader.part)
    yield Form(re.compile(rf"\b{season}\s+(?:of\s+)?{written}"), reader.season)
    yield Form(re.compile(rf"{shift}\s+{season}"), reader.season)
    yield Form(re.compile(rf"{shift}\s+(?i:(?P<unit>{alternatives(words['units'])}))\b"), reader.unit)
    yield Form(
        re.compile(rf"\b(?i:(?P<word>{alternatives(words['days'])}))\b(?!(?<=oday)['’]s)"), reader.day_word
    )
    weekday = rf"(?:{alternatives(words['weekdays'])})\b(?!['’]s)"
    yield Form(re.compile(rf"\b(?:[Oo]n|[Ll]ast|[Tt]his|[Nn]ext)\s+{weekday}(?!,?\s+\d)"), unresolved)
