"""Incidents on MUC-4's development documents do not fall below their floors, in any letter case."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench import muc4

FLOORS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "muc4_floors.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    path = muc4.DATA / "dev.json"
    if not path.is_file():
        pytest.skip("MUC-4 is not beside this checkout")
    found = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    assert found == FLOORS["digest"], "other data than the floors were measured on"
    return list(muc4.lines(path))


@pytest.mark.slow
@pytest.mark.parametrize("case", ["lower", "upper"])
def test_incidents_of_the_development_set(rows: list[dict[str, Any]], case: str) -> None:
    scores, _ = muc4.measure(rows, case)
    figures = scores.figures()
    for name, least in FLOORS["f1"].items():
        assert figures[name][2] >= least, name
