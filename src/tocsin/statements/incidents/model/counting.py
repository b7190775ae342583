"""What the boosted classifiers see of a document when they say which types of incident it tells, and how many."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np

from tocsin.statements.incidents.model.known import ROLES
from tocsin.statements.incidents.model.phrases import Floats, Scored, chance, same_thing
from tocsin.statements.incidents.model.relevance import TYPES
from tocsin.statements.lexicon import table

_DEEPEST, _LEAST, _LIKELY = 12, 0.03, 0.15


@cache
def counted_words() -> tuple[str, ...]:
    """Words whose number in a document says something of how many incidents it tells."""
    return tuple(table("incidents")["en"]["counted_words"].split())


def chosen(scored: Scored, chances: Floats, role: int) -> list[int]:
    """Phrases by their chance in a role, each thing once."""
    kept: list[int] = []
    for index in np.argsort(-chances[:, role], kind="stable")[:_DEEPEST].tolist():
        if chances[index, role] < _LEAST:
            break
        phrase = scored.phrases[index]
        if not any(same_thing(scored.analysis, phrase, scored.phrases[k], role=ROLES[role]) for k in kept):
            kept.append(index)
    return kept


def document_row(scored: Scored, chances: Floats) -> Floats:
    """One row; `chances` are (phrases, roles)."""
    text, slots = scored.analysis.text, scored.analysis.slots
    told = chance(scored.sentences)
    found: list[float] = list(scored.document)
    for kind in TYPES:
        own = [trigger for trigger in slots.triggers if trigger.frame.type == kind]
        sentences = sorted({text.sentence_of[trigger.first] for trigger in own})
        found += [
            sum(trigger.frame.sure for trigger in own), sum(text.sentence_of[t.first] < 3 for t in own), len(sentences),
            max((float(told[s]) for s in sentences), default=0.0), float(sum(told[s] for s in sentences)),
        ]  # fmt: skip
    for role in range(len(ROLES)):
        kept = chosen(scored, chances, role)
        held = [float(chances[index, role]) for index in kept]
        starts = [min(scored.phrases[index].sentences) for index in kept if chances[index, role] > _LIKELY]
        found += [*(held + [0.0] * 4)[:4], sum(held)]
        found += [len(set(starts)), max(starts) - min(starts) if starts else -1]
    highest = np.concatenate([-np.sort(-told), np.zeros(5)])[:5]
    paragraphs: dict[int, float] = {}
    for number, (first, _) in enumerate(text.sentences):
        at = text.paragraph_of[first]
        paragraphs[at] = max(paragraphs.get(at, 0.0), float(told[number]))
    found += [*highest, float(told.sum()), float(told[:3].sum()), len(told), len(text.words)]
    found += [sum(value > 0.4 for value in paragraphs.values()), sum(paragraphs.values()), len(paragraphs)]
    words = Counter(text.words)
    return np.asarray(found + [words[word] for word in counted_words()], dtype=np.float32)
