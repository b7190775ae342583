"""The record as JSON Lines, one file a kind, one line a thing as one document tells it.

Every line has `id`, `doc`, `quote`, `start`, `end`, `section`, `origin`, `score`; the other fields are the columns
that the schema names, and the shapes of `lines`. Lines are in order of document, then of their place in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, TextIO

from tocsin.errors import StopError
from tocsin.exchange.lines import Page, document_line, thing_line
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import schemata
from tocsin.store import Repeat, View

DOCUMENTS = "documents.jsonl"


def write_jsonl(view: View, folder: Path) -> dict[str, int]:
    """Write all that the view shows into `folder`, made when missing; lines of each file, by its name.

    A file is put in its place when all of them are whole. Raises StopError when the folder cannot be written.
    """
    names = [DOCUMENTS, *(item.file for item in schemata().values())]
    counts = dict.fromkeys(names, 0)
    parts = {name: folder / f".{name}.part" for name in names}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            files = {
                name: stack.enter_context(part.open("w", encoding="utf-8", newline="\n"))
                for name, part in parts.items()
            }
            for name, line in lines_of(view):
                _write(files[name], line)
                counts[name] += 1
        for name, part in parts.items():
            part.replace(folder / name)
    except OSError as error:
        raise StopError(f"cannot write the files: {error.strerror or error}", where=str(folder)) from error
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return counts


def lines_of(view: View) -> Iterator[tuple[str, dict[str, Any]]]:
    """(file, line) of everything the view shows, document by document."""
    labels = dict(view.labels())
    repeats = _Repeats(view.repeats())
    for document in view.documents():
        yield DOCUMENTS, document_line(document, repeats.of(document.id), labels)
        statements = list(view.statements(doc=document.id))
        page = Page(document, statements)
        for about, held in _things(statements):
            known = schemata()[held[0].schema]
            yield known.file, thing_line(page, about, held)


def _things(statements: list[Statement]) -> list[tuple[str, list[Statement]]]:
    """Statements by the thing they are about, in order of where its passage stands."""
    by_thing = sorted(statements, key=attrgetter("about"))
    things = [(about, list(held)) for about, held in groupby(by_thing, key=attrgetter("about"))]
    return sorted(things, key=lambda item: (*_passage(item[1]), item[0]))


def _passage(held: list[Statement]) -> tuple[int, int]:
    span = next(item.span for item in held if item.prop == "section")
    return span.start, span.end


class _Repeats:
    """Repeats come in the order of the documents; those of one are taken when it is its turn."""

    def __init__(self, repeats: Iterator[Repeat]) -> None:
        self._groups = groupby(repeats, key=attrgetter("doc"))
        self._next = next(self._groups, None)

    def of(self, doc: str) -> list[Repeat]:
        if self._next is None or self._next[0] != doc:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def _write(file: TextIO, line: dict[str, Any]) -> None:
    file.write(json.dumps(line, ensure_ascii=False, separators=(", ", ": ")) + "\n")
