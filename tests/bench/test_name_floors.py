"""The figures of names and places on development data do not fall below their floors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench import english_names, geoparsing, names

FLOORS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "name_floors.yaml").read_text(encoding="utf-8")
)


def digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def needs(path: Path, paths: Iterable[Path], floors: dict[str, Any]) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout")
    assert digest(paths) == floors["digest"], "other data than the floors were measured on"


@pytest.mark.slow
def test_russian_names() -> None:
    floors = FLOORS["factrueval"]
    needs(names.DATA, names.DATA.glob("*"), floors)
    _, tallies, _ = names.measured(names.DATA)
    for kind, least in floors["f1"].items():
        assert names.f1(tallies, kind) >= least, kind


@pytest.mark.slow
def test_places_in_english_news() -> None:
    floors = FLOORS["tr_news"]
    needs(geoparsing.DATA, [geoparsing.DATA], floors)
    read = geoparsing.articles(geoparsing.DATA)
    total = geoparsing.together(
        geoparsing.score(one.toponyms, geoparsing.found_in(one), geoparsing.placed_in(one)) for one in read
    )
    assert total.f1(total.exact) >= floors["recognition_f1"]
    assert total.share(total.placed) >= floors["placed"]
    assert total.share(total.near) >= floors["end_to_end"]


@pytest.mark.slow
def test_trust_in_english_names() -> None:
    floors = FLOORS["gum"]
    needs(english_names.DATA, [english_names.DATA], floors)
    read = list(english_names.texts(english_names.DATA))
    found = [list(english_names.answers(text)) for text in read]
    for kind, least in floors["precision"].items():
        tallies = [english_names.score(*of, kind) for of in zip(read, found, strict=True)]
        assert english_names.precision(tallies) >= least, kind
