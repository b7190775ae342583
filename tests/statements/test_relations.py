"""Relations: offices held, parts, meetings, chairs, cooperation, and what is only wished for."""

from __future__ import annotations

import pytest

from tests.statements.text_readings import read_named
from tocsin.model.dates import PartialDate


def relations(text: str, language: str = "en") -> list[tuple[str | None, ...]]:
    drafts = read_named(text, language=language, date=PartialDate(2025, 3, 4)).of("Relation")
    return [
        tuple(d.first(p) for p in ("relationType", "subject", "object", "role", "asserted")) for d in drafts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SCO Deputy Secretary General Anna Weber spoke.",
            (
                "holds_role",
                "Anna Weber",
                "Shanghai Cooperation Organisation",
                "Deputy Secretary General",
                "true",
            ),
        ),
        (
            "The Armenian Foreign Minister Ashot Petrosyan left.",
            ("holds_role", "Ashot Petrosyan", "Armenia", "Foreign Minister", "true"),
        ),
        (
            "The UN Security Council met.",
            ("part_of", "United Nations Security Council", "United Nations", None, "true"),
        ),
        (
            "Anna Weber met with the UN Secretary-General Boris Lang.",
            ("met", "Anna Weber", "Boris Lang", None, "true"),
        ),
        (
            "Anna Weber held a working meeting with Boris Lang.",
            ("met", "Anna Weber", "Boris Lang", None, "true"),
        ),
        (
            "A meeting of the OSCE Permanent Council was held under the chairmanship of Finland.",
            ("chairs", "Finland", "OSCE Permanent Council", None, "true"),
        ),
        (
            "The CIS develops cooperation with the SCO.",
            (
                "cooperates_with",
                "Commonwealth of Independent States",
                "Shanghai Cooperation Organisation",
                None,
                "true",
            ),
        ),
        (
            "The CIS called for cooperation with the SCO.",
            (
                "cooperates_with",
                "Commonwealth of Independent States",
                "Shanghai Cooperation Organisation",
                None,
                "false",
            ),
        ),
        (
            "Генеральный секретарь ООН Борис Ланг встретился с Анной Вебер.",
            ("met", "Борис Ланг", "Анна Вебер", None, "true"),
        ),
    ],
)
def test_a_relation_is_read(text: str, expected: tuple[str | None, ...]) -> None:
    assert expected in relations(text)


def test_an_enumeration_gives_one_relation_each() -> None:
    found = relations("The OSCE maintains cooperation with the UN, the CIS and the SCO.")
    assert [relation[2] for relation in found if relation[0] == "cooperates_with"] == [
        "United Nations",
        "Commonwealth of Independent States",
        "Shanghai Cooperation Organisation",
    ]


def test_parts_are_only_those_that_the_text_puts_together() -> None:
    assert not [r for r in relations("ODIHR reported. The OSCE agreed.") if r[0] == "part_of"]


def test_taking_part_in_one_event_is_no_meeting_of_two() -> None:
    text = "A meeting of the Working Group was held with the participation of Anna Weber and Boris Lang."
    assert not [relation for relation in relations(text) if relation[0] == "met"]


def test_the_date_is_that_of_the_segment() -> None:
    reading = read_named("Anna Weber met with Boris Lang.", date=PartialDate(2025, 3))
    assert [draft.first("date") for draft in reading.of("Relation")] == ["2025-03"]


def test_the_same_text_gives_the_same_drafts() -> None:
    text = "OSCE Secretary General Helga Schmid met with Boris Lang in Vienna."
    assert read_named(text).drafts == read_named(text).drafts
