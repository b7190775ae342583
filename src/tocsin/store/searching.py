"""Search: passages whose words fit, newest learnt first; one hit for each passage.

A passage fits when it holds every word of the query in some inflection, every "phrase in quotation marks"
word for word, and a word with every beginning that ends in `*` (three letters or more). Order: what was
learnt last comes first, inside one document from its beginning. There is no rank: it would have to weigh
every fitting passage before the first could be shown. A passage that lies inside another hit of the same
document is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from tocsin.language.stems import stem
from tocsin.model.statement import Statement
from tocsin.store import tables
from tocsin.store.backend import Backend, WordQuery
from tocsin.store.index_words import fold
from tocsin.store.port import Hit
from tocsin.store.rows import schema_bit

_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_BEGINNING = 3
_MOST_TERMS = 24
_SPARE = 3
_SNIPPET = 240
OPEN, CLOSE = "\ue000", "\ue001"


def parse_query(text: str) -> WordQuery:
    """Any text is a query; signs that mean nothing here are left out."""
    stems: list[str] = []
    phrases: list[tuple[str, ...]] = []
    beginnings: list[str] = []
    for phrase, word in _PART.findall(text)[:_MOST_TERMS]:
        words = fold(phrase or word)
        if not words:
            continue
        if phrase:
            phrases.append(tuple(words))
        elif word.endswith("*") and len(words[-1]) >= _SHORTEST_BEGINNING:
            beginnings.append(words.pop())
            stems += map(stem, words)
        else:
            stems += map(stem, words)
    return WordQuery(
        tuple(dict.fromkeys(stems)), tuple(dict.fromkeys(phrases)), tuple(dict.fromkeys(beginnings))
    )


def find_passages(
    connection: Connection,
    backend: Backend,
    words: WordQuery,
    *,
    conditions: Sequence[ColumnElement[bool]],
    schema: str | None,
    language: str | None,
    limit: int,
) -> list[Any]:
    """Rows of `passage` that fit, at most `limit`, those inside others left out."""
    passage, reading = tables.passage, tables.reading
    query = (
        select(passage)
        .select_from(backend.index_table)
        .join(passage, passage.c.id == backend.index_id)
        .join(reading, reading.c.id == passage.c.reading)
        .where(backend.matching(words), *conditions)
        .order_by(backend.index_id.desc())
        .limit(limit * _SPARE)
    )
    if schema is not None:
        query = query.where(passage.c.schemata.op("&")(schema_bit(schema)) != 0)
    if language is not None:
        query = query.where(reading.c.language == language)
    kept: list[Any] = []
    for _, together in groupby(connection.execute(query), key=attrgetter("reading")):
        found = list(together)
        kept += [row for row in found if not any(_inside(row, other) for other in found)]
    return kept[:limit]


def _inside(row: Any, other: Any) -> bool:
    if row.id == other.id:
        return False
    if (row.start, row.end) == (other.start, other.end):
        return bool(row.id < other.id)
    return bool(other.start <= row.start and row.end <= other.end)


def hits_of(
    found: Sequence[Any],
    words: WordQuery,
    statements: Mapping[str, Sequence[Statement]],
    labels: Mapping[int, tuple[str, str]],
    texts: Mapping[int, str],
    *,
    schema: str | None,
) -> list[Hit]:
    """A hit for each passage: the statement that says most of the words in least text; the passage marked."""
    hits = []
    for row in found:
        doc, label = labels[row.reading]
        resting = [
            item
            for item in statements.get(doc, ())
            if row.start <= item.span.start
            and item.span.end <= row.end
            and (schema is None or item.schema == schema)
        ] or [item for item in statements.get(doc, ()) if schema is None or item.schema == schema]
        if resting:
            best = min(resting, key=lambda item: _closeness(item, words))
            hits.append(Hit(best, label, snippet(texts[row.reading][row.start : row.end], words)))
    return hits


def _closeness(item: Statement, words: WordQuery) -> tuple[int, int, int, str, str]:
    shown = item.span.quote if item.prop == "section" else item.value
    return -len(marks(shown, words)), len(shown), item.span.start, item.prop, item.about


def marks(text: str, words: WordQuery) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text."""
    wanted = set(words.stems) | {stem(word) for phrase in words.phrases for word in phrase}
    found = []
    for match in _WORD.finditer(text):
        folded = "".join(fold(match.group()))
        if stem(folded) in wanted or any(folded.startswith(beginning) for beginning in words.beginnings):
            found.append(match.span())
    return found


def snippet(text: str, words: WordQuery) -> str:
    """The passage, cut around the first word found when it is long, with the words found marked."""
    found = marks(text, words)
    begin = 0
    if len(text) > _SNIPPET and found:
        begin = max(0, found[0][0] - _SNIPPET // 3)
        begin = text.find(" ", begin, found[0][0]) + 1 or begin if begin else 0
    end = min(len(text), begin + _SNIPPET)
    parts, at = ["…" if begin else ""], begin
    for start, until in found:
        if begin <= start and until <= end:
            parts += [text[at:start], OPEN, text[start:until], CLOSE]
            at = until
    parts += [text[at:end], "…" if end < len(text) else ""]
    return "".join(parts)
