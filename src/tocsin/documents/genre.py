"""What kind of text an article is."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.documents.lexicon import page_words
from tocsin.model.document import Genre, Section, Segment

_OPENING = 400


def genre_of(text: str, segments: Sequence[Segment], title: str | None) -> Genre:
    """1. Questions and answers make an interview. 2. The title names a statement, speech or announcement.

    3. A text that greets its hearers is a speech. 4. All else reports.
    """
    if any(segment.kind is Section.QUESTION for segment in segments):
        return Genre.INTERVIEW
    words, name = page_words(), (title or "").strip()
    if words.genres["statement"].match(name):
        return Genre.STATEMENT
    if words.genres["speech"].match(name):
        return Genre.SPEECH
    body = next((one for one in segments if one.kind in (Section.LEAD, Section.BODY)), None)
    opening = text[body.start : min(body.end, body.start + _OPENING)] if body else ""
    if words.genres["announcement"].search(name):
        return Genre.ANNOUNCEMENT
    if words.salutation.match(opening.lstrip("\"'“«— \xa0")):
        return Genre.SPEECH
    return Genre.REPORT
