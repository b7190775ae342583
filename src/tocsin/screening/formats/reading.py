"""Recognises files of designation lists and reads them, each by its format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from tocsin.errors import NotFoundError, UnsupportedFormatError
from tocsin.screening.collecting import collector_at_rest
from tocsin.screening.entries import Vintage
from tocsin.screening.formats.eu_csv import EuCsv
from tocsin.screening.formats.ftm_json import FtmJson
from tocsin.screening.formats.listformat import ListFile, ListFormat, read_file
from tocsin.screening.formats.ofac_csv import OfacCsv
from tocsin.screening.formats.un_xml import UnXml

SUFFIXES = frozenset({".xml", ".csv", ".json", ".jsonl", ".ijson"})


@cache
def formats() -> tuple[ListFormat, ...]:
    """Ours first, then those of other packages in the order of their names."""
    found: list[ListFormat] = [UnXml(), EuCsv(), OfacCsv(), FtmJson()]
    for point in sorted(entry_points(group="tocsin.list_formats"), key=lambda item: item.name):
        made = point.load()()
        if not isinstance(made, ListFormat):
            raise NotFoundError(f"{point.name} is no list format")
        found.append(made)
    return tuple(found)


def read_lists(paths: Iterable[Path], *, date: str | None = None) -> list[Vintage]:
    """The vintages in files and folders. Files of one folder that make one list together are read together.

    Raises UnsupportedFormatError for a file that is named and is no list, and the DocumentError family.
    """
    groups: dict[tuple[str, str], list[ListFile]] = {}
    for file in _files(paths):
        kind = next((item for item in formats() if item.recognises(file)), None)
        if kind is None:
            raise UnsupportedFormatError("not a designation list in any known format", where=file.name)
        groups.setdefault((kind.name, file.folder), []).append(file)
    known = {item.name: item for item in formats()}
    with collector_at_rest():
        return [
            vintage for (name, _), files in groups.items() for vintage in known[name].read(files, date=date)
        ]


def _files(paths: Iterable[Path]) -> Iterator[ListFile]:
    for path in paths:
        if path.is_dir():
            inside = [item for item in sorted(path.iterdir()) if item.suffix.lower() in SUFFIXES]
            if not inside:
                raise NotFoundError("no file of a list in this folder", where=str(path))
            yield from (read_file(item) for item in inside)
        else:
            yield read_file(path)
