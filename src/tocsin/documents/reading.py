"""Text to a document that can be cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.documents.dates import publication_date
from tocsin.documents.genre import genre_of
from tocsin.documents.segments import Hint, Layout, lay_out
from tocsin.language.identify import identify
from tocsin.model.dates import PartialDate
from tocsin.model.document import ARTICLE_SECTIONS, Document, Section
from tocsin.sources.raw import RawDocument

_LONGEST_DECLARED_TITLE = 500


def read_text(
    raw: RawDocument,
    text: str,
    *,
    declared_title: str | None = None,
    declared_date: PartialDate | None = None,
    declared_language: str | None = None,
    segments_hint: Sequence[Hint] | None = None,
    layout: Layout | None = None,
) -> Document:
    """The document that `text`, never altered, is; what the page's metadata declare helps and does not rule.

    `declared_language` is an ISO 639-1 code or a longer tag that begins with one; it is believed only for a
    text that is too short to tell by itself.
    """
    declared_title = " ".join((declared_title or "").split())[:_LONGEST_DECLARED_TITLE] or None
    layout_given = layout is not None
    layout = layout or lay_out(text, declared_title=declared_title, hints=segments_hint or ())
    article = [segment for segment in layout.segments if segment.kind in ARTICLE_SECTIONS]
    body = next((one for one in article if one.kind in (Section.LEAD, Section.BODY)), None)
    published = publication_date(
        text, body.start if body else len(text), beside_title=layout.date, declared=declared_date
    )
    segments = tuple(
        replace(one, date=published) if one.kind in ARTICLE_SECTIONS else one for one in layout.segments
    )
    title = layout.title or declared_title
    own = "\n".join(text[one.start : one.end] for one in article) or text
    told = None if layout_given else identify(own)
    language = told or (declared_language or "").split("-")[0].split("_")[0].lower() or None
    return Document(
        id=raw.id, source=raw.source, address=raw.address, label=raw.label, retrieved_at=raw.retrieved_at,
        media_type=raw.media_type or "text/plain", language=language, title=title,
        publication_date=published, genre=genre_of(text, segments, title), text=text, segments=segments,
        marking=raw.marking,
    )  # fmt: skip
