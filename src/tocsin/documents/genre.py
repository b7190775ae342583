"""What kind of text an article is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.documents.lexicon import page_words
from tocsin.model.document import Genre, Section, Segment

_OPENING = 400
_SENTENCE_END = re.compile(r"[.!?]\s")


def genre_of(text: str, segments: Sequence[Segment], title: str | None) -> Genre:
    """1. Questions and answers make an interview. 2. The title names a statement, speech or announcement.

    3. A text that begins with what is still to be held announces it. 4. One that greets its hearers is a speech.
    5. All else reports.
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
    if words.genres["announcement"].search(name) or words.genres["announcement"].search(
        _first_sentence(opening)
    ):
        return Genre.ANNOUNCEMENT
    if words.salutation.match(opening.lstrip("\"'“«— \xa0")):
        return Genre.SPEECH
    return Genre.REPORT


def _first_sentence(opening: str) -> str:
    return _SENTENCE_END.split(opening.lstrip(), maxsplit=1)[0]
