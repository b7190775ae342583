"""A document's kept text cut into runs, so that the words that statements rest on can be marked and linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tocsin.exchange.brief.plain_text import named
from tocsin.model.document import Document, Section, Segment
from tocsin.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Run:
    """Text that rests on nothing, or the words of one thing: the one with the shortest stretch here.

    `begins` are the things whose first words on the page begin here: links to them lead here.
    """

    text: str
    about: str | None = None
    schema: str | None = None
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    segment: Segment
    runs: tuple[Run, ...]


def stretches(document: Document, statements: Iterable[Statement]) -> list[Stretch]:
    """The segments of a page with their runs; joined, the runs are the text but for white space around segments."""
    spans = _spans(statements)
    segments = document.segments or (Segment(Section.BODY, 0, len(document.text)),)
    seen: set[str] = set()
    return [Stretch(item, tuple(_trimmed(_runs(document.text, item, spans, seen)))) for item in segments]


def _trimmed(runs: Iterable[Run]) -> list[Run]:
    """Without the blank lines at both ends, which would show as gaps."""
    held = list(runs)
    if held:
        held[0] = replace(held[0], text=held[0].text.lstrip())
        held[-1] = replace(held[-1], text=held[-1].text.rstrip())
    return [run for run in held if run.text]


def _spans(statements: Iterable[Statement]) -> list[tuple[int, int, str, str]]:
    """(start, end, thing, schema) of the words that give values; the whole passage where nothing narrower does."""
    passages: dict[str, tuple[int, int]] = {}
    found: dict[str, set[tuple[int, int]]] = {}
    schemata: dict[str, str] = {}
    for item in statements:
        schemata[item.about] = item.schema
        place = (item.span.start, item.span.end)
        if item.prop == "section":
            passages[item.about] = place
        elif place[0] < place[1]:
            found.setdefault(item.about, set()).add(place)
    spans = []
    for about, passage in passages.items():
        narrow = found.get(about, set()) - {passage} or {passage}
        spans += [(start, end, about, schemata[about]) for start, end in narrow]
    return sorted(spans)


def _runs(
    text: str, segment: Segment, spans: Sequence[tuple[int, int, str, str]], seen: set[str]
) -> Iterable[Run]:
    here = [span for span in spans if span[0] < segment.end and segment.start < span[1]]
    edges = sorted({segment.start, segment.end}
                   | {min(max(edge, segment.start), segment.end) for span in here for edge in span[:2]})  # fmt: skip
    active: list[tuple[int, int, str, str]] = []
    waiting = iter([*here, None])
    coming = next(waiting)
    for start, end in pairwise(edges):
        while coming is not None and coming[0] <= start:
            active.append(coming)
            coming = next(waiting)
        active = [span for span in active if span[1] > start]
        if not active:
            yield Run(named(text[start:end]))
            continue
        best = min(active, key=lambda span: (span[1] - span[0], span))
        begins = tuple(dict.fromkeys(span[2] for span in active if span[2] not in seen))
        seen.update(begins)
        yield Run(named(text[start:end]), best[2], best[3], begins)
