"""Who stands where around a trigger: subject, object and prepositions, from tags and chunks alone.

A heuristic, not a parser: the subject is the nearest chunk to the left that is not under a preposition, the object
the chunk that follows the verb, and further chunks are reached over the preposition before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tocsin.statements.incidents.frames import Frame, lexicon
from tocsin.statements.incidents.model.words import Text

_BE = frozenset(("was", "were", "is", "are", "been", "being", "be", "got"))
_VERBAL = frozenset(("VB", "VBD", "VBN", "VBG", "MD"))
_BREAKS = frozenset((".", ";", ":"))
REACH = 4


@dataclass(frozen=True, slots=True)
class Spotted:
    """A frame's form at tokens `first` to `last` (exclusive), and whether it is passive."""

    first: int
    last: int
    form: str
    frame: Frame
    passive: bool


@dataclass(slots=True)
class Slots:
    """Triggers in order; by chunk the pairs (trigger, slot) in which it stands."""

    triggers: list[Spotted]
    of_chunk: list[list[tuple[int, str]]]
    by_sentence: list[list[int]]


@cache
def _forms() -> Mapping[str, list[tuple[tuple[str, ...], tuple[Frame, ...]]]]:
    """Forms as tokens by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[Frame, ...]]]] = {}
    for form, frames in lexicon("en").forms.items():
        tokens = tuple(form.split())
        found.setdefault(tokens[0], []).append((tokens, frames))
    for held in found.values():
        held.sort(key=lambda item: -len(item[0]))
    return found


def slots_of(text: Text) -> Slots:
    triggers = _triggers(text)
    of_chunk: list[list[tuple[int, str]]] = [[] for _ in text.chunks]
    by_sentence: list[list[int]] = [[] for _ in text.sentences]
    for number, trigger in enumerate(triggers):
        by_sentence[text.sentence_of[trigger.first]].append(number)
        for chunk, slot in _around(text, trigger):
            of_chunk[chunk].append((number, slot))
    return Slots(triggers, of_chunk, by_sentence)


def _triggers(text: Text) -> list[Spotted]:
    words, tags, forms = text.words, text.tags, _forms()
    found, at = [], 0
    while at < len(words):
        step = 1
        for tokens, frames in forms.get(words[at], ()):
            last = at + len(tokens)
            if tuple(words[at:last]) == tokens:
                verb = tags[at] in _VERBAL and (at == 0 or tags[at - 1] not in ("DT", "JJ", "PRP$"))
                frame = next((f for f in frames if (f.pos == "verb") == verb), frames[0])
                found.append(Spotted(at, last, " ".join(tokens), frame, verb and _passive(text, at)))
                step = len(tokens)
                break
        at += step
    return found


def _passive(text: Text, at: int) -> bool:
    """*was killed*, *have been kidnapped*, and *kidnapped by* after a noun."""
    if text.tags[at] not in ("VBN", "VBD", "JJ"):
        return False
    low = text.sentences[text.sentence_of[at]][0]
    for back in range(at - 1, max(low, at - 5) - 1, -1):
        if text.words[back] in _BE:
            return True
        if text.tags[back] not in ("RB", "VBN", "CC", "VBD"):
            break
    return text.tags[at] == "VBN" and at + 1 < len(text.words) and text.words[at + 1] == "by"


def _around(text: Text, trigger: Spotted) -> list[tuple[int, str]]:
    low, high = text.sentences[text.sentence_of[trigger.first]]
    words, tags, chunk_at = text.words, text.tags, text.chunk_at
    found: list[tuple[int, str]] = []
    own = chunk_at[trigger.first]
    if trigger.frame.pos == "verb":
        at, near = trigger.first - 1, True
        while at >= low and words[at] not in _BREAKS:
            number = chunk_at[at]
            if number >= 0:
                first = text.chunks[number].first
                under = first > low and tags[first - 1] in ("IN", "TO")
                found.append((number, "near" if under and near else "far" if under else "subject"))
                if not under:
                    break
                near, at = False, first - 2
                continue
            if tags[at] in ("VBD", "VB", "MD") and at < trigger.first - 3 and words[at] not in _BE:
                break
            at -= 1
    elif own >= 0 and text.chunks[own].first < trigger.first:
        found.append((own, "inside"))
    at, seen, verb = trigger.last, 0, False
    while at < high and seen < REACH and words[at] not in _BREAKS:
        number = chunk_at[at]
        if number >= 0 and number != own:
            chunk = text.chunks[number]
            before = words[chunk.first - 1] if chunk.first > low else ""
            if tags[chunk.first - 1] in ("IN", "TO"):
                slot = before
            elif chunk.first - trigger.last <= 2 and trigger.frame.pos == "verb":
                slot = "object"
            elif before in ("and", ",", "or") and found and seen:
                slot = "and " + found[-1][1].removeprefix("and ")
            else:
                slot = "next"
            if not verb or slot in ("by", "with"):
                found.append((number, slot))
            seen += 1
            at = chunk.last
            continue
        if tags[at] in ("VBD", "VB", "MD") and at > trigger.last + 1:
            verb = True
        at += 1
    return found
