"""Decisions of people about who is who: added to the log, never taken out of it, and followed at once."""

from __future__ import annotations

import datetime as dt

from tocsin.errors import NotFoundError
from tocsin.model.judgement import Judgement, Verdict
from tocsin.model.marking import OWNER
from tocsin.record.resolve import MATCHERS, resolve
from tocsin.store import Store, View


def judge(
    store: Store, one: str, other: str, verdict: Verdict, *, user: str, reason: str, at: dt.datetime
) -> Judgement:
    """Log a judgement about two keys and resolve their kind again.

    Raises NotFoundError for a key that nothing speaks of, for one key twice, for keys of two kinds, and for a
    kind whose things are not looked for across documents.
    """
    view = store.view(OWNER)
    schema = _schema(view, one)
    if _schema(view, other) != schema:
        raise NotFoundError(f"{one} and {other} are not of one kind")
    if schema not in MATCHERS:
        raise NotFoundError(f"a {schema} belongs to its document; nothing is joined")
    if one == other:
        raise NotFoundError(f"{one} is one key; a judgement is about two")
    made = Judgement.between(one, other, verdict, user=user, at=at, reason=reason)
    _log(store, made, schema)
    return made


def take_back(store: Store, judgement: str, *, user: str, reason: str, at: dt.datetime) -> Judgement:
    """Undo a judgement by its id; the log keeps both. Raises NotFoundError for one unknown or undone already."""
    view = store.view(OWNER)
    log = list(view.judgements())
    found = next((item for item in log if item.id == judgement), None)
    if found is None or found.verdict is Verdict.UNDO:
        raise NotFoundError("no judgement that could be taken back", where=judgement)
    if any(item.undoes == judgement for item in log):
        raise NotFoundError("it was taken back already", where=judgement)
    made = found.undone(user=user, at=at, reason=reason)
    _log(store, made, _schema(view, found.left))
    return made


def _log(store: Store, judgement: Judgement, schema: str) -> None:
    with store.write() as writer:
        writer.decide(judgement)
    resolve(store, schema)


def _schema(view: View, key: str) -> str:
    statement = next(iter(view.statements(about=[key])), None)
    if statement is None:
        raise NotFoundError("nothing in the store speaks of it", where=key)
    return statement.schema
