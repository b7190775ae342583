"""Rows of event data sets: `rules.event-row.v1`. The columns say what they say; nothing is read between them.

The event with its place, parties and toll; the place, geocoded from the gazetteer where the row has no point; the
parties as bodies; the figures. Who classified it so is the data set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tocsin.language.date_forms import date_words
from tocsin.model.dates import PartialDate
from tocsin.model.document import Document
from tocsin.model.draft import Draft
from tocsin.model.event_layout import EVENT_ROW, EventLayout, event_layouts
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import words_in
from tocsin.statements.places.gazetteer import Spot, country_names, country_spot
from tocsin.statements.places.towns import towns

_LINE = re.compile(r"^([^:\n]{1,80}): ?(.*)$", re.MULTILINE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{1,2}) (?P<n>[A-Z][a-z]+) (?P<y>\d{4})"),
)

At = tuple[int, int]


def is_event_row(document: Document) -> bool:
    return document.media_type == EVENT_ROW


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row and where it stands in the text."""

    value: str
    at: At


@dataclass(frozen=True, slots=True)
class _Row:
    layout: EventLayout
    cells: Mapping[str, Cell]

    def of(self, role: str) -> list[Cell]:
        columns = self.layout.columns.get(role, ())
        return [self.cells[column] for column in columns if column in self.cells]

    def first(self, role: str) -> Cell | None:
        found = self.of(role)
        return found[0] if found else None

    def named(self, role: str) -> list[Cell]:
        """Values that name somebody or something."""
        return [cell for cell in self.of(role) if cell.value not in self.layout.nobody]


@dataclass(frozen=True, slots=True)
class EventRowExtractor:
    name: str = "rules.event-row.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        if not is_event_row(reading.document):
            return
        row = _row_of(reading.document)
        if row is None:
            return
        yield self._event(reading.document, row)
        yield from self._place(reading.document, row)
        yield from self._bodies(reading.document, row)
        yield from self._figures(reading.document, row)

    def _open(self, document: Document, schema: str, at: At, mark: object = None) -> Draft:
        return Draft.open(
            schema,
            document=document,
            start=at[0],
            end=at[1],
            origin=self.name,
            score=0.95,
            told_apart_by=mark,
        )

    def _event(self, document: Document, row: _Row) -> Draft:
        body = document.text.find("\n\n") + 2
        told = row.first("text")
        at = told.at if told else (body, len(document.text))
        draft = self._open(document, "Event", at, "row").say("eventType", "attack")
        draft = draft.say("name", document.title, at=(0, len(document.title or "")))
        for prop, role in (("date", "date"), ("dateEnd", "date_end")):
            day = _date(row.of(role))
            if day is not None:
                cells = row.of(role)
                draft = draft.say(prop, day, at=_span(cells))
        draft = draft.say("dateBasis", "stated" if draft.first("date") else None)
        if draft.first("date") == draft.first("dateEnd"):
            draft = _without(draft, "dateEnd")
        for cell in row.of("city")[:1] or row.of("region")[:1]:
            draft = draft.say("place", cell.value, at=cell.at)
        for cell in row.of("country")[:1]:
            draft = draft.say("countryCode", country_code(cell.value), at=cell.at)
        kind = row.first("type")
        incident = row.layout.types.get(kind.value, "attack") if kind else _kind_by_weapon(row)
        draft = draft.say("incidentType", incident, at=kind.at if kind else at)
        for prop, role in _PARTIES:
            for cell in row.named(role):
                draft = draft.say(prop, cell.value, at=cell.at)
        for prop, quantity, place in _tolls(row):
            draft = draft.say(prop, quantity, at=place)
        called = row.layout.called({column: cell.value for column, cell in row.cells.items()})
        if called and row.layout.called_column:
            where = row.cells[row.layout.called_column].at
            draft = draft.say("classifiedAs", called, at=where).say("classifiedBy", row.layout.by, at=where)
        return draft

    def _place(self, document: Document, row: _Row) -> Iterator[Draft]:
        city, country = row.first("city") or row.first("region"), row.first("country")
        shown = city or country
        if shown is None:
            return
        code = country_code(country.value) if country else None
        point = _point(row) or (geocoded(city.value, code) if city else None)
        if city is None and point is None and code:
            point = _point_of(country_spot(code))
        draft = self._open(document, "Place", shown.at, "row").say("mention", shown.value, at=shown.at)
        draft = draft.say("name", shown.value, at=shown.at).say("placeType", "city" if city else "country")
        draft = draft.say("countryCode", code, at=country.at if country else shown.at)
        if point is not None:
            cells = row.of("latitude") + row.of("longitude")
            at = _span(cells) if cells else shown.at
            draft = draft.say("latitude", point[0], at=at).say("longitude", point[1], at=at)
        yield draft

    def _bodies(self, document: Document, row: _Row) -> Iterator[Draft]:
        seen: set[str] = set()
        for role in ("perpetrator", "participant"):
            for cell in row.named(role):
                if cell.value not in seen:
                    seen.add(cell.value)
                    draft = self._open(document, "Organisation", cell.at, cell.value)
                    draft = draft.say("name", cell.value, at=cell.at).say(
                        "surfaceForm", cell.value, at=cell.at
                    )
                    yield draft.say("organisationType", "armed group" if role == "perpetrator" else None)

    def _figures(self, document: Document, row: _Row) -> Iterator[Draft]:
        day = _date(row.of("date"))
        for prop, quantity, at in _tolls(row):
            draft = self._open(document, "Quantity", at, prop).say("subject", f"people {prop}", at=at)
            yield (
                draft.say("quantity", quantity, at=at)
                .say("saidBy", row.layout.by, at=at)
                .say("date", day, at=at)
            )


_PARTIES = (
    ("perpetratorOrganisation", "perpetrator"),
    ("participant", "participant"),
    ("target", "target"),
    ("weapon", "weapon"),
)


def _row_of(document: Document) -> _Row | None:
    title = document.text.split("\n", 1)[0]
    layout = next((item for item in event_layouts().values() if title.startswith(item.title)), None)
    if layout is None:
        return None
    cells = {
        match[1]: Cell(match[2], (match.start(2), match.end(2)))
        for match in _LINE.finditer(document.text, len(title) + 2)
        if match[2]
    }
    return _Row(layout, cells)


def _span(cells: list[Cell]) -> At:
    return min(cell.at[0] for cell in cells), max(cell.at[1] for cell in cells)


def _date(cells: list[Cell]) -> PartialDate | None:
    """ISO days, `12 March 2020`, or year, month and day in columns of their own, of which 0 is unknown."""
    if not cells:
        return None
    try:
        if len(cells) > 1 or cells[0].value.isdigit():
            year, month, day = (int(float(cell.value)) for cell in (*cells, *[Cell("0", (0, 0))] * 3)[:3])
            return PartialDate(year, month or None, (day or None) if month else None)
        for pattern in _DATES:
            found = pattern.match(cells[0].value)
            if found:
                named = found.groupdict()
                month = int(named["m"]) if "m" in named else _month(named["n"])
                return PartialDate(int(named["y"]), month, int(named["d"]))
    except (ValueError, OverflowError):
        return None
    return None


def _month(name: str) -> int:
    """Raises ValueError for a word that is no month's name."""
    found = date_words("en")["months"].get(name.lower())
    if found is None:
        raise ValueError(f"{name!r} is no month")
    return int(found)


def _without(draft: Draft, prop: str) -> Draft:
    return replace(draft, facts=tuple(fact for fact in draft.facts if fact.prop != prop))


def _kind_by_weapon(row: _Row) -> str:
    weapon = row.first("weapon")
    kinds = {"Explosives": "bombing", "Fire or Firebomb": "arson"}
    return kinds.get(weapon.value, "attack") if weapon else "attack"


def _tolls(row: _Row) -> Iterator[tuple[str, Quantity, At]]:
    for prop in ("killed", "injured"):
        best = row.first(prop)
        number = _number(best)
        if best is None or number is None:
            continue
        low, high = _number(row.first(f"{prop}_low")), _number(row.first(f"{prop}_high"))
        if low is not None and high is not None and low < high:
            cells = [best, *row.of(f"{prop}_low"), *row.of(f"{prop}_high")]
            yield prop, Quantity(low, high, Qualifier.RANGE, "people"), _span(cells)
        else:
            yield prop, Quantity.of(number, unit="people"), best.at


def _number(cell: Cell | None) -> float | None:
    return float(cell.value) if cell and _NUMBER.fullmatch(cell.value) else None


def _point(row: _Row) -> tuple[float, float] | None:
    try:
        latitude, longitude = (float(cell.value) for cell in (*row.of("latitude"), *row.of("longitude")))
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def country_code(name: str) -> str | None:
    """The ISO code of a country named as data sets do; None for what is no country of today."""
    words = words_in(name)
    hit = country_names().longest(words, 0) if len(words) else None
    return hit.value if hit is not None and hit.last == len(words) - 1 else None


def geocoded(city: str, country: str | None) -> tuple[float, float] | None:
    """The point of a town of that country; None where the gazetteer has none, or no country is known."""
    if country is None:
        return None
    words = words_in(city)
    found = towns().named(words, 0) if len(words) else None
    if found is None:
        return None
    spots = [spot for spot in found[1] if spot.country == country]
    best = max(spots, key=lambda spot: spot.population, default=None)
    return _point_of(best) if best else None


def _point_of(spot: Spot) -> tuple[float, float] | None:
    if spot.latitude is None or spot.longitude is None:
        return None
    return spot.latitude, spot.longitude
