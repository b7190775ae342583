"""What analysts enter about competing accounts: hypotheses and ratings, added to the log of decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.errors import NotFoundError
from tocsin.model.decision import Content, Decision, Subject, standing
from tocsin.model.entity import Entity
from tocsin.model.marking import OWNER
from tocsin.record.accounts.hypotheses import Hypothesis, Rating, hypothesis_id
from tocsin.record.accounts.proposals import proposals
from tocsin.record.assemble import entity
from tocsin.store import Store, View

ADD, RATE = "add", "rate"
_PROPOSED, _ENTERED = "proposed", "entered"


@dataclass(frozen=True, slots=True)
class Entries:
    """What holds for one incident: hypotheses entered, by id, and the last rating of each analyst in each cell."""

    hypotheses: dict[str, Hypothesis]
    ratings: dict[tuple[str, str], dict[str, Rating]]
    """By (statement, hypothesis), then by analyst."""
    rated_proposals: dict[str, str]
    """Words of what was proposed when it was rated: it stays in the table when no page puts it forward any more."""


def entries_of(log: Iterator[Decision], members: tuple[str, ...]) -> Entries:
    """Read from the log alone; keys that were joined since bring their entries along."""
    hypotheses: dict[str, Hypothesis] = {}
    ratings: dict[tuple[str, str], dict[str, Rating]] = {}
    proposed: dict[str, str] = {}
    for decision in standing(list(log)):
        if decision.about not in members:
            continue
        content = decision.read()
        words = str(content["hypothesis"])
        if decision.act == ADD:
            hypotheses.setdefault(hypothesis_id(words), Hypothesis(words, entered_by=decision.user))
        elif decision.act == RATE:
            cell = str(content["statement"]), hypothesis_id(words)
            ratings.setdefault(cell, {})[decision.user] = Rating(str(content["rating"]))
            if content["of"] == _PROPOSED:
                proposed[cell[1]] = words
    return Entries(hypotheses, ratings, proposed)


def add(store: Store, key: str, words: str, *, user: str, at: dt.datetime, reason: str) -> Decision:
    """Enter a hypothesis. Raises NotFoundError for a key that is no event."""
    incident = incident_of(store.view(OWNER), key)
    return _log(store, incident, ADD, {"hypothesis": words}, user=user, at=at, reason=reason)


def rate(
    store: Store, key: str, hypothesis: str, statement: str, rating: Rating, *, user: str, at: dt.datetime,
    reason: str,
) -> Decision:  # fmt: skip
    """Rate a statement against a hypothesis, entered or proposed. Raises NotFoundError for an unknown id."""
    view = store.view(OWNER)
    incident = incident_of(view, key)
    entered = entries_of(view.decisions(Subject.ACCOUNTS), incident.members).hypotheses
    known = entered | {one.id: one for one in proposals(view, incident)}
    if hypothesis not in known:
        raise NotFoundError("no such hypothesis about this incident", where=hypothesis)
    if not any(item.id == statement for item in view.statements()):
        raise NotFoundError("no such statement in the record", where=statement)
    content: Content = {
        "hypothesis": known[hypothesis].words,
        "of": _ENTERED if hypothesis in entered else _PROPOSED,
        "statement": statement,
        "rating": rating.value,
    }
    return _log(store, incident, RATE, content, user=user, at=at, reason=reason)


def incident_of(view: View, key: str) -> Entity:
    found = entity(view, key)
    if found.schema != "Event":
        raise NotFoundError("accounts compete about incidents", where=key)
    return found


def _log(
    store: Store, incident: Entity, act: str, content: Content, *, user: str, at: dt.datetime, reason: str
) -> Decision:
    made = Decision.of(Subject.ACCOUNTS, incident.members[0], act, content, user=user, at=at, reason=reason)
    with store.write() as writer:
        writer.log(made)
    return made
