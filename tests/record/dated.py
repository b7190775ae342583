"""Pages with a day, in which marked words give values: `{prop:value|words}` in a line makes a fact of the words."""

from __future__ import annotations

import dataclasses
import re

from tests.store.made import BEGIN, page
from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Section, Segment
from tocsin.model.draft import Draft
from tocsin.store import Kept, Store

_MARKED = re.compile(r"\{(\w+):([^{}]*?)~([^{}]*)\}")


def told(
    store: Store, name: str, day: str, schema: str, *lines: str, address: str | None = None, said_by: str = "",
    extractor: str = "test.v1", origin: str = "rules.test.v1",
) -> list[str]:  # fmt: skip
    """Write a page on which each line tells of one thing; the keys of the things."""
    plain, marks = [], []
    at = 0
    for line in lines:
        text, facts, last = "", [], 0
        for match in _MARKED.finditer(line):
            text += line[last : match.start()]
            facts.append((match[1], match[2], at + len(text), at + len(text) + len(match[3])))
            text += match[3]
            last = match.end()
        text += line[last:]
        marks.append((at, at + len(text), facts))
        plain.append(text)
        at += len(text) + 1
    document = _dated(page("\n".join(plain), name=name), day, address)
    drafts = []
    for number, (start, end, facts) in enumerate(marks):
        draft = Draft.open(
            schema, document=document, start=start, end=end, origin=origin, score=0.9, told_apart_by=number
        )
        for prop, value, low, high in facts:
            draft = draft.say(prop, value, at=(low, high))
        drafts.append(dataclasses.replace(draft, speaker=said_by) if said_by else draft)
    kept = Kept(
        document.id, "test", document.address, name, document.retrieved_at, "text/plain", None, "TLP:CLEAR"
    )
    with store.write() as writer:
        writer.keep(kept, document.text.encode())
        said = [item for draft in drafts for item in draft.statements(document)]
        writer.put_document(document, said, extractor=extractor, signatures=())
    return [draft.key for draft in drafts]


def join(store: Store, schema: str, *keys: str) -> None:
    """Keys of one thing."""
    with store.write() as writer:
        writer.put_clusters(schema, [(min(keys), sorted(keys))])


def _dated(document: Document, day: str, address: str | None) -> Document:
    when = PartialDate.parse(day)
    segments = (Segment(Section.BODY, 0, len(document.text), when, None),)
    retrieved = BEGIN.replace(year=when.year, month=when.month or 1, day=when.day or 1)
    return dataclasses.replace(
        document,
        publication_date=when,
        segments=segments,
        retrieved_at=retrieved,
        address=address or document.address,
    )
