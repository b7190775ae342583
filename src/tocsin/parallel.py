"""Work spread over processes: bounded in flight, a crash or a hang costs one item, Ctrl-C leaves nothing behind."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_FLIGHT_PER_WORKER = 4
"""Enough that a worker never waits for the main process, few enough that memory stays flat."""


class TimeIsUpError(BaseException):
    """Raised inside a worker when one item takes too long. Not an Exception: no library may swallow it."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[Item]):
    """An item whose work ended without a result: its process died, or its time was up."""

    item: Item
    reason: str


@contextmanager
def time_limit(seconds: float | None) -> Generator[None]:
    """Raise TimeIsUpError in the main thread after so many seconds of wall clock."""
    if seconds is None:
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def spread(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int,
    seconds: float | None = None,
    prepare: Callable[[], None] | None = None,
) -> Generator[Result | Lost[Item]]:
    """Results in the order in which they are ready; every item gives exactly one.

    `work` must be importable by name. One worker means this process: no pickling. When a process dies, the
    items that were in flight are tried again one at a time, so that only the one that kills is lost.
    """
    if workers <= 1:
        if prepare is not None:
            prepare()
        for item in items:
            yield _one(work, item, seconds)
        return
    yield from _spread_over_pool(work, iter(items), workers=workers, seconds=seconds, prepare=prepare)


def _spread_over_pool(
    work: Callable[[Item], Result],
    source: Iterator[Item],
    *,
    workers: int,
    seconds: float | None,
    prepare: Callable[[], None] | None,
) -> Generator[Result | Lost[Item]]:
    pool = _pool(workers, prepare)
    flying: dict[Future[Result | Lost[Item]], Item] = {}
    exhausted = False
    try:
        while True:
            while not exhausted and len(flying) < workers * IN_FLIGHT_PER_WORKER:
                try:
                    item = next(source)
                except StopIteration:
                    exhausted = True
                    break
                flying[pool.submit(_one, work, item, seconds)] = item
            if not flying:
                return
            done, _ = wait(flying, return_when=FIRST_COMPLETED)
            broken = []
            for future in done:
                item = flying.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    broken.append(item)
            if broken:
                suspects = [*broken, *flying.values()]
                flying.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                for item in suspects:
                    yield _alone(work, item, seconds, prepare)
                pool = _pool(workers, prepare)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(
    work: Callable[[Item], Result], item: Item, seconds: float | None, prepare: Callable[[], None] | None
) -> Result | Lost[Item]:
    with _pool(1, prepare) as pool:
        try:
            return pool.submit(_one, work, item, seconds).result()
        except BrokenProcessPool:
            return Lost(item, "the process that read it died (out of memory, or a fault in a library)")


def _one(work: Callable[[Item], Result], item: Item, seconds: float | None) -> Result | Lost[Item]:
    try:
        with time_limit(seconds):
            return work(item)
    except TimeIsUpError:
        return Lost(item, f"reading it took longer than {seconds:g} seconds")


def _pool(workers: int, prepare: Callable[[], None] | None) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")  # fork would copy open database connections
    return ProcessPoolExecutor(
        workers, mp_context=context, initializer=_start_worker, initargs=(prepare,), max_tasks_per_child=None
    )


def _start_worker(prepare: Callable[[], None] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which then ends the pool
    if prepare is not None:
        prepare()
