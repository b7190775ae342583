"""What the boosted classifier sees of a phrase when it says whether it fills a role in an incident of a type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.statements.incidents.frames import Frame
from tocsin.statements.incidents.model.known import ROLES
from tocsin.statements.incidents.model.phrases import Floats, Scored, chance, same_thing
from tocsin.statements.incidents.model.relevance import TYPES

LEARNED = TYPES[:5]
_FAR = 30
_LEAST_CHANCE, _LEAST_TYPE = 0.04, 0.08
_EXPLOSIVE = ("bomb", "dynamit", "explos", "grenade", "mine")


@dataclass(frozen=True, slots=True)
class Told:
    """Chances of a document: any incident at all, at least one of each learned type, at least two, three."""

    any: float
    one: NDArray[np.float64]
    two: NDArray[np.float64]
    three: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    phrase: int
    role: int
    type: int


def pair_rows(scored: Scored, chances: Floats, told: Told) -> tuple[list[Pair], Floats]:
    """The pairs worth asking about, and a row of features for each."""
    text, slots = scored.analysis.text, scored.analysis.slots
    triggered = [
        sorted(
            {text.sentence_of[t.first] for t in slots.triggers if t.frame.type == kind and _counts(t.frame)}
        )
        for kind in LEARNED
    ]
    by_chance = np.argsort(-told.one, kind="stable").tolist()
    sentences = chance(scored.sentences)
    pairs: list[Pair] = []
    rows: list[list[float]] = []
    for role in range(len(ROLES)):
        ordered = np.argsort(-chances[:, role], kind="stable").tolist()
        likely = [index for index in ordered if chances[index, role] >= _LEAST_CHANCE]
        for rank, index in enumerate(likely):
            phrase = scored.phrases[index]
            alike = [
                same_thing(scored.analysis, scored.phrases[k], phrase, role=ROLES[role])
                for k in likely[:rank]
            ]
            rival = max(
                (float(chances[k, role]) for k, same in zip(likely, alike, strict=False) if same), default=0.0
            )
            linear = scored.roles[list(phrase.mentions), role]
            far = [_distance(phrase.sentences, held) for held in triggered]
            onward = [_distance_onward(phrase.sentences[0], held) for held in triggered]
            stands, beside = _triggers_of(scored, phrase.mentions, phrase.sentences)
            explosive = any(word in phrase.words for word in _EXPLOSIVE)
            for kind in range(len(LEARNED)):
                if told.one[kind] < _LEAST_TYPE:
                    continue
                held = triggered[kind]
                pairs.append(Pair(index, role, kind))
                rows.append(
                    [
                        role, kind, chances[index, role], rank, alike.count(False), rival, chances[index].sum(),
                        linear.max(), linear.mean(), told.one[kind], told.two[kind],
                        max(other for at, other in enumerate(told.one) if at != kind), told.one.sum(), told.any,
                        far[kind], onward[kind], min(value for at, value in enumerate(far) if at != kind),
                        min(value for at, value in enumerate(onward) if at != kind), stands[kind],
                        sum(stands) - stands[kind], beside[kind], sum(beside) - beside[kind], len(phrase.mentions),
                        phrase.sentences[0], phrase.sentences[0] / len(text.sentences),
                        sentences[list(phrase.sentences)].max(), explosive, by_chance.index(kind), len(held),
                        (held[0] if held else _FAR) - phrase.sentences[0], len(phrase.words.split()),
                    ]
                )  # fmt: skip
    return pairs, np.asarray(rows, dtype=np.float32)


def _counts(frame: Frame) -> bool:
    """Words that alone say little count only for the rarer types."""
    return frame.sure or frame.type != "attack"


def _distance(sentences: Sequence[int], held: Sequence[int]) -> float:
    return min((abs(one - other) for one in sentences for other in held), default=_FAR)


def _distance_onward(sentence: int, held: Sequence[int]) -> float:
    """From the first mention; a trigger before it counts half a sentence more."""
    return min((abs(sentence - other) + 0.5 * (other > sentence) for other in held), default=_FAR)


def _triggers_of(
    scored: Scored, mentions: Sequence[int], sentences: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Triggers of each type in whose slots the mentions stand, and those in the same sentences."""
    slots = scored.analysis.slots
    stands, beside = [0] * len(LEARNED), [0] * len(LEARNED)
    for mention in mentions:
        chunk = scored.analysis.candidates[mention].chunk
        for trigger, _ in slots.of_chunk[chunk] if chunk >= 0 else ():
            kind = TYPES.index(slots.triggers[trigger].frame.type)
            if kind < len(LEARNED):
                stands[kind] += 1
    for sentence in set(sentences):
        for trigger in slots.by_sentence[sentence]:
            kind = TYPES.index(slots.triggers[trigger].frame.type)
            if kind < len(LEARNED):
                beside[kind] += 1
    return stands, beside
