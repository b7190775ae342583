"""A page's text as paragraphs, and what can be told of one by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.documents.lexicon import page_words
from tocsin.language.dates import find_dates
from tocsin.model.dates import PartialDate

LONGEST_TITLE = 260
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?<!\w)\+?\d[\d\s()–-]{7,}\d(?!\w)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_IMAGE = re.compile(r"[^\s/][^\n/]{0,80}?\.(?i:jpe?g|png|gif|webp|bmp|tiff?)(?![a-z\d])")
_DASH = re.compile(r"[—–-]\s+")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_BEFORE_STUCK_DATE = re.compile(r"[^\s,.]+\s+$")
_LONGEST_FOOTER = 160
_LONGEST_LABEL = 32


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`start`..`end` without white space around; `gap` counts the blank lines before it."""

    start: int
    end: int
    text: str
    gap: int

    @property
    def dashed(self) -> bool:
        return bool(_DASH.match(self.text))

    @property
    def asks(self) -> bool:
        return self.text.rstrip("\"'”’»)\xa0 ").endswith("?")

    @property
    def finished(self) -> bool:
        """Ends as sentences end."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_navigation(self) -> bool:
        return (
            len(self.text) < 40
            and " ".join(self.text.lower().split()).strip("←→«»<>|. ") in page_words().navigation
        )

    @property
    def is_contact(self) -> bool:
        """A line to reach a press office: a number or an address, or its name without a sentence."""
        if len(self.text) > _LONGEST_FOOTER:
            return False
        rest = _ADDRESS.sub("", _PHONE.sub("", _MAIL.sub("", self.text)))
        reached = len(rest) < len(self.text)
        named = page_words().contact.search(self.text) is not None
        return (reached and (named or len(rest.split()) < 8)) or (named and not self.finished)

    @property
    def is_label(self) -> bool:
        """A few words that are no sentence and no date, such as the name of a section."""
        return len(self.text) < _LONGEST_LABEL and not self.finished and self.date_line() is None

    @property
    def is_caption(self) -> bool:
        """`Photo: ...`, on a line of its own."""
        return len(self.text) <= _LONGEST_FOOTER and page_words().caption.match(self.text) is not None

    @property
    def title_like(self) -> bool:
        return (
            3 <= len(self.text) <= LONGEST_TITLE
            and (not self.finished or self.text.endswith(("?", "!")))
            and not self.dashed
            and any(letter.isalpha() for letter in self.text[:40])
            and not self.is_navigation
            and not self.is_contact
            and self.date_line() is None
        )

    def date_line(self) -> PartialDate | None:
        """The date when the paragraph is nothing but one, perhaps with the time of day or the weekday."""
        if len(self.text) > 48 or not any(letter.isdigit() for letter in self.text):
            return None
        found = [one for one in find_dates(self.text) if one.value is not None and one.value.day]
        if len(found) != 1:
            return None
        rest = self.text[: found[0].start] + self.text[found[0].end :]
        return found[0].value if len(re.findall(r"[^\W\d_]+", rest)) <= 1 else None

    def stuck_date(self) -> tuple[int, PartialDate] | None:
        """Offset and value of a day that is written behind a title and does not belong to its words."""
        if len(self.text) > LONGEST_TITLE + 20 or not self.text[-4:].strip(" г.").isdigit():
            return None
        found = [one for one in find_dates(self.text) if one.end >= len(self.text.rstrip()) - 1]
        if not found or found[-1].value is None or found[-1].value.day is None or found[-1].basis != "stated":
            return None
        before = _BEFORE_STUCK_DATE.search(self.text, 0, found[-1].start)
        if before is None or (len(before.group().strip()) < 4 and before.group().strip().islower()):
            return None
        return found[-1].start, found[-1].value

    def image_name(self) -> int:
        """Length of the image file name that the paragraph begins with, or 0."""
        match = _IMAGE.match(self.text)
        return match.end() if match and len(match.group().split()) <= 4 else 0


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs in order; a text without blank lines is taken line by line."""
    return list(_cut(text))


def _cut(text: str) -> Iterator[Paragraph]:
    breaks = list(_BREAK.finditer(text))
    if not breaks and text.count("\n") > 1:
        breaks = list(re.finditer(r"\n\s*", text))
    at, gap = 0, 0
    for match in breaks:
        yield from _paragraph(text, at, match.start(), gap)
        at, gap = match.end(), match.group().count("\n") - 1
    yield from _paragraph(text, at, len(text), gap)


def _paragraph(text: str, start: int, end: int, gap: int) -> Iterator[Paragraph]:
    piece = text[start:end].lstrip("\ufeff \t\r\n\xa0")
    start = end - len(piece)
    piece = piece.rstrip()
    if piece:
        yield Paragraph(start, start + len(piece), piece, gap)
