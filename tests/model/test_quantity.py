"""Figures as they are read aloud, and when two of them agree."""

from __future__ import annotations

import pytest

from tocsin.model.quantity import Qualifier, Quantity


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity.of(41, unit="people"), "41 people"),
        (Quantity.of(41, Qualifier.AT_LEAST, "people"), "at least 41 people"),
        (Quantity.of(30, Qualifier.UP_TO), "up to 30"),
        (Quantity.of(100, Qualifier.ABOUT), "about 100"),
        (Quantity(3, 6, Qualifier.RANGE), "3 to 6"),
        (Quantity(None, None, Qualifier.VAGUE, "states"), "an unstated number of states"),
        (Quantity.of(1.5, unit="%"), "1.5 %"),
    ],
)
def test_a_figure_reads_as_it_was_said(quantity: Quantity, text: str) -> None:
    assert str(quantity) == text


def test_bounds_that_exclude_each_other_disagree() -> None:
    assert Quantity.of(40, Qualifier.AT_LEAST).agrees_with(Quantity.of(140))
    assert not Quantity.of(36).agrees_with(Quantity.of(41, Qualifier.AT_LEAST))
    with pytest.raises(ValueError, match="above"):
        Quantity(5, 4, Qualifier.RANGE)
