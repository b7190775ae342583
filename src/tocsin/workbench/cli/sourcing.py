"""Commands about sources: add, list, check, watch."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tocsin.errors import CatalogueError, NotFoundError
from tocsin.model.event_layout import event_layouts
from tocsin.model.marking import OWNER, Marking
from tocsin.pipeline import Report, ingest
from tocsin.sources.catalogue import KINDS, SourceRecord, load_catalogue
from tocsin.sources.catalogue_writing import add_source, interval_text
from tocsin.sources.event_tables import EventTableSource
from tocsin.sources.raw import RawDocument, Unread
from tocsin.sources.watching import CheckReport, SourceState, check_source, watch
from tocsin.store import Store
from tocsin.workbench.cli.context import (
    JsonOption,
    QuietOption,
    StoreOption,
    WorkersOption,
    fetcher,
    opened,
    plan,
    settings,
)
from tocsin.workbench.cli.output import EXIT_CODES, say, say_json, show_table
from tocsin.workbench.cli.progress import TerminalProgress
from tocsin.workbench.cli.reading import report_json, tell_report

app = typer.Typer(no_args_is_help=True, help="Where documents come from: a YAML catalogue.")

CatalogueOption = Annotated[
    Path | None,
    typer.Option("--catalogue", help="A YAML file or a folder of them. Default: TOCSIN_CATALOGUE."),
]
NamesArgument = Annotated[list[str] | None, typer.Argument(help="Names of sources; all when none is given.")]
STATE = "source-state:"


def records_of(catalogue: Path | None, names: list[str] | None = None) -> list[SourceRecord]:
    """The records asked for. Raises CatalogueError, and NotFoundError for a name that is not in it."""
    path = catalogue or Path(settings().catalogue)
    if not path.exists():
        raise NotFoundError("there is no catalogue yet; `tocsin sources add` makes one", where=str(path))
    records = {record.name: record for record in load_catalogue(path)}
    unknown = [name for name in names or () if name not in records]
    if unknown:
        raise NotFoundError("no source of this name", where=", ".join(unknown))
    return [records[name] for name in names] if names else list(records.values())


@app.command("add")
def add_command(
    name: Annotated[str, typer.Argument(help="A short name: small letters, digits, dots, hyphens.")],
    address: Annotated[str, typer.Argument(help="The address, or the path of a file or folder.")],
    kind: Annotated[str, typer.Option("--kind", help=f"One of {', '.join(KINDS)}.")],
    title: Annotated[str | None, typer.Option("--title", help="What the source is called.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who publishes it.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Its language: en, ru.")] = None,
    marking: Annotated[str, typer.Option("--marking", help="Who may see what comes from it.")] = "TLP:CLEAR",
    catalogue: CatalogueOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a source to the catalogue; the file keeps its comments and order."""
    if kind not in KINDS:
        raise typer.BadParameter(f"{kind} is not one of {', '.join(KINDS)}", param_hint="--kind")
    held = _marking(marking, name)
    record = SourceRecord(
        name, kind, address, title=title, publisher=publisher, language=language, marking=held
    )
    written = add_source(catalogue or Path(settings().catalogue), record)
    if as_json:
        say_json({"name": name, "catalogue": str(written)})
    else:
        say(f"{name} is in {written}. `tocsin sources check {name}` looks at it.")


@app.command("list")
def list_command(catalogue: CatalogueOption = None, as_json: JsonOption = False) -> None:
    """List the sources of the catalogue."""
    records = records_of(catalogue)
    if as_json:
        say_json(
            [
                {**asdict(item), "every": interval_text(item.every), "marking": str(item.marking)}
                for item in records
            ]
        )
        return
    show_table(
        ("Name", "Kind", "Every", "Marking", "Address"),
        [(item.name, item.kind, interval_text(item.every), item.marking, item.address) for item in records],
    )


@app.command("check")
def check_command(
    names: NamesArgument = None, catalogue: CatalogueOption = None, as_json: JsonOption = False
) -> None:
    """Look at sources without reading their pages: reachable, allowed, how many, how new."""
    reports = [check_source(record, fetcher=fetcher()) for record in records_of(catalogue, names)]
    if as_json:
        say_json([asdict(report) for report in reports])
    else:
        for report in reports:
            _say_check(report)
    if not all(report.ok for report in reports):
        raise typer.Exit(EXIT_CODES["unwell"].number)


def _say_check(report: CheckReport) -> None:
    newest = f", newest {report.newest:%Y-%m-%d}" if report.newest else ""
    well = "well" if report.ok else "NOT WELL"
    say(f"{well:9} {report.source}: {report.found} found{newest}, robots {report.robots}")
    for problem in report.problems:
        say(f"{'':9} {problem}")
    for item in report.assertions:
        if not item.holds:
            say(f"{'':9} {item.severity}: {item.found} found, {item.name} is {item.limit}")


@app.command("watch")
def watch_command(
    names: NamesArgument = None,
    every: Annotated[
        int | None, typer.Option("--every", min=1, help="Look again after so many minutes, until Ctrl-C.")
    ] = None,
    catalogue: CatalogueOption = None,
    store: StoreOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Fetch what is new at the sources that are due and read it into the store."""
    records = records_of(catalogue, names)
    while True:
        with opened(store, create=True) as held, TerminalProgress(quiet=quiet or as_json) as progress:
            report = watch_once(held, records, plan_workers=workers, progress=progress)
        if as_json:
            say_json(report_json(report))
        else:
            tell_report(report)
        if every is None:
            return
        time.sleep(every * 60)


def watch_once(
    store: Store, records: list[SourceRecord], *, plan_workers: int | None, progress: TerminalProgress
) -> Report:
    """One round over the sources that are due. A source's state is kept only after what it gave is kept."""
    states = _states(store, records)
    return ingest(store, _new_items(store, records, states), plan(workers=plan_workers, watch=progress))


def _states(store: Store, records: list[SourceRecord]) -> dict[str, SourceState]:
    view = store.view(OWNER)
    kept = {record.name: view.memo(STATE + record.name) for record in records}
    return {name: SourceState.from_json(json.loads(text)) for name, text in kept.items() if text is not None}


def _new_items(
    store: Store, records: list[SourceRecord], states: dict[str, SourceState]
) -> Iterator[RawDocument | Unread]:
    for item in watch(records, states=states, fetcher=fetcher()):
        if isinstance(item, SourceState):
            with store.write() as writer:
                writer.put_memo(STATE + item.source, json.dumps(item.to_json()))
        else:
            yield item


def import_command(
    files: Annotated[list[Path], typer.Argument(help="CSV or TSV files of event data, plain or gzipped.")],
    layout: Annotated[
        str | None,
        typer.Option(
            "--layout", help=f"One of {', '.join(event_layouts())}; told by the columns when left out."
        ),
    ] = None,
    marking: Annotated[str, typer.Option("--marking", help="Who may see what comes from it.")] = "TLP:CLEAR",
    store: StoreOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Import event data sets (UCDP GED, ACLED, GTD, RDWTI): each row a document with statements of its own."""
    tables = [EventTableSource(file, layout=layout, marking=_marking(marking, str(file))) for file in files]
    with opened(store, create=True) as held, TerminalProgress(quiet=quiet or as_json) as progress:
        items = (item for table in tables for item in table.items())
        report = ingest(held, items, plan(workers=workers, watch=progress))
    if as_json:
        say_json({**report_json(report), "data_sets": [_credit(table) for table in tables]})
        return
    tell_report(report)
    for table in tables:
        say(f"{table.layout.title}: {table.layout.licence}. Cite: {table.layout.citation}.")


def _credit(table: EventTableSource) -> dict[str, str]:
    layout = table.layout
    return {
        "name": layout.name,
        "title": layout.title,
        "licence": layout.licence,
        "citation": layout.citation,
    }


def _marking(text: str, where: str) -> Marking:
    try:
        return Marking.parse(text)
    except ValueError as error:
        raise CatalogueError(f"{text!r} is no marking", where=where) from error
