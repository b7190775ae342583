"""Words as the search index holds them: the same on every back end, because no back end cuts text itself."""

from __future__ import annotations

import re
import unicodedata

from tocsin.language.stems import stem

MOST_CHARACTERS = 20_000
"""So much of one passage is indexed; a passage is a sentence or two unless a page is broken."""
_WORD = re.compile(r"[^\W_]{1,60}")
"""A longer run of letters is no word; it is cut into pieces, in pages and queries alike."""
GAP = "¶"
"""Stands between texts that are not neighbours, so that no phrase reaches across."""


def fold(text: str) -> list[str]:
    """The words of a text in lower case, ё read as е, parts of hyphened words apart."""
    folded = unicodedata.normalize("NFC", text[:MOST_CHARACTERS]).casefold().replace("ё", "е")
    return _WORD.findall(folded)


def index_words(passage: str, extras: list[str]) -> list[str]:
    """The words of a passage and, after gaps, of values that its words do not hold."""
    found = fold(passage)
    for extra in extras:
        found.append(GAP)
        found += fold(extra)
    return found


def stems_of(words: list[str]) -> list[str]:
    return [stem(word) for word in words]
