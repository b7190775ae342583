"""Number words in English and Russian."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.statements.quantities.numerals import figure_value, read_number

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_RUSSIAN_ONES = (
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
    "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
_RUSSIAN_TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
_RUSSIAN_HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"


def english(number: int) -> list[str]:
    """The usual spelling of 1..999,999, tens and ones joined by a hyphen."""
    if number >= 1000:
        return [*english(number // 1000), "thousand", *(english(number % 1000) if number % 1000 else [])]
    if number >= 100:
        rest = ["and", *english(number % 100)] if number % 100 else []
        return [_ONES.split()[number // 100 - 1], "hundred", *rest]
    if number < 20:
        return [_ONES.split()[number - 1]]
    tens = _TENS.split()[number // 10 - 2]
    return [f"{tens}-{_ONES.split()[number % 10 - 1]}" if number % 10 else tens]


def russian(number: int) -> list[str]:
    """The nominative of 1..999, and of thousands in their own form."""
    if number >= 1000:
        return [*russian(number // 1000), "тысяч", *(russian(number % 1000) if number % 1000 else [])]
    words = []
    if number >= 100:
        words.append(_RUSSIAN_HUNDREDS.split()[number // 100 - 1])
    if number % 100 >= 20:
        words.append(_RUSSIAN_TENS.split()[number % 100 // 10 - 2])
        number = number % 10
    if number % 100:
        words.append(_RUSSIAN_ONES.split()[number % 100 - 1])
    return words


@given(st.integers(1, 999_999))
def test_every_number_reads_back_from_its_spelling(number: int) -> None:
    for language, words in (("en", english(number)), ("ru", russian(number))):
        assert read_number([*words, "people"], language=language) == (number, len(words)), words


@pytest.mark.parametrize(
    ("words", "language", "value", "count"),
    [
        ("half a dozen cars", "en", 6, 3),
        ("half a million people", "en", 500_000, 3),
        ("two dozen houses", "en", 24, 2),
        ("a hundred men", "en", 100, 2),
        ("two hundred and ten delegates", "en", 210, 4),
        ("five and ten people", "en", 5, 1),
        ("5 million euros", "en", 5_000_000, 2),
        ("twenty five people", "en", 25, 2),
        ("five twenty people", "en", 5, 1),
        ("двадцати пяти человек", "ru", 25, 2),
        ("двух тысяч человек", "ru", 2000, 2),
        ("пятерых солдат", "ru", 5, 1),
    ],
)
def test_numbers_are_read_as_far_as_they_go(words: str, language: str, value: float, count: int) -> None:
    assert read_number(words.split(), language=language) == (value, count)


@pytest.mark.parametrize(
    ("words", "language"),
    [("a man", "en"), ("the fifth", "en"), ("people", "en"), ("пятый раз", "ru"), ("", "en")],
)
def test_what_is_no_number_is_none(words: str, language: str) -> None:
    assert read_number(words.split(), language=language) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("60 000", 60000), ("1,500", 1500), ("1.5", 1.5), ("1,5", 1.5), ("7", 7), ("1.2.3", None), ("a", None)],
)
def test_figures_with_either_mark(text: str, value: float | None) -> None:
    assert figure_value(text) == value
