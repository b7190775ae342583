"""Numbers in a series: *39th*, *XXI*, *thirty-ninth*, *39-е*, *тридцать девятое*."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tocsin.statements.lexicon import table

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_FIGURES = re.compile(
    r"(\d{1,4})(?:st|nd|rd|th|-?(?:е|я|й|го|ое|ая|ый|ой|ую|ом|ей|му|м|ье|ья))", re.IGNORECASE
)
_ROMAN_FORM = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def ordinal_of(form: str) -> int | None:
    """The number that one word or hyphened pair of words gives, None where it gives none. `I` alone is a pronoun."""
    figures = _FIGURES.fullmatch(form)
    if figures:
        return int(figures[1])
    if form != "I" and _ROMAN_FORM.fullmatch(form):
        return _roman(form)
    tens, _, unit = form.casefold().replace("ё", "е").rpartition("-")
    words = _words()
    number: int | None = words["units"].get(unit) or _russian(unit)
    if number is None or not tens:
        return number
    return number + int(words["tens"][tens]) if tens in words["tens"] and number < 10 else None


def tens_of(form: str) -> int | None:
    """*thirty* and *тридцать* before the word of a unit."""
    found: int | None = _words()["tens"].get(form.casefold())
    return found


def _roman(form: str) -> int:
    values = [_ROMAN[letter] for letter in form]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _russian(form: str) -> int | None:
    words = _words()
    match = _russian_form().fullmatch(form)
    return int(words["stems"][match[1]]) if match else None


@cache
def _russian_form() -> re.Pattern[str]:
    words = _words()
    stems = "|".join(sorted(words["stems"], key=lambda stem: (-len(stem), stem)))
    return re.compile(rf"({stems}){words['endings']}")


@cache
def _words() -> Any:
    return table("events")["ordinals"]
