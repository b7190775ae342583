"""The numbers of quotes: each quote once, grouped by document, with its sentence and the lines that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tocsin.exchange.brief.content import Cite, Group, Line, Reference, Section, Source
from tocsin.exchange.brief.material import Material
from tocsin.exchange.brief.plain_text import clipped, shown
from tocsin.exchange.brief.sentences import sentence_around
from tocsin.exchange.brief.wording import Wording
from tocsin.model.document import Document

CONTEXT = 160
"""How many letters of the sentence are shown on either side of the quoted words."""
LONGEST = 700
"""Quoted words longer than this are shortened in their middle."""


def numbered(
    sections: Iterable[Section], material: Material, say: Wording
) -> tuple[tuple[Section, ...], tuple[Source, ...]]:
    """The sections with anchors and numbers, and the sources that the numbers lead to.

    Documents come in the order in which the brief first quotes them, quotes of one document in the order of its text,
    so that numbers of one page are neighbours.
    """
    held = list(sections)
    cites: dict[str, set[Cite]] = {}
    for line in _lines(held):
        for cite in line.cites:
            cites.setdefault(cite.doc, set()).add(cite)
    ordered = [cite for doc in cites for cite in sorted(cites[doc], key=lambda cite: cite.marks)]
    numbers = {cite: number for number, cite in enumerate(ordered, start=1)}
    numbering = _Numbering(numbers)
    done = tuple(numbering.section(section) for section in held)
    sources = tuple(
        _source(material.documents[doc], [cite for cite in ordered if cite.doc == doc], numbering, say)
        for doc in cites
    )
    return done, sources


class _Numbering:
    def __init__(self, numbers: Mapping[Cite, int]) -> None:
        self.numbers = numbers
        self.cited_by: dict[int, list[str]] = {}
        self._count = 0

    def section(self, section: Section) -> Section:
        return replace(section, groups=tuple(self._group(group) for group in section.groups))

    def _group(self, group: Group) -> Group:
        return replace(group, lines=tuple(self._line(line) for line in group.lines))

    def _line(self, line: Line) -> Line:
        self._count += 1
        anchor = f"l{self._count}"
        references = tuple(sorted({self.numbers[cite] for cite in line.cites}))
        for number in references:
            self.cited_by.setdefault(number, []).append(anchor)
        return replace(line, anchor=anchor, references=references)


def _lines(sections: Iterable[Section]) -> Iterator[Line]:
    for section in sections:
        for group in section.groups:
            yield from group.lines


def _source(document: Document, cites: list[Cite], numbering: _Numbering, say: Wording) -> Source:
    published = document.publication_date
    references = tuple(
        Reference(number, extract(document, cite), tuple(numbering.cited_by.get(number, ())))
        for cite in cites
        for number in (numbering.numbers[cite],)
    )
    return Source(
        id=document.id,
        title=clipped(shown(document.title or document.label), 200),
        label=shown(document.label),
        address=shown(document.address),
        published=say.date(published) if published else say("sources.undated"),
        dated=published is not None,
        language=document.language,
        language_name=say.language_name(document.language),
        references=references,
    )


def extract(document: Document, cite: Cite) -> tuple[tuple[str, bool], ...]:
    """The sentence or sentences around the marks as runs of text, the cited runs marked True."""
    first, last = cite.marks[0][0], cite.marks[-1][1]
    start, end = sentence_around(document.text, first, last, language=document.language or "en")
    before, after = max(start, first - CONTEXT), min(end, last + CONTEXT)
    runs: list[tuple[str, bool]] = []
    if before > start:
        before = _next_word(document.text, before, first)
        runs.append(("… ", False))
    at = before
    for mark_start, mark_end in cite.marks:
        runs.append((document.text[at:mark_start], False))
        runs.append((document.text[mark_start:mark_end], True))
        at = mark_end
    runs.append((_whole_words(document.text[at:end], after - at), False))
    if after < end:
        runs.append((" …", False))
    return tuple((tidied, marked) for text, marked in runs if (tidied := _tidied(text, marked)))


def _next_word(text: str, at: int, limit: int) -> int:
    found = text.find(" ", at, limit)
    return at if found < 0 else found + 1


def _whole_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text.rfind(" ", 0, most)
    return text[: cut if cut > 0 else most]


def _tidied(text: str, marked: bool) -> str:
    """Made safe to show, with the blanks at its ends kept; a long quote is shortened in its middle."""
    inside = shown(text)
    if marked and len(inside) > LONGEST:
        inside = f"{clipped(inside[: LONGEST - 200], LONGEST)} […] {inside[-180:].split(' ', 1)[-1]}"
    if not inside:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inside}{' ' if text[-1].isspace() else ''}"
