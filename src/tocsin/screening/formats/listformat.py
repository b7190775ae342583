"""The port of list formats, the limits of reading, and strict interpretation."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from tocsin.errors import DamagedDocumentError, NotFoundError, TooLargeError
from tocsin.screening.entries import Findings, Vintage

MAX_BYTES = 256 * 2**20
MAX_CELL = 2**20


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file of a list: its name and its bytes, read once."""

    name: str
    data: bytes
    folder: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def text(self, *, findings: Findings | None = None) -> str:
        """Decoded as UTF-8, else as Windows-1252, which is told; a byte order mark and 0x1A lines are dropped."""
        try:
            text = self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            text = self.data.decode("cp1252", errors="replace")
            if findings is not None:
                findings.warnings.append(
                    f"{self.name}: not UTF-8 at byte {error.start}; read as Windows-1252"
                )
        return text


@runtime_checkable
class ListFormat(Protocol):
    """A format of designation lists. Registered in `tocsin.screening.formats.reading.FORMATS`
    or by the entry-point group `tocsin.list_formats`."""

    name: str

    def recognises(self, file: ListFile) -> bool:
        """Whether the file is of this format, by its beginning; never raises."""
        ...

    def read(self, files: Sequence[ListFile], *, date: str | None) -> Iterator[Vintage]:
        """The vintages in files of this format. Raises DamagedDocumentError when nothing can be relied on."""
        ...


def read_file(path: Path) -> ListFile:
    """A file's bytes. Raises NotFoundError, TooLargeError before reading what is over the limit."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooLargeError(f"{size:,} bytes; a list may have {MAX_BYTES:,}", where=str(path))
        return ListFile(path.name, path.read_bytes(), str(path.parent))
    except FileNotFoundError as error:
        raise NotFoundError("no such file", where=str(path)) from error
    except OSError as error:
        raise DamagedDocumentError(f"cannot be read: {error.strerror}", where=str(path)) from error


@dataclass(slots=True)
class Row:
    """A record whose fields are taken one by one; what is left over at the end is reported as unused."""

    kind: str
    values: dict[str, str]
    findings: Findings
    ignored: frozenset[str] = field(default_factory=frozenset)

    def take(self, key: str) -> str:
        return tidy(self.values.pop(key, ""))

    def take_list(self, key: str, *, separator: str = ";") -> tuple[str, ...]:
        parts = (tidy(part) for part in self.values.pop(key, "").split(separator))
        return tuple(dict.fromkeys(part for part in parts if part))

    def close(self) -> None:
        for key, value in self.values.items():
            if value.strip() and key not in self.ignored:
                self.findings.unused[f"{self.kind}/{key}"] += 1


def tidy(text: str) -> str:
    """Without surplus blanks; null marks of any list are nothing."""
    text = " ".join(text.replace("\ufeff", "").replace("\xa0", " ").split())
    return "" if text in {"-0-", "N/A", "n/a", "na", "Na", "NA"} else text


def csv_rows(file: ListFile, *, findings: Findings) -> Iterator[list[str]]:
    """Rows of a CSV file; the 0x1A line at the end of old files is dropped. Raises DamagedDocumentError."""
    text = file.text(findings=findings)
    if "\x00" in text:
        raise DamagedDocumentError("holds NUL bytes: not a table of text", where=file.name)
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=False)
    try:
        for row in reader:
            if row and not (len(row) == 1 and row[0].strip("\x1a \t") == ""):
                yield row
    except csv.Error as error:
        raise DamagedDocumentError(f"line {reader.line_num}: {error}", where=file.name) from error


def date_in_name(file: ListFile) -> str | None:
    """A date that stands in the file's name or its folder's: `2021-09-30`, `2021-09` or `2021`."""
    for text in (file.name, Path(file.folder).name):
        match = re.search(r"(?<!\d)((?:19|20)\d{2})(?:-?(\d{2}))?(?:-?(\d{2}))?(?!\d)", text)
        if match:
            return "-".join(part for part in match.groups() if part)
    return None


def combined_digest(files: Sequence[ListFile]) -> str:
    return hashlib.sha256("".join(sorted(file.digest for file in files)).encode()).hexdigest()


def ensure_entries(count: int, *, where: str) -> None:
    """Raises DamagedDocumentError for a list without a single entry: an empty file is never a list."""
    if count == 0:
        raise DamagedDocumentError("no entry could be read", where=where)


Values = Mapping[str, str]
