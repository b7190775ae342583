"""Questions and answers of an interview, told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tocsin.documents.lexicon import page_words
from tocsin.documents.paragraphs import Paragraph
from tocsin.model.document import Section

_SPEAKER = re.compile(r"\**([^\W\d_][\w. '’-]{1,40}?)\**\s*:\**\s")
_FEWEST_QUESTIONS = 2
_LONGEST_QUESTION = 500
_FEWEST_UNMARKED = 3


def mark_turns(held: Sequence[Paragraph]) -> list[Section | None]:
    """Question, answer or None for each paragraph of an article; all None when it is no interview.

    1. `Q:` and `A:`. 2. Names before colons that come back. 3. Paragraphs that begin with a dash in turns.
    4. Short paragraphs that ask, each with text below it.
    """
    openings = _lettered(held) or _named(held) or _dashed(held) or _asked(held)
    if not openings:
        return [None] * len(held)
    turns: list[Section | None] = []
    turn: Section | None = None
    for index, _ in enumerate(held):
        turn = openings.get(index, Section.ANSWER if turn is Section.QUESTION else turn)
        turns.append(turn)
    return turns


def _lettered(held: Sequence[Paragraph]) -> dict[int, Section]:
    words = page_words()
    found: dict[int, Section] = {}
    for index, one in enumerate(held):
        if words.question.match(one.text):
            found[index] = Section.QUESTION
        elif words.answer.match(one.text):
            found[index] = Section.ANSWER
    kinds = Counter(found.values())
    return found if kinds[Section.QUESTION] and kinds[Section.ANSWER] else {}


def _named(held: Sequence[Paragraph]) -> dict[int, Section]:
    """The one of the names that asks most is the interviewer."""
    names = {index: match[1] for index, one in enumerate(held) if (match := _SPEAKER.match(one.text))}
    counts = Counter(names.values())
    turns = {index: name for index, name in names.items() if counts[name] >= _FEWEST_QUESTIONS}
    asking = Counter(name for index, name in turns.items() if held[index].asks)
    if len(set(turns.values())) < 2 or not asking:
        return {}
    interviewer, asked = min(asking.items(), key=lambda pair: (-pair[1], pair[0]))
    if asked < _FEWEST_QUESTIONS:
        return {}
    return {
        index: Section.QUESTION if name == interviewer else Section.ANSWER for index, name in turns.items()
    }


def _dashed(held: Sequence[Paragraph]) -> dict[int, Section]:
    """In strict turns the one that follows an answer is a question, whether or not it ends with a mark."""
    dashed = [index for index, one in enumerate(held) if one.dashed]
    if sum(held[index].asks for index in dashed) < _FEWEST_QUESTIONS:
        return {}
    found: dict[int, Section] = {}
    turn = Section.ANSWER
    answers_dashed = any(not held[index].asks for index in dashed)
    for index in dashed:
        one = held[index]
        asks = one.asks and len(one.text) <= _LONGEST_QUESTION
        if not answers_dashed:
            found[index] = Section.QUESTION
            continue
        if turn is Section.QUESTION:
            turn = Section.ANSWER
        elif asks or (found and len(one.text) <= _LONGEST_QUESTION // 2):
            turn = Section.QUESTION
        found[index] = turn
    return found if found and found[dashed[0]] is Section.QUESTION else {}


def _asked(held: Sequence[Paragraph]) -> dict[int, Section]:
    found = {
        index: Section.QUESTION
        for index, one in enumerate(held[:-1])
        if one.asks and len(one.text) <= _LONGEST_QUESTION and not held[index + 1].asks
    }
    return found if len(found) >= _FEWEST_UNMARKED and len(found) * 6 >= len(held) else {}
