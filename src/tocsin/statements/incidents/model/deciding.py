"""Incidents with their fillers, from the chances of types and of pairs; thresholds are tuned for F1.

Where several incidents of one type are told, targets and victims are parted where the text is silent longest between
them; perpetrators, who are mostly shared, stand in each (measured on the training documents).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tocsin.statements.incidents.model.known import ROLES
from tocsin.statements.incidents.model.pairing import LEARNED, Pair, Told
from tocsin.statements.incidents.model.phrases import Scored, same_thing

_PARTED = (2, 3)
_PLACED = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least chances: of a type, of a second and third incident of it, and of a filler by role."""

    type: tuple[float, ...]
    more: float
    filler: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """`start`..`end` in the text, and the chance that it is right."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Incident:
    """`fillers` by role, best first, one mention each."""

    type: str
    chance: float
    fillers: dict[str, tuple[Filled, ...]]


@dataclass(frozen=True, slots=True)
class _Choice:
    phrase: int
    chance: float
    sentence: int


def decided(
    scored: Scored, told: Told, pairs: Sequence[Pair], chances: NDArray[np.float64], least: Thresholds
) -> list[Incident]:
    found = []
    for kind, name in enumerate(LEARNED):
        if told.one[kind] < least.type[kind]:
            continue
        choices = {
            role: _chosen(scored, pairs, chances, role, kind, least.filler[role])
            for role in range(len(ROLES))
        }
        count = 1 + int(told.two[kind] >= least.more) + int(told.three[kind] >= least.more)
        for part in _parted(choices, count):
            fillers = {
                ROLES[role]: tuple(_filled(scored, choice) for choice in held) for role, held in part.items()
            }
            found.append(Incident(name, float(told.one[kind]), fillers))
    return found


def _chosen(
    scored: Scored, pairs: Sequence[Pair], chances: NDArray[np.float64], role: int, kind: int, least: float
) -> list[_Choice]:
    """Fillers of one role, best first, each thing once."""
    asked = [index for index, pair in enumerate(pairs) if pair.role == role and pair.type == kind]
    kept: list[_Choice] = []
    for index in sorted(asked, key=lambda index: -chances[index]):
        if chances[index] < least:
            break
        phrase = scored.phrases[pairs[index].phrase]
        if not any(
            same_thing(scored.analysis, phrase, scored.phrases[c.phrase], role=ROLES[role]) for c in kept
        ):
            kept.append(_Choice(pairs[index].phrase, float(chances[index]), min(phrase.sentences)))
    return kept


def _parted(choices: dict[int, list[_Choice]], count: int) -> list[dict[int, list[_Choice]]]:
    places = sorted({choice.sentence for role in _PARTED for choice in choices[role]})
    widest = sorted(range(1, len(places)), key=lambda at: (places[at - 1] - places[at], at))[: count - 1]
    borders = [0, *sorted(widest), len(places)]
    stretches = [(places[a], places[b - 1]) for a, b in pairwise(borders) if b > a]
    parts: list[dict[int, list[_Choice]]] = [{role: [] for role in choices} for _ in range(count)]
    for role, held in choices.items():
        for choice in held:
            if role in _PLACED and stretches:
                away = [max(low - choice.sentence, choice.sentence - high, 0) for low, high in stretches]
                parts[away.index(min(away))][role].append(choice)
            elif role in _PLACED:
                parts[0][role].append(choice)
            else:
                for part in parts:
                    part[role].append(choice)
    return parts


def _filled(scored: Scored, choice: _Choice) -> Filled:
    return Filled(*scored.analysis.span(scored.phrases[choice.phrase].mentions[0]), choice.chance)
