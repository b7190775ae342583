"""A named case, and the end that it must come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from tocsin.sources.raw import RawDocument

MOMENT = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)

PROSE = (
    "Regional bodies agree on a plan\n\n"
    "The bodies of the region agreed on a common plan on 12 March 2024. It has nine chapters.\n\n"
    "The secretariat will report on it within a year, and the plan enters into force in May.\n"
)
RUSSIAN = (
    "Региональные органы согласовали план\n\n"
    "Органы региона согласовали общий план 12 марта 2024 года. В нём девять глав.\n\n"
    "Секретариат доложит о нём в течение года, и план вступит в силу в мае.\n"
)

READ = "read"
"""The end of a case that is a document after all."""


@dataclass(frozen=True, slots=True)
class Case:
    """`ends` is `read`, or the code of the problem. `says` stands in the problem's reason, or in the text read.

    Of an archive, `ends` is the end of its members or of itself, whichever comes last; `members` counts what
    it gives in all.
    """

    name: str
    make: Callable[[], bytes]
    ends: str
    says: str = ""
    media_type: str | None = None
    charset: str | None = None
    members: int | None = field(default=None)

    def raw(self) -> RawDocument:
        return RawDocument(
            self.make(), self.name, self.name, "hostile", MOMENT, self.media_type, self.charset
        )  # fmt: skip
