"""Words of any script in the signs that names are compared in.

Alphabets (Latin, Cyrillic, Armenian, Georgian, Greek, Hangul) become Latin signs: one sign a sound. Abjads
(Arabic, Persian, Hebrew) become letters of one Arabic alphabet: they leave vowels out and are compared as such.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from tocsin.language.scripts import repair_mixed_script

_MARKS = re.compile(
    r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u05b0-\u05c7\u200c-\u200f\u202a-\u202e\u2066-\u2069]"
)
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_HEBREW = re.compile(r"[\u0590-\u05ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class _Tables:
    letters: dict[str, str]
    pairs: dict[str, str]
    plain: dict[int, str]
    signs: re.Pattern[str]
    sign: dict[str, str]
    arabic: dict[int, str]
    arabic_skeleton: dict[str, str]
    latin_skeleton: dict[str, str]
    hangul: dict[str, list[str]]


def _yaml(name: str) -> dict[str, Any]:
    text = (resources.files("tocsin.screening.names") / "letters" / f"{name}.yaml").read_text(
        encoding="utf-8"
    )
    held: dict[str, Any] = yaml.safe_load(text)
    return held


@cache
def _tables() -> _Tables:
    letters: dict[str, str] = {}
    pairs: dict[str, str] = {}
    for name in ("cyrillic", "armenian", "georgian", "greek"):
        held = _yaml(name)
        letters.update(held["letters"])
        pairs.update(held.get("pairs", {}))
    latin, arabic = _yaml("latin"), _yaml("arabic")
    same = {ord(other): letter for letter, others in arabic["same"].items() for other in others}
    same.update({ord(letter): "" for letter in arabic["dropped"]})
    same.update({ord(letter): cousin for letter, cousin in arabic["hebrew"].items()})
    spelled = sorted(latin["signs"], key=len, reverse=True)
    return _Tables(
        letters=letters, pairs=pairs, plain={ord(key): value for key, value in latin["plain"].items()},
        signs=re.compile("|".join(spelled)), sign=latin["signs"], arabic=same,
        arabic_skeleton=arabic["skeleton"], latin_skeleton=latin["skeleton"], hangul=_yaml("hangul"),
    )  # fmt: skip


def is_abjad(word: str) -> bool:
    return not word.isascii() and bool(_ARABIC.search(word) or _HEBREW.search(word))


@lru_cache(maxsize=65536)
def plain_letters(word: str) -> str:
    """A word in plain letters: `a`-`z` for alphabets, one Arabic alphabet for abjads; digits stay, all else goes.

    A letter of an unknown script (Han, Devanagari) stays as it is and only ever equals itself.
    """
    if word.isascii():
        return "".join(letter for letter in word.lower() if letter.isalnum())
    tables = _tables()
    text = unicodedata.normalize("NFKC", word).casefold()
    if is_abjad(text):
        text = _MARKS.sub("", text).translate(tables.arabic)
        return "".join(letter for letter in text if letter.isalnum())
    text = repair_mixed_script(text)
    written: list[str] = []
    index = 0
    while index < len(text):
        pair = tables.pairs.get(text[index : index + 2])
        if pair is not None:
            written.append(pair)
            index += 2
            continue
        written.append(_letter(text[index], tables))
        index += 1
    return "".join(written)


@lru_cache(maxsize=4096)
def _decomposed(letter: str) -> str:
    return "".join(
        piece for piece in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(piece)
    )


def _letter(letter: str, tables: _Tables) -> str:
    if "a" <= letter <= "z" or "0" <= letter <= "9":
        return letter
    known = tables.letters.get(letter)
    if known is not None:
        return known
    if _HANGUL.match(letter):
        return _syllable(letter, tables.hangul)
    if ord(letter) in tables.plain:
        return tables.plain[ord(letter)]
    base = _decomposed(letter)
    if base in tables.letters:
        return tables.letters[base]
    return "".join(piece for piece in base if piece.isalnum())


def _syllable(letter: str, hangul: dict[str, list[str]]) -> str:
    """Unicode's arithmetic of Hangul: 19 initials, 21 vowels, 28 finals."""
    code = ord(letter) - 0xAC00
    return hangul["initial"][code // 588] + hangul["medial"][code % 588 // 28] + hangul["final"][code % 28]


@lru_cache(maxsize=65536)
def sounds(plain: str) -> str:
    """Plain Latin letters with one sign a sound and no doubled signs; Arabic letters without doubled ones."""
    if not is_abjad(plain):
        tables = _tables()
        plain = tables.signs.sub(lambda match: tables.sign[match[0]], plain)
    return _DOUBLED.sub(r"\1", plain)


@lru_cache(maxsize=65536)
def skeleton(sound: str) -> str:
    """The classes of a word's consonants: what Latin and Arabic spellings of a name have in common.

    An h at the end is dropped (Abdulla, Abdullah); letters of other scripts stand for themselves.
    """
    tables = _tables()
    if is_abjad(sound):
        found = "".join(tables.arabic_skeleton.get(letter, "") for letter in sound)
    else:
        found = "".join(
            tables.latin_skeleton.get(letter, "" if letter.isascii() and letter.isalpha() else letter)
            for letter in sound
        )
    found = _DOUBLED.sub(r"\1", found)
    return found[:-1] if len(found) > 1 and found.endswith("h") else found
