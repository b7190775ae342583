"""A thing with its evidence: its values, each with the numbers of the quotes that give it; the quotes by document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.exchange.brief.citations import extract
from tocsin.exchange.brief.content import Cite
from tocsin.model.document import Document
from tocsin.model.entity import Entity
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import schema
from tocsin.workbench.web.facts import Facts

SHOWN = 12
"""How many quotes a value names; more are counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """One value, whose word it is, and the numbers of its quotes; `more` quotes are not named."""

    value: str
    speakers: tuple[str, ...]
    numbers: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Quote:
    number: int
    about: str
    runs: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    properties: tuple[tuple[str, tuple[Told, ...]], ...]
    sources: tuple[tuple[Document, tuple[Quote, ...]], ...]


def evidence(thing: Entity, documents: Mapping[str, Document], facts: Facts) -> Evidence:
    """Every statement of the thing but its passages, quotes numbered in the order of documents and text."""
    said = [item for item in thing.statements if item.prop != "section"]
    places = sorted(
        {_cite(item) for item in said}, key=lambda cite: (documents[cite.doc].label, cite.doc, cite.marks)
    )
    numbers = {cite: number for number, cite in enumerate(places, start=1)}
    order = list(schema(thing.schema).properties)
    by_prop: dict[str, dict[str, list[Statement]]] = {}
    for item in sorted(said, key=lambda item: order.index(item.prop)):
        by_prop.setdefault(facts.label(item), {}).setdefault(facts.value(item), []).append(item)
    properties = tuple(
        (label, tuple(_told(value, held, numbers) for value, held in _most_said_first(values)))
        for label, values in by_prop.items()
    )
    return Evidence(properties, tuple(_sources(said, documents, numbers)))


def _cite(item: Statement) -> Cite:
    return Cite.of(item.span.doc, [(item.span.start, item.span.end)])


def _most_said_first(values: Mapping[str, list[Statement]]) -> list[tuple[str, list[Statement]]]:
    return sorted(values.items(), key=lambda pair: -len(pair[1]))


def _told(value: str, held: list[Statement], numbers: Mapping[Cite, int]) -> Told:
    own = sorted({numbers[_cite(item)] for item in held})
    speakers = tuple(dict.fromkeys(item.speaker for item in held if item.speaker))
    return Told(value, speakers, tuple(own[:SHOWN]), max(0, len(own) - SHOWN))


def _sources(
    said: list[Statement], documents: Mapping[str, Document], numbers: Mapping[Cite, int]
) -> list[tuple[Document, tuple[Quote, ...]]]:
    about = {_cite(item): item.about for item in reversed(said)}
    found: dict[str, list[Quote]] = {}
    for cite, number in numbers.items():
        quote = Quote(number, about[cite], extract(documents[cite.doc], cite))
        found.setdefault(cite.doc, []).append(quote)
    return [(documents[doc], tuple(quotes)) for doc, quotes in found.items()]
