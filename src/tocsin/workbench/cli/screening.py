"""Commands of screening: `screen`, `names compare`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from tocsin.errors import DamagedDocumentError, NotFoundError
from tocsin.pipeline import utc_now
from tocsin.screening.calibration import calibration, probability
from tocsin.screening.desk import Desk
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.query import Query, QueryError
from tocsin.screening.retention import QueryLog
from tocsin.screening.screener import compare_names
from tocsin.screening.standing import standing_of
from tocsin.workbench.cli.context import QuietOption, settings
from tocsin.workbench.cli.listing import ShelfOption, checked_date, opened_shelf, vintages_told
from tocsin.workbench.cli.output import tell
from tocsin.workbench.cli.progress import TerminalProgress

names_app = typer.Typer(no_args_is_help=True, help="Names side by side.")


def desk_of(lists: list[Path] | None, shelf: Path | None, as_of: str | None, *, minors: bool = False) -> Desk:
    """The desk over files that are named, else over the shelf."""
    language = settings().language
    if lists:
        vintages = read_lists(lists)
        vintages_told(vintages)
        return Desk(standing_of(vintages, as_of=as_of), language=language, minors=minors)
    with opened_shelf(shelf) as held:
        return Desk(held.standing(as_of=as_of), language=language, minors=minors)


def screen_command(
    queries: Annotated[
        Path,
        typer.Option(
            "--queries",
            help="Queries: a JSON object a line with id, name, schema, birth_date, countries, ids.",
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", help="Results: a JSON object a line, in the order of the queries.")
    ],
    lists: Annotated[
        list[Path] | None,
        typer.Option("--lists", help="Files or folders of lists, instead of the loaded ones."),
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The lists as they stood on a day.")] = None,
    shelf: ShelfOption = None,
    minors: Annotated[
        bool, typer.Option("--minors", help="Answer also for subjects under 18, which is withheld otherwise.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on after the last whole line of --out.")
    ] = False,
    log_as: Annotated[
        str | None,
        typer.Option(
            "--log-as", help="Keep a log of the queries under your name, without the names asked for."
        ),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Screen names against designation lists; every hit says why, of which vintage, and how to contest it."""
    if not queries.is_file():
        raise NotFoundError("no such file", where=str(queries))
    desk = desk_of(lists, shelf, checked_date(as_of), minors=minors)
    done = _whole_lines(out) if resume else 0
    total = sum(1 for _ in queries.open("rb"))
    asked: list[tuple[str, int]] = []
    with (
        TerminalProgress(quiet=quiet) as progress,
        out.open("a" if resume else "w", encoding="utf-8") as file,
    ):
        progress.stage("screen", total)
        for number, line in enumerate(_lines(queries), start=1):
            progress.advance()
            if number <= done:
                continue
            answer = _answer(desk, line, number, progress)
            file.write(json.dumps(answer, ensure_ascii=False) + "\n")
            if log_as:
                asked.append((line, sum(bool(item["match"]) for item in answer["matches"])))
    if log_as:
        with opened_shelf(shelf, create=True) as held:
            QueryLog(held).note(asked, user=log_as, at=utc_now())
    if not quiet:
        tell(f"{total - done} screened, threshold {calibration().threshold}.")


def _answer(desk: Desk, line: str, number: int, progress: TerminalProgress) -> dict[str, Any]:
    try:
        held = json.loads(line)
        if not isinstance(held, dict):
            raise QueryError("not a JSON object", where=f"line {number}")
        given = {"id": str(number), **held}
        return {**desk.line(desk.screen(Query.told(given))), "id": given["id"]}
    except (ValueError, RecursionError) as error:
        progress.problem()
        return {"id": str(number), "matches": [], "error": f"not JSON: {error}"}
    except QueryError as error:
        progress.problem()
        return {
            "id": held.get("id") if isinstance(held, dict) else str(number),
            "matches": [],
            "error": str(error),
        }


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="replace") as file:
        yield from file


def _whole_lines(path: Path) -> int:
    """Whole lines of an earlier run; a last line that was cut off is taken away."""
    if not path.exists():
        return 0
    data = path.read_bytes()
    end = data.rfind(b"\n") + 1
    if end < len(data):
        with path.open("r+b") as file:
            file.truncate(end)
    return data[:end].count(b"\n")


@names_app.command("compare")
def compare_command(
    pairs: Annotated[
        Path, typer.Argument(help="A CSV file with the columns name1, name2 and, if known, schema.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The same rows with score and match.")],
) -> None:
    """Compare pairs of names; `match` by the same threshold as everywhere."""
    try:
        with pairs.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            head, rows = list(reader.fieldnames or ()), list(reader)
    except FileNotFoundError as error:
        raise NotFoundError("no such file", where=str(pairs)) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise DamagedDocumentError(str(error), where=str(pairs)) from error
    if not {"name1", "name2"} <= set(head):
        raise DamagedDocumentError("needs the columns name1 and name2", where=str(pairs))
    threshold = calibration().threshold
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file,
            [*(key for key in head if key not in ("score", "match")), "score", "match"],
            extrasaction="ignore",
        )
        writer.writeheader()
        for row in rows:
            found = compare_names(
                row["name1"] or "", row["name2"] or "", schema=(row.get("schema") or "").strip()
            )
            score = round(probability(found.odds), 4) if found else 0.0
            writer.writerow({**row, "score": score, "match": "true" if score >= threshold else "false"})
