from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.sources.server import BadServer
from tocsin.sources.addresses import AddressGuard
from tocsin.sources.http import Fetcher, FetchSettings

NOON = dt.datetime(2024, 3, 5, 12, 0, tzinfo=dt.UTC)


class Slept:
    """A sleep that only notes how long it was asked for and moves a clock."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.now = 0.0

    def __call__(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer() as running:
        yield running


@pytest.fixture
def slept() -> Slept:
    return Slept()


@pytest.fixture
def make_fetcher(server: BadServer, slept: Slept) -> Callable[..., Fetcher]:
    def make(*, guard: AddressGuard | None = None, **settings: object) -> Fetcher:
        small = FetchSettings(
            total_seconds=1.0, read_seconds=0.4, max_bytes=100_000, contact="desk@example.org"
        )
        return Fetcher(
            replace(small, **settings),
            guard=guard or AddressGuard(frozenset({server.host})),
            clock=lambda: NOON,
            sleep=slept,
        )

    return make
