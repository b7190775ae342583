"""95 % intervals by drawing documents again, the same on every run."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
DRAWS = 1000


def interval(
    items: Sequence[T], figure: Callable[[Sequence[T]], float], *, draws: int = DRAWS, seed: int = 7
) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of `figure` over `draws` samples of `items` with replacement."""
    chance = random.Random(seed)
    values = sorted(figure(chance.choices(items, k=len(items))) for _ in range(draws))
    return values[int(draws * 0.025)], values[int(draws * 0.975) - 1]
