"""Commands that weigh an incident: what definitions say of it, and who called it what."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.errors import NotFoundError
from tocsin.model.entity import Entity
from tocsin.model.marking import OWNER
from tocsin.record.assemble import entity
from tocsin.record.lenses import Answer, facts_of, judge, lenses
from tocsin.store import View
from tocsin.workbench.cli.context import JsonOption, StoreOption, opened, settings
from tocsin.workbench.cli.looking import shown_value
from tocsin.workbench.cli.output import say, say_json


def lenses_command(
    key: Annotated[str, typer.Argument(help="The key of an event: evt-...")],
    definitions: Annotated[
        Path | None,
        typer.Option("--definitions", help="A YAML file of further definitions, such as a state's own."),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lay definitions over an incident: met, not met or not enough is known, with reasons; and who called it what."""
    with opened(store) as held:
        view = held.view(OWNER)
        incident = entity(view, key)
        if incident.schema != "Event":
            raise NotFoundError("definitions are about incidents", where=key)
        facts = facts_of(incident)
        answers = [judge(lens, facts) for lens in lenses(definitions)]
        called = _called(view, incident)
    if as_json:
        say_json({"id": incident.id, "definitions": [_answer_json(one) for one in answers], "called": called})
        return
    say(f"{incident.first('name') or incident.id}, {incident.first('date') or 'undated'}")
    for one in answers:
        say()
        say(f"{one.lens.label[settings().language]}: {one.verdict}")
        for fact in one.facts:
            quotes = "; ".join(
                f"“{shown_value(item.schema, item.prop, item.value)}”" for item in fact.statements[:3]
            )
            say(f"  {fact.name.replace('_', ' ')}: {fact.known}{f' ({quotes})' if quotes else ''}")
    say()
    say("Called so:" if called else "Nobody in the record classifies it.")
    for item in called:
        say(f"  {item['as']}, by {item['by'] or 'the page itself'}: “{item['quote']}”")


def _called(view: View, incident: Entity) -> list[dict[str, str | None]]:
    """Each classification beside whose it is, in the page that tells it."""
    by = {item.about: item.value for item in incident.of("classifiedBy")}
    return [
        {
            "as": item.value,
            "by": by.get(item.about) or item.speaker,
            "quote": item.span.quote,
            "doc": view.document(item.span.doc).label,
        }
        for item in incident.of("classifiedAs")
    ]


def _answer_json(answer: Answer) -> dict[str, object]:
    return {
        "name": answer.lens.name,
        "label": dict(answer.lens.label),
        "source": answer.lens.source,
        "verdict": answer.verdict,
        "facts": [
            {"name": fact.name, "known": fact.known, "statements": [item.id for item in fact.statements]}
            for fact in answer.facts
        ],
    }
