"""Figures: `rules.quantity.v2`. Number, hedge, unit and what is counted.

Dates, years, ordinals, telephone numbers, times, section numbers, plan periods and numbers inside names are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tocsin.language.sentences import Sentence
from tocsin.model.document import Section
from tocsin.model.draft import Draft
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.casualties import Casualty, casualties
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.numerals import figure_value, number_words, read_number
from tocsin.statements.sightings import Sightings
from tocsin.statements.speakers import written_on

_DIGITS = r"\d{1,3}(?:[   ,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?!\d))?"
_UNIT_WORD = re.compile(r"[ \t\u00a0]*([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_MONEY = {"$": "US dollars", "€": "euros", "£": "pounds"}
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_REACHED = re.compile(r"(?:вырос|увелич|сни[зж]|сократ|упал|подня|повы[сш]|дове[сл]|достиг)\w*[^.;\n]*$")
"""Before *до*: a figure that was reached, not one that bounds."""
_SHARE_BEFORE = re.compile(
    r"\b(?:half|quarter|third|one|two|out)\s+(?:of|in|out\sof)\s+(?:every\s+)?$|\b(?:каждый|один|одна) из\s$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"\s+(?:old|of age)\b")
_BOUND_AFTER = re.compile(r"\s+or\s+(?P<way>less|fewer|under|more|above|over)\b")
_GIVEN_BY = re.compile(
    r"\b(?:according to|по данным|по оценкам|по оценке)\s+([^,;:\n]{3,120})", re.IGNORECASE
)
_PLURAL = re.compile(r"(?:[^sui]s|ies|ions|[^s]ses|\wmen|people)$")
_RUSSIAN_ADJECTIVE = re.compile(r"(?:ых|их|ого|его|ой|ая|ые|ие|ый|ий)$")


SCORES = {"counted": 0.95, "people": 0.9, "vague": 0.75}
"""How sure a figure is by its kind: a number and a noun, people killed or hurt, no number."""


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


@dataclass(frozen=True, slots=True)
class QuantityExtractor:
    """Figures of a document, with what is counted and who says so."""

    name: str = "rules.quantity.v2"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        names = Sightings.of(reading.drafts)
        taken = _Taken(
            sorted((mention.start, mention.end) for mention in reading.dates),
            [
                (fact.start, fact.end)
                for draft in reading.of("Event")
                for fact in draft.facts
                if fact.prop == "ordinal"
            ],
        )
        claims = reading.of("Claim")
        for sentence in reading.sentences:
            if reading.document.section_at(sentence.start) is Section.QUESTION:
                continue
            hurt: list[Casualty] | None = None
            for amount in amounts(
                reading.document.text, sentence.start, sentence.end, language=reading.language, bare=True
            ):
                if taken.holds(amount) or _in_name(names, amount, sentence):
                    continue
                if hurt is None:
                    hurt = casualties(
                        reading.document.text, sentence.start, sentence.end, language=reading.language
                    )
                draft = self._draft(reading, sentence, amount, hurt)
                if draft is None:
                    continue
                place = (sentence.start, sentence.end)
                speaker = _said_by(claims, names, reading.document.text, amount, place)
                date = written_on(reading, amount.start)
                yield replace(draft, speaker=speaker, said_at=date).say("saidBy", speaker).say("date", date)

    def _draft(
        self, reading: Reading, sentence: Sentence, amount: Amount, hurt: Sequence[Casualty]
    ) -> Draft | None:
        """The figure with its subject; None where nothing says what is counted."""
        text, language = reading.document.text, reading.language
        unit, end = counted(text, amount.end, sentence.end, language)
        if unit is not None and (amount.unit or _is_adverb(amount, unit)):
            unit, end = None, amount.end
        subject = " ".join(text[amount.end : end].split()) or unit
        if _is_share(text, amount, end):
            return None
        told = next((one for one in hurt if one.start <= amount.start and amount.end <= one.end), None)
        if told is None and text[amount.end : amount.end + 1].strip() and amount.unit is None and unit != "%":
            return None
        if told is not None:
            people, befell = table("quantities")[language]["people"], table("quantities")[language][told.kind]
            inside = told.start <= amount.start and end <= told.end and unit not in (befell, None)
            unit, end = (unit, end) if inside else (people, amount.end)
            subject = f"{subject if inside else people} {befell}"
        if unit is None and amount.unit is None:
            return None
        score = SCORES["vague" if amount.qualifier is Qualifier.VAGUE else "people" if told else "counted"]
        draft = Draft.open(
            "Quantity", document=reading.document, start=sentence.start, end=sentence.end, origin=self.name,
            score=score, told_apart_by=(amount.start, amount.end),
        )  # fmt: skip
        draft = draft.say("subject", subject, at=(amount.start, end))
        return draft.say("quantity", amount.quantity(unit), at=(amount.start, end))


def _is_share(text: str, amount: Amount, end: int) -> bool:
    """*half of 1 percent*, *one in ten people*; an age: *80 years old*, *Anna Berg, 43, was hurt*."""
    if _SHARE_BEFORE.search(text, max(0, amount.start - 24), amount.start) or _AGE_AFTER.match(text, end):
        return True
    return text[max(0, amount.start - 2) : amount.start] == ", " and text[amount.end : amount.end + 1] == ","


def _is_adverb(amount: Amount, unit: str) -> bool:
    """*несколько неожиданно*, *несколько сложнее*: the word of quantity is one of degree."""
    ending = r"[а-яё]+(?:о|ее|е|[еи]т|[юя]т|[аи]ли?|[аи]лся|ть)"
    return amount.qualifier is Qualifier.VAGUE and re.fullmatch(ending, unit) is not None


@dataclass(frozen=True, slots=True)
class _Taken:
    """Stretches whose numbers are no figures: dates, sorted, and the ordinals of meetings."""

    dates: list[tuple[int, int]]
    ordinals: list[tuple[int, int]]

    def holds(self, amount: Amount) -> bool:
        if any(low < amount.end and amount.start < high for low, high in self.ordinals):
            return True
        return _overlaps(self.dates, amount)


def _in_name(names: Sightings, amount: Amount, sentence: Sentence) -> bool:
    """Whether a figure is part of a name: *7th Brigade*, *Group of Twenty*."""
    near = names.within(max(sentence.start, amount.start - 80), min(sentence.end, amount.end + 80))
    return any(item.start <= amount.start and amount.end <= item.end for item in near)


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


def _overlaps(spans: list[tuple[int, int]], amount: Amount) -> bool:
    index = bisect_right(spans, (amount.end, -1)) - 1
    return index >= 0 and spans[index][1] > amount.start


def _said_by(
    claims: list[Draft], names: Sightings, text: str, amount: Amount, sentence: tuple[int, int]
) -> str | None:
    """The speaker of the narrowest claim around the figure; else the body that the sentence names as source."""
    holding = [
        (fact.end - fact.start, draft.speaker)
        for draft in claims
        for fact in draft.facts
        if fact.prop == "content" and fact.start <= amount.start and amount.end <= fact.end
    ]
    if holding:
        return min(holding, key=lambda item: item[0])[1]
    given = _GIVEN_BY.search(text, *sentence)
    if given:
        bodies = names.within(given.start(1), given.end(1), "Organisation")
        if bodies:
            return bodies[0].name
    return None
