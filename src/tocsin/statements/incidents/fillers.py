"""Who, whom, with what, and how many: what the sentences of an incident say of it, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.language.sentences import Sentence
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.casualties import Casualty, casualties
from tocsin.statements.extractor import Reading
from tocsin.statements.incidents.frames import Lexicon, Trigger, lexicon
from tocsin.statements.quantities.extraction import amounts
from tocsin.statements.sightings import Sightings

_STOP = re.compile(
    r"\s*(?:[,.;:()\"“”«»—–\n]|\b(?:in|on|at|by|with|from|and|who|which|that|was|were|is|are|has|had|have|as|when|while"
    r"|near|outside|during|after|before|for|to|last|this|yesterday|today|killing|injuring|leaving|carried|took|be|been"
    r"|will|would|late|early|according|в|на|из|с|и|который|которая|которые|был|была|были|у|от|по|при|во|со|около"
    r"|произош\w+|прогремел|соверш\w+|\d+)\b|$)"
)
_ARTICLE = re.compile(r"\s*(?:the|an?|his|her|its|their|our|some|several|of the|of)\s+", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:among|of (?:them|whom|those)|of the (?:dead|killed|victims|wounded|injured)"
    r"|including|died later|later died"
    r"|из них|среди|в том числе|на месте|позже)\b",
    re.IGNORECASE,
)
_SUBJECT_END = re.compile(r"(?:\s+(?:had|have|has|were|was|also|then|later|двое|трое))*\s*$")
_CLAUSE_BEGINS = re.compile(
    r"\b(?:that|and|when|while|where|after|before|said|says|say|also|how)\s+", re.IGNORECASE
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)(?:\s+\w+ly)?\s*$")
_BY = re.compile(r"\s*(?:[\w’'-]+\s+){0,6}?by\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filler:
    """`prop` of the schema, the text as written at `start`..`end`."""

    prop: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Harm:
    """A figure of the killed or injured with the words that give it, and who they are where that is said."""

    prop: str
    quantity: Quantity
    start: int
    end: int
    people: tuple[int, int] | None


def fillers(reading: Reading, trigger: Trigger, sentence: Sentence, names: Sightings) -> Iterator[Filler]:
    """Perpetrators, weapons, targets and victims that stand in the slots of the trigger's frame."""
    text, words = reading.document.text, lexicon(reading.language)
    yield from _perpetrators(text, words, trigger, sentence)
    for match in words.phrases["weapons"].finditer(text, sentence.start, sentence.end):
        if match.start() >= trigger.end or match.end() <= trigger.start:
            yield Filler("weapon", *match.span())
    patient = _patient(text, trigger, sentence)
    if patient is None:
        return
    people = names.within(*patient, "Person")
    if people:
        yield Filler("victim", people[0].start, people[0].end)
    elif words.phrases["people"].search(text, *patient):
        yield Filler("victim", *patient)
    elif trigger.frame.role != "victim" and words.phrases["targets"].search(text, *patient):
        yield Filler("target", *patient)


def _perpetrators(text: str, words: Lexicon, trigger: Trigger, sentence: Sentence) -> Iterator[Filler]:
    """The subject of an active verb, and who stands after *by*."""
    for match in words.phrases["perpetrators"].finditer(text, sentence.start, sentence.end):
        if in_agent_slot(text, trigger, *match.span()):
            yield Filler("perpetratorIndividual", *match.span())


def in_agent_slot(text: str, trigger: Trigger, start: int, end: int) -> bool:
    """Whether who stands at `start`..`end` is the subject of an active verb, or named after *by*."""
    if trigger.frame.pos == "verb" and end <= trigger.start:
        subject = _SUBJECT_END.fullmatch(text, end, trigger.start)
        return bool(subject) and not _PASSIVE.search(text, end, trigger.start)
    return start >= trigger.end and bool(_BY.fullmatch(text, trigger.end, start))


def _patient(text: str, trigger: Trigger, sentence: Sentence) -> tuple[int, int] | None:
    """The noun phrase in the patient's slot: after a preposition or an active verb, before a passive one."""
    if trigger.frame.pos == "noun":
        for preposition in trigger.frame.patient:
            after = re.compile(rf"\s+{preposition}\s+", re.IGNORECASE).match(text, trigger.end, sentence.end)
            if after:
                return _phrase(text, after.end(), sentence.end)
        return None
    if _PASSIVE.search(text, max(sentence.start, trigger.start - 24), trigger.start):
        before = text[sentence.start : trigger.start]
        subject = re.search(
            r"((?:[\w’'-]+\s+){1,5})(?:was|were|been|being|is|are|had been|has been)\b[^,;]*$", before
        )
        if subject is None:
            return None
        end = sentence.start + subject.start(1) + len(subject.group(1).rstrip())
        start = sentence.start + subject.start(1)
        for clause in _CLAUSE_BEGINS.finditer(text, start, end):
            start = clause.end()
        article = _ARTICLE.match(text, start, end)
        return (article.end() if article else start, end)
    after = re.compile(r"\s+(?:(?:at|on|по|на)\s+)?").match(text, trigger.end, sentence.end)
    return _phrase(text, after.end(), sentence.end) if after else None


def _phrase(text: str, start: int, high: int) -> tuple[int, int] | None:
    """From `start` to the next word that cannot be inside a noun phrase, without the article."""
    article = _ARTICLE.match(text, start, high)
    start = article.end() if article else start
    stop = _STOP.search(text, start, high)
    end = min(stop.start() if stop else high, high)
    return (start, end) if 0 < end - start <= 80 else None


def harm(reading: Reading, sentence: Sentence) -> Iterator[Harm]:
    """Figures of killed and injured in a sentence, but not those of suspects and of a part of the whole."""
    text, language = reading.document.text, reading.language
    words = lexicon(language).patterns
    if not (words["killed"].search(sentence.text) or words["injured"].search(sentence.text)):
        return
    for found in casualties(text, sentence.start, sentence.end, language=language):
        if found.elsewhere or found.several or found.attackers or found.implied:
            continue
        if found.quantity.qualifier is Qualifier.VAGUE or words["suspects"].fullmatch(found.head):
            continue
        if _PART.search(text, max(sentence.start, found.start - 40), min(sentence.end, found.end + 12)):
            continue
        quantity = replace(_hedged(text, sentence, found, language), unit="people")
        yield Harm(found.kind, quantity, found.start, found.end, _people(text, found, language))


def _hedged(text: str, sentence: Sentence, found: Casualty, language: str) -> Quantity:
    """With the hedge that the figure has before it."""
    for one in amounts(text, sentence.start, sentence.end, language=language):
        if one.start < found.end and found.start < one.end and found.quantity.low in (one.low, one.high):
            return one.quantity()
    return found.quantity


def _people(text: str, found: Casualty, language: str) -> tuple[int, int] | None:
    """The noun phrase of who was killed or hurt, without the figure; None where it says only *people*."""
    if not found.head or found.head.casefold() in lexicon(language).nobody:
        return None
    at = text.casefold().rfind(found.head.casefold(), found.start, found.end)
    if at < 0 or len(text.casefold()) != len(text):
        return None
    figures = [one.end for one in amounts(text, found.start, at, language=language)]
    start = max(figures, default=found.start)
    if found.trigger[0] <= start < found.trigger[1]:
        start = found.trigger[1]
    article = _ARTICLE.match(text, start, at)
    start = article.end() if article else start + len(text[start:at]) - len(text[start:at].lstrip())
    return start, at + len(found.head)
