"""Readings made by hand: one body segment unless told otherwise, names from the real stages before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from tocsin.language.dates import DateMention
from tocsin.language.sentences import Sentence
from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.draft import Draft
from tocsin.statements.extractor import Extractor, Reading
from tocsin.statements.organisations.extraction import OrganisationExtractor
from tocsin.statements.people.extraction import PersonExtractor
from tocsin.statements.places.extraction import PlaceExtractor

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”»\"]?(?=\s+[A-ZА-Я“«\"—]|\s*$)|$)", re.MULTILINE)
_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def reading_of(
    text: str,
    *stages: Extractor,
    language: str = "en",
    published: str | None = "2024-05-20",
    segments: Sequence[Segment] = (),
) -> Reading:
    """The text read by organisations, places, people and then `stages`. Dates are those written 2024-05-20."""
    document = Document(
        "d" * 64, "test", "test.txt", "test.txt", dt.datetime(2024, 6, 1, tzinfo=dt.UTC), "text/plain", language,
        None, PartialDate.parse(published) if published else None, Genre.REPORT, text,
        tuple(segments) or (Segment(Section.BODY, 0, len(text)),),
    )  # fmt: skip
    sentences = []
    for match in _SENTENCE.finditer(text):
        start = match.end() - len(match.group().lstrip())
        if match.group().strip():
            sentences.append(Sentence(start, match.end(), text[start : match.end()]))
    dates = [
        DateMention(match.start(), match.end(), PartialDate.parse(match.group()), "stated")
        for match in _DATE.finditer(text)
    ]
    reading = Reading(document, sentences, dates)
    for stage in (OrganisationExtractor(), PlaceExtractor(), PersonExtractor(), *stages):
        reading.drafts.extend(stage.extract(reading))
    return reading


def drafts_by(text: str, *stages: Extractor, schema: str, language: str = "en") -> list[Draft]:
    return reading_of(text, *stages, language=language).of(schema)
