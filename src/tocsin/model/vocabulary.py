"""The schema, read from the YAML files beside this module: what kinds of things there are and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from tocsin.errors import SettingsError

Language = Literal["en", "ru"]
PROPERTY_TYPES = frozenset({"string", "date", "number", "quantity", "boolean"})


@dataclass(frozen=True, slots=True)
class Property:
    """`type` says how the value's text is read; `column` is the field of the JSON Lines form, if it has one."""

    name: str
    label: Mapping[str, str]
    type: str
    column: str | None
    many: bool


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of thing. `resolves`: the same thing is looked for across documents."""

    name: str
    label: Mapping[str, str]
    plural: Mapping[str, str]
    prefix: str
    file: str
    caption: tuple[str, ...]
    temporal_extent: tuple[str | None, str | None]
    resolves: bool
    maps_to: Mapping[str, str | None]
    properties: Mapping[str, Property]


@cache
def schemata() -> Mapping[str, Schema]:
    """Every schema by its name, in the order of their files' names."""
    folder = resources.files("tocsin.model") / "schema"
    found = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            schema = _read(yaml.safe_load(entry.read_text(encoding="utf-8")), entry.name)
            found[schema.name] = schema
    return found


def schema(name: str) -> Schema:
    """Raises SettingsError for a name that no file defines."""
    try:
        return schemata()[name]
    except KeyError:
        raise SettingsError(f"no schema is called {name!r}; there are {', '.join(schemata())}") from None


def _read(data: dict[str, Any], where: str) -> Schema:
    properties = {}
    for name, given in data["properties"].items():
        if given["type"] not in PROPERTY_TYPES:
            raise SettingsError(f"unknown property type {given['type']!r} of {name}", where=where)
        properties[name] = Property(
            name, given["label"], given["type"], given.get("column"), bool(given.get("many", False))
        )
    extent = data["temporal_extent"] or {"start": None, "end": None}
    return Schema(
        name=data["name"], label=data["label"], plural=data["plural"], prefix=data["prefix"], file=data["file"],
        caption=tuple(data["caption"]), temporal_extent=(extent["start"], extent["end"]),
        resolves=bool(data["resolves"]), maps_to=data["maps_to"], properties=properties,
    )  # fmt: skip
