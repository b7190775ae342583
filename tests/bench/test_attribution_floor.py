"""A floor under the figures on PolNeAR's development texts. Nobody lowers it silently."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bench.attribution import predict, score
from bench.attribution_scoring import summed

GOLD = "54f770f671ced85c"
FLOORS = {
    ("content", "overlap"): 0.77,
    ("content", "exact"): 0.51,
    ("source", "exact"): 0.70,
    ("cue", "overlap"): 0.75,
    ("attribution", "linked"): 0.71,
}


def digest(folder: Path) -> str:
    """Of all files' names and bytes, in the order of their names."""
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.ann")):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


@pytest.mark.slow
def test_figures_on_the_development_texts_hold(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "polnear" / "data" / "dev"
    if not folder.is_dir():
        pytest.skip("PolNeAR is not beside the checkout")
    assert digest(folder / "attributions") == GOLD, "other gold than the floor was set on"
    predict(folder / "text", tmp_path)
    total = summed(score(folder / "attributions", tmp_path))
    reached = {key: round(total[key].f1, 3) for key in FLOORS}
    assert all(reached[key] >= floor for key, floor in FLOORS.items()), reached
