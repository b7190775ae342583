"""Subject, object and prepositions around a trigger; candidates drawn from chunks."""

from __future__ import annotations

import pytest

from tocsin.statements.incidents.model.analysis import prepared
from tocsin.statements.incidents.model.candidates import candidates


def slots(sentence: str) -> dict[str, str]:
    text, found = prepared(sentence)
    return {
        " ".join(text.words[text.chunks[chunk].first : text.chunks[chunk].last]): slot
        for chunk, held in enumerate(found.of_chunk)
        for _, slot in held
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "the rebels attacked a bridge with grenades.",
            {"the rebels": "subject", "a bridge": "object", "grenades": "with"},
        ),
        ("two engineers were kidnapped by armed men.", {"two engineers": "subject", "armed men": "by"}),
        ("the murder of a judge shocked the town.", {"a judge": "of"}),
        ("an attack on the embassy took place.", {"the embassy": "on"}),
    ],
)  # fmt: skip
def test_slots_around_a_trigger(sentence: str, expected: dict[str, str]) -> None:
    found = slots(sentence)
    assert {words: found.get(words) for words in expected} == expected


def test_a_passive_is_told_from_an_active() -> None:
    _, passive = prepared("a mayor was murdered by gunmen.")
    _, active = prepared("gunmen murdered a mayor.")
    assert [held.triggers[0].passive for held in (passive, active)] == [True, False]


def test_candidates_come_without_determiner_and_number_and_with_what_follows_of() -> None:
    text, _ = prepared("they burned the two offices of the water company.")
    found = {
        " ".join(text.words[one.first : one.last])
        for one in candidates(text, listed=lambda _: False, starts=lambda _: False)
    }
    assert {"two offices", "offices", "offices of the water company", "water company", "company"} <= found


def test_listed_phrases_are_found_where_no_chunk_ends() -> None:
    text, _ = prepared("they call it plan for peace today.")
    found = candidates(text, listed="plan for peace".__eq__, starts="plan".__eq__)
    assert any(" ".join(text.words[one.first : one.last]) == "plan for peace" for one in found)
