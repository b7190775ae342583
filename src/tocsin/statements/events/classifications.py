"""Who calls an act of violence what: *an attack ..., which the authorities classify as a terrorist attack*.

There is no agreed definition of terrorism; a classification is a fact about its speaker and is kept with the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.language.sentences import Sentence
from tocsin.model.document import Section
from tocsin.model.draft import Draft
from tocsin.statements.claims.speakers import Voices
from tocsin.statements.claims.speakers_written import speaker_before
from tocsin.statements.events.russian import office_nominative
from tocsin.statements.extractor import Reading
from tocsin.statements.forms import Finder
from tocsin.statements.lexicon import table
from tocsin.statements.parties import Parties

_LONGEST_BY = 60


@dataclass(frozen=True, slots=True)
class Classification:
    """The act at `act`, if the sentence names it, is called `called` by `by`; each with where it is written."""

    sentence: Sentence
    act: tuple[int, int] | None
    called: str
    called_at: tuple[int, int]
    by: str
    by_at: tuple[int, int]


def classifications(reading: Reading) -> Iterator[Classification]:
    """Every classification told with who makes it."""
    text, language = reading.document.text, reading.language
    matches = list(_cues(language).find(text))
    if not matches:
        return
    parties = reading.once(Parties.of)
    for sentence in reading.sentences:
        for match in matches:
            if not sentence.start <= match.start() < sentence.end:
                continue
            if reading.document.section_at(match.start()) in (Section.QUESTION, Section.BOILERPLATE):
                continue
            called = _form(language, "as").search(text, match.end() - 1, sentence.end)
            if called is None or len(text[match.end() : called.start()].split()) > 6:
                continue
            by = _by(reading, parties, sentence, match)
            if by is None:
                continue
            acts = list(_form(language, "acts").finditer(text, sentence.start, called.start("as")))
            name = re.sub(r"[\"“”«»]", "", " ".join(called["as"].split()))
            name = office_nominative(name) if language == "ru" else name
            yield Classification(
                sentence, acts[-1].span() if acts else None, name, called.span("as"), by[0], (by[1], by[2])
            )
            break


def _by(
    reading: Reading, parties: Parties, sentence: Sentence, match: re.Match[str]
) -> tuple[str, int, int] | None:
    """The subject of the verb; after a passive *by X*; for a plain *was a ...* whoever says so."""
    text, language, kind = reading.document.text, reading.language, str(match.lastgroup)
    if kind == "passive":
        given = _form(language, "by").search(text, match.end(), sentence.end)
        after = parties.within(given.end(), sentence.end) if given else []
        return (after[0].name, after[0].start, after[0].end) if after else None
    if kind == "plain" and language == "en":
        return _speaker(reading, sentence, match.start())
    phrase = _phrase(text, sentence.start, match.start(), language)
    subjects = parties.subjects(sentence.start, match.start())
    if subjects and subjects[-1].schema != "Place" and (phrase is None or subjects[-1].end > phrase[1]):
        return subjects[-1].name, subjects[-1].start, subjects[-1].end
    return phrase


def _phrase(text: str, low: int, verb: int, language: str) -> tuple[str, int, int] | None:
    """*which the Armenian authorities classify*: the words between the last break and the verb."""
    cuts = list(_form(language, "stop").finditer(text, low, verb))
    start = cuts[-1].end() if cuts else low
    told = re.compile(r"\s*(?:the\s+)?").match(text, start, verb)
    start = told.end() if told else start
    phrase = " ".join(text[start:verb].split())
    words = phrase.casefold().split()
    if (
        not words
        or len(phrase) > _LONGEST_BY
        or set(words) & set(table("classifications")[language]["not_by"])
    ):
        return None
    return phrase, start, start + len(text[start:verb].rstrip())


def _speaker(reading: Reading, sentence: Sentence, before: int) -> tuple[str, int, int] | None:
    said = None
    for said in re.finditer(r"\b(?:said|told|noted|stated|believes?|says|argued|claimed)\b", sentence.text):
        if sentence.start + said.start() < before:
            break
    if said is None or sentence.start + said.start() >= before:
        return None
    source = speaker_before(reading.once(Voices.of), sentence.start, sentence.start + said.start())
    return (source.name, source.start, source.end) if source is not None and source.key else None


def attack_told(reading: Reading, told: Classification) -> Draft | None:
    """The attack that an earlier stage found and that the classification speaks of: told in the same sentence,

    or the only one of the page where the sentence names no act of its own.
    """
    attacks = [draft for draft in reading.of("Event") if draft.first("eventType") == "attack"]
    for draft in attacks:
        spans = [(draft.start, draft.end), *((fact.start, fact.end) for fact in draft.facts)]
        if any(told.sentence.start <= start < told.sentence.end for start, _ in spans):
            return draft
    return attacks[0] if len(attacks) == 1 and told.act is None else None


@cache
def _cues(language: str) -> Finder:
    words: dict[str, Any] = table("classifications")[language]
    return Finder.of({kind: [words[kind]] for kind in ("passive", "active", "called", "plain")})


@cache
def _form(language: str, section: str) -> re.Pattern[str]:
    return re.compile(table("classifications")[language][section], re.IGNORECASE)
