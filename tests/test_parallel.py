"""Work over processes: every item gives exactly one result, whatever happens to its process."""

from __future__ import annotations

import os
import time

import pytest

from tocsin.parallel import Lost, spread


def double(number: int) -> int:
    return number * 2


def die_at_seven(number: int) -> int:
    if number == 7:
        os._exit(1)
    return number


def hang_at_three(number: int) -> int:
    if number == 3:
        time.sleep(60)
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_every_item_gives_one_result(workers: int) -> None:
    assert sorted(spread(double, range(30), workers=workers)) == [number * 2 for number in range(30)]  # type: ignore[type-var]


def test_a_process_that_dies_costs_its_item_only() -> None:
    results = list(spread(die_at_seven, range(20), workers=2))
    lost = [item for item in results if isinstance(item, Lost)]
    assert [item.item for item in lost] == [7]
    assert sorted(item for item in results if isinstance(item, int)) == [n for n in range(20) if n != 7]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_item_that_takes_too_long_is_given_up(workers: int) -> None:
    results = list(spread(hang_at_three, range(6), workers=workers, seconds=0.5))
    lost = [item for item in results if isinstance(item, Lost)]
    assert [item.item for item in lost] == [3]
    assert "longer than 0.5 seconds" in lost[0].reason
    assert len(results) == 6


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def items() -> object:
        for number in range(1000):
            taken.append(number)
            yield number

    results = spread(double, items(), workers=2)  # type: ignore[arg-type]
    next(results)
    assert len(taken) < 50
    results.close()  # type: ignore[attr-defined]
