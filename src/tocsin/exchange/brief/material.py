"""What a brief is made from: everything the view shows of what happened, was said, counted, drawn up and promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.exchange.brief.content import Cite
from tocsin.exchange.brief.plain_text import folded
from tocsin.model.dates import PartialDate
from tocsin.model.document import ARTICLE_SECTIONS, Document
from tocsin.model.entity import Entity
from tocsin.model.problem import Problem
from tocsin.model.statement import Statement
from tocsin.record.assemble import entities
from tocsin.store import View

TOLD = ("Event", "Claim", "Quantity", "Instrument", "Commitment")
NAMED = ("Organisation", "Person")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the record, or several that say the same in the same words, with its date.

    `date` is what its statements give; `page_date` is the earliest date of a page that tells of it. `places` are the
    passages, one for each document at most, those of articles before teasers, in order of document.
    """

    entity: Entity
    date: PartialDate | None
    page_date: PartialDate | None
    places: tuple[Statement, ...]

    @property
    def when(self) -> PartialDate | None:
        return self.date or self.page_date

    @property
    def passage(self) -> Statement:
        return self.places[0]

    def first(self, prop: str) -> str | None:
        return self.entity.first(prop)

    def cites(self, props: Sequence[str] = ("section",)) -> tuple[Cite, ...]:
        """For each document the words that give these properties: the passage's own thing only."""
        found = []
        for place in self.places:
            marks = [
                (item.span.start, item.span.end)
                for prop in props
                for item in self.entity.of(prop)
                if item.span.doc == place.span.doc and item.about == place.about
            ]
            found.append(Cite.of(place.span.doc, marks or [(place.span.start, place.span.end)]))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Names:
    """Who is who: the name that the record knows a speaker by, from the name that a page uses."""

    by_page: Mapping[tuple[str, str], str]
    shown: Mapping[str, str]

    def who(self, doc: str, name: str) -> str:
        """The canonical key of a name on a page; the folded name itself where the record does not know it."""
        return self.by_page.get((doc, folded(name)), folded(name))

    def name_of(self, key: str, otherwise: str) -> str:
        return self.shown.get(key, otherwise)


@dataclass(frozen=True, slots=True)
class Material:
    documents: Mapping[str, Document]
    things: Mapping[str, tuple[Thing, ...]]
    names: Names
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, view: View) -> Material:
        documents = {document.id: document for document in view.documents()}
        things = {name: tuple(_things(documents, entities(view, name))) for name in TOLD}
        return cls(documents, things, _names(view), tuple(view.problems()))

    def page_date(self, doc: str, offset: int) -> PartialDate | None:
        return page_date(self.documents[doc], offset)


def page_date(document: Document, offset: int) -> PartialDate | None:
    """The date of the stretch that holds `offset`: the article's, or a teaser's own."""
    segment = document.segment_at(offset)
    if segment is None or segment.kind in ARTICLE_SECTIONS:
        return document.publication_date or (segment.date if segment else None)
    return segment.date


def _things(documents: Mapping[str, Document], found: Iterable[Entity]) -> Iterator[Thing]:
    for whole in found:
        entity = _known(whole, documents)
        if entity is None:
            continue
        best: dict[str, Statement] = {}
        for item in entity.of("section"):
            held = best.get(item.span.doc)
            if held is None or (_is_article(item) and not _is_article(held)):
                best[item.span.doc] = item
        if not best:
            continue
        places = sorted(best.values(), key=lambda item: _rank(item, documents[item.span.doc]))
        dates = [page_date(documents[item.span.doc], item.span.start) for item in places]
        known = sorted((date for date in dates if date), key=PartialDate.sort_key)
        yield Thing(entity, _date_of(entity), known[0] if known else None, tuple(places))


def _known(entity: Entity, documents: Mapping[str, Document]) -> Entity | None:
    """Without what pages say that came after the documents were read: a run may go on while a brief is made."""
    if all(item.span.doc in documents for item in entity.statements):
        return entity
    left = [item for item in entity.statements if item.span.doc in documents]
    return Entity.assemble(entity.id, left) if left else None


def _is_article(item: Statement) -> bool:
    return item.section in ARTICLE_SECTIONS


def _rank(item: Statement, document: Document) -> tuple[bool, tuple[int, int, int], str, str]:
    date = page_date(document, item.span.start)
    return not _is_article(item), date.sort_key() if date else (9999, 0, 0), document.label, document.id


_DATED_BY = {"Event": ("date",), "Claim": ("date",), "Quantity": ("date",), "Instrument": ("asOf",),
             "Commitment": ("asOf", "due")}  # fmt: skip


def _date_of(entity: Entity) -> PartialDate | None:
    """The date said most often; of an instrument the latest."""
    for prop in _DATED_BY[entity.schema]:
        values = [PartialDate.parse(value) for value in entity.values(prop)]
        if values:
            return max(values, key=PartialDate.sort_key) if prop == "asOf" else values[0]
    return None


def _names(view: View) -> Names:
    by_page: dict[tuple[str, str], str] = {}
    shown: dict[str, str] = {}
    for schema in NAMED:
        canonical = {key: group for group, keys in view.clusters(schema) for key in keys}
        counts: dict[str, Counter[str]] = {}
        for item in view.values(schema, ("name",)):
            key = canonical.get(item.about, item.about)
            by_page.setdefault((item.doc, folded(item.value)), key)
            counts.setdefault(key, Counter())[item.value] += 1
        for key, names in counts.items():
            shown[key] = min(names, key=lambda name: (-names[name], -len(name), name))
    return Names(by_page, shown)


def merged(things: Iterable[Thing], mark: Callable[[Thing], object]) -> list[Thing]:
    """Things with the same mark as one, with the passages of all; the order of the first of each stays."""
    groups: dict[object, list[Thing]] = {}
    for thing in things:
        groups.setdefault(mark(thing), []).append(thing)
    return [_joined(group) for group in groups.values()]


def _joined(group: list[Thing]) -> Thing:
    if len(group) == 1:
        return group[0]
    places: dict[str, Statement] = {}
    for thing in group:
        for place in thing.places:
            places.setdefault(place.span.doc, place)
    entity = Entity.assemble(
        group[0].entity.id, (item for thing in group for item in thing.entity.statements)
    )
    dates = sorted((thing.page_date for thing in group if thing.page_date), key=PartialDate.sort_key)
    date = next((thing.date for thing in group if thing.date), None)
    return Thing(entity, date, dates[0] if dates else None, tuple(places.values()))
