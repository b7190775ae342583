"""How many were killed or injured in an attack: what the event holds and what its pages say, account by account."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.exchange.brief.accounts import Account, account
from tocsin.exchange.brief.desk import Desk
from tocsin.exchange.brief.figures import befallen, figure_words, giver, has_number, quantity_of
from tocsin.exchange.brief.lexicon import words_of
from tocsin.exchange.brief.material import Thing
from tocsin.exchange.brief.plain_text import folded, shown
from tocsin.model.document import Section as Part
from tocsin.model.draft import read_quantity
from tocsin.model.quantity import Quantity
from tocsin.model.statement import Statement

AFTER = 40
"""How many letters behind a figure are looked at for what happened to those counted."""


class Casualties:
    """The accounts of every attack of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._figures: dict[str, list[Thing]] = {}
        for thing in filter(has_number, desk.material.things["Quantity"]):
            self._figures.setdefault(thing.passage.span.doc, []).append(thing)
        self._told: dict[tuple[str, str], list[Account]] = {}
        self._attacks: dict[str, set[str]] = {}
        for thing in filter(is_attack, desk.material.things["Event"]):
            for place in thing.places:
                self._attacks.setdefault(place.span.doc, set()).add(thing.entity.id)

    def of(self, event: Thing, prop: str) -> list[Account]:
        """Accounts of `killed` or `injured`, oldest page first; each stretch of text once."""
        key = (event.entity.id, prop)
        if key not in self._told:
            self._told[key] = self._gathered(event, prop)
        return self._told[key]

    def _gathered(self, event: Thing, prop: str) -> list[Account]:
        found: dict[tuple[str, int], Account] = {}
        for item in event.entity.of(prop):
            told = self._of_event(item)
            found.setdefault((item.span.doc, told.cite.marks[0][0]), told)
        for item, told in self._beside(event, prop):
            found.setdefault((item.span.doc, item.span.start), told)
        return sorted(
            found.values(), key=lambda told: (str(told.when or "9999"), told.cite.doc, told.cite.marks)
        )

    def alone_on(self, doc: str, event: Thing) -> bool:
        """Whether the page tells of this attack and no other."""
        return self._attacks.get(doc) == {event.entity.id}

    def _of_event(self, item: Statement) -> Account:
        figure = self._figure_at(item)
        if figure is not None:
            return self._of_figure(figure)
        quantity = read_quantity(item.value)
        bare = Quantity(quantity.low, quantity.high, quantity.qualifier)
        return account(self._desk, item, self._desk.say.quantity(bare))

    def _beside(self, event: Thing, prop: str) -> Iterator[tuple[Statement, Account]]:
        """Figures on pages with this attack alone, where the words behind them speak of the killed or the injured."""
        if not is_attack(event):
            return
        for place in event.places:
            if place.section is Part.TEASER or not self.alone_on(place.span.doc, event):
                continue
            for figure in self._figures.get(place.span.doc, ()):
                if counts_everybody(figure) and _tells_of(figure, prop):
                    yield figure.entity.of("quantity")[0], self._of_figure(figure)

    def _of_figure(self, figure: Thing) -> Account:
        item, part = figure.entity.of("quantity")[0], _part_of(figure)
        quantity = quantity_of(figure)
        bare = Quantity(quantity.low, quantity.high, quantity.qualifier)
        value, about = self._desk.say.quantity(bare, shown(part)), folded(part)
        if not part and not counts_everybody(figure):
            value, about = figure_words(self._desk, figure, told=False), folded(befallen(figure)[0])
        return account(self._desk, item, value, by=giver(figure), about=about)

    def _figure_at(self, item: Statement) -> Thing | None:
        for figure in self._figures.get(item.span.doc, ()):
            span = figure.entity.of("quantity")[0].span
            if span.start < item.span.end and item.span.start < span.end:
                return figure
        return None


def is_attack(thing: Thing) -> bool:
    return thing.first("eventType") == "attack"


def counts_everybody(figure: Thing) -> bool:
    """Whether people in general are counted: "13 foreign citizens" are a part of the dead, no other number of them."""
    words = folded(befallen(figure)[0]).split()
    return not words or words[0] in words_of("everybody")


def _tells_of(figure: Thing, prop: str) -> bool:
    """Whether the figure, the words right behind it, or its sentence tell of the killed or of the injured."""
    befell = befallen(figure)[1]
    if befell:
        return befell == prop
    after = _behind(figure).casefold()
    found = [
        (after.find(word), kind) for kind in ("killed", "injured") for word in words_of(kind) if word in after
    ]
    if found:
        return min(found)[1] == prop
    return prop == "killed" and any(
        word in figure.passage.span.quote.casefold() for word in words_of("killed")
    )


def _behind(figure: Thing) -> str:
    """What stands in the sentence from the figure on, as far as is looked at."""
    item, sentence = figure.entity.of("quantity")[0], figure.passage.span
    low, high = item.span.start - sentence.start, item.span.end - sentence.start
    return sentence.quote[low : high + AFTER]


def _part_of(figure: Thing) -> str:
    """`of the suspects`: the words that make a figure one of a part of the people."""
    item = figure.entity.of("quantity")[0]
    after = _behind(figure)[len(item.span.quote) :].strip()
    if not any(after.casefold().startswith(word) for word in words_of("part_of")):
        return ""
    return " ".join(after.split()[:3])
