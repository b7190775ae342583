"""The command line: `tocsin COMMAND`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tocsin import __version__
from tocsin.errors import CatalogueError, LedgerError, NotFoundError, SettingsError, StoreError, TocsinError
from tocsin.workbench.cli import (
    accelerating,
    competing,
    deciding,
    deciding_together,
    explaining,
    finding,
    listing,
    looking,
    reading,
    reviewing,
    screening,
    sourcing,
    storing,
    watching,
    weighing,
    wellbeing,
)
from tocsin.workbench.cli.output import EXIT_CODES, tell

app = typer.Typer(
    name="tocsin",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Public documents in; quoted statements, a sourced record and a brief out.",
)
app.command("ingest")(reading.ingest_command)
app.command("import")(sourcing.import_command)
app.command("extract")(reading.extract_command)
app.command("export")(reading.export_command)
app.command("brief")(reading.brief_command)
app.command("demo")(reading.demo_command)
app.command("search")(looking.search_command)
app.command("show")(looking.show_command)
app.command("findings")(finding.findings_command)
app.command("lenses")(weighing.lenses_command)
app.command("explain")(explaining.explain_command)
app.command("problems")(looking.problems_command)
app.command("serve")(wellbeing.serve_command)
app.command("doctor")(wellbeing.doctor_command)
app.add_typer(sourcing.app, name="sources")
app.add_typer(storing.app, name="store")
app.add_typer(deciding.app, name="judge")
app.add_typer(reviewing.app, name="review")
app.add_typer(competing.app, name="accounts")
app.add_typer(accelerating.app, name="accelerator")
app.add_typer(deciding_together.app, name="ledger")
app.add_typer(listing.app, name="lists")
app.command("screen")(screening.screen_command)
app.add_typer(screening.names_app, name="names")
app.add_typer(watching.app, name="watchlist")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tocsin {__version__}")
        raise typer.Exit


@app.callback()
def callback(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and end.")
    ] = False,
) -> None:
    """Public documents in; quoted statements, a sourced record and a brief out."""


def main() -> None:
    """Run the command line; errors of our family become one line and a documented exit code."""
    try:
        app(standalone_mode=True)
    except KeyboardInterrupt:
        tell("Stopped. The store is consistent; run the same command again to go on.")
        sys.exit(EXIT_CODES["interrupted"].number)
    except BrokenPipeError:
        sys.exit(EXIT_CODES["done"].number)
    except TocsinError as error:
        tell(f"tocsin: {error}")
        sys.exit(exit_code(error))


def exit_code(error: TocsinError) -> int:
    """The exit code of an error of our family."""
    if isinstance(error, NotFoundError):
        return EXIT_CODES["not-found"].number
    if isinstance(error, StoreError):
        return EXIT_CODES["store"].number
    if isinstance(error, SettingsError | CatalogueError | LedgerError):
        return EXIT_CODES["settings"].number
    return EXIT_CODES["problems"].number
