"""Commands that take documents in and let the record out: ingest, extract, export, brief, demo."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tocsin.bundled import pages
from tocsin.errors import NotFoundError
from tocsin.exchange.brief import BriefQuery, write_brief
from tocsin.model.marking import OWNER
from tocsin.model.vocabulary import Language
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
    settings,
)
from tocsin.workbench.cli.output import EXIT_CODES, say, say_json, tell
from tocsin.workbench.cli.progress import TerminalProgress

DEMO_TITLE = "Collective security: the bundled specimen pages"
PathsArgument = Annotated[list[str], typer.Argument(help="Files, folders or addresses (http, https).")]

SinceOption = Annotated[
    dt.datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], help="Leave out what is dated before this day."),
]
UntilOption = Annotated[
    dt.datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], help="Leave out what is dated after this day."),
]


def items_of(paths: Sequence[str]) -> Iterator[RawDocument | Unread]:
    """Documents of files, folders and addresses, in the order given. Raises NotFoundError for a missing path."""
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
    since: SinceOption = None,
    until: UntilOption = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Language of its labels: en, ru.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a brief: what happened, who said what, what is contested, what is open; every line with its source."""
    query = BriefQuery(language=_label_language(language), title=title, since=_day(since), until=_day(until))
    with opened(store) as held:
        write_brief(held.view(OWNER), query, out)
    if as_json:
        say_json({"brief": str(out)})
    else:
        say(f"The brief is in {out}.")


def _label_language(given: str | None) -> Language:
    language = given or settings().language
    if language not in ("en", "ru"):
        raise typer.BadParameter(f"{language} is not one of en, ru", param_hint="--language")
    return "ru" if language == "ru" else "en"


def _day(given: dt.datetime | None) -> dt.date | None:
    return None if given is None else given.date()


def demo_command(
    folder: Annotated[Path, typer.Option("--folder", help="Where the store and the brief are put.")] = Path(
        "demo"
    ),
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read the bundled pages into a store, write a brief of them and say how to look further."""
    folder.mkdir(parents=True, exist_ok=True)
    store, brief = folder / "tocsin.sqlite", folder / "brief.html"
    with opened(str(store), create=True) as held:
        with TerminalProgress(quiet=quiet or as_json) as watch:
            report = ingest(held, FileSource([pages()]).items(), plan(workers=None, watch=watch))
        view = held.view(OWNER)
        write_brief(view, BriefQuery(language=settings().language, title=DEMO_TITLE), brief)
        counts = view.counts()
    if as_json:
        say_json({**report_json(report), "store": str(store), "brief": str(brief)})
        return
    tell_report(report)
    say(f"The record holds {counts.documents} documents and {counts.statements:,} statements.")
    say()
    say(f"The brief:      {brief}   (open it in a browser)")
    say(f"The workbench:  {program()} serve --store {store}   (then http://127.0.0.1:8765/)")
    say(f"Search:         {program()} search --store {store} решение совета")
    say(f"Problems:       {program()} problems --store {store}")


def program() -> str:
    """How this program was called, as the reader would call it again."""
    return sys.argv[0] if sys.argv and Path(sys.argv[0]).name == "tocsin" else "tocsin"
