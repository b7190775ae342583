"""The index over drafts that later extractors ask."""

from __future__ import annotations

from tests.statements.text_readings import read_named
from tocsin.statements.sightings import Sightings

TEXT = "The OSCE met in Vienna. Helga Schmid spoke."


def test_mentions_come_back_by_stretch_and_schema() -> None:
    reading = read_named(TEXT)
    seen = Sightings.of(reading.drafts)
    assert [item.name for item in seen.within(0, 23, "Place")] == ["Vienna"]
    assert [item.name for item in seen.within(23, len(TEXT))] == ["Helga Schmid"]
    assert seen.within(0, 5) == []


def test_neighbours_are_found_within_reach_only() -> None:
    seen = Sightings.of(read_named(TEXT).drafts)
    after, before = seen.after(20, "Person"), seen.before(16, "Organisation")
    assert after is not None and after.name == "Helga Schmid"
    assert before is not None and before.name == "Organization for Security and Co-operation in Europe"
    assert seen.after(0, "Person", reach=5) is None
    assert seen.before(40, "Organisation", reach=5) is None


def test_nothing_is_seen_without_drafts() -> None:
    assert Sightings.of([]).within(0, 100) == []
