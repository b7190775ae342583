"""Event data sets that a user brings as a file: each row a document of its own, in the columns it came with."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import gzip
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tocsin.errors import CatalogueError, SourceError
from tocsin.model.event_layout import EVENT_ROW, EventLayout, event_layouts, layout_of
from tocsin.model.marking import Marking
from tocsin.sources.raw import RawDocument, Unread

Clock = Callable[[], dt.datetime]
_GZIP = b"\x1f\x8b"
_LONGEST_FIELD = 2**20
_SAMPLE = 65536
_ENCODINGS = ("utf-8-sig", "cp1252")


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class EventTableSource:
    """The rows of a CSV or TSV file, plain or gzipped, in one of the layouts of `model.event_layout`.

    A row's bytes are its columns in canonical JSON, so the same row has the same id wherever the file lies. The file is
    streamed; a row that is broken is yielded as `Unread` with its line.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        layout: str | None = None,
        marking: Marking | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """Raises CatalogueError when the file cannot be opened or has no layout that is known."""
        self._path = Path(path)
        self._marking = marking or Marking()
        self._clock = clock
        self._encoding = _encoding(self._path)
        with self._table() as table:
            columns = table.fieldnames or []
        found = event_layouts().get(layout) if layout else layout_of(columns)
        if found is None:
            known = ", ".join(event_layouts())
            raise CatalogueError(f"its columns fit no known layout ({known})", where=str(path))
        if missing := found.needs - set(columns):
            told = ", ".join(sorted(missing))
            raise CatalogueError(f"columns of {found.name} are missing: {told}", where=str(path))
        self.layout: EventLayout = found
        self.name = found.name

    def items(self) -> Iterator[RawDocument | Unread]:
        seen = self._clock()
        with self._table() as table:
            rows = iter(table)
            while True:
                try:
                    row = next(rows, None)
                except (csv.Error, OSError, EOFError, UnicodeDecodeError) as error:
                    yield self._unread(table.line_num, f"the row cannot be read ({error})")
                    if not isinstance(error, csv.Error):
                        return  # what is compressed or encoded wrongly cannot be read on
                    continue
                if row is None:
                    return
                yield self._item(row, table.line_num, seen)

    def _item(self, row: dict[str | None, object], line: int, seen: dt.datetime) -> RawDocument | Unread:
        if None in row:
            return self._unread(line, "the row has more values than there are columns")
        held = {str(column): value.strip() for column, value in row.items() if isinstance(value, str)}
        held = {column: value for column, value in held.items() if value}
        key = held.get(self.layout.row) or str(line)
        if len(held) < len(self.layout.needs) // 2:
            return self._unread(line, "the row is nearly empty")
        body = json.dumps({"layout": self.layout.name, "row": held}, ensure_ascii=False, sort_keys=True)
        return RawDocument(
            data=body.encode("utf-8", "surrogatepass"), address=f"{self._path}#{key}",
            label=f"{self.layout.name}:{key}", source=self.name, retrieved_at=seen, media_type=EVENT_ROW,
            charset="utf-8", marking=self._marking,
        )  # fmt: skip

    def _unread(self, line: int, reason: str) -> Unread:
        return Unread(f"{self._path}:{line}", self.name, SourceError(reason))

    @contextmanager
    def _table(self) -> Iterator[csv.DictReader[str]]:
        csv.field_size_limit(_LONGEST_FIELD)
        try:
            with _opened(self._path) as raw, io.TextIOWrapper(raw, self._encoding, newline="") as text:
                sample = text.read(_SAMPLE)
                text.seek(0)
                delimiter = "\t" if sample.count("\t") > sample.count(",") else ","
                yield csv.DictReader(text, delimiter=delimiter)
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise CatalogueError(f"it cannot be read ({error})", where=str(self._path)) from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        if packed:
            with gzip.open(file, "rb") as unpacked:
                yield unpacked  # type: ignore[misc]
        else:
            yield file


def _encoding(path: Path) -> str:
    """UTF-8 unless its beginning is not; old data sets come in the table of Western Windows."""
    try:
        with _opened(path) as raw:
            sample = raw.read(_SAMPLE)
    except (OSError, EOFError) as error:
        raise CatalogueError(f"it cannot be read ({error})", where=str(path)) from error
    for encoding in _ENCODINGS:
        try:
            _decodes(sample, encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def _decodes(sample: bytes, encoding: str) -> None:
    """Raises UnicodeDecodeError; a letter that the end of the sample cuts is no fault."""
    codecs.getincrementaldecoder(encoding)().decode(sample, final=False)
