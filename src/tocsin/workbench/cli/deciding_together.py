"""Commands of the consensus ledger: what happened is appended, what follows from it is replayed."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tocsin.coordination.ledger import Ledger, replay, rules
from tocsin.coordination.ledger.chain import chained
from tocsin.coordination.ledger.events import event_of, moment_text
from tocsin.coordination.ledger.replay import outcome_json
from tocsin.coordination.ledger.vocabulary import vocabulary
from tocsin.workbench.cli.context import JsonOption
from tocsin.workbench.cli.output import EXIT_CODES, say, say_json, show_table

app = typer.Typer(
    no_args_is_help=True, help="The consensus ledger: who proposed, who stood where, what became of it."
)

FileArgument = Annotated[Path, typer.Argument(help="The ledger's file: JSON Lines, only ever appended to.")]
ProposalArgument = Annotated[str, typer.Argument(help="The name of the proposal.")]
AtOption = Annotated[
    str | None,
    typer.Option("--at", help="When it happened, with a time zone (2026-03-01T12:00:00Z). Default: now."),
]
EvidenceOption = Annotated[
    str | None, typer.Option("--evidence", help="The statement or quote that shows it.")
]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="A YAML file of a body's own rules of decision.")
]


def _append(ledger: Path, kind: str, at: str | None, *, as_json: bool, **given: Any) -> None:
    held = {name: value for name, value in given.items() if value is not None}
    event = event_of({"type": kind, "at": at or moment_text(dt.datetime.now(dt.UTC)), **held}, where=kind)
    made = Ledger(ledger).append(event)
    if as_json:
        say_json({**json.loads(event.text), "hash": made})
    else:
        say(made)


@app.command("members")
def members_command(
    ledger: FileArgument,
    body: Annotated[str, typer.Argument(help="The body.")],
    members: Annotated[list[str], typer.Argument(help="Its members; a name with `!` at its end has a veto.")],
    at: AtOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say who the members of a body are from a moment on."""
    listed = [{"name": one.removesuffix("!"), "veto": one.endswith("!")} for one in members]
    _append(ledger, "members", at, as_json=as_json, body=body, members=listed)


@app.command("propose")
def propose_command(
    ledger: FileArgument,
    proposal: ProposalArgument,
    body: Annotated[str, typer.Option("--body", help="The body that is to decide.")],
    rule: Annotated[
        str, typer.Option("--rule", help="The rule of decision; `tocsin ledger rules` lists them.")
    ],
    title: Annotated[str | None, typer.Option("--title", help="The title of the text.")] = None,
    evidence: EvidenceOption = None,
    at: AtOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a proposal before a body."""
    _append(
        ledger,
        "proposed",
        at,
        as_json=as_json,
        proposal=proposal,
        body=body,
        rule=rule,
        title=title,
        evidence=evidence,
    )


@app.command("silence")
def silence_command(
    ledger: FileArgument,
    proposal: ProposalArgument,
    expires: Annotated[str, typer.Argument(help="The exact expiry, with a time zone.")],
    evidence: EvidenceOption = None,
    at: AtOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a proposal under silence until an instant; that silence is used was agreed first, and is logged so."""
    moment = at or moment_text(dt.datetime.now(dt.UTC))
    _append(ledger, "method_agreed", moment, as_json=as_json, proposal=proposal, evidence=evidence)
    _append(ledger, "put_under_silence", moment, as_json=as_json, proposal=proposal, expires=expires)


@app.command("extend")
def extend_command(
    ledger: FileArgument,
    proposal: ProposalArgument,
    expires: Annotated[str, typer.Argument(help="The new expiry, later than the old one.")],
    reason: Annotated[str | None, typer.Option("--reason", help="Why.")] = None,
    at: AtOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a silence longer while it lasts."""
    _append(ledger, "extended", at, as_json=as_json, proposal=proposal, expires=expires, reason=reason)


@app.command("position")
def position_command(
    ledger: FileArgument,
    proposal: ProposalArgument,
    member: Annotated[str, typer.Argument(help="The member.")],
    position: Annotated[str, typer.Argument(help=f"One of: {', '.join(vocabulary().positions)}.")],
    text: Annotated[str | None, typer.Option("--text", help="Its words.")] = None,
    part: Annotated[str | None, typer.Option("--part", help="The part that a reservation is about.")] = None,
    written: Annotated[bool, typer.Option("--written/--spoken", help="Whether it came in writing.")] = True,
    evidence: EvidenceOption = None,
    at: AtOption = None,
    as_json: JsonOption = False,
) -> None:
    """Log the position of a member."""
    _append(
        ledger, "position", at, as_json=as_json, proposal=proposal, member=member, position=position, text=text,
        part=part, written=written, evidence=evidence,
    )  # fmt: skip


@app.command("decide")
def decide_command(
    ledger: FileArgument,
    proposal: ProposalArgument,
    evidence: EvidenceOption = None,
    at: AtOption = None,
    as_json: JsonOption = False,
) -> None:
    """The chair puts the proposal to the decision in a meeting."""
    _append(ledger, "put_to_decision", at, as_json=as_json, proposal=proposal, evidence=evidence)


@app.command("rule")
def rule_command(
    ledger: FileArgument,
    proposal: ProposalArgument,
    ruling: Annotated[str, typer.Argument(help=f"One of: {', '.join(sorted(vocabulary().rulings))}.")],
    member: Annotated[str | None, typer.Option("--member", help="The member it is about.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="Its words.")] = None,
    at: AtOption = None,
    as_json: JsonOption = False,
) -> None:
    """Log a ruling of the chair."""
    _append(ledger, "ruling", at, as_json=as_json, proposal=proposal, ruling=ruling, member=member, text=text)


@app.command("announce")
def announce_command(
    ledger: FileArgument,
    proposal: ProposalArgument,
    evidence: EvidenceOption = None,
    at: AtOption = None,
    as_json: JsonOption = False,
) -> None:
    """The adoption is announced in a meeting."""
    _append(ledger, "announced", at, as_json=as_json, proposal=proposal, evidence=evidence)


@app.command("issue")
def issue_command(
    ledger: FileArgument,
    proposal: ProposalArgument,
    number: Annotated[str, typer.Argument(help="The number of the decision.")],
    at: AtOption = None,
    as_json: JsonOption = False,
) -> None:
    """The decision is issued under its number."""
    _append(ledger, "issued", at, as_json=as_json, proposal=proposal, number=number)


@app.command("withdraw")
def withdraw_command(
    ledger: FileArgument, proposal: ProposalArgument, at: AtOption = None, as_json: JsonOption = False
) -> None:
    """The proposal is withdrawn."""
    _append(ledger, "withdrawn", at, as_json=as_json, proposal=proposal)


@app.command("rules")
def rules_command(own: RulesOption = None, as_json: JsonOption = False) -> None:
    """List the rules of decision that are known, with their sources."""
    found = rules(own).values()
    if as_json:
        say_json(
            [
                {"name": one.name, "way": one.way, "silence": one.silence, "source": one.source}
                for one in found
            ]
        )
        return
    show_table(
        ("Rule", "Way", "Silence", "Source"), [(one.name, one.way, one.silence, one.source) for one in found]
    )


@app.command("replay")
def replay_command(
    events: FileArgument,
    at: Annotated[
        str | None, typer.Option("--at", help="The state at this moment. Default: after the last event.")
    ] = None,
    own: RulesOption = None,
) -> None:
    """Print the outcome of each proposal as JSON, from the events up to a moment."""
    moment = event_of({"type": "announced", "at": at, "proposal": "-"}, where="--at").at if at else None
    say_json([outcome_json(one) for one in replay(Ledger(events).events(), rules(own), moment)])


@app.command("verify")
def verify_command(ledger: FileArgument, as_json: JsonOption = False) -> None:
    """Hold every line to the hash chain; a changed, missing or added line is named."""
    faults = Ledger(ledger).faults()
    if as_json:
        say_json([{"line": one.line, "what": one.what} for one in faults])
    else:
        for one in faults:
            say(f"line {one.line}: {one.what}")
        if not faults:
            say("The chain is whole.")
    if faults:
        raise typer.Exit(EXIT_CODES["unwell"].number)


@app.command("export")
def export_command(ledger: FileArgument) -> None:
    """Print the events as a fresh chain of canonical lines; the same events give the same hashes anywhere."""
    events = sorted(Ledger(ledger).events(), key=lambda event: event.order())
    for line in chained(events):
        sys.stdout.write(f"{line}\n")
