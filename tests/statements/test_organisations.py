"""Bodies: listed, put together, built on a head noun, defined by the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statements.text_readings import forms, named, read, read_named
from tocsin.statements.organisations import OrganisationExtractor


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
