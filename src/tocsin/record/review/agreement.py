"""How far two reviewers agree beyond chance: kappa after Cohen (1960) over the items that both ruled on.

Categories are accept, reject and edit; two edits that give different values are two categories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.record.review.rulings import Review


@dataclass(frozen=True, slots=True)
class Agreement:
    """`items` were ruled on by both. `observed` and `expected` are shares, 0 to 1.

    `kappa` is None where it is not defined: nothing in common, or both gave one and the same ruling throughout.
    """

    one: str
    other: str
    items: int
    observed: float
    expected: float
    kappa: float | None


def agreement(held: Mapping[str, Mapping[str, Review]], one: str, other: str) -> Agreement:
    """Of what `rulings` gives, the rulings that were made of the same statements only."""
    pairs = [
        (said[one].says, said[other].says)
        for said in held.values()
        if one in said and other in said and said[one].seen == said[other].seen
    ]
    if not pairs:
        return Agreement(one, other, 0, 0.0, 0.0, None)
    count = len(pairs)
    same = sum(first == second for first, second in pairs)
    first_says, second_says = (Counter(pair[at] for pair in pairs) for at in (0, 1))
    chance = sum(first_says[says] * second_says[says] for says in first_says)
    kappa = None if chance == count * count else (same * count - chance) / (count * count - chance)
    return Agreement(one, other, count, same / count, chance / (count * count), kappa)


def reviewers(held: Mapping[str, Mapping[str, Review]]) -> list[str]:
    return sorted({user for said in held.values() for user in said})
