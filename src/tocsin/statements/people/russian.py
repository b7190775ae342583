"""Russian names in the nominative."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from tocsin.statements.lexicon import is_cyrillic, key_of, table
from tocsin.statements.people.names import Name

_MASCULINE = (
    (re.compile(r"(.*(?:ов|ев|ёв|ин|ын))(?:а|у|ым|е|ом)$"), r"\1"),
    (re.compile(r"(.*(?:ск|цк))(?:ого|ому|им|ом)$"), r"\1ий"),
)
_FEMININE = (
    (re.compile(r"(.*(?:ов|ев|ёв|ин|ын))(?:ой|у|ою)$"), r"\1а"),
    (re.compile(r"(.*(?:ск|цк))(?:ой|ую)$"), r"\1ая"),
)


def nominative(name: Name) -> str:
    """Given and family name in the nominative; a part that nothing knows stays as written."""
    given, gender = _given(name.given) if name.given else (None, None)
    family = _family(name.family, gender) if name.family else None
    return " ".join(part for part in (given, family) if part)


@cache
def _morphology() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=4096)
def _given(form: str) -> tuple[str, str | None]:
    if "." in form:
        return form, None
    for parse in _morphology().parse(form):
        if "Name" in parse.tag and "sing" in parse.tag:
            return _cased(parse.normal_form, form), parse.tag.gender
    return _foreign(form), None


@lru_cache(maxsize=4096)
def _family(form: str, gender: str | None) -> str:
    for pattern, base in _FEMININE if gender == "femn" else _MASCULINE:
        if pattern.fullmatch(form):
            return pattern.sub(base, form)
    if re.search(r"(?:ов|ев|ёв|ин|ын|ский|цкий|ская|цкая|ова|ева|ина|ко|их|ых|дзе)$", form):
        return form
    for parse in _morphology().parse(form):
        if "Surn" in parse.tag and (gender is None or parse.tag.gender in (None, gender)) and parse.is_known:
            base = parse.inflect({"nomn", "sing", gender} if gender else {"nomn", "sing"})
            return _cased(base.word, form) if base else form
    return _foreign(form)


def _foreign(form: str) -> str:
    """A name that dictionaries do not hold: a consonant stem loses the ending of an oblique case."""
    match = re.fullmatch(r"(.*[бвгджзклмнпрстфхцчшщ])(?:ом|ем|а|у)", form)
    return match.group(1) if match and len(match.group(1)) > 4 and not form.endswith("ва") else form


def _cased(word: str, like: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-")) if like[:1].isupper() else word


@lru_cache(maxsize=8192)
def nominative_phrase(phrase: str) -> str:
    """A body's name with the adjectives before its noun and the noun itself in the nominative.

    What the dictionary does not know, what is indeclinable and what follows the noun stays as written.
    """
    parts = phrase.split(" ")
    for noun, part in enumerate(parts):
        parse = _best(part)
        if parse is None:
            return phrase
        if "NOUN" in parse.tag:
            number = parse.tag.number or "sing"
            gender = parse.tag.gender if number == "sing" else None
            done = [
                _inflected(word, {"nomn", number, *([gender] if gender else [])}) for word in parts[:noun]
            ]
            return " ".join([*done, _inflected(part, {"nomn", number}), *parts[noun + 1 :]])
        if "ADJF" not in parse.tag and "PRTF" not in parse.tag:
            return phrase
    return phrase


def _best(form: str) -> Any:
    """The likeliest reading of a word; a known noun of bodies in the singular."""
    if form.isupper() or not is_cyrillic(form):
        return None
    parses = [one for one in _morphology().parse(form) if one.is_known]
    if key_of(form) in _heads():
        parses.sort(key=lambda one: "sing" not in one.tag)
    return parses[0] if parses else None


@cache
def _heads() -> frozenset[str]:
    listed = [word for words in table("organisations")["heads"].values() for word in words]
    return frozenset(key_of(word) for word in listed if is_cyrillic(word) and word[-1] not in "аы")


def _inflected(form: str, grammemes: set[str]) -> str:
    parse = _best(form)
    made = parse.inflect(grammemes) if parse is not None else None
    return _cased(made.word, form) if made else form
