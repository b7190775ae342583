"""Where the page's own title stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.documents.paragraphs import Paragraph
from tocsin.language.dates import find_dates
from tocsin.model.dates import PartialDate

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 4
"""A declared title may go on with the name of its site; so many words of it must be on the page."""


@dataclass(frozen=True, slots=True)
class Title:
    """Paragraphs `first` to `last` (last included) hold the title, perhaps twice and with a date.

    `sure`: the page itself says so (the title stands twice, has a date with it, or was declared).
    """

    first: int
    last: int
    text: str
    date: PartialDate | None = None
    sure: bool = False


def find_title(held: Sequence[Paragraph], declared: str | None = None) -> Title | None:
    """The title among a page's paragraphs; None when the page begins with its text.

    1. A paragraph that stands twice in a row, or that was declared. 2. One with a date behind it.
    3. The first that is written like a title and has text below it.
    """
    found = _declared(held, declared) or _repeated(held) or _dated(held) or _written_like_one(held)
    if found is None:
        return None
    below = found.last + 1
    if found.date is None and below < len(held) and (day := held[below].date_line()):
        return Title(found.first, below, found.text, day, sure=True)
    if found.date is None and found.first and (day := held[found.first - 1].date_line()):
        return Title(found.first - 1, found.last, found.text, day, found.sure)
    return found


def _repeated(held: Sequence[Paragraph]) -> Title | None:
    for index in range(len(held) - 1):
        one, two = held[index], held[index + 1]
        if one.title_like and two.text.startswith(one.text):
            stuck = two.stuck_date()
            if two.text == one.text or (stuck and stuck[0] <= len(one.text) + 4):
                return Title(index, index + 1, one.text, stuck[1] if stuck else None, sure=True)
    return None


def _declared(held: Sequence[Paragraph], declared: str | None) -> Title | None:
    wanted = _key(declared or "")
    if len(wanted) < 2:
        return None
    for index, one in enumerate(held):
        if len(one.text) > 2 * len(declared or "") + 20:
            continue
        stuck = one.stuck_date()
        written = _key(one.text[: stuck[0]] if stuck else one.text)
        if written != wanted and not (len(written) >= _FEWEST_WORDS and wanted[: len(written)] == written):
            continue
        if index + 1 < len(held) and (again := _repeated(held[index : index + 2])):
            return Title(index, index + 1, again.text, again.date, sure=True)
        text = one.text[: stuck[0]].rstrip(" ,|-–—") if stuck else one.text
        return Title(index, index, text, stuck[1] if stuck else None, sure=True)
    return None


def _dated(held: Sequence[Paragraph]) -> Title | None:
    for index, one in enumerate(held[:-1]):
        stuck = one.stuck_date()
        if stuck and stuck[0] > 12:
            return Title(index, index, one.text[: stuck[0]].rstrip(" ,|-–—"), stuck[1], sure=True)
    return None


def _written_like_one(held: Sequence[Paragraph]) -> Title | None:
    for index, one in enumerate(held):
        if not one.title_like or one.image_name() or _begins_with_date(one):
            continue
        below = next((other for other in held[index + 1 :] if other.date_line() is None), None)
        if below is None:
            return Title(index, index, one.text) if index == 0 else None
        if below.finished or below.dashed or below.title_like:
            return Title(index, index, one.text)
    return None


def _begins_with_date(one: Paragraph) -> bool:
    return any(found.start <= 6 for found in find_dates(one.text, 0, 40))


def _key(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
