"""Figures and who gave them: by page, newest first; the figures of one sentence on one line."""

from __future__ import annotations

from tocsin.exchange.brief.content import Cite, Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk, order
from tocsin.exchange.brief.material import Thing, merged
from tocsin.exchange.brief.plain_text import folded, shown
from tocsin.model.document import Section as Part
from tocsin.model.draft import read_quantity
from tocsin.model.quantity import Qualifier, Quantity


def figures(desk: Desk) -> Section:
    """A vague figure that nobody in particular gives says nothing: those are counted, not shown."""
    found = [thing for thing in order(merged(desk.dated("Quantity"), given_alike)) if _tells(thing)]
    kept = [thing for thing in found if quantity_of(thing).qualifier is not Qualifier.VAGUE]
    by_page: dict[str, dict[object, list[Thing]]] = {}
    for thing in kept:
        sentences = by_page.setdefault(thing.passage.span.doc, {})
        sentences.setdefault((thing.passage.span.start, giver(thing)), []).append(thing)
    groups, room = [], desk.query.lines
    for doc, sentences in by_page.items():
        held = sorted(sentences.values(), key=lambda things: things[0].passage.span.start)[:room]
        room -= len(held)
        groups.append(Group(_title(desk, doc), tuple(figure_line(desk, things) for things in held)))
    lines = sum(map(len, by_page.values()))
    vague = len(found) - len(kept)
    note = desk.say("lines.vague_left_out", figures=desk.say.count("figure", vague)) if vague else ""
    more = ". ".join(part for part in (desk.more_lines(lines - desk.query.lines), note) if part)
    return desk.section("figures", groups, count=len(kept), more=more)


def _tells(thing: Thing) -> bool:
    """A figure in a headline stands in the text again."""
    return thing.passage.section is not Part.TITLE


def given_alike(thing: Thing) -> object:
    return thing.first("quantity"), giver(thing), folded(thing.passage.span.quote)


def giver(thing: Thing) -> str | None:
    return thing.first("saidBy")


def quantity_of(thing: Thing) -> Quantity:
    return read_quantity(thing.first("quantity") or "..|vague|")


def figure_words(desk: Desk, thing: Thing) -> str:
    """The figure with what is counted, as the page writes it."""
    quantity = quantity_of(thing)
    counted = "%" if quantity.unit == "%" else shown(thing.first("subject") or quantity.unit or "")
    return desk.say.quantity(quantity, counted)


def figure_line(desk: Desk, things: list[Thing]) -> Line:
    first = things[0]
    by = giver(first)
    words = [Words(figure_words(desk, thing), "figure") for thing in things]
    words.append(Words(shown(by) if by else desk.say("groups.the_page"), "strong" if by else "quiet"))
    words.append(desk.quote(first.passage.span.quote))
    return desk.line(words, _cites(things))


def _cites(things: list[Thing]) -> list[Cite]:
    marks: dict[str, list[tuple[int, int]]] = {}
    for thing in things:
        for cite in thing.cites(("quantity",)):
            marks.setdefault(cite.doc, []).extend(cite.marks)
    return [Cite.of(doc, held) for doc, held in marks.items()]


def _title(desk: Desk, doc: str) -> tuple[Words, ...]:
    document = desk.material.documents[doc]
    title = desk.name(document.title or document.label)
    if document.publication_date is None:
        return (title,)
    return title, Words(desk.say.date(document.publication_date), "quiet")
