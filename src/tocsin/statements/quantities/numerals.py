"""Number words read as numbers: *twenty-five*, *two hundred and ten*, *двадцать пять*, *half a dozen*.

The grammar is the same for both languages: ones and tens add up to less than a hundred, hundreds add, a scale
multiplies what stands before it. Ordinals are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.statements.lexicon import table

_FIGURE = re.compile(r"\d{1,3}(?:[,  \u202f]\d{3})+|\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:[,  \u202f]\d{3})+")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """`adds` holds ones, tens and hundreds; `scales` multiply; `sets` are counts by themselves."""

    adds: dict[str, float]
    scales: dict[str, float]
    sets: dict[str, float]
    joins: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.adds or word in self.scales or word in self.sets


@cache
def number_words(language: str) -> NumberWords:
    held = table("numerals")[language]
    adds = {**held["ones"], **held["tens"], **held["hundreds"]}
    return NumberWords(
        {word: float(value) for word, value in adds.items()},
        {word: float(value) for word, value in held["scales"].items()},
        {word: float(value) for word, value in held["sets"].items()},
        frozenset(held["joins"]),
    )


def read_number(words: Sequence[str], at: int = 0, *, language: str) -> tuple[float, int] | None:
    """The number that begins at word `at`, and the index after it; words in lower case, hyphened ones whole.

    *a hundred*, *half a dozen* and *two dozen* count; a bare *a* does not.
    """
    held = number_words(language)
    count = len(words)
    if at >= count:
        return None
    word = words[at]
    if word == "half" and list(words[at + 1 : at + 3]) == ["a", "dozen"]:
        return 6.0, at + 3
    if list(words[at : at + 2]) == ["half", "a"] and at + 2 < count and words[at + 2] in held.scales:
        return held.scales[words[at + 2]] / 2, at + 3
    if (
        word in ("a", "an")
        and at + 1 < count
        and (words[at + 1] in held.scales or words[at + 1] in held.sets)
    ):
        value = held.scales.get(words[at + 1]) or held.sets[words[at + 1]]
        return value, at + 2
    if word[0].isdigit():
        figure = figure_value(word)
        if figure is None:
            return None
        following = words[at + 1] if at + 1 < count else ""
        scale = 12.0 if following == "dozen" else held.scales.get(following)
        return (figure * scale, at + 2) if scale else (figure, at + 1)
    return _spelled(words, at, held)


def _spelled(words: Sequence[str], at: int, held: NumberWords) -> tuple[float, int] | None:
    total, group, last, begun = 0.0, 0.0, float("inf"), False
    while at < len(words):
        word = words[at]
        parts = word.split("-") if "-" in word else [word]
        if all(part in held.adds for part in parts):
            value = sum(held.adds[part] for part in parts)
            if begun and not _follows(last, value):
                break
            group, last, begun = group + value, value, True
        elif word in held.scales and begun:
            scale = held.scales[word]
            if scale == 100:
                group, last = group * 100, 100.0
            else:
                total, group, last = total + group * scale, 0.0, float("inf")
        elif begun and word in held.sets and word == "dozen":
            return group * 12, at + 1
        elif (
            begun
            and word in held.joins
            and last == 100
            and at + 1 < len(words)
            and _adds(words[at + 1], held)
        ):
            pass
        else:
            break
        at += 1
    if begun:
        return total + group, at
    word = words[at] if at < len(words) else ""
    return (
        (held.sets[word], at + 1)
        if word in held.sets and word != "dozen" and word not in ("couple", "pair")
        else None
    )


def _adds(word: str, held: NumberWords) -> bool:
    return all(part in held.adds for part in word.split("-"))


def _follows(last: float, value: float) -> bool:
    """*twenty* takes *five*, *hundred* takes *twenty*, *thousand* any; *five* none."""
    if last >= 100:
        return value < 100 or last == float("inf")
    return last >= 20 and last % 10 == 0 and value < 10


def figure_value(text: str) -> float | None:
    """`60 000`, `1,500`, `1.5`, `1,5`; None for anything else."""
    if _GROUPED.fullmatch(text):
        return float(re.sub(r"\D", "", text))
    if not _FIGURE.fullmatch(text):
        return None
    return float(text.replace(",", "."))
