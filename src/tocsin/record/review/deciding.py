"""Rulings of reviewers: added to the log, never taken out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tocsin.errors import NotFoundError
from tocsin.model.decision import UNDO, Content, Decision, Subject
from tocsin.model.marking import OWNER
from tocsin.record.review.items import Item
from tocsin.record.review.rulings import Ruling
from tocsin.store import Store


def review(
    store: Store, items: Iterable[Item], ruling: Ruling, *, user: str, at: dt.datetime, reason: str = "",
    edited: str | None = None,
) -> list[Decision]:  # fmt: skip
    """Log one ruling about each item, all in one transaction. Raises ValueError for an edit without a value."""
    if (ruling is Ruling.EDIT) != (edited is not None):
        raise ValueError("an edit gives the value that holds instead, and only an edit does")
    made = []
    for item in items:
        content: dict[str, str | list[str]] = {
            "item": item.name,
            "property": item.prop,
            "value": item.value,
            "seen": sorted(item.seen),
            "origins": list(item.origins),
        }
        if edited is not None:
            content["edited"] = edited
        made.append(_decision(item.about, ruling, content, user=user, at=at, reason=reason))
    with store.write() as writer:
        for decision in made:
            writer.log(decision)
    return made


def take_back(
    store: Store, decision: str, subject: Subject, *, user: str, at: dt.datetime, reason: str
) -> Decision:
    """Undo a decision by its id; the log keeps both. Raises NotFoundError for one unknown or undone already."""
    log = list(store.view(OWNER).decisions(subject))
    found = next((one for one in log if one.id == decision and one.act != UNDO), None)
    if found is None:
        raise NotFoundError("no decision that could be taken back", where=decision)
    if any(one.undoes == decision for one in log):
        raise NotFoundError("it was taken back already", where=decision)
    made = found.undone(user=user, at=at, reason=reason)
    with store.write() as writer:
        writer.log(made)
    return made


def _decision(
    about: str, ruling: Ruling, content: Content, *, user: str, at: dt.datetime, reason: str
) -> Decision:
    return Decision.of(Subject.REVIEW, about, ruling.value, content, user=user, at=at, reason=reason)
