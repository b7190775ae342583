from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.made import Clock
from tocsin.store import Store, open_store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address at which there is no store yet, on each back end."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    with open_store(url, create=True, clock=clock, timeout=2.0) as held:
        yield held
