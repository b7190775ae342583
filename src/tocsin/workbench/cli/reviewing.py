"""Commands of the review: list, show, accept, reject, edit, undo, counts, agreement, log."""

from __future__ import annotations

from itertools import combinations
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from tocsin.errors import NotFoundError
from tocsin.exchange.brief.sentences import sentence_around
from tocsin.model.decision import Decision, Subject
from tocsin.model.marking import OWNER
from tocsin.model.statement import Statement
from tocsin.pipeline import utc_now
from tocsin.record.review import (
    Entry,
    Item,
    Narrowed,
    Ruling,
    State,
    agreement,
    entries,
    item_named,
    queue,
    review,
    rulings,
    take_back,
)
from tocsin.record.review.agreement import reviewers
from tocsin.record.review.queue import WAITING, changes, counts, entry_of
from tocsin.store import Store, View
from tocsin.workbench.cli.context import JsonOption, StoreOption, opened
from tocsin.workbench.cli.deciding import ReasonOption, UserOption
from tocsin.workbench.cli.looking import shown_value, statement_json
from tocsin.workbench.cli.output import SCREEN, say, say_json, show_table

app = typer.Typer(no_args_is_help=True, help="Review what was read; every ruling is kept and can be undone.")

ItemsArgument = Annotated[list[str] | None, typer.Argument(help="Items as `review list` names them.")]
ItemArgument = Annotated[str, typer.Argument(help="An item as `review list` names it.")]
WhyOption = Annotated[str, typer.Option("--reason", help="Why, in a few words.")]
VisibleOption = Annotated[
    bool, typer.Option("--visible", help="All that `review list` shows with the same options.")
]
DocOption = Annotated[str | None, typer.Option("--doc", help="Only of this document: its id or label.")]
SchemaOption = Annotated[str | None, typer.Option("--schema", help="Only this kind: Event, Claim ...")]
PropOption = Annotated[str | None, typer.Option("--prop", help="Only this property: date, killed ...")]
BelowOption = Annotated[
    float | None, typer.Option("--below", min=0.0, max=1.0, help="Only what the extractor is less sure of.")
]
StateOption = Annotated[
    list[State] | None, typer.Option("--state", help="Only these. Default: open, reopened, disputed.")
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many.")]


@app.command("list")
def list_command(
    doc: DocOption = None,
    schema: SchemaOption = None,
    prop: PropOption = None,
    below: BelowOption = None,
    state: StateOption = None,
    limit: LimitOption = 20,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what waits for a ruling, the least sure first: the source on the left, the claim on the right."""
    with opened(store) as held:
        view = held.view(OWNER)
        found = queue(view, _narrowed(view, doc, schema, prop, below, state), limit=limit)
        if as_json:
            say_json([_entry_json(entry, view) for entry in found])
            return
        _show_side_by_side(found, view)
    say(f"{len(found)} shown." if found else "Nothing waits.")


@app.command("show")
def show_command(item: ItemArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Show one item with its source, where it stands and who ruled what, when and why."""
    with opened(store) as held:
        view = held.view(OWNER)
        found = item_named(view, item)
        log = list(view.decisions(Subject.REVIEW))
        changed = changes(view).get(found.first.span.doc)
        entry = entry_of(found, rulings(log).get(found.name, {}), changed)
        if as_json:
            say_json({**_entry_json(entry, view), "log": [decision_json(one) for one in _about(log, found)]})
            return
        _show_side_by_side([entry], view)
    if entry.why:
        say(f"Open again: {entry.why}.")
    show_log(_about(log, found))


@app.command("accept")
def accept_command(
    user: UserOption,
    items: ItemsArgument = None,
    visible: VisibleOption = False,
    reason: WhyOption = "",
    doc: DocOption = None,
    schema: SchemaOption = None,
    prop: PropOption = None,
    below: BelowOption = None,
    state: StateOption = None,
    limit: LimitOption = 20,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Accept items by name, or with --visible all that is shown."""
    with opened(store) as held:
        view = held.view(OWNER)
        narrowed = _narrowed(view, doc, schema, prop, below, state) if visible else None
        found = _chosen(view, items or [], narrowed, limit)
        _rule(held, found, Ruling.ACCEPT, user=user, reason=reason, as_json=as_json)


@app.command("reject")
def reject_command(
    user: UserOption,
    reason: ReasonOption,
    items: ItemsArgument = None,
    visible: VisibleOption = False,
    doc: DocOption = None,
    schema: SchemaOption = None,
    prop: PropOption = None,
    below: BelowOption = None,
    state: StateOption = None,
    limit: LimitOption = 20,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Reject items by name, or with --visible all that is shown."""
    with opened(store) as held:
        view = held.view(OWNER)
        narrowed = _narrowed(view, doc, schema, prop, below, state) if visible else None
        found = _chosen(view, items or [], narrowed, limit)
        _rule(held, found, Ruling.REJECT, user=user, reason=reason, as_json=as_json)


@app.command("edit")
def edit_command(
    item: ItemArgument,
    value: Annotated[str, typer.Argument(help="The value that holds instead.")],
    user: UserOption,
    reason: ReasonOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which value holds instead of the one read; what was read stays in the record."""
    with opened(store) as held:
        found = [item_named(held.view(OWNER), item)]
        _rule(held, found, Ruling.EDIT, user=user, reason=reason, edited=value, as_json=as_json)


@app.command("undo")
def undo_command(
    ruling: Annotated[str, typer.Argument(help="The id of a ruling: dc-...")],
    user: UserOption,
    reason: ReasonOption,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a ruling back; the log keeps both, and the reviewer's ruling before it holds again."""
    with opened(store) as held:
        made = take_back(held, ruling, Subject.REVIEW, user=user, at=utc_now(), reason=reason)
    if as_json:
        say_json(decision_json(made))
    else:
        say(f"{ruling} is taken back.")


@app.command("counts")
def counts_command(
    doc: DocOption = None,
    schema: SchemaOption = None,
    prop: PropOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count items by state; the counts add up to all items."""
    with opened(store) as held:
        view = held.view(OWNER)
        found = counts(entries(view, _narrowed(view, doc, schema, prop, None, None)))
    total = sum(found.values())
    if as_json:
        say_json({**{str(state): count for state, count in found.items()}, "all": total})
        return
    show_table(("State", "Items"), [*found.items(), ("all", total)])


@app.command("agreement")
def agreement_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Tell for every two reviewers how far they agree beyond chance (Cohen's kappa)."""
    with opened(store) as held:
        said = rulings(held.view(OWNER).decisions(Subject.REVIEW))
    found = [agreement(said, one, other) for one, other in combinations(reviewers(said), 2)]
    if as_json:
        say_json([{name: getattr(one, name) for name in one.__slots__} for one in found])
        return
    rows = [
        (
            one.one,
            one.other,
            one.items,
            f"{one.observed:.0%}" if one.items else "",
            "not defined" if one.kappa is None else f"{one.kappa:.2f}",
        )
        for one in found
    ]
    show_table(("One", "Other", "Items of both", "Agree", "Kappa"), rows)


@app.command("log")
def log_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Every ruling, oldest first, undone ones included."""
    with opened(store) as held:
        log = list(held.view(OWNER).decisions(Subject.REVIEW))
    if as_json:
        say_json([decision_json(one) for one in log])
    else:
        show_log(log)


def decision_json(one: Decision) -> dict[str, object]:
    return {
        "id": one.id,
        "about": one.about,
        "act": one.act,
        "content": one.read(),
        "user": one.user,
        "decided_at": one.decided_at.isoformat(),
        "reason": one.reason,
        "undoes": one.undoes,
    }


def show_log(log: list[Decision]) -> None:
    show_table(
        ("Id", "What", "User", "When", "Why"),
        [
            (
                one.id,
                f"undoes {one.undoes}" if one.undoes else one.act,
                one.user,
                f"{one.decided_at:%Y-%m-%d %H:%M}",
                one.reason,
            )
            for one in log
        ],
    )


def _narrowed(
    view: View,
    doc: str | None,
    schema: str | None,
    prop: str | None,
    below: float | None,
    states: list[State] | None,
) -> Narrowed:
    only = view.document(doc).id if doc else None
    return Narrowed(only, schema, prop, frozenset(states) if states else WAITING, below)


def _chosen(view: View, names: list[str], narrowed: Narrowed | None, limit: int) -> list[Item]:
    if (narrowed is None) == (not names):
        raise NotFoundError("name the items, or give --visible for all that is shown")
    if narrowed is not None:
        return [entry.item for entry in queue(view, narrowed, limit=limit)]
    return [item_named(view, name) for name in names]


def _rule(
    held: Store, found: list[Item], ruling: Ruling, *, user: str, reason: str, as_json: bool,
    edited: str | None = None,
) -> None:  # fmt: skip
    made = review(held, found, ruling, user=user, at=utc_now(), reason=reason, edited=edited)
    if as_json:
        say_json([decision_json(one) for one in made])
        return
    for item, one in zip(found, made, strict=True):
        say(f"{one.id}: {ruling} {item.name}")
    say(f"{len(made)} ruled on.")


def _about(log: list[Decision], item: Item) -> list[Decision]:
    made = [one for one in log if one.undoes is None and one.read()["item"] == item.name]
    ids = {one.id for one in made}
    return [one for one in log if one.id in ids or one.undoes in ids]


def _show_side_by_side(found: list[Entry], view: View) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Source")
    table.add_column("Claim", overflow="fold")  # names of items are copied: none is cut
    for entry in found:
        item, one = entry.item, entry.item.first
        what = (
            "(the thing itself)"
            if item.prop == "section"
            else shown_value(item.schema, item.prop, item.value)
        )
        right = Text(f"{item.schema} {item.prop}: {what}\n")
        right.append(
            f"{item.name}\n{entry.state}, score {item.score:.2f}, {', '.join(item.origins)}", style="dim"
        )
        for said in entry.reviews:
            right.append(
                f"\n{said.user}: {said.ruling}{f' to {said.edited}' if said.edited else ''}", style="dim"
            )
        table.add_row(_source(one, view), right)
    SCREEN.print(table)


def _source(one: Statement, view: View) -> Text:
    """The words in their sentence, marked, and where they stand."""
    document, span = view.document(one.span.doc), one.span
    low, high = sentence_around(document.text, span.start, span.end, language=document.language or "en")
    left = Text(" ".join(document.text[low : span.start].split()) + " ")
    left.append(f"[{' '.join(span.quote.split())}]", style="bold")
    left.append(" " + " ".join(document.text[span.end : high].split()))
    left.append(f"\n{document.label}:{span.start}", style="dim")
    return left


def _entry_json(entry: Entry, view: View) -> dict[str, object]:
    item = entry.item
    label = view.document(item.first.span.doc).label
    return {
        "item": item.name,
        "state": entry.state,
        "why": entry.why,
        "about": item.about,
        "schema": item.schema,
        "property": item.prop,
        "value": item.value,
        "score": item.score,
        "statements": [statement_json(one, label) for one in item.statements],
        "reviews": [decision_json(said.decision) for said in entry.reviews],
    }
