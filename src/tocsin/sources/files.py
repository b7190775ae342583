"""Files and folders of this machine as a source."""

from __future__ import annotations

import datetime as dt
import mimetypes
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import SourceError
from tocsin.model.marking import Marking
from tocsin.sources.patterns import Patterns
from tocsin.sources.raw import RawDocument, Unread

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class FileLimits:
    """`max_bytes` of one file, `max_files` of one walk, `max_depth` of folders below the one given."""

    max_bytes: int = 64 * 2**20
    max_files: int = 1_000_000
    max_depth: int = 64


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of a walk: where it is and the name that exports use for it."""

    path: Path
    label: str


class FileSource:
    """Regular files, sorted by path; folders are walked, hidden names and links that lead back are left out.

    A file's label is its file name; below a folder it is the path relative to that folder. A path that is
    named is read even when its name is hidden. Archives stay whole: `documents` opens them.
    """

    def __init__(
        self,
        paths: Sequence[str | Path],
        *,
        name: str = "files",
        limits: FileLimits | None = None,
        patterns: Patterns | None = None,
        marking: Marking | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self.name = name
        self._paths = tuple(Path(path) for path in paths)
        self._limits = limits or FileLimits()
        self._patterns = patterns or Patterns()
        self._marking = marking or Marking()
        self._clock = clock

    def items(self) -> Iterator[RawDocument | Unread]:
        for found in self.found():
            yield self.read(found) if isinstance(found, FoundFile) else found

    def found(self) -> Iterator[FoundFile | Unread]:
        """What would be read, without reading it."""
        count = 0
        for path in self._paths:
            for found in self._walk(path):
                count += isinstance(found, FoundFile)
                if count > self._limits.max_files:
                    yield self._unread(path, f"more than {self._limits.max_files:,} files; the rest was left")
                    return
                yield found

    def read(self, found: FoundFile) -> RawDocument | Unread:
        """The file's bytes. Size and kind are checked on the open file, so a swapped path changes nothing."""
        try:
            data = _read_regular(found.path, self._limits.max_bytes)
        except SourceError as error:
            return Unread(str(found.path), self.name, error)
        except (OSError, ValueError) as error:
            return self._unread(found.path, _reason(error))
        media_type, _ = mimetypes.guess_type(found.path.name)
        return RawDocument(
            data=data, address=str(found.path), label=found.label, source=self.name,
            retrieved_at=self._clock(), media_type=media_type, marking=self._marking,
        )  # fmt: skip

    def _walk(self, path: Path) -> Iterator[FoundFile | Unread]:
        try:
            kind = path.stat().st_mode
        except (OSError, ValueError) as error:
            yield self._unread(path, _reason(error))
            return
        if stat.S_ISDIR(kind):
            yield from self._walk_folder(path, path, above=frozenset())
        elif stat.S_ISREG(kind):
            yield FoundFile(path, path.name)
        else:
            yield self._unread(path, "not a regular file")

    def _walk_folder(
        self, folder: Path, top: Path, *, above: frozenset[tuple[int, int]]
    ) -> Iterator[FoundFile | Unread]:
        if len(above) > self._limits.max_depth:
            yield self._unread(folder, f"more than {self._limits.max_depth} folders deep")
            return
        try:
            status = folder.stat()
            entries = sorted(folder.iterdir(), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield self._unread(folder, _reason(error))
            return
        here = (status.st_dev, status.st_ino)
        if here in above:
            return
        for entry in entries:
            if not entry.name.startswith("."):
                yield from self._entry(entry, top, above | {here})

    def _entry(
        self, entry: Path, top: Path, above: frozenset[tuple[int, int]]
    ) -> Iterator[FoundFile | Unread]:
        label = entry.relative_to(top).as_posix()
        try:
            kind = entry.stat().st_mode
        except OSError as error:
            yield self._unread(entry, _reason(error))
            return
        if stat.S_ISDIR(kind):
            yield from self._walk_folder(entry, top, above=above)
        elif stat.S_ISREG(kind) and self._patterns.admit(label):
            yield FoundFile(entry, label)

    def _unread(self, path: Path, reason: str) -> Unread:
        return Unread(str(path), self.name, SourceError(reason))


def _read_regular(path: Path, max_bytes: int) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise SourceError("not a regular file")
        if status.st_size > max_bytes:
            raise SourceError(f"{status.st_size:,} bytes; the limit is {max_bytes:,}")
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise SourceError(f"it grew past {max_bytes:,} bytes while it was read")
    return data


def _reason(error: OSError | ValueError) -> str:
    text = error.strerror if isinstance(error, OSError) else None
    return (text or str(error) or type(error).__name__).lower()
