"""What can be checked of the look: contrast of every colour of text, in light and in dark."""

from __future__ import annotations

import re

import pytest

from tocsin.exchange.brief import stylesheet

TOKENS = dict(re.findall(r"--([a-z]+): light-dark\(([^;]+)\);", stylesheet("look")))
LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA) for text of any size."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    (text, ground) for text in ("ink", "quiet", "link", "kind", "alarm") for ground in ("paper", "raised")
]


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), [*PAIRS, ("ink", "mark")])
def test_text_can_be_read_on_every_ground(text: str, ground: str, mode: int) -> None:
    colours = [TOKENS[name].split(", ")[mode].strip() for name in (text, ground)]
    assert contrast(*colours) >= LEAST, colours


def test_the_style_sheets_ask_for_nothing_outside() -> None:
    for name in ("look", "brief"):
        assert not re.search(r"url\(|@import|https?:", stylesheet(name))
