"""Commands of the watch list and of decisions on its pairs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from tocsin.errors import NotFoundError
from tocsin.pipeline import utc_now
from tocsin.screening.deciding import TERM_DAYS, Decisions, Verdict
from tocsin.screening.desk import Desk
from tocsin.screening.entries import Entry
from tocsin.screening.reasons import reasons
from tocsin.screening.results import match_line
from tocsin.screening.retention import QUERY_DAYS, SUBJECT_DAYS, QueryLog
from tocsin.screening.standing import Standing
from tocsin.screening.watching import WatchList
from tocsin.workbench.cli.context import JsonOption, settings
from tocsin.workbench.cli.listing import ShelfOption, opened_shelf
from tocsin.workbench.cli.output import say, say_json, show_table

app = typer.Typer(
    no_args_is_help=True, help="Subjects that are screened again when lists change; only news is told."
)

UserOption = Annotated[str, typer.Option("--user", help="Who does it.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, in a sentence.")]
SubjectArgument = Annotated[str, typer.Argument(help="The id of a subject.")]


@app.command("add")
def add_command(
    subjects: Annotated[
        Path, typer.Argument(help="Subjects: query lines as for `tocsin screen`, one JSON object a line.")
    ],
    user: UserOption,
    days: Annotated[int, typer.Option("--days", min=1, max=1825, help="How long they stay.")] = SUBJECT_DAYS,
    shelf: ShelfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put subjects on the watch list."""
    if not subjects.is_file():
        raise NotFoundError("no such file", where=str(subjects))
    with opened_shelf(shelf, create=True) as held, subjects.open(encoding="utf-8") as lines:
        watch = WatchList(held)
        count = sum(
            bool(watch.add(json.loads(line), user=user, at=utc_now(), days=days))
            for line in lines
            if line.strip()
        )
    _answer(
        f"{count} subjects are on the watch list for {days} days.", {"added": count, "days": days}, as_json
    )


@app.command("remove")
def remove_command(subject: SubjectArgument, shelf: ShelfOption = None, as_json: JsonOption = False) -> None:
    """Take a subject off the watch list."""
    with opened_shelf(shelf) as held:
        WatchList(held).remove(subject)
    _answer(f"{subject} is no longer watched.", {"removed": subject}, as_json)


@app.command("list")
def list_command(shelf: ShelfOption = None, as_json: JsonOption = False) -> None:
    """Who is watched, by whom, until when."""
    with opened_shelf(shelf) as held:
        subjects = WatchList(held).subjects()
    rows = [(item.id, ", ".join(item.query.names), item.added_by, item.expires_on) for item in subjects]
    if as_json:
        say_json([dict(zip(("id", "names", "added_by", "expires_on"), row, strict=True)) for row in rows])
    else:
        show_table(("Id", "Names", "Added by", "Until"), rows)


@app.command("run")
def run_command(shelf: ShelfOption = None, as_json: JsonOption = False) -> None:
    """Screen all subjects against the lists in force and tell only what is new."""
    language = settings().language
    with opened_shelf(shelf) as held:
        desk = Desk(held.standing(), language=language)
        news = WatchList(held).news(desk, at=utc_now())
    if as_json:
        say_json(
            [
                {
                    "subject": item.subject.id,
                    "state": str(item.state),
                    "delisted_on": item.delisted_on,
                    **match_line(
                        item.subject.query, item.match, vintages=desk.standing.vintages, language=language
                    ),
                    "match": item.match.match and item.delisted_on is None,
                }
                for item in news
            ]
        )
        return
    for item in news:
        entry = item.match.entry
        what = (
            f"left the list on {item.delisted_on}"
            if item.delisted_on
            else f"{item.state}, {item.match.score:.2f}"
        )
        say(f"{item.subject.id}: {entry.list} {entry.reference} {entry.caption}: {what}")
        why = reasons(item.subject.query, item.match, language=language)
        say(f"  {why[0].words}" if why else "")
    say(f"{len(news)} new.")


@app.command("decide")
def decide_command(
    subject: SubjectArgument,
    list_: Annotated[str, typer.Argument(metavar="LIST", help="The list, such as un.")],
    reference: Annotated[str, typer.Argument(help="The entry's reference number.")],
    verdict: Annotated[Verdict, typer.Argument(help="What you decide.")],
    user: UserOption,
    reason: ReasonOption,
    days: Annotated[int, typer.Option("--days", min=1, max=1825, help="How long it holds.")] = TERM_DAYS,
    shelf: ShelfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Rule a pair out, or confirm it; confirming takes two different people."""
    with opened_shelf(shelf) as held:
        query = WatchList(held).subject(subject).query
        standing = held.standing()
        entry = _entry(standing, list_, reference)
        state = Decisions(held).decide(
            query,
            entry,
            verdict,
            user=user,
            reason=reason,
            at=utc_now(),
            days=days,
            returned_on=standing.returned.get((list_, reference)),
        )
    told = {"subject": subject, "list": list_, "reference": reference, "state": str(state)}
    _answer(f"{subject} and {list_} {reference}: {state}.", told, as_json)


def _entry(standing: Standing, list_: str, reference: str) -> Entry:
    for entry in standing.entries:
        if (entry.list, entry.reference) == (list_, reference):
            return entry
    raise NotFoundError(f"{reference} is not in force on the list {list_}")


@app.command("undo")
def undo_command(
    number: Annotated[int, typer.Argument(help="The number of a decision, from `watchlist decisions`.")],
    user: UserOption,
    reason: ReasonOption,
    shelf: ShelfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision back; the log keeps both."""
    with opened_shelf(shelf) as held:
        Decisions(held).take_back(number, user=user, reason=reason, at=utc_now())
    _answer(f"Decision {number} is taken back.", {"undone": number}, as_json)


@app.command("decisions")
def decisions_command(shelf: ShelfOption = None, as_json: JsonOption = False) -> None:
    """Every decision, oldest first, with who, when, why and until when."""
    with opened_shelf(shelf) as held:
        log = Decisions(held).history()
    columns = (
        "id",
        "subject",
        "list",
        "reference",
        "verdict",
        "user",
        "reason",
        "decided_at",
        "expires_on",
        "undoes",
    )
    rows = [tuple(getattr(item, name) for name in columns) for item in log]
    if as_json:
        say_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        show_table(tuple(name.replace("_", " ").capitalize() for name in columns), rows)


@app.command("purge")
def purge_command(shelf: ShelfOption = None, as_json: JsonOption = False) -> None:
    """Remove queries and subjects whose time has run out, and say so with a proof."""
    with opened_shelf(shelf) as held:
        done = QueryLog(held).purge(at=utc_now())
    if as_json:
        say_json({"purged_at": done.purged_at, "before": done.before, "rows": done.rows, "proof": done.proof})
    else:
        say(
            f"{done.rows} rows of before {done.before} are gone; proof {done.proof[:16]}. "
            f"Queries are kept {QUERY_DAYS} days."
        )


def _answer(text: str, value: object, as_json: bool) -> None:
    if as_json:
        say_json(value)
    else:
        say(text)
