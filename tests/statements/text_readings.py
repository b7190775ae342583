"""Readings of one-segment texts, made by hand, for tests of extractors."""

from __future__ import annotations

import datetime as dt
import re

from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.organisations.extraction import OrganisationExtractor
from tocsin.statements.people.extraction import PersonExtractor
from tocsin.statements.places.extraction import PlaceExtractor
from tocsin.statements.relations.extraction import RelationExtractor

from tocsin.language.sentences import Sentence  # isort: skip

_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?](?=\s+[A-ZА-ЯЁ])|(?=\n)|$)")


def read(text: str, *, language: str = "en", date: PartialDate | None = None) -> Reading:
    """A reading without drafts: one body segment, sentences cut at full stops."""
    document = Document(
        id="1" * 64,
        source="test",
        address="page",
        label="page",
        retrieved_at=dt.datetime(2025, 1, 2, tzinfo=dt.UTC),
        media_type="text/plain",
        language=language,
        title=None,
        publication_date=date,
        genre=Genre.REPORT,
        text=text,
        segments=(Segment(Section.BODY, 0, len(text), date),),
    )
    sentences = [Sentence(m.start(), m.end(), m.group()) for m in _SENTENCE.finditer(text)]
    return Reading(document, sentences, [])


def read_named(text: str, *, language: str = "en", date: PartialDate | None = None) -> Reading:
    """A reading with the organisations, people, places and relations found in it."""
    reading = read(text, language=language, date=date)
    for extractor in (OrganisationExtractor(), PersonExtractor(), PlaceExtractor(), RelationExtractor()):
        reading.drafts.extend(extractor.extract(reading))
    return reading


def named(reading: Reading, schema: str) -> dict[str, Draft]:
    return {draft.first("name") or "": draft for draft in reading.of(schema)}


def forms(draft: Draft) -> set[str]:
    return set(draft.values("surfaceForm"))
