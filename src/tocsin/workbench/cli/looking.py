"""Commands that look into the record: search, show, problems."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

from tocsin.model.document import Document
from tocsin.model.draft import read_quantity
from tocsin.model.entity import Entity
from tocsin.model.marking import OWNER
from tocsin.model.problem import Problem
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import schema, schemata
from tocsin.record.assemble import entity
from tocsin.store import Hit, View
from tocsin.workbench.cli.context import JsonOption, StoreOption, opened, settings
from tocsin.workbench.cli.output import SCREEN, say, say_json, show_table

AsOfOption = Annotated[
    dt.datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="What the store knew then (UTC), not now."
    ),
]
MARKS = {"\ue000": "[", "\ue001": "]"}


def moment(given: dt.datetime | None) -> dt.datetime | None:
    """A day without a time means its end; everything is UTC."""
    if given is None:
        return None
    if given.time() == dt.time():
        given = given + dt.timedelta(days=1, microseconds=-1)
    return given.replace(tzinfo=dt.UTC)


def search_command(
    query: Annotated[list[str], typer.Argument(help='Words; "an exact phrase" in quotation marks; pref*.')],
    schema_name: Annotated[
        str | None, typer.Option("--schema", help="Only this kind: Claim, Event, Person ...")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Only documents in this language: en, ru.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many.")] = 20,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find statements by their words, in English and Russian, whatever their inflection."""
    if schema_name is not None:
        schema(schema_name)
    with opened(store) as held:
        view = held.view(OWNER, as_of=moment(as_of))
        hits = view.search(" ".join(query), schema=schema_name, limit=limit, language=language)
    if as_json:
        say_json([_hit_json(hit) for hit in hits])
        return
    for hit in hits:
        _show_hit(hit)
    say(f"{len(hits)} found." if hits else "Nothing found.")


def show_command(
    name: Annotated[
        str, typer.Argument(help="A document's id or label, or the key of a thing (per-..., evt-...).")
    ],
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a document with what it says, or a thing with every source of every value."""
    with opened(store) as held:
        view = held.view(OWNER, as_of=moment(as_of))
        if name.split("-", 1)[0] in {item.prefix for item in schemata().values()}:
            found = entity(view, name)
            labels = {doc: view.document(doc).label for doc in {item.span.doc for item in found.statements}}
            if as_json:
                say_json(_entity_json(found, labels))
            else:
                _show_entity(found, labels)
            return
        document = view.document(name)
        statements = list(view.statements(doc=document.id))
        if as_json:
            say_json(_document_json(document, statements))
        else:
            _show_document(document, statements, view)


def problems_command(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List what could not be read, and why."""
    with opened(store) as held:
        found = list(held.view(OWNER).problems())
    if as_json:
        say_json([_problem_json(problem) for problem in found])
        return
    rows = [(item.address, item.stage, item.code, item.reason) for item in found]
    show_table(("Document", "Stage", "Problem", "Why"), rows)
    say(f"{len(found)} problems." if found else "No problems.")


def _problem_json(problem: Problem) -> dict[str, object]:
    return {**asdict(problem), "seen_at": problem.seen_at.isoformat()}


def _hit_json(hit: Hit) -> dict[str, object]:
    return {**statement_json(hit.statement, hit.label), "snippet": hit.snippet}


def statement_json(statement: Statement, label: str) -> dict[str, object]:
    return {
        "id": statement.id,
        "about": statement.about,
        "schema": statement.schema,
        "property": statement.prop,
        "value": statement.value,
        "speaker": statement.speaker,
        "doc": label,
        "quote": statement.span.quote,
        "start": statement.span.start,
        "end": statement.span.end,
        "section": statement.section,
        "origin": statement.origin,
        "score": statement.score,
    }


def _show_hit(hit: Hit) -> None:
    snippet = " ".join(hit.snippet.split())
    for mark, shown in MARKS.items():
        snippet = snippet.replace(mark, shown)
    statement = hit.statement
    SCREEN.print(
        Text(f"{statement.schema} · {statement.about} · {hit.label}:{statement.span.start}", style="dim")
    )
    SCREEN.print(Text(f"  {snippet}"))


def _label(schema_name: str, prop: str) -> str:
    known = schema(schema_name).properties.get(prop)
    return known.label[settings().language] if known else prop


def shown_value(schema_name: str, prop: str, value: str) -> str:
    """A value as a person reads it."""
    known = schema(schema_name).properties.get(prop)
    return str(read_quantity(value)) if known is not None and known.type == "quantity" else value


def _entity_json(found: Entity, labels: dict[str, str]) -> dict[str, object]:
    return {
        "id": found.id,
        "schema": found.schema,
        "members": list(found.members),
        "statements": [statement_json(item, labels[item.span.doc]) for item in found.statements],
    }


def _show_entity(found: Entity, labels: dict[str, str]) -> None:
    caption = next((value for prop in schema(found.schema).caption if (value := found.first(prop))), found.id)
    say(f"{caption}  ({schema(found.schema).label[settings().language]}, {found.id})")
    for prop in schema(found.schema).properties:
        if prop == "section":
            continue
        for value in found.values(prop):
            sources = [item for item in found.of(prop) if item.value == value]
            places = ", ".join(f"{labels[item.span.doc]}:{item.span.start}" for item in sources[:4])
            more = f" and {len(sources) - 4} more" if len(sources) > 4 else ""
            say(f"  {_label(found.schema, prop)}: {shown_value(found.schema, prop, value)}")
            SCREEN.print(Text(f"      {places}{more}", style="dim"))


def _document_json(document: Document, statements: list[Statement]) -> dict[str, object]:
    return {
        "id": document.id,
        "label": document.label,
        "address": document.address,
        "title": document.title,
        "language": document.language,
        "publication_date": str(document.publication_date) if document.publication_date else None,
        "genre": document.genre,
        "text": document.text,
        "segments": [
            {
                "kind": item.kind,
                "start": item.start,
                "end": item.end,
                "date": str(item.date) if item.date else None,
                "title": item.title,
            }
            for item in document.segments
        ],
        "statements": [statement_json(item, document.label) for item in statements],
    }


def _show_document(document: Document, statements: list[Statement], view: View) -> None:
    say(document.title or document.label)
    rows = [
        ("id", document.id),
        ("address", document.address),
        ("published", document.publication_date or "not said"),
        ("language", document.language or "not known"),
        ("genre", document.genre),
        ("segments", ", ".join(f"{count} {kind}" for kind, count in _kinds(document))),
    ]
    show_table(("", ""), rows)
    counts = Counter(item.schema for item in statements if item.prop == "section")
    for name, count in sorted(counts.items()):
        say(f"  {count:4}  {schema(name).plural[settings().language]}")
    for repeat in view.repeats(document.id):
        other = view.document(repeat.other_doc)
        say(f"  {repeat.kind} at {repeat.start} also stands in {other.label} ({repeat.similarity:.0%})")


def _kinds(document: Document) -> list[tuple[str, int]]:
    return sorted(Counter(str(item.kind) for item in document.segments).items())
