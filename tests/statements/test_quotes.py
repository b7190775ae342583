"""Quotation marks in pairs, in every style, and what an unclosed one does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.statements.claims.quotes import Quotations


def insides(text: str) -> list[str]:
    return [text[slice(*found.inside)] for found in Quotations.of(text).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “all is well” today.", ["all is well"]),
        ('He said "all is well" today.', ["all is well"]),
        ("Он сказал: «Всё хорошо».", ["Всё хорошо"]),
        ("Er sagte: „Alles gut“ und ging.", ["Alles gut"]),
        ("''All is well,'' he said. ''We go on.''", ["All is well,", "We go on."]),
        ("«Отряд «Север» готов», — сказал он.", ["Отряд «Север» готов"]),
    ],
)
def test_marks_of_every_style_are_paired(text: str, expected: list[str]) -> None:
    assert insides(text) == expected


def test_a_mark_that_is_never_closed_ends_with_its_paragraph_and_harms_no_other() -> None:
    assert insides("“It began here.\n\nThen “it went on” there.") == ["It began here.", "it went on"]


def test_an_apostrophe_is_no_quotation() -> None:
    assert insides("The council's members' votes") == []


def test_a_place_is_inside_its_quotation_and_outside_others() -> None:
    quotations = Quotations.of("A “b” c “d”.")
    assert quotations.at(3) == quotations.items[0]
    assert quotations.at(6) is None
    assert quotations.ending_at(5) == quotations.items[0]


@given(st.text(alphabet="ab '\"“”«»„\n.", max_size=60))
@settings(deadline=None)
def test_quotations_are_in_order_apart_and_inside_the_text(text: str) -> None:
    items = Quotations.of(text).items
    assert all(0 <= one.start < one.end <= len(text) for one in items)
    assert all(one.start <= one.inside[0] <= one.inside[1] <= one.end for one in items)
    assert all(a.end <= b.start for a, b in pairwise(items))


def test_a_quotation_goes_on_over_the_end_of_a_wrapped_line() -> None:
    assert insides("He said “it goes\n  on here” and left.") == ["it goes\n  on here"]
