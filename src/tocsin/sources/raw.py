"""What a source gives: bytes, where they are from, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from tocsin.errors import SourceError
from tocsin.model.ids import content_id
from tocsin.model.marking import Marking


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Bytes as retrieved, not yet understood.

    `address` is the path or URL as given, `label` the short name exports use (a file's name as given).
    `media_type` and `charset` are what the source declared, None where it declared nothing; parsers check.
    `headers` hold what a later conditional request needs (`etag`, `last-modified`), lower case.
    """

    data: bytes
    address: str
    label: str
    source: str
    retrieved_at: dt.datetime
    media_type: str | None = None
    charset: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    marking: Marking = Marking()

    @property
    def id(self) -> str:
        return content_id(self.data)


@dataclass(frozen=True, slots=True)
class Unread:
    """An item of a source that could not be had, and why: it becomes a problem, never a silence."""

    address: str
    source: str
    error: SourceError


@runtime_checkable
class Source(Protocol):
    """Where public documents come from. Iterating never raises for one bad item: it yields `Unread`."""

    name: str

    def items(self) -> Iterator[RawDocument | Unread]: ...
