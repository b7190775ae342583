"""The port of parsers: their limits, what they give, and how a library's failure is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from tocsin.documents.segments import Hint, Layout
from tocsin.errors import DamagedDocumentError, DocumentError, TooLargeError
from tocsin.model.dates import PartialDate
from tocsin.sources.raw import RawDocument


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may ask for; over any of these it is left out with TooLargeError.

    `max_bytes` of a file or an archive's member, `max_text` in characters, `max_pages` of a PDF, `max_markup`
    tags of HTML or XML. Of an archive: `max_archive_members` and `max_archive_bytes` (unpacked) with all that
    it nests, `max_ratio` of unpacked to packed size, `max_depth` of archives within archives.
    """

    max_bytes: int = 50 * 2**20
    max_text: int = 5_000_000
    max_pages: int = 2_000
    max_markup: int = 200_000
    max_archive_members: int = 2_000
    max_archive_bytes: int = 200 * 2**20
    max_ratio: int = 100
    max_depth: int = 3


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's text, paragraphs divided by blank lines, and what its format declares.

    `date` is a declared day of publication, never one that was worked out. `segments_hint` are stretches of
    `text` whose kind the format knows; `layout` is given by a format that leaves nothing to find.
    """

    text: str
    title: str | None = None
    date: PartialDate | None = None
    language: str | None = None
    segments_hint: tuple[Hint, ...] = ()
    layout: Layout | None = None


class Parser(Protocol):
    """One format. `name` carries its version (`html.v1`). `parse` raises the DocumentError family."""

    name: str

    def accepts(self, raw: RawDocument) -> bool: ...

    def parse(self, raw: RawDocument, limits: Limits) -> Parsed: ...


@contextmanager
def faults_told(what: str) -> Iterator[None]:
    """Whatever a library raises over bad bytes leaves as a DocumentError; `what` names the format."""
    try:
        yield
    except DocumentError:
        raise
    except (MemoryError, RecursionError) as error:
        raise TooLargeError(
            f"this {what} asks for more memory or depth than one document may have"
        ) from error
    except Exception as error:  # bad bytes make libraries raise anything
        told = " ".join(str(error).split())[:200].rstrip(".")
        raise DamagedDocumentError(f"this {what} is damaged ({told or type(error).__name__})") from error
