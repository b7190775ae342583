"""The schema is complete in both languages and covers the columns of the JSON Lines contract."""

from __future__ import annotations

import pytest

from tocsin.errors import SettingsError
from tocsin.model.vocabulary import schema, schemata

COLUMNS = {
    "persons.jsonl": {"canonical", "surface_forms", "country"},
    "organisations.jsonl": {"canonical", "acronym", "type", "surface_forms", "parent"},
    "places.jsonl": {"place", "mention", "type", "country_code", "lat", "lon"},
    "events.jsonl": {
        "type",
        "name",
        "date",
        "date_basis",
        "place",
        "country_code",
        "participants",
        "ordinal",
    },
    "claims.jsonl": {"speaker", "speaker_role", "via", "date", "stance", "content", "cue"},
    "quantities.jsonl": {"subject", "said_by", "date"},
    "instruments.jsonl": {
        "name",
        "variants",
        "kind",
        "owner",
        "period",
        "stage",
        "as_of",
        "next_stage",
        "next_stage_when",
    },
    "commitments.jsonl": {"kind", "owed_by", "owed_to", "undertaking", "due", "state", "as_of", "said_by"},
    "relations.jsonl": {"type", "subject", "object", "role", "date", "asserted"},
}


@pytest.mark.parametrize("name", list(schemata()))
def test_labels_stand_in_english_and_russian(name: str) -> None:
    found = schemata()[name]
    for label in (found.label, found.plural, *(prop.label for prop in found.properties.values())):
        assert set(label) == {"en", "ru"}
        assert all(label.values())


def test_every_column_of_the_contract_has_a_property() -> None:
    held = {
        item.file: {prop.column for prop in item.properties.values() if prop.column}
        for item in schemata().values()
    }
    assert set(held) == set(COLUMNS)
    for file, columns in COLUMNS.items():
        assert columns <= held[file], file


def test_prefixes_tell_kinds_apart() -> None:
    assert len({item.prefix for item in schemata().values()}) == len(schemata())


def test_captions_and_extents_name_properties_that_exist() -> None:
    for item in schemata().values():
        for prop in (*item.caption, *(end for end in item.temporal_extent if end)):
            assert prop in item.properties


def test_an_unknown_schema_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="Claim"):
        schema("Dragon")
