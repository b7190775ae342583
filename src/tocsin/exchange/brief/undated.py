"""What has no date: listed by kind, so that nothing is lost because a page does not say when."""

from __future__ import annotations

from collections.abc import Callable

from tocsin.exchange.brief.content import Cite, Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk
from tocsin.exchange.brief.figures import figure_line, given_alike, quantity_of
from tocsin.exchange.brief.happened import event_line, told_alike
from tocsin.exchange.brief.material import Thing, merged
from tocsin.exchange.brief.papers import paper_line, stages, undertaken_alike
from tocsin.exchange.brief.said import claim_line, said_alike
from tocsin.exchange.brief.undertakings import undertaking_line
from tocsin.model.document import Document
from tocsin.model.document import Section as Part
from tocsin.model.quantity import Qualifier

SHARE = 4
"""One kind gets at most this part of a section's lines."""


def undated(desk: Desk) -> Section:
    most = max(1, desk.query.lines // SHARE)
    groups = [_pages(desk, most)]
    for schema, mark, line in _kinds(desk):
        things = merged((thing for thing in desk.undated(schema) if _tells(thing)), mark)
        things.sort(
            key=lambda thing: (
                desk.material.documents[thing.passage.span.doc].label,
                thing.passage.span.start,
            )
        )
        groups.append(_group(desk, schema, [line(thing) for thing in things[:most]], len(things)))
    counts = [_count(group, desk) for group in groups]
    return desk.section("undated", [group for group, _ in groups], count=sum(counts))


def _kinds(desk: Desk) -> list[tuple[str, Callable[[Thing], object], Callable[[Thing], Line]]]:
    return [
        ("Event", told_alike, lambda thing: event_line(desk, thing)),
        ("Claim", lambda thing: said_alike(desk, thing), lambda thing: claim_line(desk, thing, named=True)),
        ("Quantity", given_alike, lambda thing: figure_line(desk, [thing])),
        ("Instrument", lambda thing: thing.entity.id, lambda thing: paper_line(desk, thing, stages(thing))),
        ("Commitment", undertaken_alike, lambda thing: undertaking_line(desk, thing)),
    ]


def _tells(thing: Thing) -> bool:
    if thing.entity.schema != "Quantity":
        return True
    return quantity_of(thing).qualifier is not Qualifier.VAGUE and thing.passage.section is not Part.TITLE


def _group(desk: Desk, schema: str, lines: list[Line], count: int) -> tuple[Group, int]:
    more = desk.more_lines(count - len(lines))
    return Group((Words(desk.say.value("schema", schema)),), tuple(lines), more=more), count


def _count(group: tuple[Group, int], desk: Desk) -> int:
    return group[1]


def _pages(desk: Desk, most: int) -> tuple[Group, int]:
    found = [document for document in desk.material.documents.values() if document.publication_date is None]
    return _group(desk, "Document", [_page(desk, document) for document in found[:most]], len(found))


def _page(desk: Desk, document: Document) -> Line:
    title = next((item for item in document.segments if item.kind is Part.TITLE), None)
    start, end = (title.start, title.end) if title else (0, min(len(document.text), 120))
    text = document.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    cites = [Cite.of(document.id, [(start, end)])] if start < end else []
    return desk.line([desk.name(document.title or document.label), desk.plain(document.label)], cites)
