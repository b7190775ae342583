"""Figures and who gave them: by page, newest first; the figures of one sentence on one line."""

from __future__ import annotations

from tocsin.exchange.brief.content import Cite, Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk, order
from tocsin.exchange.brief.lexicon import words_of
from tocsin.exchange.brief.material import Thing, merged
from tocsin.exchange.brief.plain_text import folded, shown
from tocsin.model.document import Section as Part
from tocsin.model.draft import read_quantity
from tocsin.model.quantity import Qualifier, Quantity


def figures(desk: Desk) -> Section:
    """A vague figure ("several") is counted, not shown."""
    found = [thing for thing in order(merged(desk.dated("Quantity"), given_alike)) if not _in_headline(thing)]
    kept = [thing for thing in found if has_number(thing)]
    by_page: dict[str, list[Thing]] = {}
    for thing in kept:
        by_page.setdefault(thing.passage.span.doc, []).append(thing)
    groups, lines, room = [], 0, desk.query.lines
    for doc, things in by_page.items():
        told = figure_lines(desk, things)
        groups.append(Group(_title(desk, doc), tuple(told[:room])))
        lines += len(told)
        room -= min(room, len(told))
    vague = len(found) - len(kept)
    note = desk.say("lines.vague_left_out", figures=desk.say.count("figure", vague)) if vague else ""
    more = ". ".join(part for part in (desk.more_lines(lines - desk.query.lines), note) if part)
    return desk.section("figures", groups, count=len(kept), more=more)


def figure_lines(desk: Desk, things: list[Thing]) -> list[Line]:
    """Figures of one page in the order of its text, those of one sentence and one giver together."""
    sentences: dict[tuple[int, str | None], list[Thing]] = {}
    for thing in sorted(things, key=lambda thing: thing.entity.of("quantity")[0].span.start):
        sentences.setdefault((thing.passage.span.start, giver(thing)), []).append(thing)
    return [figure_line(desk, held) for _, held in sorted(sentences.items(), key=lambda item: item[0][0])]


def has_number(thing: Thing) -> bool:
    return quantity_of(thing).qualifier is not Qualifier.VAGUE and not _in_headline(thing)


def _in_headline(thing: Thing) -> bool:
    """A figure in a headline stands in the text again."""
    return thing.passage.section is Part.TITLE


def given_alike(thing: Thing) -> object:
    return thing.first("quantity"), giver(thing), folded(thing.passage.span.quote)


def giver(thing: Thing) -> str | None:
    return thing.first("saidBy")


def quantity_of(thing: Thing) -> Quantity:
    return read_quantity(thing.first("quantity") or "..|vague|")


def figure_words(desk: Desk, thing: Thing, *, told: bool = True) -> str:
    """The figure with what is counted, as the page writes it, and what befell those counted unless that is told."""
    quantity = quantity_of(thing)
    subject, befell = befallen(thing)
    words = desk.say.quantity(quantity, "%" if quantity.unit == "%" else subject)
    return f"{words} ({desk.say(f'lines.were_{befell}')})" if befell and told else words


def befallen(thing: Thing) -> tuple[str, str | None]:
    """What is counted, and whether it was killed or injured: the last word of the subject says so where one does."""
    subject = shown(thing.first("subject") or quantity_of(thing).unit or "")
    counted, _, last = subject.rpartition(" ")
    for kind in ("killed", "injured"):
        if counted and last in words_of(f"were_{kind}"):
            return counted, kind
    return subject, None


def figure_line(desk: Desk, things: list[Thing]) -> Line:
    first = things[0]
    by = giver(first)
    words = [Words(figure_words(desk, thing), "figure") for thing in things]
    words += [Words(shown(by), "strong")] if by else []
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
