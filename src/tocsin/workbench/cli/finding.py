"""The command that tells what in the record does not fit together and what is missing from it."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.model.marking import OWNER
from tocsin.record.findings import Account, Finding, Kind, findings
from tocsin.workbench.cli.context import JsonOption, StoreOption, opened
from tocsin.workbench.cli.looking import AsOfOption, moment
from tocsin.workbench.cli.output import say, say_json


def findings_command(
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", help="Only this kind; may be repeated.")
    ] = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell contradictions, updates over time, gaps in series and changed pages, with their quotes; decide nothing."""
    with opened(store) as held:
        view = held.view(OWNER, as_of=moment(as_of))
        labels = dict(view.labels())
        found = list(findings(view, kinds=kind or tuple(Kind)))
    if as_json:
        say_json([_finding_json(item, labels) for item in found])
        return
    for item in found:
        say(f"{item.kind}: {item.words}")
        say(f"  about {', '.join(item.about)}")
        for account in item.accounts:
            quote = " ".join(account.span.quote.split())
            say(f"  {account.value}: “{quote}” [{labels[account.span.doc]}:{account.span.start}]")
    say(f"{len(found)} found." if found else "Nothing found.")


def _finding_json(item: Finding, labels: dict[str, str]) -> dict[str, object]:
    return {
        "kind": item.kind,
        "contradicts": item.contradicts,
        "about": list(item.about),
        "words": item.words,
        "accounts": [_account_json(account, labels) for account in item.accounts],
    }


def _account_json(account: Account, labels: dict[str, str]) -> dict[str, object]:
    return {
        "value": account.value,
        "by": account.by,
        "when": None if account.when is None else str(account.when),
        "doc": labels[account.span.doc],
        "start": account.span.start,
        "end": account.span.end,
        "quote": account.span.quote,
        "statement": None if account.statement is None else account.statement.id,
    }
