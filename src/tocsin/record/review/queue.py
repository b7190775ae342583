"""Where every item stands. The log is replayed over what the record says today.

A ruling holds while the record says the same in the same words, read by the same version of the extractor: the
statements that the reviewer saw are those of today. The item is open again when they are others, and when the page was
changed at its address after the ruling.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.decision import Subject
from tocsin.record.review.items import Item, items_of
from tocsin.record.review.rulings import Review, Ruling, rulings
from tocsin.store import View


class State(StrEnum):
    """Every item is in exactly one."""

    OPEN = "open"
    REOPENED = "reopened"
    DISPUTED = "disputed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"


WAITING = frozenset({State.OPEN, State.REOPENED, State.DISPUTED})
_DECIDED = {Ruling.ACCEPT: State.ACCEPTED, Ruling.REJECT: State.REJECTED, Ruling.EDIT: State.EDITED}


@dataclass(frozen=True, slots=True)
class Entry:
    """An item, where it stands, the rulings that were made of it by each reviewer, and why it is open again."""

    item: Item
    state: State
    reviews: tuple[Review, ...]
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of the queue is looked at; `doc` is an id, `below` a score."""

    doc: str | None = None
    schema: str | None = None
    prop: str | None = None
    states: frozenset[State] = WAITING
    below: float | None = None


def entries(view: View, narrowed: Narrowed | None = None) -> Iterator[Entry]:
    """Every item of the view with its state, whatever `states` says, in the order of the record."""
    wanted = narrowed or Narrowed()
    held = rulings(view.decisions(Subject.REVIEW))
    changed = changes(view)
    for item in items_of(view.statements(doc=wanted.doc, schema=wanted.schema)):
        if wanted.prop is not None and item.prop != wanted.prop:
            continue
        if wanted.below is not None and item.score >= wanted.below:
            continue
        said = held.get(item.name, {})
        yield entry_of(item, said, changed.get(item.first.span.doc))


def queue(view: View, narrowed: Narrowed, *, limit: int | None = None) -> list[Entry]:
    """What is in one of the states wanted, the least sure first; the same `limit` gives what is visible."""
    found = [entry for entry in entries(view, narrowed) if entry.state in narrowed.states]
    found.sort(key=lambda entry: entry.item.score)  # the sort keeps the order of the record among equals
    return found[:limit]


def counts(found: Iterator[Entry]) -> dict[State, int]:
    """How many items are in each state; they add up to the number of items."""
    held = Counter(entry.state for entry in found)
    return {state: held[state] for state in State}


def entry_of(item: Item, said: Mapping[str, Review], changed_at: dt.datetime | None) -> Entry:
    reviews = tuple(said.values())
    if not reviews:
        return Entry(item, State.OPEN, ())
    same = [one for one in reviews if one.seen == item.seen]
    if not same:
        return Entry(item, State.REOPENED, reviews, "the record reads it differently now")
    holding = [one for one in same if changed_at is None or one.decision.decided_at > changed_at]
    if not holding:
        return Entry(item, State.REOPENED, reviews, "the page was changed at its address")
    if len({one.says for one in holding}) > 1:
        return Entry(item, State.DISPUTED, reviews)
    return Entry(item, _DECIDED[holding[-1].ruling], reviews)


def changes(view: View) -> dict[str, dt.datetime]:
    """For each document that another version followed at its address, when the first of them was retrieved."""
    seen: dict[tuple[str, str], list[tuple[dt.datetime, str]]] = {}
    for doc, _ in view.labels():
        for kept in view.sightings(doc):
            seen.setdefault((kept.source, kept.address), []).append((kept.retrieved_at, doc))
    found: dict[str, dt.datetime] = {}
    for versions in seen.values():
        for when, doc in versions:
            later = [other for other, one in versions if one != doc and other > when]
            if later:
                found[doc] = min(min(later), found.get(doc, min(later)))
    return found
