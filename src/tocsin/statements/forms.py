"""Regular expressions of lexicons, put together so that a text is searched for all of them in one quick pass.

A form is lower case; its first letter matches in both cases, so that a sentence may begin with it. A blank stands
for white space. `Finder` first looks for the few letters with which any of the forms can begin, and tries the forms
only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_PREFIX = 4
_META = frozenset("?*{")


def either(forms: Iterable[str]) -> str:
    """One alternation of all forms, in their order; forms with bars of their own are taken apart."""
    return "|".join(_opened(piece) for form in forms for piece in _pieces(form))


def _as_written(forms: Iterable[str]) -> str:
    return "|".join(spaced(form) for form in forms)


def spaced(form: str) -> str:
    """Blanks stand for any white space, except where the blank itself is optional."""
    return re.sub(r" (?![?*+])", r"\\s+", form)


@dataclass(frozen=True, slots=True)
class Finder:
    """`pattern` holds one named group a kind; `openings` finds the places where it is worth trying."""

    openings: re.Pattern[str] | None
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, kinds: Mapping[str, Iterable[str]], *, any_case: bool = True) -> Finder:
        """`kinds`: forms by the name of their group, tried in their order; a word must end where a form does.

        With `any_case` the first letter matches in both cases, otherwise as it is written.
        """
        listed = {kind: list(forms) for kind, forms in kinds.items()}
        joined = either if any_case else _as_written
        groups = "|".join(rf"(?P<{kind}>{joined(forms)})" for kind, forms in listed.items())
        prefixes = {prefix for forms in listed.values() for form in forms for prefix in prefixes_of(form)}
        pattern = re.compile(rf"(?:{groups})(?!\w)")
        return cls(None if "" in prefixes else re.compile(_scan(prefixes)), pattern)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Matches left to right, without overlaps; each begins where a word does."""
        if self.openings is None:
            yield from self.pattern.finditer(text)
            return
        done = 0
        for opening in self.openings.finditer(text):
            at = opening.start()
            if at >= done and (match := self.pattern.match(text, at)) is not None:
                done = match.end()
                yield match


def prefixes_of(form: str) -> set[str]:
    """The letters, four at most, with which a match can begin; the empty string where anything can."""
    return {prefix for piece in _pieces(form) for prefix in _prefixes(piece)}


def _prefixes(piece: str) -> set[str]:
    if not piece:
        return {""}
    if piece[0] == "(":
        close = _closing(piece)
        inner, rest = piece[1:close], piece[close + 1 :]
        if inner.startswith(("?=", "?!", "?<")):
            return _prefixes(rest)
        found = prefixes_of(inner.removeprefix("?:"))
        return found | _prefixes(rest[1:]) if rest[:1] in _META else found
    if piece[0] == "[":
        close = piece.index("]")
        if piece[close + 1 : close + 2] in _META or "-" in piece[1:close]:
            return {""}
        return {
            (letter.lower() + rest)[:_PREFIX]
            for letter in piece[1:close]
            for rest in _run(piece[close + 1 :])
        }
    return _run(piece)


def _run(piece: str) -> set[str]:
    """The plain letters at the head of a form, without one that may be left out."""
    length = 0
    while length < len(piece) and length < _PREFIX and piece[length].isalpha():
        length += 1
    if piece[length : length + 1] in _META and length:
        length -= 1
    return {piece[:length].lower()}


def _closing(piece: str) -> int:
    depth = 0
    at = 0
    while at < len(piece):
        if piece[at] == "\\":
            at += 1
        elif piece[at] == "(":
            depth += 1
        elif piece[at] == ")":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError(f"brackets do not close: {piece}")


def _scan(prefixes: set[str]) -> str:
    """One pattern for all prefixes, by first letter: the engine leaves at once where no letter fits."""
    by_letter: dict[str, set[str]] = {}
    for prefix in prefixes:
        by_letter.setdefault(prefix[0], set()).add(prefix[1:])
    words, marks = [], []
    for letter, rests in sorted(by_letter.items()):
        rest = "" if "" in rests else f"(?:{'|'.join(sorted(map(re.escape, rests)))})"
        if letter.isalpha():
            words.append(f"[{letter}{letter.upper()}]{rest}")
        else:
            marks.append(f"[{letter}]{rest}")
    return "|".join([rf"(?<!\w)(?:{'|'.join(words)})", *marks])


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
