"""What could not be read, and why: kept, counted and tried again when it or the reader changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`doc` is the content hash, None where nothing could be fetched. `code` is the code of the error's class."""

    address: str
    source: str
    doc: str | None
    stage: str
    code: str
    reason: str
    seen_at: dt.datetime
    version: str
