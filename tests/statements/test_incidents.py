"""Incidents by rules: what happened, to whom, when and where; and what is no incident."""

from __future__ import annotations

import pytest

from tests.statements.hand_reading import reading_of
from tocsin.model.dates import PartialDate
from tocsin.model.draft import Draft, read_quantity
from tocsin.model.quantity import Qualifier
from tocsin.statements.incidents.extraction import IncidentExtractor


def incidents(text: str, language: str = "en", published: str | None = "2024-05-20") -> list[Draft]:
    drafts = reading_of(text, IncidentExtractor(), language=language, published=published).of("Event")
    return [draft for draft in drafts if draft.first("eventType") == "attack"]


def test_an_attack_carries_its_day_place_people_and_figures() -> None:
    (found,) = incidents(
        "On 2024-05-18, four masked gunmen attacked a market in Peshawar with grenades. "
        "At least 12 people were killed and 30 wounded."
    )
    assert found.first("date") == str(PartialDate(2024, 5, 18))
    assert (found.first("place"), found.first("countryCode")) == ("Peshawar", "PK")
    assert found.values("perpetratorIndividual") == ["four masked gunmen"]
    assert (found.values("target"), found.values("weapon")) == (["market"], ["grenades"])
    killed, injured = (read_quantity(found.first(prop) or "") for prop in ("killed", "injured"))
    assert (killed.low, killed.high, killed.qualifier) == (12, None, Qualifier.AT_LEAST)
    assert (injured.low, injured.high) == (30, 30)


def test_every_fact_stands_where_it_says() -> None:
    text = "On 2024-05-18, two gunmen kidnapped three engineers near Herat. Nobody claimed responsibility."
    (found,) = incidents(text)
    assert found.first("incidentType") == "kidnapping"
    for prop in ("perpetratorIndividual", "victim"):
        for fact in found.facts:
            if fact.prop == prop:
                assert text[fact.start : fact.end] == fact.value
    assert found.first("claimedBy") is None


@pytest.mark.parametrize(
    "text",
    [
        "Terrorist attacks are a threat to all states, said the delegates in Vienna.",
        "The parties discussed the fight against terrorist attacks in Tajikistan on 2024-05-18.",
        "The plan provides for the prevention of kidnappings and murders.",
        "The exercise scenario in Bishkek on 2024-05-18 was an attack on a convoy: two people were killed.",
        "The minister suffered a heart attack in Minsk on 2024-05-18.",
        "Extremists could attack an airport in Kabul, the committee warned on 2024-05-18.",
        "On 2024-05-18, 14 people were killed in a road accident near Almaty.",
    ],
)
def test_general_possible_and_other_mentions_are_no_incidents(text: str) -> None:
    assert incidents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Стороны обсудили борьбу с терактами в Таджикистане 2024-05-18.",
        "На учениях 2024-05-18 в Бишкеке отработан захват заложников условным противником.",
        "Теракты остаются угрозой для всех государств.",
    ],
)
def test_general_mentions_in_russian_are_no_incidents(text: str) -> None:
    assert incidents(text, "ru") == []


def test_the_same_incident_told_again_is_one_draft() -> None:
    found = incidents(
        "A car bomb exploded near the embassy in Kabul on 2024-05-18. The attack was condemned by neighbours. "
        "The bombing in Kabul killed 9 people."
    )
    assert [draft.first("incidentType") for draft in found] == ["bombing"]


def test_two_days_or_two_towns_are_two_incidents() -> None:
    found = incidents(
        "Gunmen attacked a bank in Kabul on 2024-05-17. In Herat, gunmen attacked a school on 2024-05-18. "
        "Five people were killed in Herat."
    )
    assert [draft.first("place") for draft in found] == ["Kabul", "Herat"]
    assert [draft.values("target") for draft in found] == [["bank"], ["school"]]
    assert [draft.first("killed") is None for draft in found] == [True, False]


def test_who_claims_it_is_no_established_perpetrator() -> None:
    (found,) = incidents(
        "A suicide bomber attacked a mosque in Kunduz on 2024-05-18. Islamic State claimed responsibility. "
        "The ministry said that the attack was organised by members of the Taliban."
    )
    assert found.values("claimedBy") == ["Islamic State"]
    assert found.values("perpetratorOrganisation") == []


def test_killed_suspects_are_not_counted_as_victims() -> None:
    (found,) = incidents(
        "Militants attacked a checkpoint near Khujand on 2024-05-18. Four of the suspects were killed."
    )
    assert found.first("killed") is None


def test_an_attempt_is_called_one() -> None:
    (found,) = incidents("An attempted bombing of a hotel in Tashkent took place on 2024-05-18.")
    assert found.first("stage") == "attempted"


def test_a_russian_page_gives_day_place_and_figures() -> None:
    (found,) = incidents(
        "2024-05-18 в метро Ташкента произошёл взрыв. По данным министерства, погибли 7 человек, 21 ранен.",
        "ru",
    )
    assert (found.first("incidentType"), found.first("date")) == ("bombing", "2024-05-18")
    assert (found.first("place"), found.first("countryCode")) == ("Tashkent", "UZ")
    figures = [read_quantity(found.first(prop) or "").low for prop in ("killed", "injured")]
    assert figures == [7, 21]


def test_capitals_are_read_as_well() -> None:
    (found,) = incidents("GUNMEN ATTACKED A BANK IN KABUL ON 2024-05-17.")
    assert found.first("perpetratorIndividual") == "GUNMEN"


@pytest.mark.parametrize(
    "text",
    [
        "In Vienna, the senator attacked the minister for the budget on 2024-05-18.",
        "The plan blasts free trade, said the speaker in Geneva on 2024-05-18.",
        "Since the September 11 attacks the committee has met in New York.",
        "The company fired 300 employees in Milan on 2024-05-18.",
    ],
)
def test_attacks_in_words_and_background_are_no_incidents(text: str) -> None:
    assert incidents(text) == []


def test_where_the_attack_is_condemned_it_did_not_happen() -> None:
    found = incidents(
        "A bomb exploded in Quetta on 2024-05-18 and killed three policemen. "
        "The embassy in Vienna condemned the attack."
    )
    assert [draft.first("place") for draft in found] == ["Quetta"]


def test_without_rules_every_incident_of_the_learned_part_is_told() -> None:
    text = (
        "guerrillas of the red front attacked the town hall of la paz with grenades and killed the mayor, "
        "juan perez, last night.  the police reported that the rebels also burned two buses."
    )
    reading = reading_of(text, published=None)
    found = list(IncidentExtractor(anchored=False).extract(reading))
    assert found and found[0].first("incidentType") in ("attack", "arson")
    for fact in (
        fact for draft in found for fact in draft.facts if fact.prop in ("weapon", "target", "victim")
    ):
        assert text[fact.start : fact.end] == fact.value


def test_russian_pages_are_read_by_rules_alone() -> None:
    text = "Взрыв в Ташкенте произошёл 2024-05-18, погибли 2 человека."
    reading = reading_of(text, language="ru")
    both = [list(IncidentExtractor(anchored=anchored).extract(reading)) for anchored in (True, False)]
    assert both[0] == both[1] and len(both[0]) == 1
