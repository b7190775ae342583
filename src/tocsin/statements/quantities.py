"""Figures: `rules.quantity.v1`. Number, hedge, unit and what is counted.

Dates, years, ordinals, telephone numbers, times, section numbers, plan periods and numbers inside names are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tocsin.model.document import Section
from tocsin.model.draft import Draft
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.sightings import Sightings
from tocsin.statements.speakers import written_on

_DIGITS = r"\d{1,3}(?:[   ,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?!\d))?"
_UNIT_WORD = re.compile(r"[ \t\u00a0]*([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_MONEY = {"$": "US dollars", "€": "euros", "£": "pounds"}
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_GIVEN_BY = re.compile(
    r"\b(?:according to|по данным|по оценкам|по оценке)\s+([^,;:\n]{3,120})", re.IGNORECASE
)
_PLURAL = re.compile(
    r"(?:[^sui]s|ies|ions|[^s]ses)$|^(?:people|men|women|children|police|personnel|percent|km|kg|hectares|aircraft|staff"
    r"|fishermen|policemen|servicemen|businessmen|civilians)$"
)
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
    """Groups: hedge, currency, first number or word, its magnitude, second number, its magnitude; or vague."""
    words = table("quantities")[language]
    hedges = _either([form for forms in words["hedges"].values() for form in forms])
    number = rf"(?:{_DIGITS}|(?:{_either(words['numbers'])})\b)"
    magnitude = rf"(?:[  -]*({_either(words['magnitudes'])})\b\.?)?"
    link = rf"(?:\s?[-–—]\s?|\s(?:{_either(words['range'])})\s)"
    return re.compile(
        rf"(?<![\w.,:/+№#-])(?:(?P<hedge>{hedges})[  ]+)?(?P<money>[$€£])?(?P<first>{number}){magnitude}"
        rf"(?:{link}(?P<second>{number}){magnitude})?"
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


def number_of(text: str, language: str) -> float | None:
    """`60 000`, `1,500`, `1.5`, `1,5` and listed number words."""
    named = table("quantities")[language]["numbers"].get(text.casefold())
    if named is not None:
        return float(named)
    if re.fullmatch(r"\d{1,3}(?:[   ,]\d{3})+", text):
        return float(re.sub(r"\D", "", text))
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def amounts(text: str, start: int, end: int, *, language: str) -> Iterator[Amount]:
    """Every figure in `text[start:end]` that can be a quantity, from left to right."""
    numbered, not_units = _set_of(language, "numbered"), _set_of(language, "not_units")
    magnitudes = table("quantities")[language]["magnitudes"]
    for match in number_pattern(language).finditer(text, start, end):
        if match["vague"]:
            yield Amount(match.start(), match.end(), None, None, Qualifier.VAGUE)
            continue
        first = number_of(match["first"], language)
        if first is None or _no_quantity(text, match, numbered, not_units):
            continue
        groups = match.groups()
        first_magnitude, second_magnitude = groups[3], groups[5]
        second = number_of(match["second"], language) if match["second"] else None
        if match["second"] and not match["second"][0].isdigit() and match["first"][0].isdigit():
            continue
        scale = float(magnitudes[first_magnitude.casefold()]) if first_magnitude else 1.0
        second_scale = float(magnitudes[second_magnitude.casefold()]) if second_magnitude else scale
        if second is not None and not first_magnitude:
            scale = second_scale
        low = first * scale
        unit = _MONEY.get(match["money"] or "")
        if second is not None and second * second_scale > low:
            link = text[match.end("first") : match.start("second")].strip().lower()
            if link != "and" or (
                (match["hedge"] or "").lower() == "" and text[: match.start()].lower().endswith("between ")
            ):
                yield Amount(match.start(), match.end(), low, second * second_scale, Qualifier.RANGE, unit)
                continue
        elif second is not None:
            continue
        qualifier = _hedge_of(language).get((match["hedge"] or "").casefold(), Qualifier.EXACT)
        stop = match.end("first") if second is not None else match.end()
        figure = Quantity.of(low, qualifier)
        yield Amount(match.start(), stop, figure.low, figure.high, qualifier, unit)


def _no_quantity(
    text: str, match: re.Match[str], numbered: frozenset[str], not_units: frozenset[str]
) -> bool:
    first, end = match["first"], match.end()
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
    if not match["hedge"] and _YEAR.fullmatch(first) and not (match[4] or match["money"]):
        return True
    if match["second"] and _YEAR.fullmatch(match["second"]):
        return True
    plain_before = before is not None and before.group(1)[0].isupper() and text[match.start() - 1].isspace()
    if plain_before and not following and not match["hedge"]:
        return True
    return not following and not match["money"] and not re.match(r"\s?%", after)


@dataclass(frozen=True, slots=True)
class QuantityExtractor:
    name: str = "rules.quantity.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        document, language = reading.document, reading.language
        dates = sorted((mention.start, mention.end) for mention in reading.dates)
        names = Sightings.of(reading.drafts)
        claims = [draft for draft in reading.of("Claim")]
        instruments = [
            (fact.start, fact.end) for d in reading.of("Event") for fact in d.facts if fact.prop == "ordinal"
        ]
        for sentence in reading.sentences:
            if document.section_at(sentence.start) is Section.QUESTION:
                continue
            for amount in amounts(document.text, sentence.start, sentence.end, language=language):
                if _overlaps(dates, amount) or any(
                    low < amount.end and amount.start < high for low, high in instruments
                ):
                    continue
                near = names.within(
                    max(sentence.start, amount.start - 80), min(sentence.end, amount.end + 80)
                )
                if any(item.start <= amount.start and amount.end <= item.end for item in near):
                    continue
                unit, subject_end = counted(document.text, amount.end, sentence.end, language)
                if unit is None and amount.unit is None:
                    continue
                draft = Draft.open(
                    "Quantity", document=document, start=sentence.start, end=sentence.end, origin=self.name,
                    score=0.6 if amount.qualifier is Qualifier.VAGUE else 0.85, told_apart_by=(amount.start, amount.end),
                )  # fmt: skip
                speaker = _said_by(claims, names, document.text, amount, (sentence.start, sentence.end))
                date = written_on(reading, amount.start)
                draft = replace(draft, speaker=speaker, said_at=date)
                subject = " ".join(document.text[amount.end : subject_end].split()) or unit
                draft = draft.say("subject", subject, at=(amount.start, subject_end))
                draft = draft.say("quantity", amount.quantity(unit), at=(amount.start, subject_end))
                yield draft.say("saidBy", speaker).say("date", date)


def counted(text: str, start: int, end: int, language: str) -> tuple[str | None, int]:
    """The unit after a figure (its head noun) and where the noun phrase of what is counted ends."""
    words = table("quantities")[language]
    percent = re.match(r"\s?(?:" + _either(words["percent"]) + r")", text[start:end])
    if percent:
        return "%", start + percent.end()
    stop = _set_of(language, "stop")
    at, found = start, []
    while len(found) < 6:
        match = _UNIT_WORD.match(text, at, end)
        if match is None:
            break
        word = match.group(1)
        folded = word.casefold()
        if folded in stop and not (
            folded in ("of", "and") and text[at : match.end()].isascii() and not _done(found)
        ):
            break
        at = match.end()
        if folded in ("of", "and"):
            continue
        found.append(word)
        if (language == "en" and _PLURAL.search(folded)) or (
            language == "ru" and not _RUSSIAN_ADJECTIVE.search(word)
        ):
            return word, at
    if not found or language == "ru":
        return (found[0], at) if found else (None, start)
    first = _UNIT_WORD.match(text, start, end)
    return (first.group(1), first.end()) if first and first.group(1).casefold() not in stop else (None, start)


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
