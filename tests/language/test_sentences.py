"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.language.sentences import split_sentences


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Orlov spoke first. He left early.", 2),
        ("V. Petrov told of the plans. V.Petrov did not say when.", 2),
        ("Mr. A.B. Orlov came with Prof. Lee of St. Andrews.", 1),
        ("The share grew by 3.5 million. See www.un.org. Write to press@un.org. That is all.", 4),
        ("“We agreed.” He left.", 2),
        ("What is new? A great deal! Nothing… Perhaps.", 4),
        ("“Why?” he asked.", 1),
        ("He paused... and went on.", 1),
        ("It said so in Art. 5 of the Charter. In Oct. 2020 it was amended.", 2),
        ("He said no. The others agreed.", 2),
        ("He works in the U.S. The office is in New York.", 2),
        ("U.S. Secretary of State John Smith came.", 1),
        ("This is the work of the CSTO. The SCO has its own.", 2),
        ("THE GUARDS LEFT THE OSCE. THE TALKS WENT ON.", 2),
        ("The law was passed in 2019. 15 states have joined.", 2),
        ("It is stated in the report.[4] Others disagree.", 2),
        ("Встреча прошла в г. Москве. В 2019 г. Россия подписала договор.", 2),
        ("Участвовали 17 тыс. человек, т.е. все. А.Б. Иванов прибыл в театр им. Чехова.", 2),
        ("Об этом сообщает ТАСС. Подробности позже.", 2),
        ("Документ подписан в 2019 г. В нём три части.", 2),
        ("«Мы договорились». Он уехал.", 2),
        ("会议在北京举行。各方达成一致。", 2),
        ("", 0),
        (" \n\n \t", 0),
    ],
)
def test_counts_the_sentences(text: str, count: int) -> None:
    assert len(texts(text)) == count, texts(text)


def test_a_blank_line_ends_a_sentence_without_a_stop() -> None:
    assert texts("Session opens in Vienna\n\nThe session opened") == [
        "Session opens in Vienna",
        "The session opened",
    ]


def test_a_wrapped_line_goes_on() -> None:
    wrapped = (
        "The ministers of the five states met in the\ncapital and spoke of the border and of\nMoscow's offer."
    )
    assert texts(wrapped) == [wrapped]


def test_a_short_line_before_a_long_one_is_a_heading() -> None:
    text = "Results of the year\nThe council met nine times and adopted forty decisions on the common border."
    assert len(texts(text)) == 2


def test_items_of_a_list_are_sentences_with_their_numbers() -> None:
    assert texts("1. Open the session.\n2. Adopt the agenda.") == [
        "1. Open the session.",
        "2. Adopt the agenda.",
    ]
    assert texts("- border guards\n- customs") == ["- border guards", "- customs"]


def test_offsets_count_in_the_whole_text() -> None:
    text = "Title. One is here. Two is there. After."
    found = split_sentences(text, 7, 33)
    assert [text[one.start : one.end] for one in found] == ["One is here.", "Two is there."]


PIECES = st.sampled_from(
    [
        "Gen.",
        " ",
        "\n",
        "\n\n",
        "The",
        "г.",
        "А.Б.",
        "!",
        "…",
        "”",
        "«",
        "3.5",
        "a",
        "Я",
        "1.",
        "- ",
        "\u00a0",
        "\r",
        "[1]",
        "。",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_sentences_are_ordered_and_lose_nothing_but_white_space(text: str) -> None:
    found = split_sentences(text)
    at = 0
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert not text[at : sentence.start].strip()
        at = sentence.end
    assert not text[at:].strip()
