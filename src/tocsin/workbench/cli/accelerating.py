"""`tocsin accelerator`: what a configured model finds in a file, and what it invents."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tocsin.accelerating import accelerator
from tocsin.documents.parser import parse_document
from tocsin.errors import NotFoundError, SettingsError
from tocsin.sources.raw import RawDocument
from tocsin.statements.cascade import default_extractors, reading_of
from tocsin.workbench.cli.context import JsonOption, settings
from tocsin.workbench.cli.output import say, say_json

app = typer.Typer(no_args_is_help=True, help="A model of your own that adds to what the rules read.")


@app.callback()
def callback() -> None:
    """A model of your own that adds to what the rules read."""


@app.command("try")
def try_command(
    file: Annotated[Path, typer.Argument(help="A document: text, HTML, PDF or Word.")],
    as_json: JsonOption = False,
) -> None:
    """Read one file with the configured accelerator: what it adds, and every quote that is not in the text.

    Nothing is stored. The text of the file goes to the endpoint that the settings name.
    """
    stage = accelerator(settings())
    if stage is None:
        raise SettingsError("no accelerator is configured: TOCSIN_ACCELERATOR is off")
    if not file.is_file():
        raise NotFoundError("no such file", where=str(file))
    now = dt.datetime.now(dt.UTC)
    document = parse_document(RawDocument(file.read_bytes(), str(file), file.name, "file", now))
    others = [one for one in default_extractors() if one.name != stage.name]
    found, tally = stage.read(reading_of(document, others))
    if as_json:
        say_json(
            {
                "extractor": stage.name,
                "found": [
                    {
                        "schema": draft.schema, "start": draft.start, "end": draft.end,
                        "facts": [fact._asdict() for fact in draft.facts],
                    }
                    for draft in found
                ],
                **asdict(tally),
            }
        )  # fmt: skip
        return
    for draft in found:
        named = next((fact for fact in draft.facts if fact.prop in ("name", "content", "quantity")), None)
        say(f"  {draft.schema}: {named.value if named else ''}  at {draft.start}")
    say(
        f"{stage.name}: {tally.windows} windows, {tally.kept} added, {tally.known} known already; "
        f"{tally.unanswered} without an answer, {tally.unreadable} unreadable, {tally.malformed} malformed, "
        f"{len(tally.rejected)} quotes not in the text"
    )
    for quote in tally.rejected:
        say(f"  not in the text: {' '.join(quote.split())[:100]}")
    for problem in dict.fromkeys(tally.problems):
        say(f"  {problem}")
