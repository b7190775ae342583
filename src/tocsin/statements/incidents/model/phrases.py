"""Candidates of one wording taken together, and what the boosted role classifiers see of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.statements.incidents.model.analysis import Analysis
from tocsin.statements.incidents.model.candidates import HOWS
from tocsin.statements.incidents.model.features import stem
from tocsin.statements.incidents.model.known import Row, shares
from tocsin.statements.incidents.model.relevance import TYPES

SLOTS = ("subject", "object", "by", "with", "of", "on", "against", "inside", "near", "at", "other")
_LOWEST = -9.0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Phrase:
    """The wording, the candidates that have it, and their sentences, in order."""

    words: str
    mentions: tuple[int, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """An analysis with its linear scores: (candidates, roles), (1 + types,) and (sentences,)."""

    analysis: Analysis
    phrases: list[Phrase]
    roles: Floats
    document: Floats
    sentences: Floats


def phrases_of(analysis: Analysis) -> list[Phrase]:
    groups: dict[str, list[int]] = {}
    for index, words in enumerate(analysis.phrases):
        if words:
            groups.setdefault(words, []).append(index)
    return [
        Phrase(words, tuple(held), tuple(analysis.sentence_of(index) for index in held))
        for words, held in groups.items()
    ]


def chance(scores: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-scores)), dtype=np.float32)


def phrase_rows(scored: Scored) -> Floats:
    """(phrases, features). The first five are the highest linear score in each role."""
    analysis, roles = scored.analysis, scored.roles
    if not scored.phrases:
        return np.zeros((0, 0), dtype=np.float32)
    shared = _shared(scored)
    ordered = -np.sort(-roles, axis=0)
    chances = chance(roles)
    of_chunk: dict[int, list[int]] = {}
    for index, candidate in enumerate(analysis.candidates):
        of_chunk.setdefault(candidate.chunk, []).append(index)
    rows = []
    for phrase in scored.phrases:
        mentions = list(phrase.mentions)
        own = roles[mentions]
        highest = own.max(axis=0)
        rivals = [
            index
            for mention in mentions
            for index in of_chunk[analysis.candidates[mention].chunk]
            if analysis.phrases[index] != phrase.words
        ]
        rival = roles[rivals].max(axis=0) if rivals else np.full(roles.shape[1], _LOWEST)
        best = max(mentions, key=lambda mention: float(roles[mention].max()))
        told = scored.sentences[list(phrase.sentences)]
        rank = [int(np.searchsorted(-ordered[:, role], -highest[role])) for role in range(roles.shape[1])]
        rows.append(
            np.concatenate(
                [
                    highest, own.mean(axis=0), np.log1p(chances[mentions].sum(axis=0)), rank,
                    highest - ordered[0], highest - np.maximum(rival, _LOWEST),
                    [len(mentions), phrase.sentences[0], phrase.sentences[0] / len(analysis.text.sentences)],
                    [len(phrase.words.split()), len(phrase.words), told.max(), told.mean()],
                    [HOWS.index(analysis.candidates[best].how), len({analysis.candidates[m].how for m in mentions})],
                    _counted(*analysis.known[mentions[0]]), _around(analysis, phrase), shared,
                ]
            )
        )  # fmt: skip
    return np.asarray(rows, dtype=np.float32)


def _shared(scored: Scored) -> Floats:
    """What is the same for all phrases of a document."""
    analysis = scored.analysis
    types = Counter(trigger.frame.type for trigger in analysis.slots.triggers)
    told = scored.sentences
    return np.concatenate(
        [
            scored.document, [types[kind] for kind in TYPES], [len(analysis.text.words)],
            [told.max(), np.log1p(chance(told).sum())], chance(scored.roles).sum(axis=0),
            (scored.roles > -1).sum(axis=0),
        ]
    ).astype(np.float32)  # fmt: skip


def _counted(words: Row, head: Row) -> list[float]:
    return [*np.log1p(words), *np.log1p(head), *shares(words), *shares(head)]


def _around(analysis: Analysis, phrase: Phrase) -> list[int]:
    near: Counter[str] = Counter()
    for sentence in set(phrase.sentences):
        for index in analysis.slots.by_sentence[sentence]:
            near[analysis.slots.triggers[index].frame.type] += 1
    stands: Counter[str] = Counter()
    for mention in phrase.mentions:
        chunk = analysis.candidates[mention].chunk
        if chunk >= 0:
            for _, slot in analysis.slots.of_chunk[chunk]:
                stands[slot if slot in SLOTS else "other"] += 1
    return [*(near[kind] for kind in TYPES), *(stands[slot] for slot in SLOTS)]


def same_thing(analysis: Analysis, one: Phrase, other: Phrase, *, role: str) -> bool:
    """Whether two phrases of one role are likely to name one thing: parts, heads, acronyms, one chunk."""
    words, others = one.words.split(), other.words.split()
    if set(words) <= set(others) or set(others) <= set(words):
        return True
    if role not in ("PerpOrg", "Victim") and stem(words[-1]) == stem(others[-1]):
        return True
    chunks = [{analysis.candidates[m].chunk for m in phrase.mentions} - {-1} for phrase in (one, other)]
    if chunks[0] & chunks[1]:
        return True
    if one.words == _acronym(others) or other.words == _acronym(words):
        return True
    return any(_bracketed(analysis, a, b) for a in one.mentions for b in other.mentions)


def _acronym(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "the", "for"))


def _bracketed(analysis: Analysis, one: int, other: int) -> bool:
    """*Shining Path (SL)*."""
    first, second = sorted((analysis.candidates[one], analysis.candidates[other]))
    gap = second.first - first.last
    return gap == 1 and analysis.text.words[first.last] in ("(", "[")
