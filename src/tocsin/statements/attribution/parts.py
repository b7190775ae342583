"""What both the learned and the written rules find: the parts of one attribution."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end, code-point offsets in the document's text."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`), by which words (`cue`), says what (`content`, the hull of its `pieces`).

    `sure`: the chance, 0..1, that the cue attributes and that source and content are at least touched. A part
    that is not there is None: *it is said that* has no source, an answer in an interview no cue.
    """

    source: Span | None
    cue: Span | None
    content: Span | None
    sure: float
    pieces: tuple[Span, ...] = ()
