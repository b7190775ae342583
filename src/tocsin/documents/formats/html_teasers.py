"""Teasers of other pages that a page sets aside: items of a list beside the article, each with a date of its own."""

from __future__ import annotations

from lxml.etree import _Element

from tocsin.documents.formats.html_blocks import plain_line
from tocsin.language.dates import find_dates

_FEWEST_WORDS = 5
_LONGEST = 600
_MOST = 40
_ITEMS = frozenset({"li", "article", "p", "div"})


def teasers_aside(tree: _Element) -> list[str]:
    """The text of each dated item below an `aside`, in order; an item without a day or a sentence is left out."""
    found: list[str] = []
    for aside in tree.iter("aside"):
        for item in aside.iter(*_ITEMS):
            if len(found) >= _MOST:
                return found
            if any(child.tag in _ITEMS for child in item):
                continue
            text = plain_line(" ".join(item.itertext()))
            if _is_teaser(text) and text not in found:
                found.append(text)
    return found


def _is_teaser(text: str) -> bool:
    if len(text) > _LONGEST or len(text.split()) < _FEWEST_WORDS:
        return False
    return any(date.value is not None and date.value.day is not None for date in find_dates(text))
