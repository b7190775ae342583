"""MUC-4 documents for training: analysed texts, what fills which role, and folds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.statements.incidents.model.analysis import head_of, plain, prepared, words_of
from tocsin.statements.incidents.model.candidates import candidates
from tocsin.statements.incidents.model.known import ROLES, Known, Row, hash_of
from tocsin.statements.incidents.model.relevance import TYPES
from tocsin.statements.incidents.model.slots import Slots
from tocsin.statements.incidents.model.words import Text, tokenised

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One document. `gold`: (type, role -> sets of plain mentions) of every template; `fold` -1 for dev."""

    docid: str
    text: Text
    slots: Slots
    gold: list[tuple[str, dict[str, list[frozenset[str]]]]]
    templates: list[dict[str, Any]]
    fold: int

    def roles_of(self) -> dict[str, set[int]]:
        """The roles that a wording fills anywhere in the document."""
        found: dict[str, set[int]] = {}
        for _, fillers in self.gold:
            for number, role in enumerate(ROLES):
                for mentions in fillers[role]:
                    for mention in mentions:
                        found.setdefault(mention, set()).add(number)
        return found

    def counts(self) -> list[int]:
        """Templates of each type, exact duplicates once; "bombing / attack" counts as either."""
        kept = {
            (kind, tuple(tuple(sorted(map(sorted, f[r]))) for r in ROLES).__repr__()) for kind, f in self.gold
        }
        return [sum(name in kind for kind, _ in kept) for name in TYPES]


def read(folder: Path) -> list[Told]:
    """Training documents with their folds, then the development documents."""
    found = []
    for part in ("train", "dev"):
        lines = (folder / f"{part}.json").read_text(encoding="utf-8").splitlines()
        folds = (
            np.random.default_rng(7).permutation(len(lines)) % FOLDS if part == "train" else [-1] * len(lines)
        )
        for line, fold in zip(lines, folds, strict=True):
            given = json.loads(line)
            found.append(_told(given, int(fold)))
    return found


def _told(given: dict[str, Any], fold: int) -> Told:
    text, slots = prepared(given["doctext"])
    gold = []
    for template in given["templates"]:
        sets = {role: [frozenset(plain(m[0]) for m in entity) for entity in template[role]] for role in ROLES}
        gold.append((template["incident_type"], sets))
    return Told(given["docid"], text, slots, gold, given["templates"], fold)


def contribution(told: Told) -> dict[int, Row]:
    """What the document adds to the counts of words and heads."""
    text, roles = told.text, told.roles_of()
    rows: dict[int, Row] = {}
    heads: dict[int, set[int]] = {}
    for candidate in candidates(text, listed=lambda _: False, starts=lambda _: False):
        filled = roles.get(
            plain(text.text[text.starts[candidate.first] : text.ends[candidate.last - 1]]), set()
        )
        rows[hash_of("phrase", words_of(text, candidate))] = _row(filled)
        heads.setdefault(hash_of("head", head_of(text, candidate)), set()).update(filled)
    for mention in _mentions(told):
        rows.setdefault(
            hash_of("phrase", " ".join(tokenised(mention).words)), _row(roles.get(plain(mention), set()))
        )
    return rows | {key: _row(filled) for key, filled in heads.items()}


def counted(documents: Iterable[tuple[Told, dict[int, Row]]]) -> Known:
    held = list(documents)
    starts = {tokenised(mention).words[0] for told, _ in held for mention in _mentions(told)}
    return Known.summed((rows for _, rows in held), starts)


def _row(filled: set[int]) -> Row:
    return (1, *(int(role in filled) for role in range(len(ROLES))))


def _mentions(told: Told) -> Iterable[str]:
    return (
        m[0] for template in told.templates for role in ROLES for entity in template[role] for m in entity
    )
