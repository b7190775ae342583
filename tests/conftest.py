"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are shared: no example is timed. In CI the same examples are tried every time, so that a run can be repeated.
settings.register_profile("shared", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("shared")

pytest_plugins = ["tests.postgres"]
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout; a test that needs it is skipped, and says so, without it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no real data beside the checkout ({folder.name} is missing)")
    return folder


@pytest.fixture(scope="session")
def seeds(shared_data: Path) -> Path:
    folder = shared_data / "seeds"
    if not folder.is_dir():
        pytest.skip("no seed pages beside the checkout")
    return folder
