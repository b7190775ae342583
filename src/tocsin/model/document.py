"""A document as it is kept: its text, its segments and what it says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.dates import PartialDate
from tocsin.model.marking import Marking
from tocsin.model.span import Span


class Section(StrEnum):
    """What part of a page a stretch of text is."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    QUESTION = "question"
    ANSWER = "answer"
    TEASER = "teaser"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class Genre(StrEnum):
    REPORT = "report"
    INTERVIEW = "interview"
    SPEECH = "speech"
    STATEMENT = "statement"
    ANNOUNCEMENT = "announcement"


ARTICLE_SECTIONS = frozenset(
    {Section.TITLE, Section.LEAD, Section.BODY, Section.QUESTION, Section.ANSWER, Section.CAPTION}
)
"""The sections that belong to the page's own article."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a document. Segments are in order, do not overlap and cover the whole text.

    A teaser is an item of its own: `date` is its own date, never the article's. Segments of the article
    share the article's date.
    """

    kind: Section
    start: int
    end: int
    date: PartialDate | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A public document that can be cited.

    `id` is the SHA-256 of the bytes as retrieved. `address` is the path or URL as given; `label` is the name
    that exports use for it (for a file its file name). `publication_date` is None when the page does not say.
    """

    id: str
    source: str
    address: str
    label: str
    retrieved_at: dt.datetime
    media_type: str
    language: str | None
    title: str | None
    publication_date: PartialDate | None
    genre: Genre
    text: str
    segments: tuple[Segment, ...]
    marking: Marking = Marking()

    def span(self, start: int, end: int) -> Span:
        return Span.cut(self.id, self.text, start, end)

    def section_at(self, offset: int) -> Section:
        """The kind of the segment that holds `offset`; body where there is none."""
        segment = self.segment_at(offset)
        return segment.kind if segment else Section.BODY

    def segment_at(self, offset: int) -> Segment | None:
        low, high = 0, len(self.segments)
        while low < high:
            middle = (low + high) // 2
            segment = self.segments[middle]
            if offset < segment.start:
                high = middle
            elif offset >= segment.end:
                low = middle + 1
            else:
                return segment
        return None

    def article(self) -> Iterator[Segment]:
        return (segment for segment in self.segments if segment.kind in ARTICLE_SECTIONS)
