"""Kinds of events and positions, read once from the YAML beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class EventKind:
    needs: frozenset[str]
    allows: frozenset[str]


@dataclass(frozen=True, slots=True)
class PositionKind:
    """What a position does; see the comments of `vocabulary.yaml`."""

    name: str
    blocks: bool
    bound: bool
    present: bool
    counts: str | None = None
    attached: bool = False
    lifts: bool = False
    after: bool = False
    under_silence_only: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    version: int
    events: Mapping[str, EventKind]
    positions: Mapping[str, PositionKind]
    rulings: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    held: dict[str, Any] = yaml.safe_load(shipped("vocabulary.yaml"))
    return Vocabulary(
        held["version"],
        {
            name: EventKind(frozenset(one["needs"]), frozenset(one["allows"]))
            for name, one in held["events"].items()
        },
        {name: PositionKind(name, **one) for name, one in held["positions"].items()},
        frozenset(held["rulings"]),
    )


def shipped(name: str) -> str:
    return (resources.files("tocsin.coordination.ledger") / name).read_text(encoding="utf-8")
