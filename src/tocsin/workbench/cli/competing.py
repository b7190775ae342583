"""Commands of competing accounts: show, add, rate, undo, log."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.model.decision import Subject
from tocsin.model.marking import OWNER
from tocsin.model.statement import Statement
from tocsin.pipeline import utc_now
from tocsin.record.accounts import Evidence, Hypothesis, Rating, Table, add, rate, weighed
from tocsin.record.review import take_back
from tocsin.workbench.cli.context import JsonOption, StoreOption, opened
from tocsin.workbench.cli.deciding import ReasonOption, UserOption
from tocsin.workbench.cli.looking import statement_json
from tocsin.workbench.cli.output import say, say_json, show_table
from tocsin.workbench.cli.reviewing import decision_json, show_log

app = typer.Typer(
    no_args_is_help=True, help="Competing accounts of an incident, side by side; no winner is picked."
)
KeyArgument = Annotated[str, typer.Argument(help="The key of an event: evt-...")]


@app.command("show")
def show_command(key: KeyArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Show hypotheses with who speaks for and against each, and the table of evidence that was rated."""
    with opened(store) as held:
        view = held.view(OWNER)
        table = weighed(view, key)
        labels = dict(view.labels())
    if as_json:
        say_json(_table_json(table, labels))
        return
    for number, one in enumerate(table.hypotheses, start=1):
        aside = f", entered by {one.entered_by}" if one.entered_by else ""
        say(f"H{number} {one.words}  ({one.id}{aside})")
        for told, statements in (("for", one.speaking_for), ("against", one.speaking_against)):
            for item in statements:
                say(f"  {told}: {_said(item, labels)}")
    if not table.hypotheses:
        say("Nobody in the record puts a hypothesis forward; `tocsin accounts add` enters one.")
    if table.evidence:
        columns = [f"H{number}" for number in range(1, len(table.hypotheses) + 1)]
        rows = [_row(one, table.hypotheses, labels) for one in table.evidence]
        show_table(("Evidence", *columns, "Tells apart"), rows)
        say("+ consistent, 0 neutral, - inconsistent; analysts that differ are shown beside each other.")


@app.command("add")
def add_command(
    key: KeyArgument,
    hypothesis: Annotated[str, typer.Argument(help="In words: “it was an accident”.")],
    user: UserOption,
    reason: ReasonOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Enter a hypothesis."""
    with opened(store) as held:
        made = add(held, key, hypothesis, user=user, at=utc_now(), reason=reason)
    if as_json:
        say_json(decision_json(made))
    else:
        say(f"{made.id}: {Hypothesis(hypothesis).id} is entered.")


@app.command("rate")
def rate_command(
    key: KeyArgument,
    hypothesis: Annotated[str, typer.Argument(help="The id of a hypothesis: hyp-...")],
    statement: Annotated[str, typer.Argument(help="The id of a statement: st-...")],
    rating: Annotated[Rating, typer.Argument(help="What the statement is to the hypothesis.")],
    user: UserOption,
    reason: ReasonOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Rate a statement against a hypothesis; a later rating by the same analyst takes its place."""
    with opened(store) as held:
        made = rate(held, key, hypothesis, statement, rating, user=user, at=utc_now(), reason=reason)
    if as_json:
        say_json(decision_json(made))
    else:
        say(f"{made.id}: {statement} is {rating} with {hypothesis}.")


@app.command("undo")
def undo_command(
    decision: Annotated[str, typer.Argument(help="The id of a hypothesis or rating entered: dc-...")],
    user: UserOption,
    reason: ReasonOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take back a hypothesis or a rating; the log keeps both."""
    with opened(store) as held:
        made = take_back(held, decision, Subject.ACCOUNTS, user=user, at=utc_now(), reason=reason)
    if as_json:
        say_json(decision_json(made))
    else:
        say(f"{decision} is taken back.")


@app.command("log")
def log_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Everything that was entered, oldest first, undone entries included."""
    with opened(store) as held:
        log = list(held.view(OWNER).decisions(Subject.ACCOUNTS))
    if as_json:
        say_json([decision_json(one) for one in log])
    else:
        show_log(log)


_SIGNS = {Rating.CONSISTENT: "+", Rating.NEUTRAL: "0", Rating.INCONSISTENT: "-"}


def _row(one: Evidence, hypotheses: tuple[Hypothesis, ...], labels: dict[str, str]) -> list[str]:
    cells = [
        "".join(_SIGNS[rating] for rating in one.ratings.get(held.id, {}).values()) for held in hypotheses
    ]
    what = f"{one.id} (no longer in the record)" if one.statement is None else _said(one.statement, labels)
    return [what, *cells, "" if one.diagnosticity is None else f"{one.diagnosticity:.2f}"]


def _said(item: Statement, labels: dict[str, str]) -> str:
    quote = " ".join(item.span.quote.split())
    claimant = item.value if item.prop == "claimedBy" else None
    by = item.speaker or claimant or "the page itself"
    return f"{by}: “{quote}” [{labels[item.span.doc]}:{item.span.start}] {item.id}"


def _table_json(table: Table, labels: dict[str, str]) -> dict[str, object]:
    def told(statements: tuple[Statement, ...]) -> list[dict[str, object]]:
        return [statement_json(item, labels[item.span.doc]) for item in statements]

    return {
        "id": table.incident,
        "hypotheses": [
            {
                "id": one.id,
                "words": one.words,
                "entered_by": one.entered_by,
                "for": told(one.speaking_for),
                "against": told(one.speaking_against),
            }
            for one in table.hypotheses
        ],
        "evidence": [
            {
                "id": one.id,
                "statement": None if one.statement is None else told((one.statement,))[0],
                "ratings": {name: dict(by_analyst) for name, by_analyst in one.ratings.items()},
                "diagnosticity": one.diagnosticity,
            }
            for one in table.evidence
        ],
    }
