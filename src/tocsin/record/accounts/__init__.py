"""Competing accounts of an incident, after the analysis of competing hypotheses (Heuer 1999). No winner is picked.

1. `proposals`  hypotheses that speakers of the record put forward, with the statements for and against each.
2. `entries`    what analysts enter and rate, kept in the log of decisions.
3. `weighing`   both together: evidence against hypotheses, and how far each piece of it tells them apart.

Hypotheses are in the order of their words, never by how much speaks for them.
"""

from __future__ import annotations

from tocsin.record.accounts.entries import add, rate
from tocsin.record.accounts.hypotheses import Hypothesis, Rating
from tocsin.record.accounts.proposals import proposals
from tocsin.record.accounts.weighing import Evidence, Table, weighed

__all__ = ["Evidence", "Hypothesis", "Rating", "Table", "add", "proposals", "rate", "weighed"]
