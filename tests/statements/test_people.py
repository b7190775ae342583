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


def roles_of(text: str, name: str, *, language: str = "en") -> list[str]:
    return named(read_named(text, language=language), "Person")[name].values("role")


def test_stacked_titles_are_offices_of_their_own() -> None:
    text = (
        "It was led by the Chairman of the Military Committee, Chief of the General Staff of the Armed Forces of the "
        "Republic of Kazakhstan - First Deputy Minister of Defence of the Republic of Kazakhstan, Army General "
        "Viktor Lang, today."
    )
    assert roles_of(text, "Viktor Lang") == [
        "Chairman of the Military Committee",
        "Chief of the General Staff of the Armed Forces of the Republic of Kazakhstan",
        "First Deputy Minister of Defence of the Republic of Kazakhstan",
    ]
    assert named(read_named(text), "Person")["Viktor Lang"].first("country") == "Kazakhstan"


def test_the_head_of_a_sports_federation_is_no_head_of_state() -> None:
    text = "The President of the Russian Federation of Combined Martial Arts, Boris Lang, opened the seminar."
    reading = read_named(text)
    assert named(reading, "Person")["Boris Lang"].first("country") is None
    assert "Russian Federation of Combined Martial Arts" in named(reading, "Organisation")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Director of the OSCE Office for Democratic Institutions and Human Rights (ODIHR) Matteo Lang spoke.",
            "Matteo Lang",
            "Director of the OSCE Office for Democratic Institutions and Human Rights",
        ),
        (
            "Anna Weber, Ambassador Extraordinary and Plenipotentiary of Austria to the OSCE, spoke.",
            "Anna Weber",
            "Ambassador Extraordinary and Plenipotentiary of Austria to the OSCE",
        ),
        ("The European Commission President Ursula von der Lang wrote.", "Ursula von der Lang",
         "European Commission President"),
        ("Former UN Ambassador John Weber left.", "John Weber", "Former UN Ambassador"),
        ("The Quebec Health Minister Anna Weber left.", "Anna Weber", "Health Minister"),
    ],
)  # fmt: skip
def test_an_office_as_it_is_written(text: str, name: str, role: str) -> None:
    assert roles_of(text, name) == [role]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The court heard Gromfrid Weber, 25, of Graz.", "Gromfrid Weber"),
        ("They trust Gromfrid Weber, who was absent.", "Gromfrid Weber"),
        ("Gromfrid Weber left. Later Weber said that he was late.", "Gromfrid Weber"),
        ("Then Mr. Weber said no.", "Weber"),
        ("Charles W. Lang left.", "Charles W. Lang"),
        ("The envoy thanked Ban Ki-moon today.", "Ban Ki-moon"),
    ],
)
def test_what_speaks_for_a_name_without_an_office(text: str, name: str) -> None:
    assert name in named(read_named(text), "Person")


@pytest.mark.parametrize(
    "text",
    [
        "They were taken to Thomas Memorial Hospital.",
        "The San Antonio Four were freed.",
        "An Amber Alert has been issued.",
        "Trade with the U.S. Although slow, it grew.",
        "He lives in Washington D.C. now.",
        "The Co-ordinator of OSCE Activities to address threats spoke.",
    ],
)
def test_things_and_places_are_no_people(text: str) -> None:
    assert named(read_named(text), "Person") == {}


@pytest.mark.parametrize(
    ("text", "name", "role", "country"),
    [
        (
            "Секретарь Совета безопасности Республики Беларусь генерал-лейтенант Пётр Вольфович выступил первым.",
            "Пётр Вольфович",
            "Секретарь Совета безопасности Республики Беларусь",
            "Belarus",
        ),
        (
            "Врио губернатора Хатлонской области Давлат Саидов прибыл в Душанбе.",
            "Давлат Саидов",
            "Врио губернатора Хатлонской области",
            None,
        ),
        (
            "Президент Федерации рукопашного боя России Олег Бочкин открыл семинар.",
            "Олег Бочкин",
            "Президент Федерации рукопашного боя России",
            None,
        ),
    ],
)
def test_russian_offices(text: str, name: str, role: str, country: str | None) -> None:
    person = named(read_named(text, language="ru"), "Person")[name]
    assert person.values("role") == [role]
    assert person.first("country") == country


def test_text_in_capitals_or_without_any_gives_fewer_people_but_the_same_names() -> None:
    text = (
        "The CSTO Secretary General Imangali Tasmagambetov met with the Minister of Foreign Affairs of the Republic "
        "of Kazakhstan Murat Nurtleu in Astana and they discussed the plan of work for the year."
    )
    names = set(named(read_named(text), "Person"))
    for other in (text.upper(), text.lower()):
        found = set(named(read_named(other), "Person"))
        assert "Imangali Tasmagambetov" in found
        assert found <= names


def test_in_a_list_every_office_belongs_to_the_name_on_its_line() -> None:
    text = (
        "Participants\n\nAnna Weber – Director of the OSCE Conflict Prevention Centre\n"
        "Viktor Lang, Minister of Defence of the Republic of Belarus\nKarlo Brandt (Secretary General of the SCO)\n"
        "Maria Novak – the Head of Mission\n"
    )
    people = named(read_named(text), "Person")
    assert {name: person.values("role") for name, person in people.items()} == {
        "Anna Weber": ["Director of the OSCE Conflict Prevention Centre"],
        "Viktor Lang": ["Minister of Defence of the Republic of Belarus"],
        "Karlo Brandt": ["Secretary General of the SCO"],
        "Maria Novak": ["Head of Mission"],
    }
    assert people["Viktor Lang"].first("country") == "Belarus"
