"""Places by name: countries and their adjectives, regions of the world and of states, venues, towns.

Towns come from GeoNames (CC BY 4.0) by way of `scripts/build_gazetteer.py`; the rest is listed by hand.
"""

from __future__ import annotations

import csv
import gzip
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from babel import Locale

from tocsin.statements.lexicon import HYPHEN, SPACE, STOP, PhraseBook, Words, is_cyrillic, key_of, table

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
    """A named place: canonical English name, kind (None: not known), ISO country code; degrees north and east."""

    name: str
    kind: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    population: int = 0


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
    from tocsin.statements.people_russian import nominative_phrase

    keys = [key_of(word) for word in written.replace("-", " ").split()]
    kind = next((kinds[key] for key in keys if key in (kinds := _kinds_by_noun())), None)
    return Spot(nominative_phrase(written), kind, None, None, None)


@cache
def _kinds_by_noun() -> dict[str, str]:
    return {key_of(noun): kind for kind, nouns in table("places")["nouns"].items() for noun in nouns.split()}


@cache
def listed_spots() -> PhraseBook[Spot]:
    """Supranational regions, first-level regions of states, and well-known venues."""
    book: PhraseBook[Spot] = PhraseBook()
    given = table("places")
    for item in given["known_venues"]:
        _enter(book, Spot(item["name"], "venue", item["country"], *item["at"]), item.get("also", ()))
    for item in given["regions"]:
        _enter(book, Spot(item["name"], "supranational", None, *item["at"]), item.get("also", ()))
    with (_lexicons() / "places_regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spot = Spot(row["name"], "region", row["country"] or None, float(row["lat"]), float(row["lon"]))
            _enter(book, spot, row["also"].split("|"))
    return book


@dataclass(frozen=True, slots=True)
class Towns:
    """Towns by folded names, largest first; `longest`: most words of a name, by its first word."""

    rows: list[str]
    by_name: Mapping[str, list[int]]
    longest: Mapping[str, int]
    shown: Mapping[tuple[str, str], str]

    def named(self, words: Words, index: int) -> tuple[int, list[Spot]] | None:
        """The last word of the longest town's name that begins at word `index`, and the towns so called."""
        most = self.longest.get(fold(words.forms[index]), 0)
        parts: list[str] = []
        best: tuple[int, list[int]] | None = None
        for at in range(index, min(index + most, len(words))):
            parts.append(fold(words.forms[at]))
            found = self.by_name.get(" ".join(parts))
            if found is not None:
                best = (at, found)
            if words.gaps[at] not in (SPACE, HYPHEN) and not (
                words.gaps[at] == STOP and len(words.forms[at]) < 3
            ):
                break
        return (best[0], [self._spot(row) for row in best[1][:12]]) if best else None

    def _spot(self, row: int) -> Spot:
        name, _, country, latitude, longitude, population = next(csv.reader([self.rows[row]]))
        shown = self.shown.get((name, country)) or (
            plain(name) if country in table("places")["near"] else name
        )
        return Spot(shown, "city", country, float(latitude), float(longitude), int(population))


@cache
def towns() -> Towns:
    """The towns of the shipped gazetteer; read once, in a fraction of a second."""
    with (_lexicons() / "places_towns.csv.gz").open("rb") as raw:
        rows = gzip.decompress(raw.read()).decode("utf-8").splitlines()[1:]
    extra: dict[tuple[str, str], list[str]] = {
        (item["town"], item["country"]): item["names"] for item in table("places")["town_names"]
    }
    by_name: dict[str, list[int]] = {}
    longest: dict[str, int] = {}
    for index, row in enumerate(rows):
        for name in _row_names(row, extra):
            folded = _folded_name(name)
            held = by_name.setdefault(folded, [])
            if index not in held:
                held.append(index)
            first, _, rest = folded.partition(" ")
            longest[first] = max(longest.get(first, 0), rest.count(" ") + 2 if rest else 1)
    return Towns(
        rows, by_name, longest, {key: names[0] for key, names in extra.items() if not is_cyrillic(names[0])}
    )


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


def _row_names(row: str, extra: Mapping[tuple[str, str], list[str]]) -> Iterator[str]:
    name, russian, country = (next(csv.reader([row])) if row.startswith('"') else row.split(",", 3))[:3]
    yield name
    if russian:
        yield from russian.split("|")
    if (name, country) in extra:
        yield from extra[name, country]


def _folded_name(name: str) -> str:
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
