"""Places: countries, regions, borders, towns, venues, and words that are none of these."""

from __future__ import annotations

import csv

import pytest

from tests.statements.text_readings import read_named
from tocsin.model.draft import Draft
from tocsin.statements.places.gazetteer import country_spot, folded_name, unit_rows
from tocsin.statements.places.towns import towns


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
        ("The Afghan-Uzbek border is open.", "Afghan-Uzbek border", "Afghan-Uzbek border", "border", "AF;UZ"),
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
            "UZ;AF",
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


def test_the_gazetteer_holds_a_town_under_its_names_in_both_scripts() -> None:
    gazetteer = towns()
    assert gazetteer.by_name["bishkek"] == gazetteer.by_name["бишкек"]


def spots(text: str, language: str = "en") -> list[tuple[str | None, str | None, str | None]]:
    return [(p.first("mention"), p.first("name"), p.first("countryCode")) for p in places(text, language)]


def point(place: Draft) -> tuple[int, int]:
    return round(float(place.first("latitude") or 0)), round(float(place.first("longitude") or 0))


def test_what_is_written_after_a_town_decides_for_all_its_mentions() -> None:
    text = "London police called it odd. It happened in London, Ont., on Monday. Nobody in London knew."
    cities = [p for p in places(text) if p.first("mention") == "London"]
    assert {p.first("countryCode") for p in cities} == {"CA"}
    assert len(cities) == 3


def test_the_rest_of_the_text_decides_between_a_state_and_a_country() -> None:
    american = "Officials in Alabama, Florida and Tennessee met their colleagues of Georgia in Atlanta."
    caucasian = "The ministers of Armenia, Azerbaijan and Georgia met in Tbilisi."
    assert ("Georgia", "Georgia", "US") in spots(american)
    assert ("Georgia", "Georgia", "GE") in spots(caucasian)


@pytest.mark.parametrize(
    ("text", "mention", "code"),
    [
        ("The U.S. agreed.", "U.S.", "US"),
        ("He was born in Louisville, Ky., in 1950.", "Ky.", "US"),
        ("Fires burn across B.C. again.", "B.C.", "CA"),
        ("The governor of Idlib province fled.", "Idlib", "SY"),
        ("It happened in Borno State.", "Borno State", "NG"),
        ("Flights to Heathrow were late.", "Heathrow", "GB"),
        ("European ministers met.", "European", None),
    ],
)
def test_short_forms_units_and_adjectives(text: str, mention: str, code: str | None) -> None:
    assert (mention, code) in [(found, at) for found, _, at in spots(text)]


def test_a_border_of_two_countries_is_one_place() -> None:
    for text, name, codes in (
        ("Clashes on the Mali-Niger border went on.", "Mali-Niger border", "ML;NE"),
        ("Clashes on the Tajik–Afghan border went on.", "Tajik-Afghan border", "TJ;AF"),
    ):
        (border,) = places(text)
        assert (border.first("name"), border.first("placeType"), border.first("countryCode")) == (
            name, "border", codes,
        )  # fmt: skip


def test_a_district_stands_at_the_town_that_it_is_called_after() -> None:
    found = {p.first("mention"): p for p in places("It took place in Odintsovo District, Moscow Region.")}
    district = found["Odintsovo District"]
    assert district.first("placeType") == "region"
    assert point(district) == (56, 37)


@pytest.mark.parametrize(
    "text",
    [
        "Georgia Weber skates. Georgia is nine.",
        "“It was odd,” said Moore. Later Moore left.",
        "Many Americans and Russians like tea.",
        "Anna Taylor left. Everybody likes Taylor.",
    ],
)
def test_people_are_no_places(text: str) -> None:
    assert places(text) == []


def test_a_town_in_an_offices_name_is_where_the_office_is() -> None:
    assert ("Dushanbe", "Dushanbe", "TJ") in spots("The OSCE Programme Office in Dushanbe agreed.")


def test_a_possessive_town_is_no_part_of_the_venue_after_it() -> None:
    assert ("Toronto", "Toronto", "CA") in spots(
        "Flights from Toronto's Billy Bishop Airport, in Ontario, were late."
    )


def test_a_russian_place_that_no_gazetteer_holds_is_kept_without_coordinates() -> None:
    found = places("Встреча прошла в посёлке Заозёрная Слободка недалеко от Минска.", "ru")
    unknown = next(p for p in found if "Слободка" in (p.first("mention") or ""))
    assert unknown.first("latitude") is None


def test_a_units_point_lies_in_its_country() -> None:
    spot = next(one for one in unit_rows() if one.name == "Nangarhar")
    assert spot.country == "AF"
    assert 33 < (spot.latitude or 0) < 35.5 and 69 < (spot.longitude or 0) < 72


def test_text_without_capitals_still_names_countries_but_not_words() -> None:
    text = "the delegation of the republic of kazakhstan met the turkey farmers of tajikistan and ate fine china plates"
    assert [name for _, name, _ in spots(text)] == ["Kazakhstan", "Tajikistan"]


def test_folded_names_in_the_file_are_those_of_today() -> None:
    """The file of names is folded when it is built; a changed fold needs `scripts/build_gazetteer.py`."""
    gazetteer = towns()
    for row in gazetteer.rows[:3000]:
        name = next(csv.reader([row]))[0]
        assert folded_name(name) in gazetteer.by_name
