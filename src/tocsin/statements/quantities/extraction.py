"""Figures: `rules.quantity.v2`. Number, hedge, unit and what is counted.

Dates, years, ordinals, telephone numbers, times, section numbers, plan periods and numbers inside names are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.language.sentences import Sentence
from tocsin.model.document import Section
from tocsin.model.draft import Draft
from tocsin.model.quantity import Qualifier
from tocsin.statements.casualties import Casualty, casualties
from tocsin.statements.claims.speakers import written_on
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.quantities.amounts import Amount, amounts, counted
from tocsin.statements.reasons import Matched, Reason
from tocsin.statements.sightings import Sightings

__all__ = ["Amount", "QuantityExtractor", "amounts", "counted"]

_SHARE_BEFORE = re.compile(
    r"\b(?:half|quarter|third|one|two|out)\s+(?:of|in|out\sof)\s+(?:every\s+)?$|\b(?:каждый|один|одна) из\s$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"\s+(?:old|of age)\b")
_GIVEN_BY = re.compile(
    r"\b(?:according to|по данным|по оценкам|по оценке)\s+([^,;:\n]{3,120})", re.IGNORECASE
)


SCORES = {"counted": 0.95, "people": 0.9, "vague": 0.75}
"""How sure a figure is by its kind: a number and a noun, people killed or hurt, no number."""


@dataclass(frozen=True, slots=True)
class QuantityExtractor:
    """Figures of a document, with what is counted and who says so."""

    name: str = "rules.quantity.v2"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        names = reading.sightings()
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

    def explain(self, reading: Reading, draft: Draft) -> Reason | None:
        """The number, its hedge, what is counted, and the words that say that people were killed or hurt."""
        text, language = reading.document.text, reading.language
        given = next((fact for fact in draft.facts if fact.prop == "quantity"), None)
        if given is None:
            return None
        told = amounts(text, draft.start, draft.end, language=language, bare=True)
        amount = next((one for one in told if one.start == given.start), None)
        if amount is None:
            return None
        matched = [Matched(amount.start, amount.end, f"number, {amount.qualifier}")]
        if given.end > amount.end:
            start = given.end - len(text[amount.end : given.end].lstrip())
            matched.append(Matched(start, given.end, "what is counted"))
        for one in casualties(text, draft.start, draft.end, language=language):
            if one.start <= amount.start and amount.end <= one.end:
                matched.append(Matched(*one.trigger, f"people {one.kind}"))
                return Reason(
                    "a number beside a word that says that people were killed or hurt", tuple(matched)
                )
        if amount.qualifier is Qualifier.VAGUE:
            return Reason("a word of quantity without a number, before a noun", tuple(matched))
        return Reason("a number before a plural noun, a unit or a currency", tuple(matched))

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
