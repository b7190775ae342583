"""Work over processes: every item gives exactly one result, whatever happens to its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from tocsin.parallel import Lost, spread


def double(number: int) -> int:
    return number * 2


def die_at_seven(number: int) -> int:
    if number == 7:
        os._exit(1)
    return number


def hang_at_three(number: int) -> int:
    while number == 3:
        pass
    return number


def hang_in_c_at_three(number: int) -> int:
    """Code that heeds no signal, as a library may be that has lost its way."""
    if number == 3:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
        time.sleep(600)
    return number


def fill_memory_at_three(number: int) -> int:
    held = [bytearray(64 * 2**20) for _ in range(60 if number == 3 else 1)]
    return number if held else 0


def name_the_worker(_number: int) -> int:
    time.sleep(0.2)
    return os.getpid()


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


def test_an_item_that_heeds_no_signal_ends_with_its_process() -> None:
    results = list(spread(hang_in_c_at_three, range(5), workers=2, seconds=0.5))
    assert [item.item for item in results if isinstance(item, Lost)] == [3]
    assert len(results) == 5


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a worker")
def test_an_item_that_asks_for_too_much_memory_is_given_up() -> None:
    results = list(spread(fill_memory_at_three, range(5), workers=2, seconds=60))
    lost = [item for item in results if isinstance(item, Lost)]
    assert [item.item for item in lost] == [3]
    assert "memory" in lost[0].reason


def test_workers_end_when_the_main_process_is_killed() -> None:
    program = (
        "import os, sys\n"
        "from tests.test_parallel import name_the_worker\n"
        "from tocsin.parallel import spread\n"
        "if __name__ == '__main__':\n"
        "    for pid in spread(name_the_worker, range(10_000), workers=2):\n"
        "        print(pid, flush=True)\n"
    )
    main = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert main.stdout is not None
    worker = int(main.stdout.readline())
    main.kill()
    main.stdout.read()  # ends when the last process that could write to it is gone
    main.wait()
    assert not psutil.pid_exists(worker) or psutil.Process(worker).status() == psutil.STATUS_ZOMBIE
