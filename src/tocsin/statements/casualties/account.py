"""One count of killed or injured people as a text gives it, and the sum of several.

A pronoun or *the two men* refers back, a breakdown is no second count, a total stands above its parts, and
what is told of another day stays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tocsin.model.quantity import Qualifier, Quantity

Kind = Literal["killed", "injured"]
_ANYBODY = frozenset(
    {"", "people", "persons", "person", "others", "victims", "dead", "casualties", "человек"}
)


@dataclass(frozen=True, slots=True)
class Casualty:
    """`start`..`end` covers the people and the word that says what befell them; `trigger` is that word.

    `quantity` is vague where people are meant but not counted. `head` is the noun that says who they are, in
    lower case; `named` that it is a name; `attackers` that they carried the attack out. `implied`: the text
    does not say that they died (a suicide bomber). `refers`: the words may mean people told of before; `adds`:
    they say that these are further people. `total`: a sum over all. `elsewhere`: told of another event;
    `several`: of several attacks together.
    """

    kind: Kind
    quantity: Quantity
    start: int
    end: int
    trigger: tuple[int, int]
    head: str = ""
    named: bool = False
    attackers: bool = False
    implied: bool = False
    refers: bool = False
    adds: bool = False
    total: bool = False
    elsewhere: bool = False
    several: bool = False

    @property
    def none(self) -> bool:
        """Nobody: "no one was hurt"."""
        return self.quantity.high == 0


@dataclass(frozen=True, slots=True)
class Toll:
    """The sum over a text and the places it was read from."""

    quantity: Quantity
    parts: tuple[Casualty, ...]


def toll(found: Sequence[Casualty], kind: Kind, *, implied: bool = True) -> Toll | None:
    """What the counts of one event come to; None where nothing is said.

    `implied` admits a suicide attacker where the text counts no dead; a count that it gives stays as it is.
    """
    parts: list[Casualty] = []
    nobody: list[Casualty] = []
    for item in found:
        if item.kind != kind or item.elsewhere or item.several or item.implied:
            continue
        if item.none:
            nobody.append(item)
        elif item.refers and parts and all(_uncounted(part) for part in parts):
            parts = [item]  # "bodies ... the bodies of two policemen"
        elif not parts or not _told_before(item, parts):
            parts = [item] if item.total else [*parts, item]
    if implied and kind == "killed" and not parts and not nobody:
        parts = [item for item in found if item.implied][:1]
    if not parts:
        return Toll(nobody[0].quantity, (nobody[0],)) if nobody else None
    return Toll(added([part.quantity for part in parts]), tuple(parts))


def _uncounted(item: Casualty) -> bool:
    return item.quantity.qualifier is Qualifier.VAGUE


def _told_before(item: Casualty, parts: Sequence[Casualty]) -> bool:
    """Whether a count is about people who are counted already."""
    if item.total:
        return (item.quantity.low or 0) < (added([part.quantity for part in parts]).low or 0)
    if any(part.total for part in parts):
        return True
    if item.refers:
        return not (item.attackers and not any(part.attackers for part in parts))
    if item.adds:
        return False
    one = parts[0]
    if item.quantity.low == 1 and any(
        part.head in _ANYBODY and (part.quantity.low or 0) > 1 for part in parts
    ):
        return True  # "Four people were killed ... a guard who was killed"
    if item.quantity.low == 1 and len(parts) == 1 and one.quantity.low == 1 and item.named != one.named:
        return True  # "killed a painter ... Omar Othman was killed"
    same = [part for part in parts if part.quantity == item.quantity and part.attackers == item.attackers]
    return any(part.head == item.head or {part.head, item.head} & _ANYBODY for part in same)


def added(given: Sequence[Quantity]) -> Quantity:
    """The sum of counts, at least one: bounds add up, a part without a number makes it a lower bound."""
    counted = [one for one in given if one.qualifier is not Qualifier.VAGUE]
    if not counted or len(given) == 1:
        return given[0]
    low = sum(one.low or 0 for one in counted)
    kinds = {one.qualifier for one in counted}
    if len(counted) < len(given):
        return Quantity(low, None, Qualifier.AT_LEAST)
    if any(one.high is None for one in counted):
        open_ended = kinds - {Qualifier.EXACT}
        return Quantity(low, None, open_ended.pop() if len(open_ended) == 1 else Qualifier.AT_LEAST)
    high = sum(one.high or 0 for one in counted)
    if any(one.low is None for one in counted):
        return Quantity(low, high, Qualifier.RANGE) if low else Quantity(None, high, Qualifier.UP_TO)
    if low != high:
        return Quantity(low, high, Qualifier.RANGE)
    return Quantity(low, high, Qualifier.ABOUT if Qualifier.ABOUT in kinds else Qualifier.EXACT)
