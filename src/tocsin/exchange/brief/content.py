"""A brief as values: what it says and on which words each line rests; nothing of how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tocsin.model.vocabulary import Language

Role = Literal["plain", "strong", "quote", "quiet", "tag", "verb", "alarm", "figure"]
"""`tag` names a kind, `verb` how something is said, `alarm` is a tag or verb to look at, `figure` a number, `quote` the
exact words of a page, `quiet` an aside."""


@dataclass(frozen=True, slots=True)
class Cite:
    """Words in a document that a line rests on: one or more stretches, in order, without overlap."""

    doc: str
    marks: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, doc: str, marks: Iterable[tuple[int, int]]) -> Cite:
        """Stretches in any order; those that touch or overlap become one."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(marks):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return cls(doc, tuple(joined))


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text. `language` is given where it is a page's and not the brief's own."""

    text: str
    role: Role = "plain"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line with the numbers of the quotes it rests on.

    `date` is as a reader sees it under its heading, `day` whole, `iso` as a machine does; `urgent` is what was due
    before the day of the brief. `anchor` and `references` come with the numbering.
    """

    words: tuple[Words, ...]
    cites: tuple[Cite, ...] = ()
    date: str = ""
    day: str = ""
    iso: str = ""
    urgent: bool = False
    more_sources: str = ""
    anchor: str = ""
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading. `more` says in words what was left out, empty where nothing was.

    The lines of a `compact` group are names that need no row of their own.
    """

    title: tuple[Words, ...]
    lines: tuple[Line, ...]
    more: str = ""
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """`count` is of everything found, shown or not. An empty section says so in `note`."""

    key: str
    title: str
    count: int
    groups: tuple[Group, ...]
    note: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered quote in its sentence: runs of text, the cited ones marked; and which lines rest on it."""

    number: int
    extract: tuple[tuple[str, bool], ...]
    cited_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the brief quotes."""

    id: str
    title: str
    label: str
    address: str
    published: str
    dated: bool
    language: str | None
    language_name: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, and why."""

    address: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a rendering needs. `about` is the query in words; `made` says from which record and by what."""

    language: Language
    title: str
    about: str
    made: str
    summary: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    unread: tuple[Unread, ...]
    unread_count: int
    unread_more: str
    version: str
