"""Adding a record to a catalogue without touching what people wrote there."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import tempfile
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import CatalogueError
from tocsin.model.marking import Marking
from tocsin.sources.catalogue import WEB_KINDS, SourceRecord, load_catalogue, parse_catalogue

_STEPS = (("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60))


def add_source(path: str | Path, record: SourceRecord) -> Path:
    """Append `record` to the list in a file (made when missing), or as a file of its own to a folder.

    Gives the file written; it is replaced in one step. Raises CatalogueError when the catalogue or the record
    cannot be read back, or the name is taken.
    """
    place = Path(path)
    if place.exists() and any(held.name == record.name for held in load_catalogue(place)):
        raise CatalogueError(f"name: {record.name!r} is there already", where=str(place))
    file = place / f"{record.name}.yaml" if place.is_dir() else place
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    after = before + record_yaml(record, base=file.parent)
    count = len(parse_catalogue(before, where=str(file)))
    try:
        read = parse_catalogue(after, where=str(file), base=file.parent)
    except CatalogueError as error:
        reason = "the file is not a plain list of records (`- name: …`), so nothing can be added"
        raise CatalogueError(f"{reason}: {error.message}", where=error.where) from error
    if len(read) != count + 1 or read[-1][1].name != record.name:
        raise CatalogueError("the record would not read back as given", where=str(file))
    _replace(file, after)
    return file


def record_yaml(record: SourceRecord, *, base: Path | None = None) -> str:
    """The record as one item of a YAML list, keys that keep their default left out."""
    given: dict[str, Any] = {"name": record.name, "kind": record.kind, "address": _address(record, base)}
    for key in ("publisher", "title", "coverage", "language", "reliability", "date_format"):
        if getattr(record, key) is not None:
            given[key] = getattr(record, key)
    for key in ("include", "exclude"):
        if getattr(record, key):
            given[key] = list(getattr(record, key))
    given["every"] = interval_text(record.every)
    if record.marking != Marking():
        given["marking"] = str(record.marking)
    limits = {"min": record.assertions.min, "max": record.assertions.max}
    if any(value is not None for value in limits.values()):
        given["assertions"] = {name: value for name, value in limits.items() if value is not None}
    return str(yaml.safe_dump([given], allow_unicode=True, sort_keys=False, width=100))


def interval_text(every: dt.timedelta) -> str:
    """`6h` for six hours. Raises CatalogueError for what is no whole number of minutes."""
    seconds = every.total_seconds()
    for unit, size in _STEPS:
        if seconds > 0 and seconds % size == 0:
            return f"{int(seconds // size)}{unit}"
    raise CatalogueError(f"every: {every} is no whole number of minutes")


def _address(record: SourceRecord, base: Path | None) -> str:
    if record.kind in WEB_KINDS or base is None:
        return record.address
    return str(Path(record.address).resolve())


def _replace(file: Path, text: str) -> None:
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as part:
                part.write(text)
                part.flush()
                os.fsync(part.fileno())
            Path(name).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
            Path(name).replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise CatalogueError(f"cannot be written ({error.strerror})", where=str(file)) from error
