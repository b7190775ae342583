"""How English writes dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.language.date_forms import (
    Form,
    FormGroup,
    alternatives,
    date_words,
    reader_of,
    unresolved,
    word_cue,
    year_alone,
    year_span,
)
from tocsin.language.date_readers import Reader

_WRITTEN = r"(?P<year>\d{4})\b(?![\d-])"
_BEGINS = r"(?<![\w.,:/-])"


def groups() -> Iterator[FormGroup]:
    words = date_words("en")
    reader = reader_of("en", words["months"])
    yield FormGroup(word_cue(words["month_cues"]), 36, 44, tuple(_month_forms(reader)))
    cues = [
        *words["shifts"],
        *words["seasons"],
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        *words["weekdays"],
    ]
    cues += ["quarter", "half", "q", "ago", "of the year"]
    yield FormGroup(word_cue(cues), 28, 36, tuple(_relative_forms(reader)))


def year_forms() -> Iterator[Form]:
    words = date_words("en")
    before = alternatives(words["before_year"])
    plural = rf"\s+(?!(?:{alternatives(words['no_plurals'])})\b)[a-z]+s\b"
    counted = rf"(?!{plural}|\s+(?:{alternatives(words['counted'])})\b)"
    year, last = r"(?P<year>(?:19|20)\d\d)", r"(?P<year2>(?:19|20|21)\d\d)"
    free = r"(?![\w-]|[.,/]\d)"
    yield Form(
        re.compile(rf"\b(?i:from|between)\s+(?P<date>{year}\s+(?:to|and|until|till|through)\s+{last}){free}"),
        year_span,
    )
    yield Form(re.compile(rf"\b(?i:{before})[\s-]+(?P<date>{year}){free}{counted}"), year_alone)
    yield Form(re.compile(rf"(?<=\b(?:19|20)\d\d\sand\s){year}{free}{counted}"), year_alone)
    yield Form(re.compile(rf"\b(?:for|of)\s+(?P<date>{year})(?=[.;:)]\s|[.;:)]?$|,\s)"), year_alone)
    yield Form(re.compile(rf"\((?P<date>{year})\)"), year_alone)
    event = rf"(?=\s+(?:\w+\s+){{0,2}}(?:{alternatives(words['events'])})\b)"
    yield Form(re.compile(rf"\b[Tt]he\s+(?P<date>{year}){event}"), year_alone)


def _month_forms(reader: Reader) -> Iterator[Form]:
    words = date_words("en")
    names = alternatives({form for name in words["months"] for form in (name.capitalize(), name.upper())})
    stop = r"(?:(?<=\b(?!May|MAY)\w\w\w)\.|(?<=\b[Ss]ept)\.|(?<=\bSEPT)\.)?"
    month, month2 = rf"(?P<month>{names})\b{stop}", rf"(?P<month2>{names})\b{stop}"
    day, day2 = (rf"(?P<{name}>\d{{1,2}})(?:st|nd|rd|th)?" for name in ("day", "day2"))
    shift = rf"(?:the\s+)?(?i:(?P<shift>{alternatives(words['shifts'])}))\s+year\b"
    year = rf"(?:(?:,?\s+(?:of\s+)?|,)(?:{_WRITTEN}|{shift}))?"
    first_year = r"(?:,?\s+(?P<year1>\d{4}))"
    dash = r"\s*(?P<joint>-|–|—|,|to|and|until|till|through)\s*"
    counted = rf"(?!\s*(?:%|(?:{alternatives(words['counted'])})\b))"
    for pattern in (
        rf"{_BEGINS}{day}\s+(?:of\s+)?{month}{first_year}?{dash}{day2}\s+(?:of\s+)?{month2}{year}",
        rf"\b{month}\s+{day}{first_year}?{dash}{month2}\s+{day2}\b{year}",
        rf"{_BEGINS}{day}{dash}{day2}\s+(?:of\s+)?{month}{year}",
        rf"\b{month}\s+{day}{dash}{day2}\b(?!:){counted}{year}",
        # The first of several days: "12, 13 and 15 March 2024", "March 12 and 15, 2024".
        rf"{_BEGINS}(?P<date>{day})(?=(?:\s*,\s*\d{{1,2}})*\s*(?:,|and)\s*\d{{1,2}}\s+(?:of\s+)?{month}{year})",
        rf"\b(?P<date>{month}\s+{day})(?=(?:\s*,\s*\d{{1,2}})*,?\s*(?:,|and)\s*\d{{1,2}},?\s+{_WRITTEN})",
        rf"{_BEGINS}{day}\s+(?:of\s+)?{month}{year}",
        rf"\b{month}\s+{day}\b(?![\d:]){counted}{year}",
    ):
        yield Form(re.compile(pattern), reader.days_of_month)
    yield Form(re.compile(rf"\b{month}{first_year}{dash}{month2}{year}(?!\s*\d)"), reader.month)
    yield Form(re.compile(rf"\b{month}{dash}{month2},?\s+(?:of\s+)?{_WRITTEN}"), reader.month)
    several = rf"(?=\s*(?:,|and|or)\s*(?:in\s+)?(?:{names})\b\.?,?\s+{_WRITTEN})"
    yield Form(re.compile(rf"(?<!\d\s)\b(?P<date>{month}){several}"), reader.month)
    yield Form(
        re.compile(rf"(?<!\d\s)\b{month},?\s+(?:of\s+)?(?:{_WRITTEN}|{shift})(?!\s+people\b)"), reader.month
    )
    alone = r"(?!\w)(?!\s+\d)"
    yield Form(
        re.compile(
            rf"\b(?i:from|between)\s+(?P<date>{month}\s+(?:to|and|until|till|through)\s+{month2}){alone}"
        ),
        reader.month,
    )
    yield Form(
        re.compile(rf"(?i:\b(?P<shift>{alternatives(words['shifts'])}))\s+{month}{alone}(?!\s+[A-Z])"),
        reader.shifted_month,
    )
    before, name = alternatives(words["before_month"]), alternatives(words["before_name"])
    yield Form(re.compile(rf"\b(?i:{name})\s+(?P<date>{month}){alone}(?!\s+[A-Z][a-z])"), reader.month)
    yield Form(re.compile(rf"\b(?i:{before})[\s-]+(?P<date>{month}){alone}"), reader.month)
    events = alternatives(words["events"])
    yield Form(re.compile(rf"\b[Tt]he\s+(?P<date>{month})(?=\s+(?:\w+\s+)?(?:{events})\b)"), reader.month)


def _relative_forms(reader: Reader) -> Iterator[Form]:
    words = date_words("en")
    shift = rf"\b(?i:(?P<shift>{alternatives(words['shifts'])}))"
    season = rf"(?i:(?P<season>{alternatives(words['seasons'])}))\b"
    part = rf"\b(?i:(?P<part>{alternatives(words['parts'])}))\b"
    yield Form(re.compile(rf"{part},?\s+(?:of\s+)?{_WRITTEN}"), reader.part)
    yield Form(re.compile(rf"{part}\s+of\s+(?:the\s+)?{shift}\s+year\b"), reader.part)
    yield Form(re.compile(rf"\b{season}\s+(?:of\s+)?{_WRITTEN}"), reader.season)
    yield Form(re.compile(rf"\b{season}\s+of\s+(?:the\s+)?{shift}\s+year\b"), reader.season_of_year)
    yield Form(re.compile(rf"{shift}\s+{season}(?!\s+of\s+the\b)"), reader.shifted_season)
    days = alternatives(words["days"])
    yield Form(re.compile(rf"\b(?i:(?P<word>{days}))\b(?!(?<=oday)['’]s)"), reader.day_word)
    units = alternatives(words["units"])
    yield Form(re.compile(rf"(?:(?P<the>\b[Tt]he)\s+)?{shift}\s+(?i:(?P<unit>{units}))\b"), reader.unit)
    number = rf"(?P<count>\d{{1,3}}|{alternatives(words['numbers'])})"
    yield Form(
        re.compile(rf"(?<![\w-])(?i:{number}\s+(?P<ago>{alternatives(words['ago'])})\s+ago)\b"),
        reader.time_ago,
    )
    stretch = alternatives(words["part_of_year"])
    yield Form(re.compile(rf"\b(?i:{stretch})\s+of\s+(?P<date>the\s+year)\b(?!\s+\d)"), reader.own_year)
    weekday = rf"(?i:(?P<weekday>{alternatives(words['weekdays'])}))\b(?!['’]s)"
    undated = rf"(?!,?\s+(?:\d|(?:{alternatives(name.capitalize() for name in words['months'])})\b))"
    yield Form(re.compile(rf"{shift}\s+{weekday}{undated}"), reader.weekday)
    yield Form(re.compile(rf"\b[Oo]n\s+{weekday}{undated}"), unresolved)
