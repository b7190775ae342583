"""Rules of decision as data: those shipped, and those of a file, which go first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tocsin.coordination.ledger.vocabulary import shipped
from tocsin.errors import LedgerError

WAYS = ("consensus", "unanimity", "vote")


@dataclass(frozen=True, slots=True)
class Rule:
    """How a body decides; the words are those of `rules.yaml`."""

    name: str
    way: str
    source: str
    minus: int = 0
    third: float = 1 / 3
    majority: int = 0
    silence: bool = False
    late_at_expiry: bool = True
    needs_writing: bool = True


def rules(path: Path | None = None) -> Mapping[str, Rule]:
    """Rules by name. Raises LedgerError for one that makes no sense."""
    if path is None:
        return _shipped()
    try:
        return {**_shipped(), **_read(path.read_text(encoding="utf-8"), str(path))}
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"it cannot be read ({error})", where=str(path)) from error


@cache
def _shipped() -> Mapping[str, Rule]:
    return _read(shipped("rules.yaml"), "rules.yaml")


def _read(text: str, where: str) -> dict[str, Rule]:
    try:
        data: Any = yaml.safe_load(text)
        return {item["name"]: _rule(item, where) for item in data}
    except (yaml.YAMLError, TypeError, KeyError) as error:
        raise LedgerError(
            f"a list of rules is expected ({' '.join(str(error).split())[:100]})", where=where
        ) from error


def _rule(item: Mapping[str, Any], where: str) -> Rule:
    strange = item.keys() - {one.name for one in fields(Rule)}
    rule = Rule(**item)
    if strange or rule.way not in WAYS or rule.minus < 0 or (rule.way == "vote") != (rule.majority > 0):
        raise LedgerError(f"{item['name']}: this is no rule", where=where)
    return rule
