"""Pages that were changed at their address: each version is kept, and the words that differ are shown."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tocsin.model.dates import PartialDate
from tocsin.model.document import Document
from tocsin.record.findings.finding import Account, Finding, Kind
from tocsin.store import View

_WORD = re.compile(r"\S+")
Stretch = tuple[int, int]
Change = tuple[Stretch, Stretch]


def versions(view: View) -> Iterator[Finding]:
    """For each address each version against the one before, in the order in which they were retrieved."""
    seen: dict[tuple[str, str], list[tuple[dt.datetime, Document]]] = {}
    for document in view.documents():
        for kept in view.sightings(document.id):
            seen.setdefault((kept.source, kept.address), []).append((kept.retrieved_at, document))
    for (_, address), found in sorted(seen.items()):
        found.sort(key=lambda pair: (pair[0], pair[1].id))
        for (_, before), (when, after) in pairwise(found):
            changes = changed(before.text, after.text)
            if not changes:
                continue
            accounts = tuple(account for change in changes for account in _both(before, after, change))
            told = f"{address} was changed by {when:%Y-%m-%d}: {len(changes)} stretches differ"
            yield Finding(Kind.CHANGED_PAGE, (before.id, after.id), told, accounts)


def changed(before: str, after: str) -> list[Change]:
    """Stretches of words that differ, as places in both texts; an addition has an empty place in the other.

    Lines are compared first and words inside lines that differ, so that a long page costs little.
    """
    old, new = _lines(before), _lines(after)
    found: list[Change] = []
    for one, other, upto, until in _unlike(
        [before[a:b].strip() for a, b in old], [after[a:b].strip() for a, b in new]
    ):
        one_words, other_words = _words(before, old[one:upto]), _words(after, new[other:until])
        one_end = old[one][0] if one < len(old) else len(before)
        other_end = new[other][0] if other < len(new) else len(after)
        for low, start, high, end in _unlike(
            [before[a:b] for a, b in one_words], [after[a:b] for a, b in other_words]
        ):
            found.append(
                (_stretch(one_words, low, high, one_end), _stretch(other_words, start, end, other_end))
            )
    return found


def _both(before: Document, after: Document, change: Change) -> Iterator[Account]:
    for document, (start, end), what in ((before, change[0], "before"), (after, change[1], "after")):
        day = PartialDate.of(document.retrieved_at.date())
        yield Account(what, document.span(start, end), None, day)


def _unlike(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """(start in one, start in other, end in one, end in other) of what is not equal."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for tag, low, high, start, end in matcher.get_opcodes():
        if tag != "equal":
            yield low, start, high, end


def _lines(text: str) -> list[Stretch]:
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def _words(text: str, lines: Sequence[Stretch]) -> list[Stretch]:
    return [match.span() for low, high in lines for match in _WORD.finditer(text, low, high)]


def _stretch(words: Sequence[Stretch], low: int, high: int, otherwise: int) -> Stretch:
    if low < high:
        return words[low][0], words[high - 1][1]
    at = words[low][0] if low < len(words) else words[-1][1] if words else otherwise
    return at, at
