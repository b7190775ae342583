"""Work spread over processes: bounded in flight, a crash or a hang costs one item, Ctrl-C leaves nothing behind."""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from types import FrameType
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_FLIGHT_PER_WORKER = 4
"""Enough that a worker never waits for the main process, few enough that memory stays flat."""

ROOM_BYTES = 1536 * 2**20
"""What a worker may take beyond what it holds when it begins; a document that asks for more is given up."""

_RING_AGAIN = 1.0
_PATIENCE = 10
"""So many times its limit may one item take by the clock on the wall, as on a machine with much else to do."""


class TimeIsUpError(BaseException):
    """Raised inside a worker when one item takes too long. Not an Exception: no library may swallow it."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[Item]):
    """An item whose work ended without a result: its process died, or its time was up."""

    item: Item
    reason: str


@contextmanager
def time_limit(seconds: float | None) -> Generator[None]:
    """Raise TimeIsUpError in the main thread after so many seconds of this process's processor time.

    Not of the clock on the wall: what is given up must not depend on what else the machine does.
    """
    if seconds is None:
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if not over:
            raise TimeIsUpError

    over = False
    before = signal.signal(signal.SIGPROF, ring)
    # It rings again: the first ring may fall where Python has to swallow an exception.
    signal.setitimer(signal.ITIMER_PROF, seconds, _RING_AGAIN)
    try:
        yield
    finally:
        over = True
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def spread(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int,
    seconds: float | None = None,
    prepare: Callable[[], None] | None = None,
) -> Generator[Result | Lost[Item]]:
    """Results in the order in which they are ready; every item gives exactly one.

    `work` must be importable by name. One worker without a limit of time means this process: no pickling. With
    a limit the work is always in another process, because only that can be ended whatever it does. When a
    process dies, the items that were in flight are tried again one at a time, so that only the one that kills
    is lost.
    """
    if workers <= 1 and seconds is None:
        if prepare is not None:
            prepare()
        for item in items:
            yield _one(work, item, None)
        return
    yield from _spread_over_pool(work, iter(items), workers=max(1, workers), seconds=seconds, prepare=prepare)


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
    exhausted = finished = False
    try:
        while True:
            while not exhausted and len(flying) < workers * IN_FLIGHT_PER_WORKER:
                try:
                    item = next(source)
                except StopIteration:
                    exhausted = True
                    break
                flying[pool.submit(_guarded, work, item, seconds)] = item
            if not flying:
                finished = True
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
        if not finished:
            _kill_workers(pool)  # Ctrl-C must not wait for what they still have in hand
        pool.shutdown(wait=False, cancel_futures=True)


def _kill_workers(pool: ProcessPoolExecutor) -> None:
    """As `ProcessPoolExecutor.kill_workers`, which Python has from 3.14 on."""
    for process in list((pool._processes or {}).values()):
        process.kill()


def _alone(
    work: Callable[[Item], Result], item: Item, seconds: float | None, prepare: Callable[[], None] | None
) -> Result | Lost[Item]:
    with _pool(1, prepare) as pool:
        try:
            return pool.submit(_guarded, work, item, seconds).result()
        except BrokenProcessPool:
            return Lost(
                item, "the process that read it died (out of time or memory, or a fault in a library)"
            )


def _guarded(work: Callable[[Item], Result], item: Item, seconds: float | None) -> Result | Lost[Item]:
    """In a worker: code that neither returns nor heeds a signal ends with its process."""
    if seconds is None:
        return _one(work, item, None)
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds * _PATIENCE, exit=True, file=nowhere)
        try:
            return _one(work, item, seconds)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _one(work: Callable[[Item], Result], item: Item, seconds: float | None) -> Result | Lost[Item]:
    try:
        with time_limit(seconds):
            return work(item)
    except TimeIsUpError:
        return Lost(item, f"reading it took longer than {seconds:g} seconds")
    except MemoryError:
        return Lost(item, "reading it asks for more memory than one document may have")


def _pool(workers: int, prepare: Callable[[], None] | None) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")  # fork would copy open database connections
    return ProcessPoolExecutor(
        workers, mp_context=context, initializer=_start_worker, initargs=(prepare,), max_tasks_per_child=None
    )


def _start_worker(prepare: Callable[[], None] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which then ends the pool
    threading.Thread(target=_end_with_the_main_process, daemon=True).start()
    if prepare is not None:
        prepare()
    gc.collect()
    gc.freeze()  # lexicons stay; looking through them for garbage again and again costs a tenth of the work
    _limit_memory()


def _end_with_the_main_process() -> None:
    """A main process that is killed cannot end its workers; they would wait for work for ever."""
    main = multiprocessing.parent_process()
    if main is not None:
        wait_for([main.sentinel])
        os._exit(1)


def _limit_memory() -> None:
    """Linux counts every private page that can be written; elsewhere there is no limit."""
    try:
        import resource

        held = Path("/proc/self/status").read_text(encoding="ascii")
        data = next(int(line.split()[1]) for line in held.splitlines() if line.startswith("VmData:"))
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = data * 1024 + ROOM_BYTES
        if hard == resource.RLIM_INFINITY or wanted < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    except (ImportError, OSError, ValueError, StopIteration):
        return
