"""Definitions laid over an incident: each answers met, not met, or that not enough is known, and says why.

There is no agreed definition of terrorism. The record holds facts about an incident; a definition is a lens over
them, and who called the incident what stands beside it as what it is, somebody's statement.
"""

from __future__ import annotations

from tocsin.record.lenses.definitions import Lens, lenses
from tocsin.record.lenses.facts import Fact, IncidentFacts, Known, facts_of
from tocsin.record.lenses.judging import Answer, Verdict, judge

__all__ = ["Answer", "Fact", "IncidentFacts", "Known", "Lens", "Verdict", "facts_of", "judge", "lenses"]
