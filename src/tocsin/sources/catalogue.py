"""The catalogue of sources: YAML records, read strictly."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import CatalogueError, FetchError
from tocsin.model.marking import Marking
from tocsin.sources.addresses import WebAddress
from tocsin.sources.patterns import Patterns

KINDS = ("file", "folder", "url", "feed", "sitemap")
WEB_KINDS = ("url", "feed", "sitemap")
RELIABILITIES = ("A", "B", "C", "D", "E", "F")  # NATO AJP-2.1: A completely reliable … F cannot be judged
DATE_FORMATS = ("DMY", "MDY", "YMD")
MAX_CATALOGUE_BYTES = 4 * 2**20

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_EVERY = re.compile(r"([1-9]\d{0,4})\s*(m|h|d|w)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Assertions:
    """How many documents a check expects: fewer than `min` is an error, more than `max` a warning."""

    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One source. `address` is a URL, or a path; `every` is how often it is due."""

    name: str
    kind: str
    address: str
    publisher: str | None = None
    title: str | None = None
    coverage: str | None = None
    language: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    every: dt.timedelta = dt.timedelta(days=1)
    marking: Marking = Marking()
    reliability: str | None = None
    date_format: str | None = None
    assertions: Assertions = Assertions()

    @property
    def patterns(self) -> Patterns:
        return Patterns(self.include, self.exclude)


def load_catalogue(path: str | Path) -> tuple[SourceRecord, ...]:
    """All records of a YAML file, or of the `.yaml` and `.yml` files of a folder in order of name.

    Relative paths of files and folders count from the catalogue's own folder. Raises CatalogueError, which
    names file, line and key.
    """
    held: dict[str, SourceRecord] = {}
    for file in _files(Path(path)):
        for line, record in parse_catalogue(_text(file), where=str(file), base=file.parent):
            if record.name in held:
                raise CatalogueError(f"name: {record.name!r} is there twice", where=f"{file}:{line}")
            held[record.name] = record
    return tuple(held.values())


def parse_catalogue(text: str, *, where: str, base: Path | None = None) -> list[tuple[int, SourceRecord]]:
    """The records of one file with their lines: one mapping, or a list of them. Raises CatalogueError."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError(f"not YAML ({error.problem})", where=f"{where}:{line}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise CatalogueError(f"not YAML ({type(error).__name__})", where=where) from error
    if root is None:
        return []
    nodes = root.value if isinstance(root, yaml.SequenceNode) else [root]
    return [(node.start_mark.line + 1, _Reading(node, where).record(base)) for node in nodes]


def _files(path: Path) -> Iterator[Path]:
    try:
        if path.is_dir():
            yield from sorted(item for item in path.iterdir() if item.suffix in (".yaml", ".yml"))
        elif path.exists():
            yield path
        else:
            raise CatalogueError("there is no such catalogue", where=str(path))
    except OSError as error:
        raise CatalogueError(f"cannot be read ({error.strerror})", where=str(path)) from error


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_CATALOGUE_BYTES:
            raise CatalogueError(f"larger than {MAX_CATALOGUE_BYTES:,} bytes", where=str(file))
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CatalogueError("not UTF-8", where=str(file)) from error
    except OSError as error:
        raise CatalogueError(f"cannot be read ({error.strerror})", where=str(file)) from error


class _Reading:
    """Takes each key of one record; what is left over at the end is an error. Text is what is written: `no`
    is Norwegian, not false."""

    def __init__(self, node: yaml.Node, where: str) -> None:
        self._where = where
        self._line = node.start_mark.line + 1
        self._left = self._mapping(node)

    def record(self, base: Path | None) -> SourceRecord:
        given: dict[str, Any] = {}
        readers = {
            "name": lambda key: self._matching(key, _NAME, "small letters, digits, '.', '_' and '-'"),
            "kind": lambda key: self._one_of(key, KINDS),
            "language": lambda key: self._matching(key, _LANGUAGE, "a language code such as en or ru"),
            "include": self._texts,
            "exclude": self._texts,
            "every": self._interval,
            "marking": self._marking,
            "reliability": lambda key: self._one_of(key, RELIABILITIES),
            "date_format": lambda key: self._one_of(key, DATE_FORMATS),
            "assertions": self._assertions,
        }
        known = [field.name for field in fields(SourceRecord)]
        for key in sorted(set(self._left) - set(known)):
            self._fail(key, f"is not a key of a source; there are {', '.join(known)}")
        for key in ("name", "kind", "address"):
            if key not in self._left:
                raise CatalogueError(f"{key}: is missing", where=f"{self._where}:{self._line}")
        for key in known:
            if key in self._left:
                given[key] = readers.get(key, self._text)(key)
        given["address"] = self._address(given["kind"], given["address"], base)
        return SourceRecord(**given)

    def _mapping(self, node: yaml.Node) -> dict[str, tuple[int, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise CatalogueError(
                "a record of `key: value` lines is wanted", where=f"{self._where}:{node.start_mark.line + 1}"
            )
        held: dict[str, tuple[int, yaml.Node]] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise CatalogueError("a key must be a word", where=f"{self._where}:{line}")
            if key.value in held:
                raise CatalogueError(f"{key.value}: is there twice", where=f"{self._where}:{line}")
            held[key.value] = (line, value)
        return held

    def _fail(self, key: str, reason: str) -> None:
        raise CatalogueError(f"{key}: {reason}", where=f"{self._where}:{self._left[key][0]}")

    def _text(self, key: str) -> str:
        return self._scalar(key, self._left[key][1])

    def _scalar(self, key: str, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self._fail(key, "a text is wanted")
        return str(node.value).strip()

    def _texts(self, key: str) -> tuple[str, ...]:
        node = self._left[key][1]
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._scalar(key, item) for item in node.value)
        return (self._scalar(key, node),)

    def _one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        text = self._text(key)
        if text not in allowed:
            self._fail(key, f"{text!r} is not one of {', '.join(allowed)}")
        return text

    def _matching(self, key: str, pattern: re.Pattern[str], wanted: str) -> str:
        text = self._text(key)
        if not pattern.fullmatch(text):
            self._fail(key, f"{text!r}: {wanted} wanted")
        return text

    def _interval(self, key: str) -> dt.timedelta:
        match = _EVERY.fullmatch(self._text(key))
        if match is None:
            self._fail(key, f"{self._text(key)!r}: an interval such as 30m, 6h, 1d or 2w wanted")
            return dt.timedelta()
        return dt.timedelta(**{_UNITS[match[2]]: int(match[1])})

    def _marking(self, key: str) -> Marking:
        try:
            return Marking.parse(self._text(key))
        except ValueError:
            self._fail(key, f"{self._text(key)!r}: a marking such as TLP:GREEN wanted")
            return Marking()

    def _assertions(self, key: str) -> Assertions:
        within = self._mapping(self._left[key][1])
        limits: dict[str, int] = {}
        for name, (_, node) in within.items():
            text = self._scalar(key, node)
            if name not in ("min", "max") or not (text.isascii() and text.isdigit() and len(text) < 10):
                self._fail(key, f"{name}: {text!r}; min and max with whole numbers are wanted")
            limits[name] = int(text)
        if limits.get("min", 0) > limits.get("max", 10**9):
            self._fail(key, "min is above max")
        return Assertions(**limits)

    def _address(self, kind: str, address: str, base: Path | None) -> str:
        if kind not in WEB_KINDS:
            return str(base / address) if base is not None else address
        try:
            return WebAddress.parse(address).url
        except FetchError as error:
            self._fail("address", error.message)
            return address
