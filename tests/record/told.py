"""Small stores in which pages tell of things, for tests of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.store.made import BEGIN, page
from tocsin.model.document import Document
from tocsin.model.draft import Draft
from tocsin.store import Kept, Store

Told = Mapping[str, str | Sequence[str]]


def tell(store: Store, name: str, schema: str, things: Sequence[Told]) -> list[str]:
    """Write one page that tells of things, a line each, and give their keys."""
    text = "\n".join(f"{name} tells of number {at}: {thing}" for at, thing in enumerate(things))
    document = page(text, name=name)
    drafts, start = [], 0
    for thing, line in zip(things, text.split("\n"), strict=True):
        drafts.append(_draft(document, schema, thing, (start, start + len(line))))
        start += len(line) + 1
    kept = Kept(document.id, "test", document.address, name, BEGIN, "text/plain", None, "TLP:CLEAR")
    with store.write() as writer:
        writer.keep(kept, text.encode())
        statements = [item for draft in drafts for item in draft.statements(document)]
        writer.put_document(document, statements, extractor="test.v1", signatures=())
    return [draft.key for draft in drafts]


def _draft(document: Document, schema: str, thing: Told, place: tuple[int, int]) -> Draft:
    draft = Draft.open(
        schema, document=document, start=place[0], end=place[1], origin="rules.test.v1", score=0.9
    )
    for prop, given in thing.items():
        for value in [given] if isinstance(given, str) else given:
            draft = draft.say(prop, value)
    return draft
