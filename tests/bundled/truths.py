"""The bundled truth as types, and when a line of the JSON Lines form agrees with a thing of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from tocsin.bundled import truth

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Thing:
    """A line of `file` that must be there; every field must agree."""

    file: str
    fields: Mapping[str, Any]

    def agrees(self, line: Line) -> bool:
        return all(value_agrees(line.get(name), wanted) for name, wanted in self.fields.items())

    def found_in(self, lines: Iterable[Line]) -> bool:
        return any(self.agrees(line) for line in lines)

    def __str__(self) -> str:
        return f"{self.file} {json.dumps(self.fields, ensure_ascii=False)}"


@dataclass(frozen=True, slots=True)
class Page:
    """What must be read on one page. `file` is what lies in the folder: the archive for a page inside one."""

    name: str
    file: str
    language: str
    published: str | None
    genre: str
    teasers: int
    near_duplicate_of: str | None
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    floor: float
    unreadable: Mapping[str, str]
    pages: tuple[Page, ...]


def load() -> Truth:
    data = yaml.safe_load(truth().read_text(encoding="utf-8"))
    return Truth(data["floor"], data["unreadable"], tuple(_page(item) for item in data["pages"]))


def value_agrees(value: object, wanted: object) -> bool:
    """Numbers are equal; of a list of texts one stands in the value; dates are equal."""
    if isinstance(wanted, list):
        return any(value_agrees(value, item) for item in wanted)
    if value is None:
        return wanted is None
    if isinstance(wanted, int | float):
        return value == wanted
    held, asked = plain(value), plain(wanted)
    return held == asked if asked[:4].isdigit() else asked in held


def plain(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.casefold().replace("ё", "е").replace("–", "-")


def _page(item: Mapping[str, Any]) -> Page:
    things = tuple(
        Thing(thing["file"], {name: value for name, value in thing.items() if name != "file"})
        for thing in item["things"]
    )
    return Page(
        item["page"], item.get("inside", item["page"]), item["language"], item["published"], item["genre"],
        item["teasers"], item.get("near_duplicate_of"), things,
    )  # fmt: skip
