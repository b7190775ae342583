"""Tokens, sentences, tags and chunks, in any letter case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.statements.incidents.model.tagging import tag
from tocsin.statements.incidents.model.words import Text, tokenised

TEXT = (
    'The rebels of the "Red Dawn" front attacked Gen. Ruiz\'s house.  Two bombs exploded near the town hall.\n\n'
    "A spokesman said nothing. It was late."
)


def tagged(text: str) -> Text:
    held = tokenised(text)
    tag(held)
    return held


def spelled(text: Text, first: int, last: int) -> str:
    return " ".join(text.words[first:last])


@given(st.text(max_size=120))
def test_tokens_stand_where_they_say(text: str) -> None:
    held = tokenised(text)
    assert all(held.text[a:b] == word for a, b, word in zip(held.starts, held.ends, held.words, strict=True))
    assert len(held.text) == len(text)
    assert [low for low, _ in held.sentences] + [len(held.words)] == [0] * bool(held.words) + [
        high for _, high in held.sentences
    ] + [0] * (not held.words)


def test_an_abbreviation_ends_no_sentence_and_a_blank_line_ends_a_paragraph() -> None:
    held = tokenised(TEXT)
    assert len(held.sentences) == 4
    assert held.paragraph_of[0] != held.paragraph_of[-1]


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title])
def test_letter_case_plays_no_role(change: object) -> None:
    assert callable(change)
    one, other = tagged(TEXT), tagged(change(TEXT))
    assert (one.words, one.tags, one.chunks) == (other.words, other.tags, other.chunks)


def test_chunks_end_with_their_head() -> None:
    held = tagged("the farmers saw three masked men near the old bridge.")
    found = [spelled(held, chunk.first, chunk.last) for chunk in held.chunks]
    assert found == ["the farmers", "three masked men", "the old bridge"]


def test_only_listed_sentences_are_tagged() -> None:
    held = tokenised("Rebels left.  Soldiers came.")
    tag(held, [1])
    assert held.tags[0] == "" and held.tags[-1] == "."
