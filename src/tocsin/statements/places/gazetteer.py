"""Places by name: countries and their adjectives, regions of the world and of states, venues.

States, provinces and counties come from GeoNames (CC BY 4.0) by way of `scripts/build_gazetteer.py`, as do the towns of
`gazetteer_towns`; the rest is listed by hand.
"""

from __future__ import annotations

import csv
import gzip
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from babel import Locale

from tocsin.statements.lexicon import PhraseBook, is_cyrillic, key_of, table

_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})


@cache
def canonical_countries() -> dict[str, str]:
    """The English name of every country by its ISO 3166 alpha-2 code: our short name, else CLDR's."""
    names = {
        code: name for code, name in Locale("en").territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }  # fmt: skip
    names.update(table("places")["country_names"])
    return names


@cache
def country_names() -> PhraseBook[str]:
    """Names of countries in English and Russian, official and short, each for its ISO code."""
    book: PhraseBook[str] = PhraseBook()
    for phrase, code in _names().items():
        book.add(phrase, code)
    return book


@cache
def country_keys() -> frozenset[str]:
    """The keys of one-word country names."""
    return frozenset(key_of(name) for name in _names() if " " not in name and "-" not in name)


@cache
def demonyms() -> PhraseBook[str]:
    """Adjectives and names of nationals (*Tajik*, *таджикский*), each for an ISO code."""
    book: PhraseBook[str] = PhraseBook()
    for code, forms in table("demonyms")["adjectives"].items():
        for form in forms:
            book.add(form, code)
    return book


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    aliases: dict[str, list[str]] = table("places")["country_aliases"]
    for code, given in aliases.items():
        for name in given:
            names.setdefault(name, code)
    for code, name in canonical_countries().items():
        names.setdefault(name, code)
    for language in ("en", "ru"):
        for code, name in Locale(language).territories.items():
            if code in canonical_countries() and not name.isupper():
                names.setdefault(name, code)
    return names


@dataclass(frozen=True, slots=True)
class Spot:
    """A named place: canonical English name, kind (None: not known), ISO country code; degrees north and east.

    `unit` is the state or province that it is or lies in.
    """

    name: str
    kind: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    population: int = 0
    unit: str | None = None


@cache
def demonym_keys() -> frozenset[str]:
    """The keys of one-word adjectives of countries."""
    return frozenset(
        key_of(form)
        for forms in table("demonyms")["adjectives"].values()
        for form in forms
        if " " not in form
    )


@cache
def country_spot(code: str) -> Spot:
    latitude, longitude = _country_points().get(code, (None, None))
    return Spot(canonical_countries()[code], "country", code, latitude, longitude)


def unknown_spot(written: str) -> Spot:
    """A place that no gazetteer holds: its kind by its noun, nothing else."""
    from tocsin.statements.people.russian import nominative_phrase

    keys = [key_of(word) for word in written.replace("-", " ").split()]
    kind = next((kinds[key] for key in keys if key in (kinds := _kinds_by_noun())), None)
    return Spot(nominative_phrase(written), kind, None, None, None)


@cache
def _kinds_by_noun() -> dict[str, str]:
    return {key_of(noun): kind for kind, nouns in table("places")["nouns"].items() for noun in nouns.split()}


@cache
def listed_spots() -> PhraseBook[Spot]:
    """Supranational regions and their adjectives, first-level regions listed by hand, and well-known venues."""
    book: PhraseBook[Spot] = PhraseBook()
    given = table("places")
    for item in given["known_venues"]:
        _enter(book, Spot(item["name"], "venue", item["country"], *item["at"]), item.get("also", ()))
    for item in given["regions"]:
        names = (*item.get("also", ()), *item.get("adjectives", ()))
        _enter(book, Spot(item["name"], "supranational", None, *item["at"]), names)
    with (_lexicons() / "places_regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            point = float(row["lat"]), float(row["lon"])
            spot = Spot(row["name"], "region", row["country"] or None, *point, 0, row["name"])
            _enter(book, spot, row["also"].split("|"))
    return book


@cache
def region_adjectives() -> PhraseBook[str]:
    """Adjectives of supranational regions (*European*), each for the region's name."""
    book: PhraseBook[str] = PhraseBook()
    for item in table("places")["regions"]:
        for form in item.get("adjectives", ()):
            book.add(form, item["name"])
    return book


@cache
def unit_rows() -> tuple[Spot, ...]:
    """States, provinces and counties in the order of their numbers; a unit's point is the middle of its towns."""
    points = table("places")["unit_points"]
    spots = []
    for name, country, level, parent, latitude, longitude, _ in _unit_table():
        middle = points.get(country, {}).get(name) if level == "1" else None
        point = middle or (float(latitude), float(longitude))
        spots.append(Spot(name, "region", country, point[0], point[1], 0, parent or name))
    return tuple(spots)


@cache
def units() -> PhraseBook[tuple[Spot, ...]]:
    """States, provinces and counties by name, those of one name together.

    The noun may be left out (*Idlib*, *Idlib Province*) unless the name alone means a town or something else.
    """
    named: dict[str, list[Spot]] = {}
    never, first = frozenset(table("places")["never_units"]), frozenset(table("places")["units_first"])
    nouns = tuple(f" {noun}" for noun in table("places")["unit_nouns"])
    for row, spot in zip(_unit_table(), unit_rows(), strict=True):
        names = [spot.name]
        if spot.unit == spot.name:
            plain_name = next(
                (spot.name[: -len(noun)] for noun in nouns if spot.name.endswith(noun)), spot.name
            )
            names += [f"{plain_name}{noun}" for noun in nouns[:4]]
            if row[-1] == "0" or plain_name in first:
                names.append(plain_name)
            elif plain_name == spot.name:
                names.remove(spot.name)
        for name in dict.fromkeys(names):
            if name not in never and len(name) > 2:
                named.setdefault(name, []).append(spot)
    for name, (unit, country) in table("places")["unit_names"].items():
        held = next(spot for spot in unit_rows() if spot.name == unit and spot.country == country)
        named.setdefault(name, []).append(held)
    book: PhraseBook[tuple[Spot, ...]] = PhraseBook()
    for name, spots in named.items():
        book.add(name, tuple(spots))
    return book


@cache
def _unit_table() -> list[list[str]]:
    with (_lexicons() / "places_units.csv.gz").open("rb") as raw:
        return list(csv.reader(gzip.decompress(raw.read()).decode("utf-8").splitlines()[1:]))


@lru_cache(maxsize=65536)
def fold(form: str) -> str:
    """A word as town names are compared: without diacritics, and in Russian without its case ending."""
    if form.isascii():
        return form.casefold()
    if is_cyrillic(form):
        return key_of(form)
    return plain(form.casefold())


def plain(name: str) -> str:
    """Without diacritics."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )


def folded_name(name: str) -> str:
    parts = name.replace("-", " ").replace(".", " ").replace(",", " ").replace("’", "'").split()
    return " ".join(fold(part) for part in parts)


def _enter(book: PhraseBook[Spot], spot: Spot, also: Iterator[str] | list[str] | tuple[str, ...]) -> None:
    for name in (spot.name, *also):
        book.add(name, spot)


@cache
def _country_points() -> dict[str, tuple[float, float]]:
    with (_lexicons() / "places_countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}


def _lexicons() -> Any:
    return resources.files("tocsin.statements") / "lexicons"
