"""Commands that decide who is who: same, not-same, undo, log."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.model.judgement import Judgement, Verdict
from tocsin.model.marking import OWNER
from tocsin.pipeline import utc_now
from tocsin.record.decide import judge, take_back
from tocsin.workbench.cli.context import JsonOption, StoreOption, opened
from tocsin.workbench.cli.output import say, say_json, show_table

app = typer.Typer(no_args_is_help=True, help="Decide who is who; every decision can be taken back.")

KeyArgument = Annotated[str, typer.Argument(help="The key of a thing, such as per-0123456789abcdef0123.")]
UserOption = Annotated[str, typer.Option("--user", help="Who decides.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, in a few words.")]


@app.command("same")
def same_command(
    one: KeyArgument,
    other: KeyArgument,
    user: UserOption,
    reason: ReasonOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Two keys are the same thing."""
    _judge(one, other, Verdict.SAME, user=user, reason=reason, store=store, as_json=as_json)


@app.command("not-same")
def not_same_command(
    one: KeyArgument,
    other: KeyArgument,
    user: UserOption,
    reason: ReasonOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Two keys are different things; remembered, and it wins over every rule."""
    _judge(one, other, Verdict.NOT_SAME, user=user, reason=reason, store=store, as_json=as_json)


@app.command("undo")
def undo_command(
    judgement: Annotated[str, typer.Argument(help="The id of a judgement: jd-...")],
    user: UserOption,
    reason: ReasonOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a judgement back; the log keeps both."""
    with opened(store) as held:
        made = take_back(held, judgement, user=user, reason=reason, at=utc_now())
    if as_json:
        say_json(judgement_json(made))
    else:
        say(f"{judgement} is taken back.")


@app.command("log")
def log_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Every judgement, oldest first, undone ones included."""
    with opened(store) as held:
        found = list(held.view(OWNER).judgements())
    if as_json:
        say_json([judgement_json(item) for item in found])
        return
    show_table(
        ("Id", "One", "Other", "Verdict", "User", "When", "Why"),
        [
            (
                item.id,
                item.left,
                item.right,
                item.verdict,
                item.user,
                f"{item.decided_at:%Y-%m-%d %H:%M}",
                item.reason,
            )
            for item in found
        ],
    )


def judgement_json(item: Judgement) -> dict[str, object]:
    return {
        "id": item.id,
        "left": item.left,
        "right": item.right,
        "verdict": item.verdict,
        "user": item.user,
        "decided_at": item.decided_at.isoformat(),
        "reason": item.reason,
        "undoes": item.undoes,
    }


def _judge(
    one: str, other: str, verdict: Verdict, *, user: str, reason: str, store: str | None, as_json: bool
) -> None:
    with opened(store) as held:
        made = judge(held, one, other, verdict, user=user, reason=reason, at=utc_now())
    if as_json:
        say_json(judgement_json(made))
    else:
        say(f"{made.id}: {made.left} and {made.right} are {made.verdict}.")
