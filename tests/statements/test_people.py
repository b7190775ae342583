"""People: who is one, under which name, with which offices."""

from __future__ import annotations

import pytest

from tests.statements.text_readings import forms, named, read_named


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("OSCE Secretary General Helga Schmid spoke.", "Helga Schmid", "OSCE Secretary General"),
        (
            "Helga Schmid, Secretary General of the OSCE, spoke.",
            "Helga Schmid",
            "Secretary General of the OSCE",
        ),
        (
            "The Minister of Foreign Affairs of Austria Karlo Brandt arrived.",
            "Karlo Brandt",
            "Minister of Foreign Affairs of Austria",
        ),
        (
            "Director of the SCO RATS, Colonel-General Rustam Orlov, opened it.",
            "Rustam Orlov",
            "Director of the SCO RATS",
        ),
        (
            "Special Representative of the UN Secretary-General for Libya Anna Weber left.",
            "Anna Weber",
            "Special Representative of the UN Secretary-General for Libya",
        ),
        (
            "Министр обороны Республики Беларусь Виктор Волков прибыл.",
            "Виктор Волков",
            "Министр обороны Республики Беларусь",
        ),
    ],
)
def test_an_office_beside_a_name(text: str, name: str, role: str) -> None:
    person = named(read_named(text), "Person")[name]
    assert role in person.values("role")


def test_an_office_between_two_names_belongs_to_the_name_it_touches() -> None:
    text = "Anna Weber, the Head of the OSCE Secretariat, and Boris Lang, the Director of INTERPOL, met."
    people = named(read_named(text), "Person")
    assert people["Anna Weber"].values("role") == ["Head of the OSCE Secretariat"]
    assert people["Boris Lang"].values("role") == ["Director of INTERPOL"]


def test_patronymic_rank_and_initials_lead_to_one_canonical_name() -> None:
    text = (
        "Colonel Pavel Petrovich Sokolov spoke. P. Sokolov left. Sokolov agreed. Pavel Petrovich, thank you."
    )
    people = named(read_named(text), "Person")
    assert list(people) == ["Pavel Sokolov"]
    assert forms(people["Pavel Sokolov"]) == {
        "Pavel Petrovich Sokolov",
        "P. Sokolov",
        "Sokolov",
        "Pavel Petrovich",
    }


def test_a_surname_of_two_people_is_given_to_neither() -> None:
    text = "Anna Weber and Thomas Weber came. Weber spoke."
    people = named(read_named(text), "Person")
    assert all("Weber" not in forms(person) for person in people.values())


def test_letters_of_the_other_script_are_repaired() -> None:
    people = named(read_named("Secretary General Вoris Lang spoke. Boris Lang left."), "Person")
    assert list(people) == ["Boris Lang"]
    assert "Вoris Lang" in forms(people["Boris Lang"])


def test_russian_names_are_kept_in_the_nominative() -> None:
    text = "Встреча с министром Сергеем Ивановым прошла. Иванова поблагодарили. С Ивановой не встречались."
    people = named(read_named(text, language="ru"), "Person")
    assert "Сергей Иванов" in people
    assert "Иванова" in forms(people["Сергей Иванов"])


def test_country_comes_only_from_the_document() -> None:
    people = named(read_named("Foreign Minister of Kazakhstan Marat Abenov and Anna Weber met."), "Person")
    assert people["Marat Abenov"].first("country") == "Kazakhstan"
    assert people["Anna Weber"].first("country") is None


@pytest.mark.parametrize(
    "text",
    [
        "The Park Hotel opened in Central Asia on Monday.",
        "Exercise Combat Brotherhood ended in New York.",
        "The Black Sea Region and the Red Cross.",
        "Security Council Resolution said so.",
        "Северный Кавказ и Центральная Азия. Крокус Сити Холл.",
        "Collective Security Strategy emphasized it.",
    ],
)
def test_places_things_and_titles_are_no_people(text: str) -> None:
    assert read_named(text).of("Person") == []


def test_what_a_prize_is_named_after_holds_no_office() -> None:
    people = named(read_named("Winners of the A.B. Sokolov Prize spoke."), "Person")
    assert people["A.B. Sokolov"].values("role") == []


def test_every_fact_is_quoted_from_its_place() -> None:
    text = "UN Secretary-General António Guterres met Anna Weber, Head of UNODC. Guterres spoke."
    reading = read_named(text)
    for person in reading.of("Person"):
        for fact in person.facts:
            if fact.prop in {"surfaceForm", "role"}:
                assert text[fact.start : fact.end] == fact.value
