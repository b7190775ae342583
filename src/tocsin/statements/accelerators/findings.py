"""What a model says it found, held to the text. It is believed nothing that does not stand there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.statements.accelerators.windows import Window

KINDS = frozenset({"person", "organisation", "place", "figure", "claim"})
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
_QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind and its quote at `start`..`end` of the document; `parts` are further quotes by name (`speaker`)."""

    kind: str
    start: int
    end: int
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """What became of the answers about one document. `rejected` holds the quotes that do not stand in it."""

    windows: int = 0
    unanswered: int = 0
    unreadable: int = 0
    malformed: int = 0
    known: int = 0
    kept: int = 0
    rejected: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not (self.unanswered or self.unreadable or self.malformed or self.rejected)


def read_answer(answer: str, text: str, window: Window, tally: Tally) -> Iterator[Finding]:
    """The findings of an answer (`{"findings": [{"kind", "quote", ...}]}`), with their places in the document.

    Counts in `tally` what cannot be read, what is malformed, and every quote that is not in the window.
    """
    items = _items(answer)
    if items is None:
        tally.unreadable += 1
        return
    for item in items:
        kind, quote = (item.get("kind"), item.get("quote")) if isinstance(item, dict) else (None, None)
        if kind not in KINDS or not isinstance(quote, str) or not quote.strip():
            tally.malformed += 1
            continue
        place = locate(quote, text, window)
        if place is None:
            tally.rejected.append(quote)
            continue
        parts = _parts(item, text, window, tally)
        if parts is not None:
            yield Finding(str(kind), *place, parts)


def _items(answer: str) -> list[Any] | None:
    try:
        read = json.loads(_FENCE.sub("", answer))
    except (ValueError, RecursionError):
        return None
    found = read.get("findings") if isinstance(read, dict) else read
    return found if isinstance(found, list) else None


def _parts(
    item: Mapping[str, Any], text: str, window: Window, tally: Tally
) -> dict[str, tuple[int, int]] | None:
    """Places of the further quotes of a claim; None when one is missing or stands nowhere."""
    if item.get("kind") != "claim":
        return {}
    parts = {}
    for name in ("speaker", "cue"):
        quote = item.get(name)
        if quote is None and name == "cue":
            continue
        if not isinstance(quote, str) or not quote.strip():
            tally.malformed += 1
            return None
        place = locate(quote, text, window)
        if place is None:
            tally.rejected.append(quote)
            return None
        parts[name] = place
    return parts


def locate(quote: str, text: str, window: Window) -> tuple[int, int] | None:
    """Where the quote stands in the window: as it is, else with other white space and quotation marks."""
    wanted = quote.strip()
    if not wanted:
        return None
    at = text.find(wanted, window.start, window.end)
    if at >= 0:
        return at, at + len(wanted)
    words = wanted.translate(_QUOTES).split()
    folded = text[window.start : window.end].translate(_QUOTES)
    match = re.search(r"\s+".join(re.escape(word) for word in words), folded)
    return (window.start + match.start(), window.start + match.end()) if match else None
