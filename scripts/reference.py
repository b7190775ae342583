"""Writes docs/reference from the code: commands, settings, schema, errors and exit codes.

python scripts/reference.py            write the pages
python scripts/reference.py --check    end with 1 when a page differs from the code
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from tocsin import errors
from tocsin.coordination.ledger import State, rules
from tocsin.coordination.ledger.vocabulary import vocabulary
from tocsin.model.vocabulary import schemata
from tocsin.settings import Settings
from tocsin.statements.cascade import default_extractors
from tocsin.workbench.cli import app
from tocsin.workbench.cli.output import EXIT_CODES

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTICE = "<!-- Made by scripts/reference.py from the code; edit the code, not this page. -->\n\n"


def commands_page() -> str:
    root = typer.main.get_command(app)
    lines = ["# Commands\n"]
    for path, command in _walk("tocsin", root):
        if hasattr(command, "commands"):
            if path != "tocsin":
                lines.append(f"## `{path}`\n\n{command.help}\n")
            continue
        lines.append(f"## `{path}`\n\n{(command.help or '').strip()}\n")
        lines += _parameters(command)
    lines.append("## Exit codes\n\n| code | meaning |\n|---|---|")
    lines += [f"| {code.number} | {code.meaning} |" for code in EXIT_CODES.values()]
    return "\n".join(lines) + "\n"


def _walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Typer brings its own copy of click, so commands are told by what they have, not by their class."""
    yield path, command
    if hasattr(command, "commands"):
        for name in sorted(command.commands):
            yield from _walk(f"{path} {name}", command.commands[name])


def _parameters(command: Any) -> list[str]:
    rows = []
    for parameter in command.params:
        if parameter.param_type_name == "option":
            if parameter.name in ("help", "install_completion", "show_completion"):
                continue
            name = ", ".join(f"`{option}`" for option in parameter.opts)
            meaning = parameter.help or ""
        else:
            name = f"`{(parameter.name or '').upper()}`"
            meaning = getattr(parameter, "help", None) or ""
        rows.append(f"| {name} | {meaning} |")
    return ["| given | meaning |", "|---|---|", *rows, ""] if rows else []


def settings_page() -> str:
    lines = [
        "# Settings\n",
        "Each is an environment variable or a line `NAME=value` of a file `tocsin.env` in the folder.\n",
    ]
    lines += ["| variable | default | meaning |", "|---|---|---|"]
    for name, info in Settings.model_fields.items():
        default = (
            "number of processors"
            if name == "workers"
            else ("none" if info.default_factory else repr(info.default))
        )
        lines.append(f"| `TOCSIN_{name.upper()}` | {default} | {info.description} |")
    return "\n".join(lines) + "\n"


def schema_page() -> str:
    lines = [
        "# Schema\n",
        "What kinds of things there are and what is said of them. Keys begin with the prefix.\n",
    ]
    for item in schemata().values():
        maps = ", ".join(f"{target} {name}" for target, name in item.maps_to.items() if name)
        lines.append(
            f"## {item.name}\n\n{item.label['en']} / {item.label['ru']}; prefix `{item.prefix}-`; file `{item.file}`; {maps}.\n"
        )
        lines += ["| property | English | Russian | type | column | several |", "|---|---|---|---|---|---|"]
        for prop in item.properties.values():
            column = f"`{prop.column}`" if prop.column else ""
            lines.append(
                f"| `{prop.name}` | {prop.label['en']} | {prop.label['ru']} | {prop.type} | {column} | {'yes' if prop.many else ''} |"
            )
        lines.append("")
    lines += ["## Extractors\n", "| name | languages |", "|---|---|"]
    lines += [f"| `{item.name}` | {', '.join(sorted(item.languages))} |" for item in default_extractors()]
    return "\n".join(lines) + "\n"


def errors_page() -> str:
    lines = [
        "# Errors and problems\n",
        "```",
        *(inspect.getdoc(errors) or "").split("::", 1)[1].strip("\n").splitlines(),
        "```\n",
    ]
    lines += ["| code | error |", "|---|---|"]
    kinds = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.TocsinError)
    ]
    lines += [f"| `{kind.code}` | {kind.__name__} |" for kind in sorted(kinds, key=lambda kind: kind.code)]
    return "\n".join(lines) + "\n"


def ledger_page() -> str:
    held = vocabulary()
    lines = [
        "# The consensus ledger\n",
        f"Version {held.version} of the event vocabulary. A ledger is JSON Lines; every event has `type` and `at`, a moment with a"
        " time zone. Lines that `tocsin ledger` writes carry `v`, `seq`, `prev` and `hash` as well: the SHA-256 of the hash before"
        " and the event's canonical text. Events are read in the order of their moments; within one instant positions come"
        " before what is decided on them. [How it is used](../guide/ledger.md).\n",
        "## Events\n\n| type | needs | may have |\n|---|---|---|",
    ]
    for name, kind in held.events.items():
        lines.append(f"| `{name}` | {_names(kind.needs)} | {_names(kind.allows)} |")
    lines += [
        "\n## Positions\n\n| position | blocks | bound | counted present | counts |\n|---|---|---|---|---|"
    ]
    for kind in held.positions.values():
        flags = " | ".join("yes" if flag else "" for flag in (kind.blocks, kind.bound, kind.present))
        lines.append(f"| {kind.name} | {flags} | {kind.counts or ''} |")
    lines += [
        "\n## Rulings of the chair\n",
        ", ".join(sorted(held.rulings)) + ".",
        "\n## States\n",
        ", ".join(State) + ".",
    ]
    lines += ["\n## Rules of decision\n\n| rule | way | silence | source |\n|---|---|---|---|"]
    for rule in rules().values():
        lines.append(f"| {rule.name} | {rule.way} | {'yes' if rule.silence else ''} | {rule.source} |")
    return "\n".join(lines) + "\n"


def _names(fields: frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(fields))


PAGES = {
    "commands.md": commands_page,
    "settings.md": settings_page,
    "schema.md": schema_page,
    "errors.md": errors_page,
    "ledger.md": ledger_page,
}


def main() -> int:
    check = "--check" in sys.argv[1:]
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, make in PAGES.items():
        path, text = FOLDER / name, NOTICE + make()
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"stale reference pages: {', '.join(stale)}; run python scripts/reference.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
