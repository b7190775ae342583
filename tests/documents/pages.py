"""Pages written for these tests, in the shapes that press pages have."""

from __future__ import annotations

import datetime as dt

from tocsin.documents.reading import read_text
from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Section
from tocsin.sources.raw import RawDocument

TITLE = "OSCE ministers adopt a declaration on border security"
BODY = (
    "The ministers of the participating States adopted a declaration in Vienna. It has nine articles.",
    "The declaration of 3 May 2018 stays in force. The secretariat will report on it within a year.",
    "The next council meets in the same hall.",
)
TEASERS = (
    "On 16 February 2024, the Secretary General of the SCO met with the Minister of Foreign Affairs.",
    "On 14 February 2024, the CIS Executive Committee held a seminar for young diplomats in Minsk.",
    "On 7 February, INTERPOL opened a training course in Tashkent.",
)
TAIL = "Go back\n\nBack to the section\n"


def listed(*, title: str = TITLE, again: str = TITLE + " 25.09.2019", gap: str = "\n\n\n") -> str:
    """Teasers, the title twice, the text, navigation."""
    return gap.join(TEASERS) + "\n\n" + "\n\n".join((title, again, *BODY)) + "\n\n\n" + TAIL


def read(
    text: str,
    *,
    title: str | None = None,
    date: PartialDate | None = None,
    language: str | None = None,
) -> Document:
    raw = RawDocument(
        text.encode("utf-8", "surrogatepass"),
        "page.txt",
        "page.txt",
        "tests",
        dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
    )
    return read_text(raw, text, declared_title=title, declared_date=date, declared_language=language)


def kinds(document: Document) -> list[str]:
    return [str(segment.kind) for segment in document.segments]


def pieces(document: Document, kind: Section) -> list[str]:
    return [document.text[one.start : one.end].strip() for one in document.segments if one.kind is kind]
