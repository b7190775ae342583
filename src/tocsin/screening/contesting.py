"""The way to contest a listing, shown on every hit."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from tocsin.screening.entries import Entry


@cache
def _ways() -> dict[str, Any]:
    text = (resources.files("tocsin.screening") / "contesting.yaml").read_text(encoding="utf-8")
    held: dict[str, Any] = yaml.safe_load(text)
    return held


def way_to_contest(entry: Entry, *, language: str = "en") -> dict[str, str]:
    """`{body, address?, humanitarian?}` for an entry's list and programme."""
    held = _ways().get(entry.list) or _ways()["other"]
    way = held.get("programmes", {}).get(entry.programme) or held["default"]
    found = {"body": way[language].format(authority=entry.list)}
    if "address" in way:
        found["address"] = way["address"]
    if "humanitarian" in held:
        found["humanitarian"] = held["humanitarian"][language]
    return found
