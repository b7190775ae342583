"""Commands that take documents in and let the record out: ingest, extract, export, brief, demo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tocsin.errors import NotFoundError
from tocsin.model.marking import OWNER
from tocsin.pipeline import Report, export, extract, ingest
from tocsin.sources.files import FileSource
from tocsin.sources.page import PageSource
from tocsin.sources.raw import RawDocument, Unread
from tocsin.workbench.cli.context import (
    JsonOption,
    QuietOption,
    StoreOption,
    StrictOption,
    WorkersOption,
    fetcher,
    opened,
    plan,
)
from tocsin.workbench.cli.output import EXIT_CODES, say, say_json, tell
from tocsin.workbench.cli.progress import TerminalProgress

PathsArgument = Annotated[list[str], typer.Argument(help="Files, folders or addresses (http, https).")]


def items_of(paths: Sequence[str]) -> Iterator[RawDocument | Unread]:
    """Documents of files, folders and addresses, in the order given. Raises NotFoundError for a path that is not there."""
    local = [path for path in paths if not path.startswith(("http://", "https://"))]
    for path in local:
        if not Path(path).exists():
            raise NotFoundError("there is no such file or folder", where=path)
    for path in paths:
        if path in local:
            yield from FileSource([Path(path)]).items()
        else:
            yield from PageSource(path, fetcher=fetcher()).items()


def ingest_command(
    paths: PathsArgument,
    store: StoreOption = None,
    workers: WorkersOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read documents into the store: keep, read, resolve. Running it again goes on where it stopped."""
    with opened(store, create=True) as held, TerminalProgress(quiet=quiet or as_json) as watch:
        report = ingest(held, items_of(paths), plan(workers=workers, watch=watch))
    if as_json:
        say_json(report_json(report))
    else:
        tell_report(report)
    _end(report, strict=strict)


def extract_command(
    paths: PathsArgument,
    out: Annotated[Path, typer.Option("--out", help="Folder for the JSON Lines files; made when missing.")],
    workers: WorkersOption = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read documents and write what they say as JSON Lines; keep nothing."""
    with TerminalProgress(quiet=quiet or as_json) as watch:
        report, lines = extract(items_of(paths), out, plan(workers=workers, watch=watch))
    if as_json:
        say_json({**report_json(report), "lines": lines, "out": str(out)})
    else:
        for name, count in sorted(lines.items()):
            say(f"{count:7,}  {out / name}")
        _tell_problems(report)
    _end(report, strict=strict)


def export_command(
    out: Annotated[Path, typer.Option("--out", help="Folder for the files; made when missing.")],
    form: Annotated[str, typer.Option("--format", help="jsonl: one file per kind.")] = "jsonl",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the record as files that other programs read."""
    if form != "jsonl":
        raise typer.BadParameter(f"{form} is not known; there is jsonl", param_hint="--format")
    with opened(store) as held:
        lines = export(held.view(OWNER), out)
    if as_json:
        say_json({"lines": lines, "out": str(out)})
    else:
        for name, count in sorted(lines.items()):
            say(f"{count:7,}  {out / name}")


def report_json(report: Report) -> dict[str, object]:
    return {
        "seen": report.seen,
        "new": report.kept,
        "read": report.read,
        "statements": report.statements,
        "things": report.things,
        "problems": [
            {"address": item.address, "stage": item.stage, "code": item.code, "reason": item.reason}
            for item in report.problems
        ],
    }


def tell_report(report: Report) -> None:
    """What a run did, in a line, and how many documents could not be read."""
    say(
        f"{report.seen} documents seen, {report.kept} new, {report.read} read, {report.statements:,} statements."
    )
    _tell_problems(report)


def _tell_problems(report: Report) -> None:
    if not report.problems:
        return
    counts = Counter(problem.code for problem in report.problems)
    told = ", ".join(f"{count} {code}" for code, count in sorted(counts.items()))
    tell(f"{len(report.problems)} could not be read ({told}). `tocsin problems` lists them.")


def _end(report: Report, *, strict: bool) -> None:
    if strict and report.problems:
        raise typer.Exit(EXIT_CODES["problems"].number)


def brief_command(
    out: Annotated[Path, typer.Option("--out", help="The file: .html or .md.")] = Path("brief.html"),
    title: Annotated[str | None, typer.Option("--title", help="What the brief is called.")] = None,
    since: DayOption = None,
    until: DayOption = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Language of its labels: en, ru.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a brief: what happened, who said what, what is contested, what is open; every line with its source."""
    with opened(store) as held:
        write_brief(
            held, out, language=language or settings().language, title=title, since=since, until=until
        )
    if as_json:
        say_json({"brief": str(out)})
    else:
        say(f"The brief is in {out}.")
