"""Trigger frames of incidents: which words tell of an attack, and who stands where around them.

The table is `lexicons/incidents.yaml`. All forms are found in one pass over the text in small letters, so
that a page without any of them costs next to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table. `agent` and `patient`: `subject`, `object`, or prepositions after a noun.

    `alone` says whether a rule may rest on the word: `enough`, `backed` by hard evidence beside it, or `never`.
    """

    type: str
    pos: str
    forms: tuple[str, ...]
    agent: tuple[str, ...]
    patient: tuple[str, ...]
    role: str
    sure: bool
    harm: str | None
    alone: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame's form at `start`..`end`, in sentence number `sentence` of the reading."""

    start: int
    end: int
    frame: Frame
    sentence: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; `patterns` by their names in the table, all without regard to case."""

    frames: tuple[Frame, ...]
    forms: Mapping[str, tuple[Frame, ...]]
    more_types: Mapping[str, str]
    patterns: Mapping[str, re.Pattern[str]]
    phrases: Mapping[str, re.Pattern[str]]
    nobody: frozenset[str]


_PATTERNS = (
    "general_before", "hypothetical_before", "made_up", "other_use_before", "other_use_after",
    "particular_before", "happened_after", "reported", "accused", "suspects", "killed", "injured", "claimed",
    "not_claimed", "attempted", "threatened", "hard", "background_before",
)  # fmt: skip


@cache
def lexicon(language: str) -> Lexicon:
    given = table("incidents")[language]
    frames = tuple(_frame(row) for row in given["frames"])
    forms: dict[str, tuple[Frame, ...]] = {}
    for frame in frames:
        for form in frame.forms:
            forms[form] = (*forms.get(form, ()), frame)
    patterns = {name: re.compile(given[name], re.IGNORECASE) for name in _PATTERNS}
    patterns["plural"] = re.compile(given["plural"] + r"$", re.IGNORECASE)
    return Lexicon(
        frames, forms, given["more_types"], patterns, _phrases(given), frozenset(given["nobody"].split())
    )


def _frame(row: Mapping[str, Any]) -> Frame:
    forms = tuple(part for part in row["forms"].split("|")) if "|" in row["forms"] else row["forms"].split()
    return Frame(
        row["type"], row["pos"], tuple(forms), _listed(row["agent"]), _listed(row["patient"]), row["role"],
        bool(row.get("sure", True)), row.get("harm"), row.get("alone", "enough"),
    )  # fmt: skip


def _listed(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _phrases(given: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """Noun phrases built on listed heads, with listed or any modifiers before them."""
    modifiers = _either(given["modifiers"].split())
    people = _either(given["perpetrators"].split())
    weapons = _either([*given["weapon_phrases"].split("|"), *given["weapons"].split()])
    targets = _either(given["targets"].split())
    flags = re.IGNORECASE
    return {
        "perpetrators": re.compile(rf"\b(?:(?:{modifiers})\s+){{0,4}}(?:{people})\b", flags),
        "weapons": re.compile(rf"\b(?:{weapons})\b", flags),
        "targets": re.compile(rf"\b(?:{targets})\b", flags),
        "people": re.compile(rf"\b(?:{_either(given['people'].split())})\b", flags),
    }


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _automaton(language: str) -> Any:
    automaton = ahocorasick.Automaton()
    words = lexicon(language)
    for form in (*words.forms, *words.more_types):
        automaton.add_word(form, form)
    automaton.make_automaton()
    return automaton


def small_letters(text: str) -> str:
    """The text in small letters, letter by letter, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


@dataclass(frozen=True, slots=True)
class Found:
    """Triggers in order, and the places of words that only make a type more exact."""

    triggers: tuple[Trigger, ...]
    types: tuple[tuple[int, str], ...]


def triggers_of(reading: Reading) -> Found:
    """Every trigger that stands in a sentence; of forms that overlap the longest."""
    language, text = reading.language, small_letters(reading.document.text)
    words = lexicon(language)
    spans: list[tuple[int, int, str]] = []
    for last, form in _automaton(language).iter(text):
        start, end = last - len(form) + 1, last + 1
        if _whole(text, start, end):
            spans.append((start, end, form))
    if not spans:
        return Found((), ())
    spans.sort(key=lambda span: (span[0], -span[1]))
    triggers, types, starts = [], [], [sentence.start for sentence in reading.sentences]
    border = -1
    for start, end, form in spans:
        if form in words.more_types:
            types.append((start, words.more_types[form]))
            continue
        if start < border:
            continue
        index = bisect_right(starts, start) - 1
        if index < 0 or end > reading.sentences[index].end:
            continue
        border = end
        frame = _fitting(words.forms[form], text, start, end)
        triggers.append(Trigger(start, end, frame, index))
    return Found(tuple(triggers), tuple(types))


def _whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")
    return not before and not (end < len(text) and (text[end].isalnum() or text[end] == "_"))


_NOUN_BEFORE = re.compile(
    r"\b(?:the|an?|this|that|these|those|such|his|its|their|of|to|for|armed|terrorist|terror|guerrilla|bomb|car|suicide"
    r"|deadly|deplorable|another|second|first|last|recent|[\w]+['’]s)\s+$"
)
_NOUN_AFTER = re.compile(r"\s+(?:of|on|against|by|took|was|were|in|at|near|occurred|has|had)\b")


def _fitting(frames: tuple[Frame, ...], text: str, start: int, end: int) -> Frame:
    """*attack* is a noun after an article and a verb after a subject."""
    if len(frames) == 1:
        return frames[0]
    noun = bool(_NOUN_BEFORE.search(text, max(0, start - 24), start)) or bool(_NOUN_AFTER.match(text, end))
    wanted = "noun" if noun else "verb"
    return next((frame for frame in frames if frame.pos == wanted), frames[0])
