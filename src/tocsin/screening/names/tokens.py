"""A name as tokens that can be compared: each with its sound, its role and how much it says.

Al-Zarqawi, Abd al-Rahman, Saif al-Din, Abu Bakr: articles go, compounds are written as one word, as they are in
many spellings. What follows "bin" is a patronymic; what follows "abu" belongs to a kunya.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml
from rapidfuzz.distance import OSA

from tocsin.screening.names.scripts import is_abjad, plain_letters, skeleton, sounds


class Role(StrEnum):
    NAME = "name"
    PATRONYMIC = "patronymic"
    KUNYA = "kunya"
    SERVANT = "servant of"
    CHAIN = "chain"
    PARTICLE = "particle"
    TITLE = "title"
    INITIAL = "initial"
    NUMBER = "number"
    LEGAL = "legal form"
    GENERIC = "generic word"


SILENT_ROLES = frozenset({Role.CHAIN, Role.PARTICLE, Role.TITLE, Role.LEGAL})
"""Roles that never carry a match by themselves."""


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as written, `plain` in plain letters, `sound` in signs; `canonical` for words of a closed class."""

    text: str
    plain: str
    sound: str
    skeleton: str
    role: Role
    abjad: bool
    chained: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    chain: frozenset[str]
    kunya: frozenset[str]
    article: frozenset[str]
    article_alone: frozenset[str]
    particle: frozenset[str]
    servant: frozenset[str]
    title: frozenset[str]
    title_after: frozenset[str]
    legal: dict[tuple[str, ...], str]
    legal_first: frozenset[str]
    closed: frozenset[str]
    longest: int
    generic: dict[str, str]


@cache
def _words() -> _Words:
    text = (resources.files("tocsin.screening.names") / "words.yaml").read_text(encoding="utf-8")
    held: dict[str, Any] = yaml.safe_load(text)

    def plain(words: list[Any]) -> frozenset[str]:
        return frozenset(plain_letters(str(word)) for word in words if not str(word).endswith("-")) - {""}

    legal = {
        tuple(plain_letters(word) for word in str(phrase).split()): form
        for form, phrases in held["legal"].items()
        for phrase in phrases
    }
    generic = {
        word: str(meaning) for meaning, words in held["generic"].items() for word in sorted(plain(words))
    }
    groups = {
        "chain": plain([word for row in held["chain"] for word in row]),
        **{
            name: plain(held[name])
            for name in ("kunya", "article", "article_alone", "particle", "servant", "title", "title_after")
        },
    }
    return _Words(
        **groups,
        legal=legal,
        legal_first=frozenset(phrase[0] for phrase in legal),
        closed=frozenset().union(*groups.values()),
        longest=max(map(len, legal)),
        generic=generic,
    )


_QUOTES = re.compile(r"[\u2018\u2019\u201a\u201b`´ʼʻʿʾ'′]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){3,}(?:[^\W\d_]\b)?")
_PIECES = re.compile(r"\d+|[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_ACRONYM = re.compile(r"\([A-Za-z]{2,6}\)")
"""A body's short name in brackets behind its name; lists give it as an alias of its own."""
_IS_DIN = re.compile(r"(?:[aeu]l?)?d+(?:i|ee|e|y)n+e?|الدين|دين")
_SPLIT = re.compile(r"[^\w]+|_+")
_PATRONYMIC = re.compile(r".{2,}(?:ovi[cC]|evi[cC]|ovna|evna|ini[cC]na|i[cC]na)$")
_DIN = re.compile(r"(?:[aeiouy]l?|l)?d[ie]n[e]?$")
_ATTACHED = re.compile(r"[ae]l([b-df-hj-np-tv-z])\1")
_ALLAH = re.compile(r"[aeou]l+ah?$")
_ROMAN = re.compile(r"(?:x{1,3}|x{0,3}(?:ix|iv|v?i{1,3}|v))$")
_ABD = re.compile(r"abd(?:oul|[aeiou]l(?!a?h?$)|[aeiou](?=[b-df-hj-np-tv-z]))")
GOD = frozenset({"allah", "ullah", "alla", "الله"})
PERSON, BODY, THING = "person", "body", "thing"
KINDS = {"Person": PERSON, "Vessel": THING, "Airplane": THING, "Asset": THING}


def kind_of(schema: str) -> str:
    """`person`, `thing` (ships, aircraft) or `body` for a FollowTheMoney schema; "" when none is given."""
    return KINDS.get(schema, BODY) if schema else ""


@lru_cache(maxsize=4096)
def read_name(text: str, kind: str = PERSON) -> tuple[Token, ...]:
    """The tokens of a name. `kind` decides what is read as a title (persons) or a legal form (bodies)."""
    words = _split(text, kind)
    if kind != PERSON:
        words = _legal_forms(words)
    joined = _compounds(words, kind)
    return tuple(_roles(joined, kind))


@dataclass(slots=True)
class _Word:
    text: str
    plain: str
    legal: str = ""
    joined: bool = False
    servant: bool = False


def _split(text: str, kind: str) -> list[_Word]:
    text = unicodedata.normalize("NFKC", text[:400])
    text = _QUOTES.sub("", text).replace("&", " and ")
    if kind != THING:
        text = _DOTTED.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", text)
    if kind == BODY:
        text = _ACRONYM.sub(" ", text) if _ACRONYM.sub("", text).strip() else text
    if kind == PERSON and text.count(",") == 1:
        family, given = text.split(",")
        text = f"{given} {family}"
    found = []
    for word in _SPLIT.split(text):
        if word:
            for piece in _parts_of(word):
                plain = plain_letters(piece)
                if plain:
                    found.append(_Word(piece, plain))
    return found


def _parts_of(word: str) -> list[str]:
    """Digits apart from letters; an Arabic article written to its word stays with it here."""
    return _PIECES.findall(word) if not word.isalpha() and _DIGIT.search(word) else [word]


def _legal_forms(words: list[_Word]) -> list[_Word]:
    known = _words()
    found: list[_Word] = []
    index = 0
    while index < len(words):
        if words[index].plain not in known.legal_first:
            found.append(words[index])
            index += 1
            continue
        for length in range(min(known.longest, len(words) - index), 0, -1):
            form = known.legal.get(tuple(word.plain for word in words[index : index + length]))
            if form is not None:
                text = " ".join(word.text for word in words[index : index + length])
                found.append(_Word(text, form, legal=form))
                index += length
                break
        else:
            found.append(words[index])
            index += 1
    return found


def _compounds(words: list[_Word], kind: str) -> list[_Word]:
    """Articles dropped, "Abd al-X", "X al-Din" and "X Allah" as one word."""
    known = _words()
    found: list[_Word] = []
    index = 0
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        if word.legal:
            found.append(word)
        elif word.plain in known.servant and following is not None and following.plain in GOD:
            text = f"{word.text} {following.text}"
            found.append(_Word(text, "عبدالله" if is_abjad(word.plain) else "abdullah"))
            index += 1
        elif (parts := _servant(word)) is not None and kind != THING:
            found += parts
        elif _is_article(word, following, known) and kind != THING:
            if following is None:
                found.append(word)
        elif found and not found[-1].legal and _is_din(word.plain) and kind != THING:
            tail = "دين" if is_abjad(word.plain) else "udin"
            found[-1] = _Word(f"{found[-1].text} {word.text}", found[-1].plain + tail, joined=True)
        elif found and not found[-1].legal and word.plain in GOD and kind == PERSON:
            tail = "الله" if is_abjad(word.plain) else "ullah"
            found[-1] = _Word(f"{found[-1].text} {word.text}", found[-1].plain + tail, joined=True)
        else:
            found.append(_without_article(word) if kind != THING else word)
        index += 1
    return found


def _servant(word: _Word) -> list[_Word] | None:
    """Abdulrahman, Abdel-Rahman and Abd al-Rahman all become "abd" and "rahman"; Abdullah stays whole."""
    plain = word.plain
    if not plain.startswith(("abd", "عبدال")):
        return None
    if is_abjad(plain):
        cut = 5 if plain.startswith("عبدال") and plain != "عبدالله" else 0
    else:
        match = _ABD.match(plain)
        cut = match.end() if match and not plain.endswith(("dullah", "dulla", "dallah", "dellah")) else 0
    if not cut or len(plain) - cut < (3 if is_abjad(plain) else 4):
        return None
    same = len(word.text) == len(plain)
    first, rest = (word.text[:cut], word.text[cut:]) if same else (word.text, word.text)
    return [_Word(first, "عبد" if is_abjad(plain) else "abd", servant=True), _Word(rest, plain[cut:])]


def _is_article(word: _Word, following: _Word | None, known: _Words) -> bool:
    if word.plain in known.article_alone:
        return True
    if word.plain not in known.article or following is None:
        return False
    return following.plain[0] == word.plain[-1] or following.plain[:2] == word.plain[-2:]


def _is_din(plain: str) -> bool:
    return len(plain) <= 8 and _IS_DIN.fullmatch(plain) is not None


def _without_article(word: _Word) -> _Word:
    if word.plain.startswith("ال") and len(word.plain) > 4 and word.plain != "الله":
        return _Word(word.text, word.plain[2:])
    return word


def _roles(words: list[_Word], kind: str) -> list[Token]:
    known = _words()
    found: list[Token] = []
    chained = kunya = False
    for index, word in enumerate(words):
        plain = word.plain
        sound = _sound(plain, kind)
        role = Role.NAME
        closed = plain in known.closed
        if word.legal:
            role = Role.LEGAL
        elif plain.isdigit():
            role = Role.NUMBER
        elif kind == THING:
            role = Role.NUMBER if _ROMAN.match(plain) and index else Role.NAME
        elif len(plain) == 1 and not is_abjad(plain):
            role = Role.INITIAL if kind == PERSON else Role.NAME
        elif word.servant or (kind == PERSON and len(words) > 1 and _means_servant(plain, known)):
            role, plain = Role.SERVANT, "عبد" if is_abjad(plain) else "abd"
            sound = plain
        elif closed and kind == PERSON and plain in known.chain and (index or plain != "ben"):
            role = Role.CHAIN
        elif closed and plain in known.kunya and index + 1 < len(words):
            role = Role.KUNYA
        elif closed and plain in known.particle:
            role = Role.PARTICLE
        elif closed and kind == PERSON and plain in known.title and _as_title(index, words, known):
            role = Role.TITLE
        elif kind == BODY and (meaning := _generic(plain)) is not None:
            role, plain = Role.GENERIC, meaning
            sound = sounds(plain)
        elif kind == BODY and index and len(plain) < 6 and _ROMAN.match(plain):
            role = Role.NUMBER
        elif kind == PERSON and index and sound[-1] in "Ca" and _PATRONYMIC.match(sound):
            role = Role.PATRONYMIC
        after_kunya = kunya and role is Role.NAME
        found.append(
            _token(
                word.text,
                plain,
                sound,
                Role.KUNYA if after_kunya else role,
                chained=chained and role in (Role.NAME, Role.INITIAL),
            )
        )
        chained = role is Role.CHAIN
        kunya = role is Role.KUNYA and not after_kunya
    return found


@lru_cache(maxsize=65536)
def _token(text: str, plain: str, sound: str, role: Role, *, chained: bool) -> Token:
    return Token(text, plain, sound, skeleton(sound), role, is_abjad(plain), chained)


@lru_cache(maxsize=65536)
def _generic(plain: str) -> str | None:
    """The meaning of a common word of bodies' names; a long word may be mistyped by one letter."""
    known = _words().generic
    if plain in known or len(plain) < 6 or not plain.isascii():
        return known.get(plain)
    return next(
        (known[word] for word in _long_generic()[plain[0]] if OSA.distance(plain, word, score_cutoff=1) <= 1),
        None,
    )


@cache
def _long_generic() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(_words().generic):
        if len(word) >= 6 and word.isascii():
            found[word[0]].append(word)
    return found


def _as_title(index: int, words: list[_Word], known: _Words) -> bool:
    """A title stands before a name, or between; last, it is a family name (King, Major), but for those that follow."""
    if len(words) == 1:
        return False
    return index + 1 < len(words) or words[index].plain in known.title_after


def _means_servant(plain: str, known: _Words) -> bool:
    """ "abdul" in its spellings, one slip of the pen included; "abul" is "father of", not a slip."""
    if plain in known.servant:
        return True
    if plain in known.kunya or not 4 <= len(plain) <= 6 or plain[0] not in "ab" or plain[-1] not in "ldu":
        return False
    # "Adel" and "Adil" are names of their own.
    slips = min(OSA.distance(plain, form, score_cutoff=1) for form in ("abdul", "abdel", "abdal"))
    return slips <= 1 and plain not in {"adel", "adil", "abdi", "abda"}


@lru_cache(maxsize=65536)
def _sound(plain: str, kind: str) -> str:
    sound = sounds(plain)
    if kind == PERSON and len(sound) > 5 and not is_abjad(sound):
        attached = _ATTACHED.match(plain)
        if attached:
            return sounds(plain[2:])
        if _DIN.search(sound) and len(_DIN.sub("", sound)) >= 3:
            return _DIN.sub("udin", sound)
        if _ALLAH.search(sound) and len(_ALLAH.sub("", sound)) >= 2:
            return _ALLAH.sub("ulah", sound)
    return sound
