"""One row of an event data set as text: a heading, then each column with its value on a line of its own.

So every value has its words in the text, and `statements.event_rows` can cut them out again.
"""

from __future__ import annotations

import json

from tocsin.documents.formats.html_blocks import plain_line
from tocsin.documents.formats.kinds import media_type_of
from tocsin.documents.formats.parsing import Limits, Parsed
from tocsin.documents.segments import Layout
from tocsin.errors import DamagedDocumentError, EmptyDocumentError
from tocsin.model.document import Section, Segment
from tocsin.model.event_layout import EVENT_ROW, event_layouts
from tocsin.sources.raw import RawDocument


class EventRowParser:
    """The text is `TITLE, row KEY`, a blank line, and `column: value` lines in the order of the columns' names."""

    name = "event-row.v1"

    def accepts(self, raw: RawDocument) -> bool:
        return media_type_of(raw) == EVENT_ROW

    def parse(self, raw: RawDocument, limits: Limits) -> Parsed:
        """Raises DamagedDocumentError for anything but a row in a known layout, EmptyDocumentError for an empty one."""
        try:
            held = json.loads(raw.data)
            layout, row = event_layouts()[held["layout"]], dict(held["row"])
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedDocumentError("it is no row of an event data set that is known") from error
        title = f"{layout.title}, row {plain_line(str(row.get(layout.row, '')))}".removesuffix(", row ")
        lines = [f"{column}: {plain_line(str(value))}" for column, value in sorted(row.items())]
        if not row:
            raise EmptyDocumentError("the row is empty")
        text = f"{title}\n\n" + "\n".join(lines)
        segments = (
            Segment(Section.TITLE, 0, len(title) + 2, title=title),
            Segment(Section.BODY, len(title) + 2, len(text)),
        )
        return Parsed(text, title, language="en", layout=Layout(segments, title, None))
