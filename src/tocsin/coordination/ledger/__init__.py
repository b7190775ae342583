"""The consensus ledger: an append-only log of events, and a pure function from it to the state of each proposal.

1. `vocabulary`  kinds of events and of positions, versioned, as data.
2. `events`      read strictly, written canonically.
3. `rules`       how a body decides, as data.
4. `outcome`     the state of one proposal at a moment.
5. `replay`      all proposals of a log at a moment.
6. `chain`       the log as a file that shows tampering.
"""

from __future__ import annotations

from tocsin.coordination.ledger.chain import Ledger, verify
from tocsin.coordination.ledger.events import Event, read_events
from tocsin.coordination.ledger.outcome import Outcome, State, outcome
from tocsin.coordination.ledger.replay import replay
from tocsin.coordination.ledger.rules import Rule, rules

__all__ = [
    "Event",
    "Ledger",
    "Outcome",
    "Rule",
    "State",
    "outcome",
    "read_events",
    "replay",
    "rules",
    "verify",
]
