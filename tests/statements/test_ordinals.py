"""Numbers in a series, in figures, Roman figures and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.statements.events.ordinals import ordinal_of, tens_of

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("39th", 39), ("1st", 1), ("XXI", 21), ("thirty-ninth", 39), ("tenth", 10), ("39-е", 39), ("39-го", 39),
        ("девятое", 9), ("девятого", 9), ("третья", 3), ("третьего", 3), ("тридцатый", 30), ("двенадцатой", 12),
    ],
)  # fmt: skip
def test_a_number_is_read(form: str, number: int) -> None:
    assert ordinal_of(form) == number


@pytest.mark.parametrize(
    "form", ["I", "39", "2024", "meeting", "Minister", "пятно", "шестерёнка", "", "the", "thirty"]
)
def test_other_words_are_no_numbers(form: str) -> None:
    assert ordinal_of(form) is None


def test_tens_stand_before_a_unit() -> None:
    assert (tens_of("Тридцать"), tens_of("thirty"), tens_of("third")) == (30, 30, None)


@given(st.integers(2, 399))
def test_roman_figures_are_read_back(number: int) -> None:
    rest, form = number, ""
    for value, letters in _ROMAN:
        form, rest = form + letters * (rest // value), rest % value
    assert ordinal_of(form) == number


@given(st.integers(1, 9999), st.sampled_from(["th", "-е", "-го", "-я", "й"]))
def test_figures_with_an_ending_are_read_back(number: int, ending: str) -> None:
    assert ordinal_of(f"{number}{ending}") == number
