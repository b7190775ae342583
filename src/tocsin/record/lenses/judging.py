"""A definition over the facts of an incident: three-valued, with the answer to each condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tocsin.record.lenses.definitions import Lens, Need
from tocsin.record.lenses.facts import Fact, IncidentFacts, Known


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    NOT_ENOUGH_KNOWN = "not enough is known"


_VERDICTS = {Known.YES: Verdict.MET, Known.NO: Verdict.NOT_MET, Known.UNKNOWN: Verdict.NOT_ENOUGH_KNOWN}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one definition says of one incident: the verdict, and each fact it asked for, in order."""

    lens: Lens
    verdict: Verdict
    facts: tuple[Fact, ...]


def judge(lens: Lens, facts: IncidentFacts) -> Answer:
    """At least n of m: met when n hold, not met when fewer than n still can, else not enough is known."""
    asked = tuple(dict.fromkeys(_names(lens.needs)))
    return Answer(lens, _VERDICTS[_known(lens.needs, facts)], tuple(facts[name] for name in asked))


def _known(need: Need | str, facts: IncidentFacts) -> Known:
    if isinstance(need, str):
        return facts[need].known
    held = [_known(one, facts) for one in need.of]
    if held.count(Known.YES) >= need.count:
        return Known.YES
    return Known.NO if len(held) - held.count(Known.NO) < need.count else Known.UNKNOWN


def _names(need: Need | str) -> Iterator[str]:
    if isinstance(need, str):
        yield need
    else:
        for one in need.of:
            yield from _names(one)
