"""One line of the JSON Lines form: from a document, or from the statements about one thing in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tocsin.model.dates import PartialDate
from tocsin.model.document import ARTICLE_SECTIONS, Document, Section
from tocsin.model.draft import read_quantity
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import Property, schema
from tocsin.store import Repeat

DOCUMENT_ORIGIN = "rules.document.v1"
_FILLERS = {
    "perpetrators_individual": "perpetratorIndividual",
    "perpetrators_organisation": "perpetratorOrganisation",
    "targets": "target",
    "victims": "victim",
    "weapons": "weapon",
}
_SINGLE = {"stage": "stage", "claimed_by": "claimedBy"}
_COUNTS = ("killed", "injured")


@dataclass(slots=True)
class Page:
    """A document with its statements, and the offices that its relations give to people."""

    document: Document
    statements: Sequence[Statement]
    _offices: dict[str, list[dict[str, Statement]]] | None = field(default=None, init=False)

    def offices_of(self, person: str) -> list[dict[str, Statement]]:
        """The `holds_role` relations whose subject is this person, each as statements by property."""
        if self._offices is None:
            by_thing: dict[str, dict[str, Statement]] = {}
            for item in self.statements:
                if item.schema == "Relation":
                    by_thing.setdefault(item.about, {})[item.prop] = item
            self._offices = {}
            for held in by_thing.values():
                if "subject" in held and "role" in held and held["relationType"].value == "holds_role":
                    self._offices.setdefault(held["subject"].value, []).append(held)
        return self._offices.get(person, [])

    def written_on(self, offset: int) -> PartialDate | None:
        """The date of the article or teaser that holds an offset."""
        segment = self.document.segment_at(offset)
        if segment is None or segment.kind in ARTICLE_SECTIONS:
            return self.document.publication_date or (segment.date if segment else None)
        return segment.date


def document_line(document: Document, repeats: Sequence[Repeat], labels: Mapping[str, str]) -> dict[str, Any]:
    """The line of a document; its quote is its title where that stands in the text, else its first words."""
    start, end = _head(document)
    published = document.publication_date
    return {
        "id": document.id,
        "doc": document.label,
        "title": document.title,
        "language": document.language,
        "publication_date": str(published) if published else None,
        "date_precision": published.precision if published else None,
        "genre": str(document.genre),
        "segments": [
            {
                "kind": str(item.kind),
                "start": item.start,
                "end": item.end,
                "date": str(item.date) if item.date else None,
                "title": item.title,
            }
            for item in document.segments
        ],
        "duplicates": [_repeat(item, labels) for item in repeats],
        "quote": document.text[start:end],
        "start": start,
        "end": end,
        "section": str(document.section_at(start)),
        "origin": DOCUMENT_ORIGIN,
        "score": 1.0,
    }


def _head(document: Document) -> tuple[int, int]:
    titles = [item for item in document.segments if item.kind is Section.TITLE]
    stretches = [(item.start, item.end) for item in titles] or [(0, len(document.text))]
    if document.title:
        at = document.text.find(document.title, stretches[0][0])
        at = at if at >= 0 else document.text.find(document.title)
        if at >= 0:
            return at, at + len(document.title)
    low, high = stretches[0]
    line = document.text[low:high].strip().split("\n", 1)[0].rstrip()
    at = document.text.find(line, low)
    return at, at + len(line)


def _repeat(item: Repeat, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": str(item.kind),
        "start": item.start,
        "end": item.end,
        "doc": labels[item.other_doc],
        "other_start": item.other_start,
        "other_end": item.other_end,
        "similarity": round(item.similarity, 3),
    }


def thing_line(page: Page, about: str, held: Sequence[Statement]) -> dict[str, Any]:
    """The line of one thing. Columns that nothing fills are null, or empty lists where several may stand."""
    known = schema(held[0].schema)
    by_prop: dict[str, list[Statement]] = {}
    for item in held:
        by_prop.setdefault(item.prop, []).append(item)
    passage = by_prop["section"][0]
    line: dict[str, Any] = {"id": about, "doc": page.document.label}
    for prop in known.properties.values():
        if prop.column is not None and prop.name != "section":
            line[prop.column] = _column(prop, by_prop.get(prop.name, []))
            if prop.type == "date" and prop.column == "date":
                line["date_precision"] = _precision(line["date"])
    line |= _shapes(page, known.name, by_prop)
    return line | {
        "quote": passage.span.quote,
        "start": passage.span.start,
        "end": passage.span.end,
        "section": str(passage.section),
        "origin": passage.origin,
        "score": passage.score,
    }


def _column(prop: Property, found: Sequence[Statement]) -> Any:
    values = list(dict.fromkeys(_value(prop.type, item.value) for item in found))
    if prop.many:
        return values
    return values[0] if values else None


def _value(kind: str, text: str) -> str | float | int | bool:
    if kind == "number":
        number = float(text)
        return int(number) if number.is_integer() else number
    return text == "true" if kind == "boolean" else text


def _precision(date: str | None) -> str | None:
    return PartialDate.parse(date).precision if date else None


def _shapes(page: Page, name: str, by_prop: Mapping[str, Sequence[Statement]]) -> dict[str, Any]:
    """The fields that are not one column of one property."""
    if name == "Person":
        return {"roles": _roles(page, by_prop)}
    if name == "Quantity":
        return _figure(_quantity(by_prop, "quantity"))
    if name == "Claim":
        content = by_prop["content"][0].span
        return {"content": content.quote, "content_start": content.start, "content_end": content.end}
    if name == "Event":
        return {"classification": _classification(by_prop), "incident": _incident(by_prop)}
    return {}


def _roles(page: Page, by_prop: Mapping[str, Sequence[Statement]]) -> list[dict[str, Any]]:
    """Each office once: as a relation gives it where one does, else as it is written beside the name.

    A relation is told once for several places that name the same office in the same words.
    """
    names = by_prop.get("name", ())
    offices = page.offices_of(names[0].value) if names else []
    written = by_prop.get("role", ())
    by_words: dict[str, list[tuple[str, str | None]]] = {}
    for item in written:
        fitting = [held for held in offices if _overlap(held["role"], item)]
        if fitting:
            by_words.setdefault(
                item.value.casefold(), [(held["role"].value, held["object"].value) for held in fitting]
            )
    roles: dict[tuple[str, str | None, str | None], dict[str, Any]] = {}
    for item in written:
        as_of = page.written_on(item.span.start)
        for role, organisation in by_words.get(item.value.casefold(), [(item.value, None)]):
            mark = (role.casefold(), organisation, str(as_of) if as_of else None)
            roles.setdefault(
                mark, {"role": role, "organisation": organisation, "as_of": mark[2], "as_stated": item.value}
            )
    return list(roles.values())


def _overlap(one: Statement, other: Statement) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _quantity(by_prop: Mapping[str, Sequence[Statement]], prop: str) -> Quantity | None:
    found = by_prop.get(prop)
    return read_quantity(found[0].value) if found else None


def _figure(quantity: Quantity | None) -> dict[str, Any]:
    if quantity is None:
        return {"low": None, "high": None, "qualifier": str(Qualifier.VAGUE), "unit": None}
    return {
        "low": _plain(quantity.low),
        "high": _plain(quantity.high),
        "qualifier": str(quantity.qualifier),
        "unit": quantity.unit,
    }


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and number.is_integer() else number


def _classification(by_prop: Mapping[str, Sequence[Statement]]) -> dict[str, str | None] | None:
    called = by_prop.get("classifiedAs")
    if not called:
        return None
    by = by_prop.get("classifiedBy")
    return {"as": called[0].value, "by": by[0].value if by else None, "quote": called[0].span.quote}


def _incident(by_prop: Mapping[str, Sequence[Statement]]) -> dict[str, Any] | None:
    kind = by_prop.get("incidentType")
    if not kind:
        return None
    single = {name: by_prop[prop][0].value if prop in by_prop else None for name, prop in _SINGLE.items()}
    fillers = {
        name: [{"mentions": [[item.span.quote, item.span.start]]} for item in by_prop.get(prop, ())]
        for name, prop in _FILLERS.items()
    }
    counts = {name: _figure(found) if (found := _quantity(by_prop, name)) else None for name in _COUNTS}
    return {"type": kind[0].value, **fillers, **counts, **single}
