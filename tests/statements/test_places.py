"""Places: countries, regions, borders, towns, venues, and words that are none of these."""

from __future__ import annotations

import time

import pytest

from tests.statements.text_readings import read_named
from tocsin.model.draft import Draft
from tocsin.statements.gazetteer import country_spot
from tocsin.statements.gazetteer_towns import towns


def places(text: str, language: str = "en") -> list[Draft]:
    return read_named(text, language=language).of("Place")


@pytest.mark.parametrize(
    ("text", "mention", "name", "kind", "code"),
    [
        ("They met in Astana.", "Astana", "Astana", "city", "KZ"),
        ("Talks in Osh went on.", "Osh", "Osh", "city", "KG"),
        ("The Kyrgyz Republic agreed.", "Kyrgyz Republic", "Kyrgyzstan", "country", "KG"),
        ("A Tajik delegation came.", "Tajik", "Tajikistan", "country", "TJ"),
        ("Trade in Central Asia grew.", "Central Asia", "Central Asia", "supranational", None),
        ("The Afghan-Uzbek border is open.", "Afghan-Uzbek border", "Afghan-Uzbek border", "border", None),
        ("It happened in the Osh Region.", "Osh Region", "Osh Region", "region", "KG"),
        ("Guests of the Palace Hotel “Aurora” left.", "Hotel “Aurora”", None, "venue", None),
        ("Встреча прошла в Бишкеке.", "Бишкеке", "Bishkek", "city", "KG"),
        ("Обстановка в Центральной Азии.", "Центральной Азии", "Central Asia", "supranational", None),
        ("Делегация Республики Армения.", "Республики Армения", "Armenia", "country", "AM"),
        (
            "На узбекско-афганской границе тихо.",
            "узбекско-афганской границе",
            "Uzbek-Afghan border",
            "border",
            None,
        ),
    ],
)
def test_a_place_and_its_kind(text: str, mention: str, name: str | None, kind: str, code: str | None) -> None:
    found = next(place for place in places(text) if mention in (place.first("mention") or ""))
    assert found.first("placeType") == kind
    assert found.first("countryCode") == code
    assert name is None or found.first("name") == name


def test_each_mention_is_a_draft_of_its_own() -> None:
    assert [place.start for place in places("Minsk greeted Minsk. In Minsk all is well.")] == [0, 14, 24]


def test_a_country_inside_a_ministrys_name_counts_but_a_town_inside_a_body_does_not() -> None:
    text = "The Ministry of Justice of Armenia and the Moscow State Institute of International Relations met."
    assert [place.first("name") for place in places(text)] == ["Armenia"]


@pytest.mark.parametrize(
    "text",
    [
        "Reading the Nice report was Mobile work. Of course.",
        "President Jordan Sokolov spoke.",
        "Secretary Washington Lang spoke.",
        "The site Example.Asia reported.",
        "Victoria Weber said it.",
    ],
)
def test_words_and_names_are_no_places(text: str) -> None:
    assert places(text) == []


def test_the_country_after_a_town_decides_which_one() -> None:
    cities = [p for p in places("They met in Tripoli, Lebanon.") if p.first("placeType") == "city"]
    assert [city.first("countryCode") for city in cities] == ["LB"]


def test_a_country_stands_at_its_own_point() -> None:
    spot = country_spot("RU")
    assert spot.latitude is not None and spot.longitude is not None
    assert 55 < spot.latitude < 66 and 80 < spot.longitude < 110


def test_the_gazetteer_loads_fast_and_holds_both_scripts() -> None:
    towns.cache_clear()
    begun = time.perf_counter()
    gazetteer = towns()
    assert time.perf_counter() - begun < 3
    assert gazetteer.by_name["bishkek"] == gazetteer.by_name["бишкек"]
