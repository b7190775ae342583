"""Documents and statements as rows, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.marking import Marking
from tocsin.model.span import Span
from tocsin.model.statement import Stance, Statement
from tocsin.model.vocabulary import schemata
from tocsin.store.backend import IndexedPassage
from tocsin.store.index_words import index_words, stems_of
from tocsin.store.moments import from_moment, moment
from tocsin.store.plain import original, original_or_none, pack, plain, plain_or_none
from tocsin.store.tables import READING_SHIFT

Row = tuple[Any, ...]
Number = Callable[[str], int]


@dataclass(slots=True)
class ReadingRows:
    """What one read form of a document adds to each table."""

    accounts: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    passages: list[Row] = field(default_factory=list)
    index: list[IndexedPassage] = field(default_factory=list)


@dataclass(slots=True)
class _Account:
    """Statements of one thing that share everything but property, value and place."""

    first: Statement
    facts: dict[tuple[str, str, int, int], None]

    def anchor(self) -> tuple[int, int]:
        for prop, _, start, end in self.facts:
            if prop == "section":
                return start, end
        _, _, start, end = next(iter(self.facts))
        return start, end


@dataclass(slots=True)
class _Passage:
    start: int
    end: int
    marking: int
    schemata: int = 0
    number: int = 0
    extras: dict[str, None] = field(default_factory=dict)


def schema_bit(name: str) -> int:
    """The bit that stands for a schema in `passage.schemata`: its place in the order of its file's name."""
    return 1 << list(schemata()).index(name) if name in schemata() else 1 << 62


def reading_rows(
    reading: int, document: Document, statements: Iterable[Statement], *, name: Number, marking: Number
) -> ReadingRows:
    """Rows of the statements of one reading. Statements that say the same in the same place are kept once."""
    base = reading << READING_SHIFT
    text = document.text
    rows = ReadingRows()
    passages: dict[tuple[int, int, int], _Passage] = {}
    bits = {item: schema_bit(item) for item in schemata()}
    marks: dict[int, int] = {}
    props: dict[str, int] = {}
    add = rows.statements.append
    for account_number, account in enumerate(accounts_of(statements)):
        first = account.first
        mark = marks.get(id(first.marking))
        if mark is None:
            mark = marks[id(first.marking)] = marking(str(first.marking))
        start, end = account.anchor()
        passage = passages.get((start, end, mark))
        if passage is None:
            passage = passages[start, end, mark] = _Passage(start, end, mark)
        passage.schemata |= bits.get(first.schema, 1 << 62)
        account_id = base + account_number
        shown = text[start:end]
        for number, (prop, value, at, until) in enumerate(account.facts):
            kept: str | None = None
            if value != text[at:until]:
                kept = plain(value)
                if prop != "section" and value not in shown:
                    passage.extras[value] = None
            elif value not in shown:
                passage.extras[value] = None
            known = props.get(prop)
            if known is None:
                known = props[prop] = name(prop)
            add((account_id, number, known, kept, at, until))
        rows.accounts.append(
            (
                account_id,
                reading,
                passage,
                plain(first.about),
                name(first.schema),
                name(first.origin),
                name(first.section.value),
                name(first.stance.value),
                first.score,
                first.language,
                plain_or_none(first.speaker),
                json.dumps(first.via) if first.via else None,
                _date_text(first.event_date),
                _date_text(first.said_at),
                mark,
                len(account.facts),
            )
        )
    ordered = sorted(passages.values(), key=lambda item: (item.start, item.end, item.marking), reverse=True)
    for number, passage in enumerate(ordered):
        passage.number = base + number
        rows.passages.append(
            (passage.number, reading, passage.start, passage.end, passage.marking, passage.schemata)
        )
        words = index_words(text[passage.start : passage.end], list(passage.extras))
        rows.index.append(IndexedPassage(passage.number, words, stems_of(words)))
    rows.accounts = [(row[0], row[1], row[2].number, *row[3:]) for row in rows.accounts]
    return rows


def accounts_of(statements: Iterable[Statement]) -> Iterator[_Account]:
    """Group statements that share all but property, value and place, in order of first appearance."""
    found: dict[str, list[_Account]] = {}
    order: list[_Account] = []
    last: _Account | None = None
    for item in statements:
        if last is None or not _shares(last.first, item):
            known = found.setdefault(item.about, [])
            last = next((account for account in known if _shares(account.first, item)), None)
            if last is None:
                last = _Account(item, {})
                known.append(last)
                order.append(last)
        span = item.span
        last.facts[item.prop, item.value, span.start, span.end] = None
    return iter(order)


def _shares(one: Statement, other: Statement) -> bool:
    return (
        one.about == other.about
        and one.origin == other.origin
        and one.schema == other.schema
        and one.section is other.section
        and one.score == other.score
        and one.stance is other.stance
        and one.speaker == other.speaker
        and one.language == other.language
        and (one.event_date is other.event_date or one.event_date == other.event_date)
        and (one.said_at is other.said_at or one.said_at == other.said_at)
        and (one.via is other.via or one.via == other.via)
        and (one.marking is other.marking or one.marking == other.marking)
    )


def _date_text(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def reading_row(document: Document, *, extractor: int, learnt_at: int, marking: int, statements: int) -> Row:
    """The columns of `reading` behind `id` and `document`, in order."""
    segments = [
        [
            segment.kind.value,
            segment.start,
            segment.end,
            _date_text(segment.date),
            plain_or_none(segment.title),
        ]
        for segment in document.segments
    ]
    return (
        extractor,
        learnt_at,
        None,
        marking,
        plain(document.label),
        plain(document.source),
        plain(document.address),
        moment(document.retrieved_at),
        plain(document.media_type),
        document.language,
        plain_or_none(document.title),
        _date_text(document.publication_date),
        document.genre.value,
        pack(document.text),
        json.dumps(segments, separators=(",", ":"), ensure_ascii=False),
        statements,
    )


def document_of(row: Any, text: str, marking: Marking) -> Document:
    """A document from a row of `reading` with the column `sha256` beside it."""
    segments = tuple(
        Segment(Section(kind), start, end, _date(date), original_or_none(title))
        for kind, start, end, date, title in json.loads(row.segments)
    )
    return Document(
        id=row.sha256,
        source=original(row.source),
        address=original(row.address),
        label=original(row.label),
        retrieved_at=from_moment(row.retrieved_at),
        media_type=original(row.media_type),
        language=row.language,
        title=original_or_none(row.title),
        publication_date=_date(row.publication_date),
        genre=Genre(row.genre),
        text=text,
        segments=segments,
        marking=marking,
    )


def statements_of(
    doc: str, text: str, account: Any, facts: Sequence[Any], names: Mapping[int, str], marking: Marking
) -> Iterator[Statement]:
    """The statements of one account: rows of (account, number, prop, value, start, end)."""
    about, speaker = original(account.key), original_or_none(account.speaker)
    via = tuple(json.loads(account.via)) if account.via else ()
    event_date, said_at = _date(account.event_date), _date(account.said_at)
    schema, origin = names[account.schema], names[account.origin]
    section, stance = Section(names[account.section]), Stance(names[account.stance])
    for _, _, prop, value, start, end in facts:
        quote = text[start:end]
        yield Statement(
            about,
            schema,
            names[prop],
            quote if value is None else original(value),
            Span(doc, start, end, quote),
            section,
            origin,
            account.score,
            account.language,
            speaker,
            via,
            stance,
            event_date,
            said_at,
            marking,
        )


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """One document's statements by (start, schema, about, property, id); ids are made only for ties."""
    keyed = sorted(((_order(item), item) for item in statements), key=_first)
    result: list[Statement] = []
    at = 0
    while at < len(keyed):
        until = at + 1
        while until < len(keyed) and keyed[until][0] == keyed[at][0]:
            until += 1
        tied = [item for _, item in keyed[at:until]]
        result += tied if len(tied) == 1 else sorted(tied, key=lambda item: item.id)
        at = until
    return result


def _order(item: Statement) -> tuple[int, str, str, str]:
    return item.span.start, item.schema, item.about, item.prop


def _first(pair: tuple[tuple[int, str, str, str], Statement]) -> tuple[int, str, str, str]:
    return pair[0]
