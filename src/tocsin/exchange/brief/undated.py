"""What has no date: page by page, so that nothing is lost because a page does not say when."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tocsin.exchange.brief.casualties import Casualties
from tocsin.exchange.brief.content import Cite, Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk
from tocsin.exchange.brief.figures import figure_lines, given_alike, has_number
from tocsin.exchange.brief.happened import event_line, told_alike
from tocsin.exchange.brief.material import Thing, merged
from tocsin.exchange.brief.papers import paper_line, stages, undertaken_alike
from tocsin.exchange.brief.said import claim_line, said_alike
from tocsin.exchange.brief.undertakings import calls_said, undertaking_line
from tocsin.model.document import Document
from tocsin.model.document import Section as Part

LINES_OF_ONE = 20
"""The most that one page gets."""


def undated(desk: Desk, casualties: Casualties) -> Section:
    by_page: dict[str, list[Line]] = {doc: [] for doc in _in_order(desk)}
    for doc, line in _lines(desk, casualties):
        by_page[doc].append(line)
    groups, count, left, room = [], 0, 0, desk.query.lines
    for doc, lines in by_page.items():
        document = desk.material.documents[doc]
        if not lines and document.publication_date is not None:
            continue
        lines = lines or [_nothing_else(desk, document)]
        count += len(lines)
        held = lines[: min(LINES_OF_ONE, room)]
        room -= len(held)
        if not held:
            left += len(lines)
            continue
        more = desk.more_lines(len(lines) - len(held))
        groups.append(Group(_title(desk, document), tuple(held), more=more))
    return desk.section("undated", groups, count=count, more=desk.more_lines(left))


def _in_order(desk: Desk) -> list[str]:
    """Pages without a date of their own first: all that they tell is here."""
    documents = desk.material.documents.values()
    return [item.id for item in sorted(documents, key=lambda item: item.publication_date is not None)]


def _lines(desk: Desk, casualties: Casualties) -> Iterator[tuple[str, Line]]:
    said = calls_said(desk)
    kinds: list[tuple[str, Callable[[Thing], object], Callable[[Thing], Line]]] = [
        ("Event", told_alike, lambda thing: event_line(desk, casualties, thing)),
        ("Claim", lambda thing: said_alike(desk, thing), lambda thing: claim_line(desk, thing, named=True)),
        ("Instrument", lambda thing: thing.entity.id, lambda thing: paper_line(desk, thing, stages(thing))),
        ("Commitment", undertaken_alike, lambda thing: undertaking_line(desk, thing, tagged=True)),
    ]
    for schema, mark, line in kinds:
        things = [thing for thing in merged(desk.undated(schema), mark) if thing not in said]
        for thing in sorted(things, key=lambda thing: thing.passage.span.start):
            yield thing.passage.span.doc, line(thing)
    by_page: dict[str, list[Thing]] = {}
    for thing in filter(has_number, merged(desk.undated("Quantity"), given_alike)):
        by_page.setdefault(thing.passage.span.doc, []).append(thing)
    for doc, figures in by_page.items():
        for told in figure_lines(desk, figures):
            yield doc, told


def _title(desk: Desk, document: Document) -> tuple[Words, ...]:
    title = desk.name(document.title or document.label)
    key = "no_date_on_page" if document.publication_date is None else "teaser_without_date"
    return title, Words(desk.say(f"groups.{key}"), "quiet")


def _nothing_else(desk: Desk, document: Document) -> Line:
    """A page that tells of nothing is listed all the same, with its first words."""
    title = next((item for item in document.segments if item.kind is Part.TITLE), None)
    start, end = (title.start, title.end) if title else (0, min(len(document.text), 120))
    text = document.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    cites = [Cite.of(document.id, [(start, end)])] if start < end else []
    return desk.line([Words(desk.say("lines.nothing_else"), "quiet")], cites)
