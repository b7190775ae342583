"""How the command line speaks: people on standard error and in tables, programs in JSON on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

ERRORS = Console(stderr=True, highlight=False)
SCREEN = Console(highlight=False)


@dataclass(frozen=True, slots=True)
class ExitCode:
    """What the shell is told; the reference page lists them."""

    number: int
    meaning: str


EXIT_CODES: dict[str, ExitCode] = {
    "done": ExitCode(0, "Done. Documents that could not be read are counted and listed by `tocsin problems`."),
    "usage": ExitCode(2, "The command was not understood: an unknown option, a missing argument."),
    "not-found": ExitCode(3, "What was named does not exist: a document, an entity, a file, a source."),
    "store": ExitCode(4, "The store could not be used: missing, read-only, full, busy, damaged or of another version."),
    "settings": ExitCode(5, "A setting or the catalogue of sources is wrong."),
    "problems": ExitCode(6, "With --strict: done, but some documents could not be read."),
    "unwell": ExitCode(7, "`store check` or `doctor` found something wrong."),
    "interrupted": ExitCode(130, "Stopped with Ctrl-C. The store is consistent; running again goes on."),
}  # fmt: skip


def say_json(value: object) -> None:
    """One JSON value and a line break on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def say(text: str = "") -> None:
    """One line for people, on standard output, without markup."""
    SCREEN.print(Text(text), soft_wrap=True)


def tell(text: str) -> None:
    """One line about the work, on standard error."""
    ERRORS.print(Text(text), soft_wrap=True)


def show_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str | None = None) -> None:
    table = Table(*columns, title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    SCREEN.print(table)
