"""Teasers of other pages that stand above a page's own title: whether they are any, and where each begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.documents.lexicon import page_words
from tocsin.documents.paragraphs import Paragraph
from tocsin.documents.titles import Title
from tocsin.language.dates import find_dates
from tocsin.model.dates import PartialDate
from tocsin.model.document import Section, Segment

_WIDE_GAP = 2
_LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class _Item:
    paragraphs: tuple[Paragraph, ...]
    line_date: PartialDate | None

    @property
    def text(self) -> tuple[Paragraph, ...]:
        return self.paragraphs[1:] if self.line_date and len(self.paragraphs) > 1 else self.paragraphs


def looks_like_teasers(
    held: Sequence[Paragraph], title: Title, *, page_has_navigation: bool, subheadings: bool
) -> bool:
    """True when the paragraphs above a title are a list of other pages and not the page's own text.

    A title that the page itself marks, or date lines, are proof. Without them two signs are wanted: wide gaps
    between the items, more than one day among them, most beginning with a date, navigation on the page. Where
    the text below has subheadings the title may be one of them: three signs.
    """
    if len(held) > _LONGEST_LIST:
        return False
    if title.sure or any(one.date_line() for one in held):
        return True
    days = {day for one in held if (day := _own_day(one.text, None))}
    dated = sum(any(found.start <= 6 for found in find_dates(one.text, 0, 40)) for one in held)
    signs = (
        any(one.gap >= _WIDE_GAP for one in held[1:]),
        len(days) > 1,
        dated * 2 >= len(held) and len(held) > 1,
        page_has_navigation,
    )
    return sum(signs) >= (3 if subheadings else 2)


def group_teasers(held: Sequence[Paragraph]) -> list[Segment]:
    """A segment for each teaser, with its own date.

    The date is that of its date line, or the first day that it states; a day without a year takes the year of
    the nearest teaser that has one.
    """
    items = _items(held)
    dates = [item.line_date or _first_day(item, None) for item in items]
    years = [day.year if day else None for day in dates]
    segments = []
    for index, item in enumerate(items):
        year = _nearest(years, index)
        day = dates[index] or (_first_day(item, PartialDate(year)) if year else None)
        head = item.text[0]
        heading = head.text if len(item.text) > 1 and head.title_like else None
        segments.append(
            Segment(Section.TEASER, item.paragraphs[0].start, item.paragraphs[-1].end, day, heading)
        )
    return segments


def _items(held: Sequence[Paragraph]) -> list[_Item]:
    groups: list[list[Paragraph]] = []
    line_dates: list[PartialDate | None] = []
    for one in held:
        day = one.date_line()
        if groups and day is None and _continues(groups[-1], one, dated=line_dates[-1] is not None):
            groups[-1].append(one)
        else:
            groups.append([one])
            line_dates.append(day)
    return [_Item(tuple(group), day) for group, day in zip(groups, line_dates, strict=True)]


def _continues(group: Sequence[Paragraph], one: Paragraph, *, dated: bool) -> bool:
    """Below a date line everything up to the next; else what refers back, and the text under a heading."""
    if dated:
        return True
    if one.gap >= _WIDE_GAP:
        return False
    last = group[-1]
    under_heading = last.title_like and not one.title_like
    return under_heading or page_words().follows_up.match(one.text) is not None


def _first_day(item: _Item, year: PartialDate | None) -> PartialDate | None:
    return next((day for one in item.text if (day := _own_day(one.text, year))), None)


def _own_day(text: str, year: PartialDate | None) -> PartialDate | None:
    """The first day that the text names. One without a year counts in `year`; no later one replaces it."""
    for found in find_dates(text, anchor=year):
        if found.value is not None and found.value.day is not None:
            return found.value
        if found.value is None and any(letter.isdigit() for letter in text[found.start : found.end]):
            return None
    return None


def _nearest(years: Sequence[int | None], index: int) -> int | None:
    near = [(abs(other - index), other > index, year) for other, year in enumerate(years) if year is not None]
    return min(near)[2] if near else None
