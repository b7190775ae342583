"""Regular expressions of lexicons, put together so that the engine leaves a place where none begins at once.

A form is lower case; its first letter matches in both cases, so that a sentence may begin with it. A blank stands
for white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def either(forms: Iterable[str]) -> str:
    """One alternation of all forms, in their order; forms with bars of their own are taken apart."""
    return "|".join(_opened(piece) for form in forms for piece in _pieces(form))


def spaced(form: str) -> str:
    """Blanks stand for any white space, except where the blank itself is optional."""
    return re.sub(r" (?![?*+])", r"\\s+", form)


def _pieces(form: str) -> Iterator[str]:
    """The alternatives at the top level of a form: bars inside brackets stay."""
    depth, start, at = 0, 0, 0
    while at < len(form):
        letter = form[at]
        if letter == "\\":
            at += 1
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "|" and depth == 0:
            yield form[start:at]
            start = at + 1
        at += 1
    yield form[start:]


def _opened(piece: str) -> str:
    """The first letter in both cases: a set of characters, which the engine looks at before it tries the rest."""
    first = piece[:1]
    rest = spaced(piece[1:])
    return f"[{first.lower()}{first.upper()}]{rest}" if first.isalpha() else first + rest
