"""Russian names in the nominative: *тридцать втором пленарном заседании* is *тридцать второе ... заседание*."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

_PLURAL_ONLY = re.compile(r"(?:переговор|консультаци|учени|слушани|дебат|ман[её]вр|курс)")
_FIGURES = re.compile(r"(\d+)-?[а-яё]{1,3}")
_ENDING = {"neut": "е", "femn": "я", "masc": "й", None: "е"}


def nominative(name: str, head: int) -> str:
    """`name` with the words up to the noun that begins at `head` in the nominative; the rest stays as written."""
    match = re.compile(r"[а-яё-]+", re.IGNORECASE).match(name, head)
    if match is None:
        return name
    before = name[:head].split()
    if re.search(r"[«»“”\"(]", name[:head]):
        return name
    return " ".join([_phrase(tuple(before), match.group()), name[match.end() :].lstrip()]).strip()


@lru_cache(maxsize=1024)
def office_nominative(role: str) -> str:
    """*министра здравоохранения* is *министр здравоохранения*: the office up to its first noun."""
    at = 0
    for word in role.split():
        start = role.index(word, at)
        if not re.fullmatch(r"[А-ЯЁа-яё-]+", word):
            return role
        if not _is_adjective(word):
            return nominative(role, start)
        at = start + len(word)
    return role


def _is_adjective(word: str) -> bool:
    return _adjective(_morphology().parse(word.casefold())[0])


@lru_cache(maxsize=2048)
def _phrase(before: tuple[str, ...], noun: str) -> str:
    plural = bool(_PLURAL_ONLY.match(noun.casefold()))
    first, _, rest = noun.partition("-")
    parse = _noun(first)
    if parse is None:
        return " ".join([*before, noun])
    if _stands_so(before, first):
        return " ".join([*before, noun])
    number = "plur" if plural or _plural(before) else "sing"
    form = parse.inflect({"nomn", number})
    if form is None:
        return " ".join([*before, noun])
    gender = None if number == "plur" else parse.tag.gender
    tail = _noun(rest).inflect({"nomn", number}) if rest and _noun(rest) else None
    head = _cased(form.word, first) + (f"-{tail.word}" if tail else f"-{rest}" if rest else "")
    return " ".join([*(_agreeing(word, gender, number) for word in before), head])


def _stands_so(before: tuple[str, ...], noun: str) -> bool:
    """Whether the words may stand in the nominative as they are."""
    adjectives = [word for word in before if re.fullmatch(r"[А-ЯЁа-яё-]+", word)]
    if not adjectives:
        return "nomn" in _nouns(noun)[0].tag
    return any(
        "nomn" in parse.tag and all(_agrees(word, parse.tag.number, parse.tag.gender) for word in adjectives)
        for parse in _nouns(noun)
    )


def _agrees(word: str, number: str, gender: str | None) -> bool:
    wanted = {"nomn", number} | ({gender} if gender and number == "sing" else set())
    parses = [parse for parse in _morphology().parse(word.casefold()) if _adjective(parse)]
    return not parses or any(wanted <= set(parse.tag.grammemes) for parse in parses)


def _adjective(parse: Any) -> bool:
    return bool({"ADJF", "PRTF", "Anum"} & set(parse.tag.grammemes))


def _plural(before: tuple[str, ...]) -> bool:
    """Whether an adjective says that the noun is a plural."""
    return any(re.search(r"(?:ые|ие|ых|их|ыми|ими)$", word) for word in before if word.islower())


@lru_cache(maxsize=512)
def _nouns(form: str) -> Any:
    return [parse for parse in _morphology().parse(form.casefold()) if "NOUN" in parse.tag]


def _noun(form: str) -> Any:
    return next(iter(_nouns(form)), None)


@lru_cache(maxsize=4096)
def _agreeing(word: str, gender: str | None, number: str) -> str:
    figures = _FIGURES.fullmatch(word)
    if figures:
        return f"{figures[1]}-{_ENDING[gender]}"
    grammemes = {"nomn", number} | ({gender} if gender and number == "sing" else set())
    for parse in _morphology().parse(word.casefold()):
        if _adjective(parse):
            form = parse.inflect(grammemes)
            return _cased(form.word, word) if form else word
    return word


def _cased(word: str, like: str) -> str:
    return word[0].upper() + word[1:] if like[:1].isupper() else word


@cache
def _morphology() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
