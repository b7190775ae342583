"""Stems of words, so that search finds other inflections; Russian and English by the word's script."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import snowballstemmer

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def words(text: str) -> list[str]:
    """The words of a text as written; inner hyphens and apostrophes belong to a word."""
    return _WORD.findall(text)


def stem_text(text: str) -> str:
    """The stems of a text's words with a blank between; parts of hyphened words as well."""
    return " ".join(stem for word in words(text) for stem in _stems(word))


@lru_cache(maxsize=131072)
def _stems(word: str) -> tuple[str, ...]:
    parts = re.split(r"[-’']", word)
    return tuple(stem(part) for part in parts if part)


@lru_cache(maxsize=131072)
def stem(word: str) -> str:
    """The stem of one word, folded to lower case, ё read as е."""
    folded = word.casefold().replace("ё", "е")
    if not folded.isalpha():
        return folded
    language = "russian" if any("а" <= letter <= "я" for letter in folded) else "english"
    return str(_stemmer(language).stemWord(folded))


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)
