"""Laws of the name stages: any text is read, offsets hold, and the same text gives the same drafts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statements.text_readings import read_named

TEXT = (
    "Anna Weber Mr. President of the Republic Kazakhstan CSTO Council General Staff Secretary-General (UNOCT) in Paris "
    ", Ky. U.S. Department Tajik-Afghan border – and said 25, who Ki-moon van der St. Queens Road “Aurora” the Council "
    "Генеральный секретарь ОДКБ Пётр Иванов МИД России правительство Афганистана «Заря» в Минске 12 \n . ; NATO UN is"
)
PIECES = TEXT.split(" ")


@pytest.mark.parametrize("language", ["en", "ru"])
@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40), case=st.sampled_from(["", "upper", "lower"]))
def test_any_row_of_words_is_read_and_every_fact_lies_on_its_words(
    language: str, pieces: list[str], case: str
) -> None:
    text = " ".join(pieces)
    text = getattr(text, case)() if case else text
    reading = read_named(text, language=language)
    for draft in reading.drafts:
        assert 0 <= draft.start < draft.end <= len(text)
        for fact in draft.facts:
            assert 0 <= fact.start < fact.end <= len(text)
            if fact.prop in {"surfaceForm", "mention"}:
                assert text[fact.start : fact.end] == fact.value
    assert reading.drafts == read_named(text, language=language).drafts
