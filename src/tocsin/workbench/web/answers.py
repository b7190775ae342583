"""What the JSON twins answer: plain values of what a view shows."""

from __future__ import annotations

from tocsin.model.document import Document
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import Language, schemata
from tocsin.record.assemble import entity
from tocsin.store import View

Answer = dict[str, object]


def documents(view: View) -> list[Answer]:
    return [document_line(item) for item in view.documents()]


def document_line(item: Document) -> Answer:
    return {
        "id": item.id,
        "label": item.label,
        "title": item.title,
        "published": str(item.publication_date) if item.publication_date else None,
        "language": item.language,
        "genre": str(item.genre),
        "address": item.address,
    }


def document(view: View, name: str) -> Answer:
    """Raises NotFoundError for a name that no document has."""
    held = view.document(name)
    return {
        "id": held.id,
        "label": held.label,
        "title": held.title,
        "published": str(held.publication_date) if held.publication_date else None,
        "text": held.text,
        "segments": [
            {
                "kind": str(item.kind),
                "start": item.start,
                "end": item.end,
                "date": str(item.date) if item.date else None,
            }
            for item in held.segments
        ],
        "statements": [statement(item) for item in view.statements(doc=held.id)],
    }


def thing(view: View, key: str, *, language: Language) -> Answer:
    """Raises NotFoundError for a key that nothing speaks of."""
    found = entity(view, key)
    labels = dict(view.labels())
    known = schemata()[found.schema]
    return {
        "id": found.id,
        "schema": known.label[language],
        "caption": next((value for prop in known.caption if (value := found.first(prop))), found.id),
        "members": list(found.members),
        "statements": [
            {
                **statement(item),
                "label": known.properties[item.prop].label[language],
                "doc": labels.get(item.span.doc, item.span.doc),
            }
            for item in found.statements
        ],
    }


def search(view: View, query: str, *, limit: int, schema: str | None = None) -> list[Answer]:
    if not query.strip():
        return []
    hits = view.search(query, limit=limit, schema=schema)
    return [{**statement(hit.statement), "doc": hit.label, "snippet": hit.snippet} for hit in hits]


def problems(view: View) -> list[Answer]:
    return [
        {"address": item.address, "stage": item.stage, "code": item.code, "reason": item.reason}
        for item in view.problems()
    ]


def statement(item: Statement) -> Answer:
    return {
        "id": item.id,
        "about": item.about,
        "schema": item.schema,
        "property": item.prop,
        "value": item.value,
        "speaker": item.speaker,
        "quote": item.span.quote,
        "start": item.span.start,
        "end": item.span.end,
        "origin": item.origin,
        "score": item.score,
    }
