"""Scripts of words: which one, letters of another script inside, Cyrillic written in Latin letters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

import yaml

Script = Literal["latin", "cyrillic", "arabic", "other", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class _Letters:
    look_alikes: dict[str, str]
    to_latin: dict[int, str]
    to_cyrillic: dict[int, str]
    transliteration: dict[str, str]
    iotated_after: frozenset[str]
    endings: dict[str, str]


@cache
def _letters() -> _Letters:
    text = (resources.files("tocsin.language") / "letters.yaml").read_text(encoding="utf-8")
    held = yaml.safe_load(text)
    alike: dict[str, str] = held["look_alikes"]
    back = {latin: cyrillic for cyrillic, latin in alike.items() if cyrillic not in held["not_russian"]}
    return _Letters(
        look_alikes=alike,
        to_latin=str.maketrans(alike),
        to_cyrillic=str.maketrans(back),
        transliteration=held["transliteration"],
        iotated_after=frozenset(held["iotated_after"]),
        endings=held["endings"],
    )


@lru_cache(maxsize=65536)
def script_of(word: str) -> Script:
    """The script of a word's letters; `mixed` when there are several, `none` when there is no letter."""
    found = {_script(letter) for letter in word if letter.isalpha()}
    if not found:
        return "none"
    return found.pop() if len(found) == 1 else "mixed"


@lru_cache(maxsize=4096)
def _script(letter: str) -> Script:
    if "a" <= letter <= "z" or "A" <= letter <= "Z":
        return "latin"
    name = unicodedata.name(letter, "")
    if name.startswith("LATIN"):
        return "latin"
    if name.startswith("CYRILLIC"):
        return "cyrillic"
    return "arabic" if name.startswith("ARABIC") else "other"


@lru_cache(maxsize=65536)
def repair_mixed_script(word: str) -> str:
    """A word with letters of two scripts in the script of most of them; a doubled first letter is dropped.

    A Cyrillic letter glued before the same Latin one is a slip of the keyboard; look-alikes are exchanged.
    A word with letters of both that are alike to none, such as two names joined, stays as it is.
    """
    if script_of(word) != "mixed":
        return word
    letters = _letters()
    cyrillic = [letter for letter in word if letter.isalpha() and _script(letter) == "cyrillic"]
    latin = [letter for letter in word if letter.isalpha() and _script(letter) == "latin"]
    if len(latin) >= len(cyrillic):
        if len(word) > 1 and letters.look_alikes.get(word[0]) == word[1] and word[1].isupper():
            word = word[1:]
        repaired = word.translate(letters.to_latin)
    else:
        if len(word) > 1 and letters.look_alikes.get(word[1]) == word[0] and word[0].isupper():
            word = word[1:]
        repaired = word.translate(letters.to_cyrillic)
    return repaired if script_of(repaired) != "mixed" else word


@lru_cache(maxsize=65536)
def transliterate(word: str) -> str:
    """Cyrillic in Latin letters as press services write names: Сергей is Sergey, Ющенко is Yushchenko."""
    letters = _letters()
    written = []
    for index, letter in enumerate(word):
        low = letter.lower()
        latin = letters.transliteration.get(low)
        if latin is None:
            written.append(letter)
            continue
        if low in "её" and (index == 0 or word[index - 1].lower() in letters.iotated_after):
            latin = "ye" if low == "е" else "yo"
        if letter.isupper():
            following = word[index + 1 : index + 2]
            latin = latin.upper() if following.isupper() else latin.capitalize()
        written.append(latin)
    text = "".join(written)
    for ending, plain in letters.endings.items():
        if text.endswith(ending) and text != word:
            return text[: -len(ending)] + plain
    return text
