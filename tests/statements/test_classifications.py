"""Who calls an act of violence what: kept with the name of who says so."""

from __future__ import annotations

import pytest

from tests.statements.act_readings import told, values


@pytest.mark.parametrize(
    ("text", "language", "called", "by"),
    [
        (
            "On 24 March there was an attack on a station in Vienna, which the Austrian authorities classify as a "
            "terrorist attack.",
            "en",
            "terrorist attack",
            "Austrian authorities",
        ),
        (
            "The explosion in Vienna was classified as an act of terrorism by the OSCE.",
            "en",
            "act of terrorism",
            "Organization for Security and Co-operation in Europe",
        ),
        (
            "Anna Weber said that the attack in Vienna was a “false flag operation”.",
            "en",
            "false flag operation",
            "Anna Weber",
        ),
        (
            "Власти Австрии квалифицировали нападение на участок в Вене как теракт.",
            "ru",
            "теракт",
            "Власти Австрии",
        ),
    ],
)
def test_a_classification_keeps_its_speaker(text: str, language: str, called: str, by: str) -> None:
    events = told("Event", text, language=language)
    assert (called, by) in [values(event, "classifiedAs", "classifiedBy") for event in events]


def test_it_is_said_of_the_attack_that_was_found_before() -> None:
    text = "A bomb exploded in Vienna on 3 May 2024, which the OSCE described as an act of terrorism."
    events = told("Event", text)
    assert {event.key for event in events if event.first("classifiedAs")} <= {
        event.key for event in events if event.first("incidentType")
    }


def test_nobody_s_word_is_no_classification() -> None:
    events = told("Event", "The attack in Vienna was classified as an act of terrorism.")
    assert not any(event.first("classifiedAs") for event in events)
