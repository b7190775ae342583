"""Who acts and takes part: names that only stand inside an office or name a membership do not."""

from __future__ import annotations

from tests.statements.text_readings import read_named
from tocsin.statements.parties import Parties


def parties(text: str, language: str = "en") -> Parties:
    return Parties.of(read_named(text, language=language))


def names(text: str, language: str = "en") -> list[str]:
    return [actor.name for actor in parties(text, language).actors]


def test_an_office_names_no_actor_but_its_holder() -> None:
    assert names("The OSCE Secretary General Anna Weber spoke.") == ["Anna Weber"]


def test_members_of_a_body_are_not_the_body() -> None:
    assert names("The CSTO member states agreed.") == []
    assert names("Государства – члены ОДКБ договорились.", "ru") == []


def test_an_acronym_in_brackets_repeats_the_name_before_it() -> None:
    assert names("The Secretariat of the Collective Security Treaty Organization (CSTO) agreed.") == [
        "CSTO Secretariat"
    ]


def test_a_country_acts_by_name_and_its_side_by_adjective() -> None:
    assert names("Austria agreed, and the Kyrgyz side agreed to the Hungarian text.") == [
        "Austria",
        "Kyrgyzstan",
    ]


def test_a_preposition_takes_the_subject_away() -> None:
    text = "In talks with the UN, the OSCE and Malta agreed."
    found = parties(text)
    assert [one.name for one in found.subjects(0, text.index("agreed"))] == [
        "Organization for Security and Co-operation in Europe",
        "Malta",
    ]


def test_a_delegation_of_a_body_is_the_body() -> None:
    text = "A delegation of the OSCE visited Malta."
    assert [one.name for one in parties(text).subjects(0, text.index("visited"))] == [
        "Organization for Security and Co-operation in Europe"
    ]


def test_a_pronoun_is_the_person_named_last() -> None:
    text = "Anna Weber spoke. She met with the OSCE."
    assert [one.name for one in parties(text).subjects(text.index("She"), text.index("met"))] == [
        "Anna Weber"
    ]
