"""Column layouts of published event data sets, read from the YAML beside this module."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

EVENT_ROW = "application/vnd.tocsin.event-row+json"
"""The media type of one row of such a data set: `{"layout": name, "row": {column: value}}`."""


@dataclass(frozen=True, slots=True)
class EventLayout:
    """How the rows of one data set are read, and whose they are. `columns` names columns by role."""

    name: str
    title: str
    by: str
    licence: str
    citation: str
    needs: frozenset[str]
    row: str
    columns: Mapping[str, tuple[str, ...]]
    types: Mapping[str, str] = field(default_factory=dict)
    nobody: frozenset[str] = frozenset()
    called_column: str | None = None
    called_values: Mapping[str, str] | None = None

    def called(self, row: Mapping[str, str]) -> str | None:
        """As what the data set itself classifies a row; a value that the layout does not list says nothing."""
        if self.called_column is None:
            return None
        value = row.get(self.called_column, "").strip()
        return (value or None) if self.called_values is None else self.called_values.get(value)


@cache
def event_layouts() -> Mapping[str, EventLayout]:
    """Every layout by its name, in the order in which a file is compared with them."""
    text = (resources.files("tocsin.model") / "event_layouts.yaml").read_text(encoding="utf-8")
    return {item["name"]: _read(item) for item in yaml.safe_load(text)}


def layout_of(columns: Collection[str]) -> EventLayout | None:
    """The layout that a file with these columns has; None when none fits."""
    held = set(columns)
    return next((item for item in event_layouts().values() if item.needs <= held), None)


def _read(item: Mapping[str, Any]) -> EventLayout:
    called = item.get("called") or {}
    return EventLayout(
        item["name"], item["title"], item["by"], item["licence"], item["citation"], frozenset(item["needs"]),
        item["row"], {role: _listed(given) for role, given in item["columns"].items()}, item.get("types") or {},
        frozenset(item.get("nobody") or ()), called.get("column"), called.get("values"),
    )  # fmt: skip


def _listed(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
