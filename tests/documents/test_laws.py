"""What holds of any text: segments cover it, sentences and dates lie where they say, quotes hold."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.pages import read
from tests.documents.test_hostile import check_document
from tocsin.documents.duplicates import signatures
from tocsin.language.dates import find_dates
from tocsin.language.sentences import LONGEST, split_sentences
from tocsin.model.dates import PartialDate

PIECES = (
    "\n", "\n\n", "\n\n\n", " ", "\r\n", "\t", "\u00a0", "\ufeff", "\u200b", "\u202e", "\u0301", "\ud800", "\0", ".",
    "?", "!", "…", ":", "— ", "- ", '"', "«", "»", "(", ")", "Mr. ", "г. ", "A. ", "12 March 2024", "30.10.2019",
    "марта", "в мае", "2019-2021", "yesterday", "31 February 2024", "0 May", "Q: ", "A: ", "Why?", "Anna: ",
    "Photo: ", "a.jpg", "Home", "Back", "tel. +1 234 567 89 00", "a@b.example", "Council meets in Vienna",
    "The council agreed on a plan.", "Совет согласовал план.", "word", "слово", "1", "99999999999999999999",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
more = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@more
@given(texts, st.none() | st.sampled_from(["Council meets in Vienna", "word", "\0"]))
def test_segments_of_any_text_cover_it(text: str, title: str | None) -> None:
    found = read(text, title=title)
    assert found.text == text
    if text:
        check_document(found)
    for one in found.segments:
        assert found.span(one.start, one.end).holds_in(text)
        assert found.segment_at(one.start) == one
    for signature in signatures(found):
        assert 0 <= signature.start < signature.end <= len(text)


@more
@given(texts, st.sampled_from(["en", "ru"]))
def test_sentences_of_any_text_stand_in_order_and_leave_no_word_out(text: str, language: str) -> None:
    found = split_sentences(text, language=language)
    at = 0
    for one in found:
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text == one.text.strip()
        assert len(one.text) <= LONGEST
        assert not text[at : one.start].strip()
        at = one.end
    assert not text[at:].strip()


@given(st.sampled_from(["word ", "a", "словa. Б", "(", "1,"]), st.integers(LONGEST - 3, 3 * LONGEST))
def test_what_never_ends_is_cut_between_words(unit: str, length: int) -> None:
    text = (unit * length)[:length]
    found = split_sentences(text)
    assert all(len(one.text) <= LONGEST for one in found)
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())
    if unit == "word ":
        assert {word for one in found for word in one.text.split()} <= {"word", "wor", "wo", "w"}


@more
@given(texts, st.sampled_from(["en", "ru"]), st.none() | st.just(PartialDate(2024, 3, 12)), st.integers(0, 9))
def test_dates_of_any_text_lie_inside_it_apart_and_in_order(
    text: str, language: str, anchor: PartialDate | None, start: int
) -> None:
    found = find_dates(text, start, language=language, anchor=anchor)
    at = start
    for one in found:
        assert at <= one.start < one.end <= len(text)
        at = one.end
        if one.value is not None and one.end_value is not None:
            assert one.value.first_day <= one.end_value.last_day
        if anchor is None and one.basis == "relative":
            assert one.value is None
