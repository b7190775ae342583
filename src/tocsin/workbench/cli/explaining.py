"""`tocsin explain`: why the record says so, down to the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.text import Text

from tocsin.errors import NotFoundError
from tocsin.model.document import Document
from tocsin.model.marking import OWNER
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import schema
from tocsin.statements.explaining import Explanation, explained
from tocsin.store import View
from tocsin.workbench.cli.context import JsonOption, StoreOption, opened, settings
from tocsin.workbench.cli.output import SCREEN, say, say_json


def explain_command(
    name: Annotated[
        str, typer.Argument(help="The id of a statement (st-...) or of a thing (qty-..., clm-..., evt-...).")
    ],
    doc: Annotated[
        str | None, typer.Option("--doc", help="Only in this document: its id or label. Finds st-... faster.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Explain a statement or a thing: extractor, rule or features, the words they met, what dates count from.

    The documents that speak of it are read again with today's extractors; nothing is written.
    """
    with opened(store) as held:
        view = held.view(OWNER)
        told = list(_explanations(view, _statements(view, name, doc)))
    if as_json:
        say_json([_json(document, given, why) for document, given, why in told])
        return
    for document, given, why in told:
        _show(document, given, why)


Told = tuple[Document, list[Statement], Explanation | NotFoundError]


def _statements(view: View, name: str, doc: str | None) -> list[Statement]:
    """The statements that an id stands for. Raises NotFoundError."""
    only = view.document(doc).id if doc else None
    if name.startswith("st-"):
        found = [one for one in view.statements(doc=only) if one.id == name]
    else:
        members = view.cluster(view.canonical(name)) or [name]
        found = list(view.statements(doc=only, about=members))
    if not found:
        raise NotFoundError(f"nothing in the store is called {name}")
    return found


def _explanations(view: View, statements: list[Statement]) -> Iterator[Told]:
    """One explanation a thing and document; of a thing that today's extractors no longer give, why not."""
    held: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        held.setdefault((statement.span.doc, statement.about), []).append(statement)
    for (doc, about), given in held.items():
        document = view.document(doc)
        try:
            yield document, given, explained(document, about)
        except NotFoundError as error:
            yield document, given, error


def _json(document: Document, given: list[Statement], why: Explanation | NotFoundError) -> dict[str, Any]:
    first = given[0]
    common: dict[str, Any] = {
        "about": first.about,
        "schema": first.schema,
        "doc": document.label,
        "statements": [one.id for one in given],
        "stored_origin": first.origin,
    }
    if isinstance(why, NotFoundError):
        return {**common, "explained": False, "reason": str(why)}
    text, draft = document.text, why.draft
    start, end = why.sentence
    return {
        **common,
        "explained": True,
        "extractor": why.extractor,
        "score": why.score,
        "own_score": why.own_score,
        "rule": why.rule,
        "matched": [
            {"words": text[one.start : one.end], "start": one.start, "end": one.end, "taken_for": one.taken_for}
            for one in why.matched
        ],
        "features": [{"name": one.name, "weight": one.weight} for one in why.features],
        "sentence": text[start:end],
        "sentence_start": start,
        "start": draft.start,
        "end": draft.end,
        "section": draft.section,
        "speaker": draft.speaker,
        "via": list(draft.via),
        "stance": draft.stance,
        "facts": [
            {
                "property": fact.prop, "value": fact.value, "start": fact.start, "end": fact.end,
                "quote": text[fact.start : fact.end],
            }
            for fact in draft.facts
        ],
        "dates": [
            {
                "words": text[one.start : one.end], "start": one.start, "value": _text(one.value),
                "end_value": _text(one.end_value), "basis": one.basis, "anchor": _text(one.anchor),
                "anchor_is": one.whose,
            }
            for one in why.dates
        ],
    }  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _show(document: Document, given: list[Statement], why: Explanation | NotFoundError) -> None:
    first, language = given[0], settings().language
    kind = schema(first.schema)
    say(f"{kind.label[language]}  {first.about}")
    say(f"  in {document.label}, published {document.publication_date or 'on a day that it does not say'}")
    if isinstance(why, NotFoundError):
        say(f"  stored from {first.origin}; {why}")
        return
    own = "" if why.own_score == why.score else f" (its own {why.own_score:g}, measured on annotated texts)"
    say(f"  by {why.extractor}, score {why.score:g}{own}")
    if first.origin != why.extractor:
        say(f"  stored from {first.origin}; this is what today's version says")
    SCREEN.print(_marked(document.text, why), soft_wrap=True)
    if why.rule:
        say(f"  rule: {why.rule}")
    for one in why.matched:
        say(f"    {_quoted(document.text, one.start, one.end)} at {one.start}: {one.taken_for}")
    for feature in sorted(why.features, key=lambda item: -abs(item.weight)):
        say(f"    {feature.weight:+.2f}  {feature.name}")
    for fact in why.draft.facts:
        known = kind.properties.get(fact.prop)
        label = known.label[language] if known else fact.prop
        say(f"  {label}: {fact.value}  {_quoted(document.text, fact.start, fact.end)} at {fact.start}")
    for date in why.dates:
        meaning = f"{date.value or 'open'}" + (f" to {date.end_value}" if date.end_value else "")
        counted = f", counted from {date.anchor}, {date.whose}" if date.anchor else ""
        say(f"  date {_quoted(document.text, date.start, date.end)}: {meaning}, {date.basis}{counted}")
    if why.draft.speaker:
        via = f" via {', '.join(why.draft.via)}" if why.draft.via else ""
        say(f"  said by {why.draft.speaker}{via}; {why.draft.stance}")


def _marked(text: str, why: Explanation) -> Text:
    """The sentence with the passage, or what gives the facts where that is the whole sentence, in bold."""
    start, end = why.sentence
    shown = Text("  ")
    spans = [(one.start, one.end) for one in why.matched] or [(one.start, one.end) for one in why.draft.facts]
    inside = sorted(
        (low, high) for low, high in spans if start <= low < high <= end and (low, high) != (start, end)
    )
    at = start
    for low, high in inside or [(why.draft.start, why.draft.end)]:
        if low < at:
            continue
        shown.append(_squeezed(text[at:low]), style="dim")
        shown.append("[" + " ".join(text[low:high].split()) + "]", style="bold")
        at = high
    shown.append(_squeezed(text[at:end]), style="dim")
    return shown


def _squeezed(text: str) -> str:
    """White space as single blanks, also at the ends."""
    return re.sub(r"\s+", " ", text)


def _quoted(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return f"«{words}»" if len(words) <= 80 else f"«{words[:60]} … {words[-15:]}»"
