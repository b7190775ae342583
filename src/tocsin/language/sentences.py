"""Sentences with their offsets; English and Russian, and plainly any language that marks their end.

1. A blank line ends a sentence; so does a line break before an item of a list and after a heading.
2. A full stop ends one unless it closes an abbreviation or initials, or the next letter is small.
3. What goes on for longer than anybody writes is cut between words, so that no reader of sentences has to
   take the square of a page's length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

import yaml


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text == document.text[start:end]`, trimmed of white space at both ends."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Lower case, without the last stop: which never end a sentence, and which do only before some words."""

    always: frozenset[str]
    unless_begun: frozenset[str]
    before_number: frozenset[str]
    begins: frozenset[str]
    initials: frozenset[str]


_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_LIST_ITEM = re.compile(r"[^\S\n]*(?:[-–—•*·▪◦]\s|(?:\d{1,2}|[a-zа-я])[.)]\s)")
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++(?:[\"'”’»)\]]|\[\d+\])*+(?=\s)|[。！？]++[”」』）]*+|(?<![։؟])[։؟]++(?=\s)"
)
_OPENS = re.compile(r"\s*[\"'“‘«„(\[—–\- ]*(\w+)(\.?)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“«„—–]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?)(?:\.-?[^\W\d_])*")
_ROMAN = re.compile(r"[IVXLC]+")
LONGEST = 4000
"""Characters. Paragraphs of resolutions that are one sentence have some 2,000."""
_HEADING = 0.6
"""A line shorter than this share of the paragraph's longest one is a line of its own, not a wrapped one."""


@cache
def abbreviations() -> Abbreviations:
    text = (resources.files("tocsin.language") / "abbreviations.yaml").read_text(encoding="utf-8")
    held = yaml.safe_load(text)
    initials = frozenset(held.pop("initials"))
    merged = {
        name: frozenset(word for words in languages.values() for word in words)
        for name, languages in held.items()
    }
    return Abbreviations(initials=initials, **merged)


def split_sentences(
    text: str, start: int = 0, end: int | None = None, *, language: str = "en"
) -> list[Sentence]:
    """The sentences of `text[start:end]`, offsets counted in the whole text; their order is the text's.

    `language` is open to all: the abbreviations of English and Russian are told apart by their letters.
    """
    end = len(text) if end is None else min(end, len(text))
    found: list[Sentence] = []
    at = start
    for gap in _BLANK_LINE.finditer(text, start, end):
        _split_paragraph(text, at, gap.start(), found)
        at = gap.end()
    _split_paragraph(text, at, end, found)
    return found


def _split_paragraph(text: str, start: int, end: int, found: list[Sentence]) -> None:
    if text.find("\n", start, end) < 0:
        _split_line(text, start, end, found)
        return
    lines = text[start:end].split("\n")
    longest = max(len(line) for line in lines)
    begin = at = start
    for line, following in pairwise(lines):
        at += len(line) + 1
        if _LIST_ITEM.match(following) or _is_heading(line, following, longest):
            _split_line(text, begin, at, found)
            begin = at
    _split_line(text, begin, end, found)


def _is_heading(line: str, following: str, longest: int) -> bool:
    line, following = line.strip(), following.lstrip("\"'“‘«„ \t\xa0")
    return bool(
        line
        and following
        and len(line) < longest * _HEADING
        and line[-1] not in ",;:-–—(«“"
        and (following[0].isupper() or following[0].isdigit())
    )


def _split_line(text: str, start: int, end: int, found: list[Sentence]) -> None:
    at = start
    for stop in _STOP.finditer(text, start, end):
        opening = _OPENS.match(text, stop.end(), end)
        if opening is None or opening.group(1)[0].islower() or _goes_on(text, at, stop, opening):
            continue
        _add(text, at, stop.end(), found)
        at = stop.end()
    _add(text, at, end, found)


def _goes_on(text: str, start: int, stop: re.Match[str], opening: re.Match[str]) -> bool:
    """Whether a full stop belongs to the word before it."""
    if stop.group() != ".":
        return False
    last = _LAST_WORD.search(text, max(start, stop.start() - 40), stop.start())
    word = last.group() if last else ""
    if not word:
        return False
    low, known = word.lower(), abbreviations()
    following = opening.group(1)
    begun = following.lower() in known.begins and not opening.group(2) and following != word
    if low in known.always:
        return True
    if low in known.before_number:
        return following[0].isdigit() or bool(_ROMAN.fullmatch(following))
    if low in known.unless_begun:
        return not begun
    if word.isdigit():
        return not text[start : stop.start() - len(word)].strip()  # the number of an item in a list
    if word[0].isupper() and (_INITIALS.fullmatch(word) or low in known.initials):
        return not begun
    return False


def _add(text: str, start: int, end: int, found: list[Sentence]) -> None:
    while end - start > LONGEST:
        at = max(
            text.rfind(" ", start + LONGEST // 2, start + LONGEST), text.rfind("\n", start, start + LONGEST)
        )
        at = start + LONGEST if at <= start else at
        _add_piece(text, start, at, found)
        start = at
    _add_piece(text, start, end, found)


def _add_piece(text: str, start: int, end: int, found: list[Sentence]) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + len(piece) - len(piece.lstrip())
        found.append(Sentence(begin, begin + len(stripped), stripped))
