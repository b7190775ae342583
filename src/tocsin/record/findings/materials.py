"""What findings are made from: the things of a view, the days of its pages, and who a name on a page stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from tocsin.model.dates import PartialDate
from tocsin.model.document import ARTICLE_SECTIONS, Document
from tocsin.model.entity import Entity
from tocsin.model.statement import Statement
from tocsin.record.assemble import entities
from tocsin.record.bodies import folded
from tocsin.record.findings.finding import Account
from tocsin.store import View

_THINGS = ("Event", "Instrument", "Relation")
_NAMED = ("Organisation", "Person")


@dataclass(frozen=True, slots=True)
class Materials:
    """Things of each schema in order of their keys; `names` leads from a page and a folded name to a canonical key."""

    documents: Mapping[str, Document]
    things: Mapping[str, tuple[Entity, ...]]
    names: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, view: View) -> Materials:
        documents = {document.id: document for document in view.documents()}
        things = {name: tuple(_known(entities(view, name), documents)) for name in _THINGS}
        names: dict[tuple[str, str], str] = {}
        for schema in _NAMED:
            canonical = {key: group for group, keys in view.clusters(schema) for key in keys}
            for item in view.values(schema, ("name",)):
                names.setdefault((item.doc, folded(item.value)), canonical.get(item.about, item.about))
        return cls(documents, things, names)

    def who(self, doc: str, name: str) -> str:
        """The canonical key of a name on a page; the folded name where the record does not know it."""
        return self.names.get((doc, folded(name)), folded(name))

    def account(self, item: Statement, value: str | None = None, *, by: str | None = None) -> Account:
        return Account(value or item.value, item.span, by or item.speaker, self.day_of(item), item)

    def day_of(self, item: Statement) -> PartialDate | None:
        """The day on which it was said; else the day of the page, or of the teaser, that says it."""
        return item.said_at or page_day(self.documents[item.span.doc], item.span.start)


def page_day(document: Document, offset: int) -> PartialDate | None:
    segment = document.segment_at(offset)
    if segment is None or segment.kind in ARTICLE_SECTIONS:
        return document.publication_date or (segment.date if segment else None)
    return segment.date


@cache
def words(name: str) -> Any:
    """A list of `words.yaml`."""
    text = (resources.files("tocsin.record.findings") / "words.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)[name]


def _known(found: Any, documents: Mapping[str, Document]) -> Any:
    """Without pages that came while the view was read."""
    for entity in found:
        held = [item for item in entity.statements if item.span.doc in documents]
        if held:
            yield entity if len(held) == len(entity.statements) else Entity.assemble(entity.id, held)
