"""The day of publication as an HTML page itself declares it, or None: never worked out, never a teaser's.

1. The head's `meta` elements. 2. JSON-LD of the page's own article. 3. `itemprop="datePublished"`.
4. The one date in `time` elements that stand with the main heading. 5. `/2019/10/30/` in the address.
A date that lies after the day of retrieval, or at the beginning of Unix time, is not believed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml
from lxml.etree import _Element

from tocsin.language.dates import find_dates
from tocsin.model.dates import PartialDate

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?!\d))?(?![\d./-])|(\d{4})(\d{2})(\d{2})(?=$|T)")
_YEAR = re.compile(r"\d{4}")
_IN_ADDRESS = re.compile(r"^https?://[^/]+/(?:[^?#]*/)?((?:19|20)\d\d)/(\d{1,2})/(?:(\d{1,2})/)?")
_LONGEST_VALUE = 60
_LONGEST_JSON = 300_000
_EARLIEST_YEAR = 1900
_EPOCH = PartialDate(1970, 1, 1)
_STEPS_UP = 4
_ELSEWHERE_TAGS = frozenset(("aside", "nav", "footer", "li"))


@dataclass(frozen=True, slots=True)
class DateWords:
    meta: dict[str, int]
    types: frozenset[str]
    elsewhere: re.Pattern[str]


def declared_date(
    tree: _Element, heading: _Element | None, *, address: str, retrieved_at: dt.datetime
) -> PartialDate | None:
    """`tree` is the page, `heading` its main one. Raises nothing for bad values: they declare nothing."""
    latest = retrieved_at.date() + dt.timedelta(days=1)  # somewhere it is tomorrow already
    for value in _declarations(tree, heading, address):
        if value.year >= _EARLIEST_YEAR and value != _EPOCH and value.first_day <= latest:
            return value
    return None


def read_value(text: str | None) -> PartialDate | None:
    """A declared value: ISO 8601 (the day as written, whatever the time zone), or one date in words."""
    text = " ".join((text or "").split())
    if not text or len(text) > _LONGEST_VALUE:
        return None
    try:
        if _YEAR.fullmatch(text):
            return PartialDate(int(text))
        if found := _ISO.match(text):
            year, month, day = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
            return PartialDate(int(year), int(month), int(day) if day else None)
    except ValueError:
        return None
    dates = [one for one in find_dates(text) if one.basis == "stated" and one.end_value is None]
    return dates[0].value if len(dates) == 1 else None


def _declarations(tree: _Element, heading: _Element | None, address: str) -> Iterator[PartialDate]:
    for source in (_metas(tree), _json_ld(tree), _marked_up(tree), _beside(heading), _in_address(address)):
        yield from source


def _metas(tree: _Element) -> Iterator[PartialDate]:
    ranks = date_words().meta
    found: list[tuple[int, PartialDate]] = []
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name in ranks and (value := read_value(meta.get("content"))):
            found.append((ranks[name], value))
    yield from (value for _, value in sorted(found, key=lambda item: item[0]))


def _json_ld(tree: _Element) -> Iterator[PartialDate]:
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        text = script.text or ""
        if "datePublished" not in text or len(text) > _LONGEST_JSON:
            continue
        try:
            held = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(held):
            if value := read_value(_text_of(thing.get("datePublished"))):
                yield value


def _things(held: Any) -> Iterator[dict[str, Any]]:
    """Objects at the top or in `@graph` that are the page's article; lists inside them are other pages."""
    tops = held if isinstance(held, list) else [held]
    for top in tops:
        if isinstance(top, dict):
            graph = top.get("@graph")
            for thing in [top, *(graph if isinstance(graph, list) else [])]:
                if isinstance(thing, dict) and _types(thing) & date_words().types:
                    yield thing


def _types(thing: dict[str, Any]) -> set[str]:
    held = thing.get("@type")
    return {str(one).lower() for one in (held if isinstance(held, list) else [held])}


def _text_of(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _marked_up(tree: _Element) -> Iterator[PartialDate]:
    found: set[PartialDate] = set()
    for element in tree.iterfind('.//*[@itemprop="datePublished"]'):
        if not _is_elsewhere(element, None) and (value := _value_of(element)):
            found.add(value)
    if len(found) == 1:
        yield from found


def _beside(heading: _Element | None) -> Iterator[PartialDate]:
    """The nearest container of the heading that has times at all must have one date only."""
    box = heading.getparent() if heading is not None else None
    for _ in range(_STEPS_UP):
        if box is None or box.tag in ("body", "html"):
            return
        times = [time for time in box.iter("time") if not _is_elsewhere(time, box)]
        if times:
            values = {value for time in times if (value := _value_of(time))}
            if len(values) == 1:
                yield from values
            return
        box = box.getparent()


def _value_of(element: _Element) -> PartialDate | None:
    for name in ("datetime", "content", "title"):
        if element.get(name):
            return read_value(element.get(name))
    return read_value("".join(element.itertext()))


def _is_elsewhere(element: _Element, within: _Element | None) -> bool:
    """In a list, an aside or a container that is named for other pages."""
    at = element
    while at is not None and at is not within:
        if at.tag in _ELSEWHERE_TAGS:
            return True
        named = f"{at.get('class') or ''} {at.get('id') or ''}"
        if named != " " and at.tag not in ("body", "html") and date_words().elsewhere.search(named[:300]):
            return True
        at = at.getparent()
    return False


def _in_address(address: str) -> Iterator[PartialDate]:
    if found := _IN_ADDRESS.match(address):
        year, month, day = found.groups()
        try:
            yield PartialDate(int(year), int(month), int(day) if day else None)
        except ValueError:
            return


@cache
def date_words() -> DateWords:
    text = (resources.files("tocsin.documents.formats") / "declared_dates.yaml").read_text(encoding="utf-8")
    held = yaml.safe_load(text)
    return DateWords(
        {name: rank for rank, name in enumerate(held["meta"])},
        frozenset(held["types"]),
        re.compile(rf"(?:^|[\s_-])(?:{'|'.join(held['elsewhere'])})", re.IGNORECASE),
    )
