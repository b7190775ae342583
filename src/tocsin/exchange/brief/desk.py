"""What the sections of a brief share: the material, the query, the wording, and how words of pages are put in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.exchange.brief.content import Cite, Group, Line, Section, Words
from tocsin.exchange.brief.material import Material, Thing
from tocsin.exchange.brief.plain_text import clipped, clipped_around, language_of, shown
from tocsin.exchange.brief.query import BriefQuery
from tocsin.exchange.brief.sentences import sentence_around
from tocsin.exchange.brief.wording import Wording
from tocsin.model.dates import PartialDate

QUOTE = 300
NAME = 160
SHORT = 60
"""A passage shorter than this is shown with the sentence that it stands in."""
SOURCES = 6
"""How many pages a line cites; more are counted in words."""


@dataclass(frozen=True, slots=True)
class Desk:
    material: Material
    query: BriefQuery
    say: Wording
    today: dt.date

    def dated(self, schema: str) -> list[Thing]:
        """Things of the period; what has no date is not among them."""
        return [
            thing
            for thing in self.material.things[schema]
            if thing.when is not None and self.query.admits(thing.when)
        ]

    def undated(self, schema: str) -> list[Thing]:
        return [thing for thing in self.material.things[schema] if thing.when is None]

    def quote(self, text: str, language: str | None = None, *, most: int = QUOTE) -> Words:
        """A page's own words, between quotation marks of their language."""
        held = clipped(shown(text).lstrip(",;:. "), most)
        return Words(held, "quote", language or language_of(held))

    def passage(self, thing: Thing, prop: str) -> Words:
        """The passage of a thing around the words that give a property; a short one with its whole sentence."""
        place = thing.passage
        document = self.material.documents[place.span.doc]
        start, end = place.span.start, place.span.end
        if end - start < SHORT:
            start, end = sentence_around(document.text, start, end, language=document.language or "en")
        text = document.text[start:end]
        given = next((item.span for item in thing.entity.of(prop) if item.about == place.about), place.span)
        held = clipped_around(text, given.start - start, given.end - start, QUOTE)
        return Words(shown(held), "quote", place.language or language_of(held))

    def name(self, text: str, *, most: int = NAME) -> Words:
        """A name as pages write it."""
        held = clipped(shown(text), most)
        return Words(held, "strong", language_of(held))

    def plain(self, text: str) -> Words:
        held = clipped(shown(text), NAME)
        return Words(held, "quiet", language_of(held))

    def tag(self, kind: str, raw: str) -> Words:
        return Words(self.say.value(kind, raw), "tag")

    def sources(self, cites: Sequence[Cite], most: int) -> tuple[tuple[Cite, ...], str]:
        """The cites that a line shows and, in words, how many pages more there are."""
        unique = tuple(dict.fromkeys(cites))
        left = len(unique) - most
        more = self.say("lines.in_more_sources", pages=self.say.count("more_page", left)) if left > 0 else ""
        return unique[:most], more

    def line(
        self,
        words: Iterable[Words],
        cites: Sequence[Cite],
        *,
        when: PartialDate | None = None,
        date: str | None = None,
        sources: int = SOURCES,
    ) -> Line:
        """A line; `date` is given where headings around it say a part of when it was."""
        kept, more = self.sources(cites, sources)
        day = self.say.date(when) if when else ""
        return Line(
            tuple(words), kept, day if date is None else date, day, str(when or ""), more_sources=more
        )

    def section(
        self, key: str, groups: Iterable[Group], *, count: int, more: str = "", **values: str
    ) -> Section:
        """A section with its title and its note; where nothing was found, the note says so."""
        held = tuple(group for group in groups if group.lines)
        note = self.say(f"sections.{key}.{'note' if held else 'none'}", **values)
        return Section(key, self.say(f"sections.{key}.title"), count, held, note, more)

    def more_lines(self, left: int) -> str:
        return self.say("more.lines", lines=self.say.count("line", left)) if left > 0 else ""


def newest(thing: Thing) -> tuple[int, ...]:
    """Sorts newest first; on one day by the place of the passage, so that the order is the same on every run."""
    when = thing.when
    year, month, day = when.sort_key() if when else (0, 0, 0)
    return -year, -month, -day


def order(things: Iterable[Thing]) -> list[Thing]:
    return sorted(things, key=lambda thing: (*newest(thing), thing.entity.id))
