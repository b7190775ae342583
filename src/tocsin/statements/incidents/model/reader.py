"""A text in, incidents with fillers out: the learned part, stage by stage.

1. Tokens, tags, chunks, triggers and their slots. Without a trigger there is no incident.
2. Candidates; a linear score for each in each role, for each sentence, and for the document.
3. Candidates of one wording together: boosted trees give the chance that it fills a role.
4. How many incidents of which type: boosted trees over the document.
5. Which filler belongs to which type: boosted trees over pairs; thresholds decide.
"""

from __future__ import annotations

import numpy as np

from tocsin.statements.incidents.model.analysis import Analysis, analysed, prepared
from tocsin.statements.incidents.model.counting import chosen, document_row
from tocsin.statements.incidents.model.deciding import Filled, Incident, decided
from tocsin.statements.incidents.model.known import ROLES
from tocsin.statements.incidents.model.pairing import LEARNED, Told, pair_rows
from tocsin.statements.incidents.model.phrases import Floats, Scored, chance, phrase_rows, phrases_of
from tocsin.statements.incidents.model.relevance import document_features, linear, sentence_features
from tocsin.statements.incidents.model.weights import COUNTS, Weights, shipped

HOPELESS = -6.0
"""A phrase whose linear score in a role is lower is not asked further."""


def read_incidents(text: str, weights: Weights | None = None) -> list[Incident]:
    """The incidents that a text in English tells, whatever its letter case; offsets are code points."""
    weights = weights or shipped()
    held, slots = prepared(text)
    if not slots.triggers:
        return []
    analysis = analysed(held, slots, weights.known, weights.classes)
    if not analysis.candidates:
        return []
    scored = scored_by(analysis, weights)
    chances = filler_chances(scored, weights)
    told = told_by(scored, chances, weights)
    if (told.one < np.array(weights.thresholds.type)).all():
        return []
    pairs, rows = pair_rows(scored, chances, told)
    fits = weights.pairs.chances(rows) if pairs else np.zeros(0)
    return decided(scored, told, pairs, fits, weights.thresholds)


def likely_fillers(text: str, weights: Weights | None = None, *, least: float) -> list[tuple[str, Filled]]:
    """What probably fills a role if the text tells an incident, in each place where it stands.

    Only the linear scores are asked: they were fitted to documents with incidents alone, while the later stages also
    judge whether a document belongs to the news that they know.
    """
    weights = weights or shipped()
    held, slots = prepared(text)
    analysis = analysed(held, slots, weights.known, weights.classes)
    if not analysis.candidates:
        return []
    roles = chance(linear(analysis.features, weights.roles, normed=False))
    phrases = phrases_of(analysis)
    scored = Scored(analysis, phrases, roles, np.zeros(0, np.float32), np.zeros(0, np.float32))
    highest = np.array([roles[list(phrase.mentions)].max(axis=0) for phrase in phrases], dtype=np.float32)
    found = []
    for role, name in enumerate(ROLES):
        for index in chosen(scored, highest, role):
            for mention in phrases[index].mentions:
                if roles[mention, role] >= least:
                    found.append((name, Filled(*analysis.span(mention), float(roles[mention, role]))))
    return found


def scored_by(analysis: Analysis, weights: Weights) -> Scored:
    text, slots = analysis.text, analysis.slots
    return Scored(
        analysis,
        phrases_of(analysis),
        linear(analysis.features, weights.roles, normed=False),
        linear([document_features(text, slots)], weights.document, normed=True)[0],
        linear(sentence_features(text, slots), weights.sentences, normed=True)[:, 0],
    )


def filler_chances(scored: Scored, weights: Weights) -> Floats:
    """(phrases, roles)."""
    rows = phrase_rows(scored)
    found = np.zeros((len(scored.phrases), len(ROLES)), dtype=np.float32)
    for role, forest in enumerate(weights.fillers):
        asked = rows[:, role] > HOPELESS
        found[asked, role] = forest.chances(rows[asked])
    return found


def told_by(scored: Scored, chances: Floats, weights: Weights) -> Told:
    row = document_row(scored, chances)[None, :]
    held = {name: float(forest.chances(row)[0]) for name, forest in weights.counts.items()}
    parts = [np.array([held.get(f"{count}.{kind}", 0.0) for kind in LEARNED]) for count in COUNTS[1:]]
    return Told(held["any"], *parts)
