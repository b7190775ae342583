"""Commands of designation lists: load, diff, history, as-of."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from tocsin.pipeline import utc_now
from tocsin.screening.comparing import compare, stories
from tocsin.screening.entries import Vintage
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.shelf import ListRefusedError, Loaded, Shelf, open_shelf
from tocsin.workbench.cli.context import JsonOption, settings
from tocsin.workbench.cli.output import say, say_json, show_table, tell

app = typer.Typer(no_args_is_help=True, help="Designation lists: load them, follow them, look at a past day.")

ShelfOption = Annotated[
    Path | None, typer.Option("--shelf", help="The file of lists and cases. Default: TOCSIN_SHELF.")
]


def shelf_path(given: Path | None) -> Path:
    return given or Path(settings().shelf)


def opened_shelf(given: Path | None, *, create: bool = False) -> Shelf:
    return open_shelf(shelf_path(given), create=create)


@app.command("load")
def load_command(
    files: Annotated[
        list[Path], typer.Argument(help="Files or folders: UN XML, OFAC CSV, EU CSV, FollowTheMoney JSON.")
    ],
    shelf: ShelfOption = None,
    date: Annotated[
        str | None, typer.Option("--date", help="The lists' date where the files say none.")
    ] = None,
    accept_damaged: Annotated[
        bool, typer.Option("--accept-damaged", help="Take what is new in a damaged file; it delists nobody.")
    ] = False,
    accept_shrunken: Annotated[
        bool, typer.Option("--accept-shrunken", help="Take a list that lost more than three in ten entries.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Recognise and load lists; what cannot be relied on is refused, and the list in force stays in force."""
    vintages = read_lists(files, date=checked_date(date))
    report: list[tuple[Loaded, dict[str, object]]] = []
    refused: list[ListRefusedError] = []
    with opened_shelf(shelf, create=True) as held:
        for vintage in sorted(vintages, key=lambda item: (item.key, item.date)):
            try:
                done = held.load(
                    vintage,
                    at=utc_now().isoformat(timespec="seconds"),
                    accept_damaged=accept_damaged,
                    accept_shrunken=accept_shrunken,
                )
            except ListRefusedError as error:
                refused.append(error)
                continue
            report.append((done, _loaded(done)))
    if as_json:
        say_json({"loaded": [row for _, row in report], "refused": [str(item) for item in refused]})
    else:
        for done, _ in report:
            news = f"{done.added} added, {done.removed} removed" if done.new else "was there already"
            vintage = done.vintage
            say(f"{vintage.key} of {vintage.date}: {len(vintage.entries)} entries; {news}.")
            for line in vintage.findings.lines():
                tell(f"  {line}")
    for refusal in refused[1:]:
        tell(f"tocsin: {refusal}")
    if refused:
        raise refused[0]


def _loaded(done: Loaded) -> dict[str, object]:
    vintage = done.vintage
    return {
        "list": vintage.key,
        "date": vintage.date,
        "entries": len(vintage.entries),
        "new": done.new,
        "added": done.added,
        "removed": done.removed,
        "findings": vintage.findings.lines(),
    }


def checked_date(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{text} is not a date such as 2025-04-19") from error


@app.command("diff")
def diff_command(
    old: Annotated[Path, typer.Argument(help="A file or folder with the older vintage.")],
    new: Annotated[Path, typer.Argument(help="A file or folder with the newer vintage.")],
    as_json: JsonOption = False,
) -> None:
    """What changed between two vintages, by reference number."""
    before, after = read_lists([old]), read_lists([new])
    for vintage in (*before, *after):
        for line in vintage.findings.damage:
            tell(f"{vintage.source}: damaged: {line}")
    difference = compare(before, after)
    if as_json:
        say_json(difference.said())
        return
    for title, entries in (("added", difference.added), ("removed", difference.removed)):
        show_table(
            ("Reference", "Name", "Programme", "Listed"),
            [(item.reference, item.caption, item.programme, item.listed_on) for item in entries],
            title=f"{len(entries)} {title}",
        )
    counts = Counter(name for item in difference.changed for name in item.fields)
    say(f"{len(difference.changed)} changed: " + ", ".join(f"{name} {n}" for name, n in counts.most_common()))
    if difference.renumbered:
        say("Renumbered by the authority, not delisted: " + ", ".join(difference.renumbered))


@app.command("history")
def history_command(
    list_: Annotated[str, typer.Argument(metavar="LIST", help="A list, such as un, ofac or eu.")],
    reference: Annotated[str | None, typer.Option("--reference", help="One entry only.")] = None,
    shelf: ShelfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Vintages of a list, and what each entry went through: listings, delistings, returns, changes."""
    with opened_shelf(shelf) as held:
        vintages = held.all_vintages(list_)
        shelved = [item for item in held.vintages() if item.list == list_]
    told = [item for item in stories(vintages) if reference in (None, item.reference)]
    moved = told if reference else [item for item in told if item.delisted_on or item.returned]
    if as_json:
        say_json(
            {
                "vintages": [
                    {
                        "list": item.key,
                        "date": item.date,
                        "entries": item.entries,
                        "damaged": item.damaged,
                        "source": item.source,
                    }
                    for item in shelved
                ],
                "entries": [
                    {
                        "reference": item.reference,
                        "caption": item.caption,
                        "delisted_on": item.delisted_on,
                        "returned": item.returned,
                        "stays": [[stay.since, stay.until] for stay in item.stays],
                        "changes": [[day, list(names)] for day, names in item.changes],
                    }
                    for item in moved
                ],
            }
        )
        return
    show_table(
        ("List", "Date", "Entries", "Damaged", "Source"),
        [(item.key, item.date, item.entries, "yes" if item.damaged else "", item.source) for item in shelved],
    )
    for item in moved:
        stays = "; ".join(f"{stay.since} to {stay.until or 'now'}" for stay in item.stays)
        say(f"{item.reference} {item.caption}: {stays}{' (returned: a fresh case)' if item.returned else ''}")
        for day, names in item.changes if reference else ():
            say(f"  {day}: {', '.join(names)}")


@app.command("as-of")
def as_of_command(
    day: Annotated[str, typer.Argument(help="A day, such as 2024-12-31.")],
    shelf: ShelfOption = None,
    as_json: JsonOption = False,
) -> None:
    """The lists as they stood on a day: entries in force, and those that had left."""
    with opened_shelf(shelf) as held:
        standing = held.standing(as_of=checked_date(day))
    if as_json:
        say_json(
            {
                "as_of": day,
                "vintages": standing.vintages,
                "entries": [
                    {"list": e.list, "reference": e.reference, "caption": e.caption} for e in standing.entries
                ],
                "delisted": [
                    {"list": e.list, "reference": e.reference, "caption": e.caption, "delisted_on": on}
                    for e, on in standing.delisted
                ],
            }
        )
        return
    counts = Counter(entry.list for entry in standing.entries)
    for key, date in standing.vintages.items():
        say(f"{key}: vintage of {date}")
    say(
        f"{len(standing.entries)} in force ({', '.join(f'{name} {n}' for name, n in sorted(counts.items()))}); "
        f"{len(standing.delisted)} had left."
    )


def vintages_told(vintages: list[Vintage]) -> None:
    for vintage in vintages:
        for line in vintage.findings.damage:
            tell(f"{vintage.source}: damaged: {line}")
