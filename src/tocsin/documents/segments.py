"""Text to segments that cover it: teasers, title, lead, body, questions and answers, captions, the rest.

1. Paragraphs that are navigation or contact lines are boilerplate.
2. The title is found; what stands above it is teasers only when the page shows that it is a list.
3. Teasers are told apart, each with its own date.
4. Below the title come the lead, questions and answers if it is an interview, captions and the body.
5. Neighbours of one kind join, save titles, teasers, questions and answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.documents.interviews import mark_turns
from tocsin.documents.paragraphs import Paragraph, paragraphs
from tocsin.documents.teasers import group_teasers, looks_like_teasers
from tocsin.documents.titles import find_title
from tocsin.model.dates import PartialDate
from tocsin.model.document import Section, Segment

_LONGEST_LEAD = 500
_JOINED = frozenset({Section.BODY, Section.BOILERPLATE, Section.LEAD})


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch whose kind the format knows, such as a heading of HTML."""

    kind: Section
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """`segments` cover the text; those of the article carry no date yet. `date` stands beside the title, or
    alone at the top of a page without one."""

    segments: tuple[Segment, ...]
    title: str | None
    date: PartialDate | None


def lay_out(text: str, *, declared_title: str | None = None, hints: Sequence[Hint] = ()) -> Layout:
    """The segments of a page's text. Never raises; an empty text has no segment."""
    held = paragraphs(text)
    if not held:
        whole = (Segment(Section.BOILERPLATE, 0, len(text)),) if text else ()
        return Layout(whole, None, None)
    known = [_hinted(one, hints) for one in held]
    footer = _boilerplate(held, known)
    elsewhere = [index for index, kind in enumerate(known) if kind is Section.TEASER]
    content = [index for index in range(len(held)) if index not in footer and index not in elsewhere]
    shown = [held[index] for index in content]
    title = find_title(shown, declared_title or _hinted_title(shown, hints))
    pieces: list[Segment] = [
        Segment(Section.BOILERPLATE, held[index].start, held[index].end) for index in footer
    ]
    pieces += group_teasers([held[index] for index in elsewhere])
    above, below = 0, 0
    if title:
        above, below = title.first, title.last + 1
        subheadings = any(one.title_like for one in shown[below + 1 :])
        if above and not looks_like_teasers(
            shown[:above], title, page_has_navigation=bool(footer), subheadings=subheadings
        ):
            above, below, title = 0, 0, None
    labels = [one for one in shown[:above] if one.is_label]
    pieces += [Segment(Section.BOILERPLATE, one.start, one.end) for one in labels]
    pieces += group_teasers([one for one in shown[:above] if not one.is_label])
    if title:
        pieces += [Segment(Section.TITLE, one.start, one.end, title=title.text) for one in shown[above:below]]
    pieces += _article(shown[below:], hints, titled=title is not None)
    pieces.sort(key=lambda piece: piece.start)
    segments = tuple(_cover(_joined(pieces), len(text)))
    if title is None:
        return Layout(segments, None, shown[0].date_line() if shown else None)
    return Layout(segments, title.text, title.date)


def _boilerplate(held: Sequence[Paragraph], known: Sequence[Section | None]) -> list[int]:
    found = {index for index, kind in enumerate(known) if kind is Section.BOILERPLATE}
    found |= {index for index, one in enumerate(held) if known[index] is None and one.is_navigation}
    last = len(held) - 1
    while last > 0 and (last in found or held[last].is_contact):
        found.add(last)
        last -= 1
    return sorted(found)


def _article(held: Sequence[Paragraph], hints: Sequence[Hint], *, titled: bool) -> list[Segment]:
    turns = mark_turns(held)
    pieces: list[Segment] = []
    for index, one in enumerate(held):
        kind = _hinted(one, hints) or turns[index] or Section.BODY
        if titled and index == 0 and kind is Section.BODY and _is_lead(held, turns):
            kind = Section.LEAD
        name = one.image_name()
        if name:
            pieces.append(Segment(Section.CAPTION, one.start, one.start + name))
            if name < len(one.text):
                pieces.append(Segment(kind, one.start + name, one.end))
        elif one.is_caption:
            pieces.append(Segment(Section.CAPTION, one.start, one.end))
        else:
            pieces.append(Segment(kind, one.start, one.end))
    return pieces


def _is_lead(held: Sequence[Paragraph], turns: Sequence[Section | None]) -> bool:
    """Set apart from the text: before the first question, without a full stop, or by a wider gap above."""
    first = held[0]
    if first.dashed:
        return False
    if len(held) < 2 or len(first.text) > _LONGEST_LEAD:
        return turns[1:2] == [Section.QUESTION]
    apart = first.gap > held[1].gap or not first.finished
    return turns[1] is Section.QUESTION or (apart and first.text.count(". ") < 2)


def _joined(pieces: Sequence[Segment]) -> list[Segment]:
    joined: list[Segment] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        continues = (
            last is not None
            and last.kind is piece.kind
            and (
                piece.kind in _JOINED
                or (piece.kind in (Section.QUESTION, Section.ANSWER) and piece.title is None)
            )
        )
        if last is not None and continues:
            joined[-1] = replace(last, end=piece.end)
        else:
            joined.append(piece)
    return joined


def _cover(pieces: Sequence[Segment], length: int) -> list[Segment]:
    """White space between belongs to the segment before it, that at the start to the first."""
    starts = [0, *(piece.start for piece in pieces[1:]), length]
    return [replace(piece, start=starts[index], end=starts[index + 1]) for index, piece in enumerate(pieces)]


def _hinted(one: Paragraph, hints: Sequence[Hint]) -> Section | None:
    return next((hint.kind for hint in hints if hint.start <= one.start < hint.end), None)


def _hinted_title(held: Sequence[Paragraph], hints: Sequence[Hint]) -> str | None:
    return next((one.text for one in held if _hinted(one, hints) is Section.TITLE), None)
