"""Texts read by the real stages: names, acts, claims, documents and undertakings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.draft import Draft
from tocsin.statements.cascade import default_extractors, read_statements


def document_of(
    *parts: str | tuple[Section, str, str | None],
    language: str = "en",
    published: str | None = "2024-05-20",
    genre: Genre = Genre.REPORT,
) -> Document:
    """A page of paragraphs: a plain text is a piece of the body; else the section, the text and its own date."""
    text, segments = "", []
    for part in parts:
        section, words, day = (Section.BODY, part, published) if isinstance(part, str) else part
        start = len(text)
        text += words + "\n\n"
        segments.append(Segment(section, start, len(text), PartialDate.parse(day) if day else None))
    return Document(
        "d" * 64, "test", "page.txt", "page.txt", dt.datetime(2024, 6, 1, tzinfo=dt.UTC), "text/plain", language,
        None, PartialDate.parse(published) if published else None, genre, text, tuple(segments),
    )  # fmt: skip


def read(document: Document, schema: str) -> list[Draft]:
    return [draft for draft in read_statements(document, default_extractors()) if draft.schema == schema]


def told(schema: str, *parts: str, language: str = "en") -> list[Draft]:
    """The drafts of one schema in paragraphs published on 20 May 2024."""
    return read(document_of(*parts, language=language), schema)


def values(draft: Draft, *props: str) -> tuple[str | None, ...]:
    return tuple(draft.first(prop) for prop in props)


def one(drafts: Sequence[Draft]) -> Draft:
    assert len(drafts) == 1, [draft.facts for draft in drafts]
    return drafts[0]
