"""The tagger of Russian names: its borders, its laws, and what it makes of words that it does not know."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statements.text_readings import read
from tocsin.statements.lexicon import words_of
from tocsin.statements.russian.names import NOTHING, russian_names
from tocsin.statements.russian.tagger import tagger


def tagged(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in tagger().names(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вчера Пётр Иванов приехал в Бишкек.", [("Пётр Иванов", "PER"), ("Бишкек", "LOC")]),
        ("Об этом сообщили в МВД вчера.", [("МВД", "ORG")]),
        ("Дождь шёл весь день.", []),
    ],
)
def test_names_and_their_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert tagged(text) == expected


def test_a_name_that_no_list_holds_is_found_by_its_neighbours() -> None:
    assert ("Зурбек Чаранкулов", "PER") in tagged(
        "Директор завода Зурбек Чаранкулов рассказал журналистам о планах."
    )


def test_a_missing_word_is_read_as_a_listed_form_of_its_stem() -> None:
    held = tagger()
    word = next(
        word for word in held.words if len(word) > 6 and f"{word}ами" not in held.words and word.isalpha()
    )
    assert held._word("ъъъъъъъъ") == 0
    assert held._word(word) == held.words[word]


def test_no_name_crosses_the_end_of_a_sentence() -> None:
    text = "Его встретил Пётр. Иванов молчал."
    cut = text.index(" Иванов")
    for one in tagger().names(text, [(0, cut), (cut, len(text))]):
        assert not one.start < cut < one.end


def test_a_long_text_gives_every_name_up_to_the_last_sentence() -> None:
    """Longer than what goes through the network at once; the only town stands at the end."""
    filler, end = "Дождь шёл весь день, и никто не вышел. ", "Потом все уехали в Бишкек."
    text = filler * 500 + end
    sentences = [(at * len(filler), at * len(filler) + len(filler) - 1) for at in range(500)]
    found = tagger().names(text, [*sentences, (len(text) - len(end), len(text))])
    assert [(text[one.start : one.end], one.kind) for one in found] == [("Бишкек", "LOC")]


def test_a_bracket_ends_a_name() -> None:
    text = "Выступил глава делегации Пётр Иванов (Petr Ivanov) из Минска."
    names = russian_names(read(text, language="ru"))
    words = words_of(text)
    found = [words.joined(one.first, one.last) for one in names.items]
    assert found == ["Пётр Иванов", "Petr Ivanov", "Минска"]


def test_a_reading_in_another_language_has_no_russian_names() -> None:
    assert russian_names(read("Пётр Иванов", language="en")) is NOTHING


def test_the_weights_are_plain_arrays_of_the_sizes_that_the_network_has() -> None:
    held = tagger()
    assert held.codes.shape == (100, 256, 3)
    assert held.indices.shape == (len(held.words), 100)
    assert [layer.kernel.shape for layer in held.layers] == [(330, 768), (256, 384), (128, 192)]
    assert np.isfinite(held.transitions).all()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("Пётр Иванов в МВД, «Заря». (ООН) Минск-2 abc 12\n—"), max_size=80))
def test_names_lie_in_order_inside_the_text_and_are_the_same_twice(text: str) -> None:
    found = tagger().names(text, [(0, len(text))])
    assert found == tagger().names(text, [(0, len(text))])
    ends = [0]
    for one in found:
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)
