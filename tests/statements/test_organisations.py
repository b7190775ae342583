"""Bodies: listed, put together, built on a head noun, defined by the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statements.text_readings import forms, named, read, read_named
from tocsin.statements.organisations.extraction import OrganisationExtractor


@pytest.mark.parametrize(
    ("text", "name", "parent"),
    [
        ("Experts of the OSCE Permanent Council met.", "OSCE Permanent Council", "OSCE"),
        ("The Permanent Council of the OSCE met.", "OSCE Permanent Council", "OSCE"),
        ("The NATO Military Committee met.", "NATO Military Committee", "NATO"),
        (
            "It went to the Council of Defence Ministers of the CSTO.",
            "CSTO Council of Ministers of Defence",
            "CSTO",
        ),
        ("Состоялось заседание Постоянного совета ОБСЕ.", "OSCE Permanent Council", "OSCE"),
        ("Сотрудники Секретариата ШОС выступили.", "SCO Secretariat", "SCO"),
    ],
)
def test_an_organ_beside_its_parent_is_the_parents(text: str, name: str, parent: str) -> None:
    bodies = named(read_named(text), "Organisation")
    assert name in bodies
    above = bodies[name].first("parent") or ""
    assert "".join(word[0] for word in above.replace("-", " ").split() if word[0].isupper()).startswith(
        parent[:2]
    )


def test_acronym_and_full_name_are_one_body_with_every_surface_form() -> None:
    text = "The Shanghai Cooperation Organization (SCO) was founded in 2001. The SCO's members met."
    body = named(read_named(text), "Organisation")["Shanghai Cooperation Organisation"]
    assert forms(body) == {"Shanghai Cooperation Organization", "SCO"}
    assert len(body.values("surfaceForm")) == 3
    assert body.first("organisationType") == "international organisation"


def test_russian_cases_are_one_body() -> None:
    text = (
        "Организация Объединенных Наций помогла. В Организации Объединенных Наций сообщили. Доклад ООН готов."
    )
    bodies = named(read_named(text, language="ru"), "Organisation")
    assert list(bodies) == ["United Nations"]
    assert len(bodies["United Nations"].values("surfaceForm")) == 3


def test_a_ministry_is_read_with_what_follows_of() -> None:
    text = "The Ministry of Labour and Social Protection of Armenia agreed."
    assert "Ministry of Labour and Social Protection of Armenia" in named(read_named(text), "Organisation")


def test_two_bodies_joined_by_and_stay_two() -> None:
    text = "Delegations of the Ministry of Defence and the Ministry of Justice came."
    assert {"Ministry of Defence", "Ministry of Justice"} <= set(named(read_named(text), "Organisation"))


def test_the_text_defines_an_acronym() -> None:
    text = "The Border Cooperation Institute (BCI) opened. Later the BCI published a report."
    body = named(read_named(text), "Organisation")["Border Cooperation Institute"]
    assert body.first("acronym") == "BCI"
    assert "BCI" in forms(body)


def test_capitalised_organization_is_the_leading_body() -> None:
    text = "The CSTO met. The CSTO agreed. The CSTO's plan is ready. The Organization will act. An organization acts."
    body = named(read_named(text), "Organisation")["Collective Security Treaty Organization"]
    assert body.values("surfaceForm").count("Organization") == 1


def test_no_body_leads_when_two_are_named_alike() -> None:
    text = (
        "The CSTO met the SCO. The CSTO and the SCO agreed. The CSTO and SCO left. The Organization will act."
    )
    assert all("Organization" not in forms(body) for body in read_named(text).of("Organisation"))


@pytest.mark.parametrize("text", ["Let us go.", "The IS of it.", "The council met.", "He was at school."])
def test_common_words_are_no_bodies(text: str) -> None:
    found = {
        name for name in named(read_named(text), "Organisation") if "Lashkar" in name or "ouncil" in name
    }
    assert not found


@given(st.text(alphabet=st.sampled_from("The CSTO's Joint Staff of (UN) Совет ОБСЕ, and\n.-“"), max_size=120))
def test_every_surface_form_is_the_text_it_stands_on(text: str) -> None:
    reading = read(text)
    for draft in OrganisationExtractor().extract(reading):
        for fact in draft.facts:
            if fact.prop == "surfaceForm":
                assert text[fact.start : fact.end] == fact.value


def test_a_body_under_several_names_is_told_once() -> None:
    text = (
        "The UN Counter-Crime Service met. The Counter-Crime Service of the UN Secretariat agreed. "
        "The UN Counter-crime Service left."
    )
    bodies = [body for name, body in named(read_named(text), "Organisation").items() if "Service" in name]
    assert [len(body.values("surfaceForm")) for body in bodies] == [3]


def test_a_ministry_without_its_state_is_the_one_that_the_text_names_in_full() -> None:
    text = "The Ministry of Internal Affairs of Tajikistan reported it. The Ministry of Internal Affairs added more."
    bodies = named(read_named(text), "Organisation")
    assert list(bodies) == ["Ministry of Internal Affairs of Tajikistan"]


def test_with_two_states_ministries_the_short_name_stays_apart() -> None:
    text = "The Ministry of Justice of Armenia and the Ministry of Justice of Belarus met. The Ministry of Justice spoke."
    assert "Ministry of Justice" in named(read_named(text), "Organisation")


def test_a_listed_national_body_of_another_state_is_not_ours() -> None:
    text = "The State Committee for National Security of the Republic of Tajikistan reported it."
    bodies = named(read_named(text), "Organisation")
    assert list(bodies) == ["State Committee for National Security of the Republic of Tajikistan"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Chief of the General Staff of the Armed Forces of Armenia left.",
         "General Staff of the Armed Forces of Armenia"),
        ("The U.S. Department of Transportation said so.", "U.S. Department of Transportation"),
        ("The OSCE Programme Office in Dushanbe Anna Weber leads.", "OSCE Programme Office in Dushanbe"),
        ("The United States Central Command confirmed it.", "United States Central Command"),
    ],
)  # fmt: skip
def test_where_a_built_name_ends(text: str, name: str) -> None:
    assert name in named(read_named(text), "Organisation")


def test_what_a_council_is_told_of_is_no_part_of_its_name() -> None:
    bodies = named(read_named("She briefed the UN Security Council on ISIL today."), "Organisation")
    assert set(bodies) == {"United Nations Security Council", "Islamic State"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Так решило правительство Афганистана.", "правительство Афганистана"),
        ("Об этом сообщило американское министерство обороны.", "американское министерство обороны"),
        ("Речь шла о Государственном комитете национальной безопасности Республики Таджикистан.",
         "Государственный комитет национальной безопасности Республики Таджикистан"),
        ("Сотрудники Исполнительного комитета РАТС ШОС прибыли.", "Исполнительный комитет РАТС ШОС"),
    ],
)  # fmt: skip
def test_russian_bodies_with_their_state_in_the_nominative(text: str, name: str) -> None:
    assert name in named(read_named(text, language="ru"), "Organisation")


def test_a_russian_noun_alone_is_no_body() -> None:
    assert (
        named(read_named("Заседание прошло вчера. Комитет собрался вновь.", language="ru"), "Organisation")
        == {}
    )


def test_the_council_is_the_council_that_was_named_last() -> None:
    text = (
        "The UN Security Council met. Russia chairs the Council. The OSCE Permanent Council met. The Council agreed. "
        "Then the Council of Elders met."
    )
    bodies = named(read_named(text), "Organisation")
    assert bodies["United Nations Security Council"].values("surfaceForm") == [
        "UN Security Council",
        "Council",
    ]
    assert bodies["OSCE Permanent Council"].values("surfaceForm") == ["OSCE Permanent Council", "Council"]


def test_a_news_site_is_a_body_and_an_address_is_none() -> None:
    bodies = named(read_named("He told Example.Asia; write to press@Example.ru or see www.Example.ru/page."),
                   "Organisation")  # fmt: skip
    assert {name: body.first("organisationType") for name, body in bodies.items()} == {
        "Example.Asia": "media"
    }
