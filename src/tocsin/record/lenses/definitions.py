"""The definitions, read strictly from the YAML beside this module or from a file of the user's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import SettingsError
from tocsin.record.lenses.facts import fact_names


@dataclass(frozen=True, slots=True)
class Need:
    """A condition (`fact`), or at least `count` of several; all of them and any of them are counts too."""

    count: int
    of: tuple[Need | str, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    name: str
    label: Mapping[str, str]
    source: str
    needs: Need


def lenses(path: Path | None = None) -> Sequence[Lens]:
    """The definitions that come with the program, and after them those of a file.

    Raises SettingsError, with the name of the definition, for a key, a fact or a count that makes no sense.
    """
    shipped = (resources.files("tocsin.record.lenses") / "definitions.yaml").read_text(encoding="utf-8")
    found = _read(shipped, "definitions.yaml")
    if path is not None:
        try:
            found += _read(path.read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"it cannot be read ({error})", where=str(path)) from error
    names = [item.name for item in found]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise SettingsError(f"defined twice: {', '.join(sorted(twice))}", where=str(path))
    return found


def _read(text: str, where: str) -> list[Lens]:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise SettingsError(f"it is no YAML ({' '.join(str(error).split())[:120]})", where=where) from error
    if not isinstance(data, list):
        raise SettingsError("a list of definitions is expected", where=where)
    return [_lens(item, where) for item in data]


def _lens(item: Any, where: str) -> Lens:
    if not isinstance(item, dict) or set(item) != {"name", "label", "source", "needs"}:
        raise SettingsError("a definition has name, label, source and needs", where=where)
    label = item["label"]
    if not isinstance(label, dict) or not {"en", "ru"} <= set(label):
        raise SettingsError(f"{item['name']}: a label in en and ru is expected", where=where)
    return Lens(
        str(item["name"]), label, str(item["source"]), _need(item["needs"], f"{where}: {item['name']}")
    )


def _need(given: Any, where: str) -> Need:
    if not isinstance(given, dict) or len(given) != 1:
        raise SettingsError("needs are one of all, any, at_least", where=where)
    ((kind, held),) = given.items()
    if kind == "at_least" and isinstance(held, dict) and set(held) == {"count", "of"}:
        count, listed = held["count"], held["of"]
    else:
        count, listed = (None, held) if kind in ("all", "any") else ("", None)
    if not isinstance(listed, list) or not listed or count == "":
        raise SettingsError(f"{kind}: a list of conditions is expected", where=where)
    of = tuple(_need(one, where) if isinstance(one, dict) else _fact(one, where) for one in listed)
    wanted = {"all": len(of), "any": 1}.get(kind, count)
    if not isinstance(wanted, int) or not 1 <= wanted <= len(of):
        raise SettingsError(f"{kind}: {wanted} of {len(of)} cannot be counted", where=where)
    return Need(wanted, of)


def _fact(name: Any, where: str) -> str:
    if name not in fact_names():
        raise SettingsError(
            f"no fact is called {name!r}; there are {', '.join(sorted(fact_names()))}", where=where
        )
    return str(name)
