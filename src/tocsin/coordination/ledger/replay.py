"""Every proposal of a log at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from tocsin.coordination.ledger.events import Event, moment_text
from tocsin.coordination.ledger.outcome import Members, Outcome, outcome
from tocsin.coordination.ledger.rules import Rule
from tocsin.errors import LedgerError


def replay(
    events: Iterable[Event], rules: Mapping[str, Rule], at: dt.datetime | None = None
) -> list[Outcome]:
    """Outcomes in the order in which the proposals were made. Without `at` that of the last event.

    Raises LedgerError for an event about a proposal that was never made, for a body without members, for an unknown
    rule, and for a proposal made twice.
    """
    held = sorted(events, key=Event.order)
    moment = at or (held[-1].at if held else dt.datetime.now(dt.UTC))
    bodies: dict[str, list[tuple[dt.datetime, Members]]] = {}
    proposals: dict[str, list[Event]] = {}
    for event in held:
        if event.type == "members":
            bodies.setdefault(str(event.fields["body"]), []).append((event.at, event.fields["members"]))
    for event in held:
        name = event.proposal
        if name is None:
            continue
        if event.type == "proposed" and any(one.type == "proposed" for one in proposals.get(name, ())):
            raise LedgerError("it is proposed twice", where=name)
        proposals.setdefault(name, []).append(event)
    return [
        found
        for name, told in proposals.items()
        if (found := _outcome(name, told, bodies, rules, moment)) is not None
    ]


def _outcome(
    name: str,
    events: list[Event],
    bodies: Mapping[str, list[tuple[dt.datetime, Members]]],
    rules: Mapping[str, Rule],
    at: dt.datetime,
) -> Outcome | None:
    first = next((event for event in events if event.type == "proposed"), None)
    if first is None:
        raise LedgerError("there are events about it, but it is never proposed", where=name)
    if first.at > at:
        return None
    if events[0].at < first.at:
        raise LedgerError("there are events about it before it is proposed", where=name)
    rule = rules.get(str(first.fields["rule"]))
    if rule is None:
        raise LedgerError(f"no rule is called {first.fields['rule']!r}", where=name)
    known = [members for since, members in bodies.get(str(first.fields["body"]), []) if since <= first.at]
    if not known:
        raise LedgerError(f"{first.fields['body']} had no members when it was proposed", where=name)
    return outcome(rule, known[-1], events, at)


def outcome_json(found: Outcome) -> dict[str, Any]:
    return {
        "proposal": found.proposal,
        "state": str(found.state),
        "since": moment_text(found.since),
        "because": found.because,
        "adopted": found.adopted,
        "positions": dict(found.positions),
        "bound": list(found.bound),
        "attached": list(found.attached),
        "late": list(found.late),
        "expires": found.expires,
        "number": found.number,
    }
