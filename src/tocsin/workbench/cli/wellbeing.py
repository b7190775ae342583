"""Commands about the program itself: doctor and serve."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from tocsin.errors import NotFoundError, TocsinError
from tocsin.model.marking import OWNER
from tocsin.sources.catalogue import load_catalogue
from tocsin.statements.cascade import default_extractors
from tocsin.workbench.cli.context import Address, JsonOption, StoreOption, opened, settings
from tocsin.workbench.cli.output import EXIT_CODES, say, say_json, tell

ROOM_BYTES = 500 * 2**20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `advice` says what to do when it is not well."""

    what: str
    well: bool
    detail: str
    advice: str = ""


def examine(store: str | None) -> Iterator[Finding]:
    """Look at everything a run needs; nothing is changed."""
    yield Finding(
        "python", sys.version_info >= (3, 11), platform.python_version(), "use Python 3.11 or newer"
    )
    yield Finding("tocsin", True, importlib.metadata.version("tocsin"))
    yield Finding(
        "full-text search",
        _has_fts5(),
        f"SQLite {sqlite3.sqlite_version}",
        "use a Python whose SQLite has FTS5",
    )
    yield _examine_settings()
    yield Finding("extractors", True, ", ".join(item.name for item in default_extractors()))
    free = shutil.disk_usage(".").free
    yield Finding(
        "disk",
        free > ROOM_BYTES,
        f"{free / 2**30:.1f} GiB free here",
        "make room: a run needs some hundred MiB",
    )
    yield _examine_catalogue()
    yield _examine_store(store)


def _has_fts5() -> bool:
    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True


def _examine_settings() -> Finding:
    try:
        held = settings()
    except TocsinError as error:
        return Finding("settings", False, str(error), "mend the variable or the line in tocsin.env")
    return Finding("settings", True, f"{held.workers} workers, labels in {held.language}")


def _examine_catalogue() -> Finding:
    path = Path(settings().catalogue)
    if not path.exists():
        return Finding("catalogue", True, f"none yet ({path}); `tocsin sources add` makes one")
    try:
        records = load_catalogue(path)
    except TocsinError as error:
        return Finding("catalogue", False, str(error), "mend the file; `tocsin sources list` reads it again")
    return Finding("catalogue", True, f"{len(records)} sources in {path}")


def _examine_store(store: str | None) -> Finding:
    url = Address.given(store).url
    try:
        with opened(store) as held:
            counts = held.view(OWNER).counts()
    except NotFoundError as error:
        return Finding("store", True, str(error))
    except TocsinError as error:
        if error.code == "store-missing":
            return Finding("store", True, f"none yet at {url}; `tocsin ingest` makes one")
        return Finding("store", False, str(error), "see `tocsin store --help`")
    return Finding(
        "store",
        True,
        f"{url}: {counts.documents} documents, {counts.statements:,} statements, {counts.problems} problems",
    )


def doctor_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Look at everything a run needs and say what is wrong and what to do."""
    findings = list(examine(store))
    if as_json:
        say_json([asdict(item) for item in findings])
    else:
        for item in findings:
            say(f"{'well' if item.well else 'NOT WELL':9} {item.what}: {item.detail}")
            if not item.well:
                say(f"{'':9} {item.advice}")
    if not all(item.well for item in findings):
        raise typer.Exit(EXIT_CODES["unwell"].number)


def serve_command(
    store: StoreOption = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen at; others can reach it only if you say so.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen at.")] = 8765,
) -> None:
    """Open the record as pages in a browser. Reading only; one user, no account."""
    import uvicorn

    from tocsin.workbench.web.application import build_application
    from tocsin.workbench.web.matching import matching_router

    with opened(store) as held:
        application = build_application(held, language=settings().language)
        application.include_router(matching_router(Path(settings().shelf), language=settings().language))
        tell(f"Open http://{host}:{port}/ in a browser. Ctrl-C ends.")
        uvicorn.run(application, host=host, port=port, log_level="warning")
