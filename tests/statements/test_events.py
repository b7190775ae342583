"""Events by appointment: what took place, when, where, with whom, the how manieth."""

from __future__ import annotations

import pytest

from tests.statements.hand_reading import drafts_by
from tocsin.model.draft import Draft
from tocsin.statements.events import EventExtractor


def events(text: str, *, language: str = "en") -> list[Draft]:
    return drafts_by(text, EventExtractor(), schema="Event", language=language)


@pytest.mark.parametrize(
    ("text", "language", "kind", "ordinal"),
    [
        ("The 39th meeting of the Working Group was held in Vienna.", "en", "meeting", "39"),
        ("An international conference took place in Vienna.", "en", "conference", None),
        ("В Вене состоялось 39-е заседание Рабочей группы.", "ru", "meeting", "39"),
    ],
)
def test_an_event_is_read(text: str, language: str, kind: str, ordinal: str | None) -> None:
    (event,) = events(text, language=language)
    assert (event.first("eventType"), event.first("ordinal")) == (kind, ordinal)


def test_an_ordinary_sentence_is_no_event() -> None:
    assert events("The organization pays attention to cooperation.") == []
