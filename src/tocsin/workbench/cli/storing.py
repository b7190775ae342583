"""Commands that look after the store: init, migrate, check, vacuum, backup, restore."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from tocsin.model.marking import OWNER
from tocsin.store import open_store
from tocsin.workbench.cli.context import Address, JsonOption, StoreOption, opened
from tocsin.workbench.cli.output import EXIT_CODES, say, say_json

app = typer.Typer(no_args_is_help=True, help="Look after the store.")


@app.command("init")
def init_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Make a store, or bring an existing one up to date."""
    with opened(store, create=True) as held:
        _answer(as_json, f"The store {held.url} is ready.", {"store": held.url, "ready": True})


@app.command("migrate")
def migrate_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Bring the store to this version's form."""
    with open_store(Address.given(store).url, migrate=False) as held:
        done = held.migrate()
    text = f"Migrated: {', '.join(done)}." if done else "Nothing to migrate."
    _answer(as_json, text, {"migrated": done})


@app.command("check")
def check_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Verify hashes of kept bytes, quotes against texts, the index and the database itself."""
    with opened(store) as held:
        faults = held.check()
        counts = held.view(OWNER).counts()
    text = (
        "\n".join(faults)
        if faults
        else f"All is well: {counts.documents} documents, {counts.statements:,} statements."
    )
    _answer(as_json, text, {"faults": faults, **asdict(counts)})
    if faults:
        raise typer.Exit(EXIT_CODES["unwell"].number)


@app.command("vacuum")
def vacuum_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Give unused space back and renew the planner's statistics."""
    with opened(store) as held:
        held.vacuum()
    _answer(as_json, "Done.", {"done": True})


@app.command("backup")
def backup_command(
    target: Annotated[str, typer.Argument(help="The file to write; it must not exist.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a copy that `restore` reads, while the store stays in use."""
    with opened(store) as held:
        held.backup(target)
    _answer(as_json, f"Written to {target}.", {"backup": target})


@app.command("restore")
def restore_command(
    source: Annotated[str, typer.Argument(help="A file that `backup` wrote.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fill an empty store from a backup; works across SQLite and PostgreSQL."""
    with opened(store, create=True) as held:
        held.restore(source)
        counts = held.view(OWNER).counts()
    _answer(
        as_json, f"Restored {counts.documents} documents, {counts.statements:,} statements.", asdict(counts)
    )


def _answer(as_json: bool, text: str, value: object) -> None:
    if as_json:
        say_json(value)
    else:
        say(text)
