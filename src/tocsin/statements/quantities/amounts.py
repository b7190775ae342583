"""Figures in a stretch of text: number, hedge, magnitude, currency, and the noun of what is counted.

Dates are not looked for here: whoever asks has to leave them out. Ordinals, years, times, telephone and section
numbers, and numbers inside names give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.lexicon import table
from tocsin.statements.quantities.numerals import figure_value, number_words, read_number

_DIGITS = r"\d{1,3}(?:[   ,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?!\d))?"
_UNIT_WORD = re.compile(r"[ \t\u00a0]*([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_MONEY = {"$": "US dollars", "€": "euros", "£": "pounds"}
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_FIGURE = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_REACHED = re.compile(r"(?:вырос|увелич|сни[зж]|сократ|упал|подня|повы[сш]|дове[сл]|достиг)\w*[^.;\n]*$")
"""Before *до*: a figure that was reached, not one that bounds."""
_BOUND_AFTER = re.compile(r"\s+or\s+(?P<way>less|fewer|under|more|above|over)\b")
_PLURAL = re.compile(r"(?:[^sui]s|ies|ions|[^s]ses|\wmen|people)$")
_RUSSIAN_ADJECTIVE = re.compile(r"(?:ых|их|ого|его|ой|ая|ые|ие|ый|ий)$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure at `start`..`end`, hedge included; `after` is where what is counted begins."""

    start: int
    end: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str | None = None

    def quantity(self, unit: str | None = None) -> Quantity:
        return Quantity(self.low, self.high, self.qualifier, unit or self.unit)


def _either(words: object) -> str:
    listed = sorted((str(word) for word in words), key=lambda word: (-len(word), word))  # type: ignore[attr-defined]
    return "|".join(re.escape(word) for word in listed)


@cache
def number_pattern(language: str) -> re.Pattern[str]:
    """Groups: `hedge`, `money`, `first` with `scale`, `second` with `scale2`; or `vague`."""
    words, numerals = table("quantities")[language], number_words(language)
    hedges = _either([form for forms in words["hedges"].values() for form in forms])
    word = rf"(?:{_either([*numerals.adds, *numerals.scales, 'dozen'])})\b"
    joined = rf"(?:[ \u00a0-]|\s(?:{_either([*numerals.joins, 'и'])})\s)"
    spelled = rf"(?:(?:half\s)?an?\s(?:dozen|hundred|thousand|million|billion)\b|{word}(?:{joined}{word})*)"
    number, scale = rf"(?:{_DIGITS}|{spelled})", _either(numerals.scales)
    stop = r"(?:(?<=\bтыс)\.|(?<=\bмлн)\.|(?<=\bмлрд)\.|(?<=\bтрлн)\.)?"
    link = rf"(?:\s?[-–—]\s?|\s(?:{_either(words['range'])})\s)"
    return re.compile(
        rf"(?<![\w.,:/+№#-])(?:(?P<hedge>{hedges})[ \u00a0]+)?(?P<money>[$€£])?"
        rf"(?P<first>{number})(?:[ \u00a0-]*(?P<scale>{scale})\b{stop})?"
        rf"(?:{link}(?P<second>{number})(?:[ \u00a0-]*(?P<scale2>{scale})\b{stop})?)?"
        rf"|(?<!\w)(?P<vague>{_either(words['vague'])})(?=\s)",
        re.IGNORECASE,
    )


@cache
def _hedge_of(language: str) -> dict[str, Qualifier]:
    words = table("quantities")[language]["hedges"]
    return {form: Qualifier(name) for name, forms in words.items() for form in forms}


@cache
def _set_of(language: str, section: str) -> frozenset[str]:
    return frozenset(str(word).casefold() for word in table("quantities")[language][section])


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as written, its scale word (1 where there is none), and how many of its characters are read."""

    value: float
    scale: float
    length: int


def _number(text: str, scale: str | None, language: str) -> _Number | None:
    """`60 000`, `1,500`, `1.5`, `1,5`, `5 million`, `twenty-five`, `two hundred and ten`, `двадцать пять`."""
    numerals = number_words(language)
    named = numerals.scales[scale.casefold()] if scale else 1.0
    if text[0].isdigit():
        value = figure_value(text)
        return None if value is None else _Number(value * named, named, len(text))
    found = list(re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))
    words = [match.group().casefold() for match in found]
    read = read_number(words, language=language)
    if read is None:
        return None
    value, last = read
    inner = numerals.scales.get(words[last - 1], 1.0) if last > 1 else 1.0
    return _Number(value * named, max(named, inner), found[last - 1].end())


def amounts(text: str, start: int, end: int, *, language: str, bare: bool = False) -> Iterator[Amount]:
    """Every figure in `text[start:end]` that can be a quantity, from left to right.

    `bare` admits a number that no word follows: *killing five and wounding 12*.
    """
    if not _may_count(text[start:end], language):
        return
    for match in number_pattern(language).finditer(text, start, end):
        if match["vague"]:
            yield Amount(match.start(), match.end(), None, None, Qualifier.VAGUE)
            continue
        first = _number(match["first"], match["scale"], language)
        if first is None or _no_quantity(text, match, first, language, bare=bare):
            continue
        unit = _MONEY.get(match["money"] or "")
        second = _number(match["second"], match["scale2"], language) if match["second"] else None
        if second is None:
            if not match["second"]:
                yield _amount(match, first, match.end(), unit, language)
            continue
        if match["first"][0].isdigit() != match["second"][0].isdigit():
            continue
        low = first.value * (second.scale if first.scale == 1 else 1)
        if second.value > low and _is_range(text, match):
            yield Amount(match.start(), match.end(), low, second.value, Qualifier.RANGE, unit)
        elif second.value > low:
            yield _amount(match, first, match.end("first"), unit, language)


def _may_count(stretch: str, language: str) -> bool:
    """Whether a figure or a word of quantity stands in it: most sentences have none, and this is cheap."""
    if _FIGURE.search(stretch):
        return True
    return not _quantity_words(language).isdisjoint(_LETTERS.findall(stretch.lower()))


@cache
def _quantity_words(language: str) -> frozenset[str]:
    """Every word that a spelled number or a vague quantity holds, but for *a* and *of*."""
    numerals = number_words(language)
    vague = {word for phrase in table("quantities")[language]["vague"] for word in phrase.split()}
    return frozenset(
        {*numerals.adds, *numerals.scales, "dozen", *vague} - {"a", "an", "of", "large", "great"}
    )


def _amount(match: re.Match[str], first: _Number, end: int, unit: str | None, language: str) -> Amount:
    qualifier = _hedge_of(language).get(" ".join((match["hedge"] or "").casefold().split()), Qualifier.EXACT)
    if qualifier is Qualifier.UP_TO and _REACHED.search(
        match.string, max(0, match.start() - 80), match.start()
    ):
        qualifier = Qualifier.EXACT
    if not match["scale"]:
        end = match.start("first") + first.length
    bound = _BOUND_AFTER.match(match.string, end)
    if bound is not None and qualifier is Qualifier.EXACT:  # "$200 or less"
        end = bound.end()
        qualifier = Qualifier.UP_TO if bound["way"] in ("less", "fewer", "under") else Qualifier.AT_LEAST
    figure = Quantity.of(first.value, qualifier)
    return Amount(match.start(), end, figure.low, figure.high, qualifier, unit)


def _is_range(text: str, match: re.Match[str]) -> bool:
    """*five and ten people* are two figures, *between five and ten* is one."""
    link = text[match.end("first") : match.start("second")].strip().lower()
    return link != "and" or (not match["hedge"] and text[: match.start()].lower().endswith("between "))


def _no_quantity(text: str, match: re.Match[str], number: _Number, language: str, *, bare: bool) -> bool:
    """Whether a number counts nothing: a date, an ordinal, a telephone number, a number in a name, an age."""
    numbered, not_units = _set_of(language, "numbered"), _set_of(language, "not_units")
    first, end = match["first"], match.end()
    if number.value == 1 and not first[0].isdigit():
        return True  # "one of the guards"
    if not first[0].isdigit() and not match["second"] and not match["scale"]:
        end = match.start("first") + number.length
    after = text[end : end + 24]
    if after[:1].isalnum() or re.match(
        r"[-–:/]\d|\.\d|[-–]?(?:th|st|nd|rd|е|й|го|му|я|ая|ый|ой|х|м|летие|летия)\b", after
    ):
        return True
    word = re.match(r"[\s\u00a0-]*([^\W\d_][\w’'-]*)", after)
    following = word.group(1).casefold() if word else ""
    if following in not_units or (following and following.split("-")[0] in not_units and "-" in after[:2]):
        return True
    before = re.search(r"([^\W\d_]+)[.\s\u00a0-]*$", text[max(0, match.start() - 20) : match.start()])
    if before and before.group(1).casefold() in numbered:
        return True
    if before and match.start() and text[match.start() - 1] in "-–—":
        return True
    if not match["hedge"] and _YEAR.fullmatch(first) and not (match["scale"] or match["money"]):
        return True
    if match["second"] and _YEAR.fullmatch(match["second"]):
        return True
    plain_before = before is not None and before.group(1)[0].isupper() and text[match.start() - 1].isspace()
    if plain_before and not following and not match["hedge"] and not bare:
        return True
    return not bare and not following and not match["money"] and not re.match(r"\s?%", after)


def counted(text: str, start: int, end: int, language: str) -> tuple[str | None, int]:
    """The unit after a figure (its head noun) and where the noun phrase of what is counted ends."""
    words = table("quantities")[language]
    percent = re.match(r"\s?(?:" + _either(words["percent"]) + r")(?!\w)", text[start:end])
    if percent:
        return "%", start + percent.end()
    stop = _set_of(language, "stop")
    at = start
    found: list[str] = []
    while len(found) < 6:
        match = _UNIT_WORD.match(text, at, end)
        if match is None:
            break
        word = match.group(1)
        folded = word.casefold()
        if (
            folded in stop
            and not (
                folded in ("of", "and") and found and text[at : match.end()].isascii() and not _done(found)
            )
            and not (folded == "и" and found and _RUSSIAN_ADJECTIVE.search(found[-1]))
        ):
            break
        at = match.end()
        if folded in ("of", "and", "и"):
            continue
        found.append(word)
        if (language == "en" and (folded in _set_of(language, "plurals") or _PLURAL.search(folded))) or (
            language == "ru" and not _RUSSIAN_ADJECTIVE.search(word)
        ):
            return word, at
    if not found or language == "ru":
        return (found[0], at) if found else (None, start)
    return None, start


def _done(found: list[str]) -> bool:
    return len(found) > 3
