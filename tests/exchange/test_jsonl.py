"""The JSON Lines form against its contract: fields, quotes, nulls, order, and no half-written folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tocsin.bundled import pages
from tocsin.errors import StopError
from tocsin.exchange.jsonl import write_jsonl
from tocsin.model.marking import OWNER
from tocsin.pipeline import Plan, ingest
from tocsin.sources.files import FileSource
from tocsin.store import open_store

COMMON = {"id", "doc", "quote", "start", "end", "section", "origin", "score"}
FIELDS = {
    "documents": {"title", "language", "publication_date", "date_precision", "genre", "segments", "duplicates"},
    "persons": {"canonical", "surface_forms", "roles", "country"},
    "organisations": {"canonical", "acronym", "type", "surface_forms", "parent"},
    "places": {"place", "mention", "type", "country_code", "lat", "lon"},
    "events": {
        "type", "name", "date", "date_precision", "date_basis", "date_end", "place", "country_code", "participants",
        "ordinal", "classification", "incident",
    },
    "claims": {
        "speaker", "speaker_role", "via", "date", "stance", "content", "content_start", "content_end", "cue",
    },
    "quantities": {"subject", "low", "high", "qualifier", "unit", "said_by", "date"},
    "instruments": {
        "name", "variants", "kind", "owner", "period", "stage", "as_of", "next_stage", "next_stage_when",
    },
    "commitments": {"kind", "owed_by", "owed_to", "undertaking", "due", "state", "as_of", "said_by"},
    "relations": {"type", "subject", "object", "role", "date", "asserted"},
}  # fmt: skip
SECTIONS = {"title", "lead", "body", "question", "answer", "teaser", "caption", "boilerplate"}

Lines = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lines, dict[str, str]]:
    """The bundled pages' lines by kind, and the texts by label."""
    folder = tmp_path_factory.mktemp("jsonl")
    with open_store(str(folder / "store.sqlite"), create=True) as store:
        ingest(store, FileSource([pages()]).items(), Plan())
        counts = write_jsonl(store.view(OWNER), folder / "out")
        texts = {document.label: document.text for document in store.view(OWNER).documents()}
    lines = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted((folder / "out").iterdir())
    }
    assert {name: len(held) for name, held in lines.items()} == {
        name.removesuffix(".jsonl"): count for name, count in counts.items()
    }
    return lines, texts


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_line_has_the_fields_of_the_contract(exported: tuple[Lines, dict[str, str]], kind: str) -> None:
    held = exported[0][kind]
    assert held
    for line in held:
        missing = (COMMON | FIELDS[kind]) - set(line)
        assert not missing, f"{kind}: {missing}"
        assert line["section"] in SECTIONS
        assert 0 <= line["score"] <= 1


def test_every_quote_is_cut_from_its_document(exported: tuple[Lines, dict[str, str]]) -> None:
    lines, texts = exported
    for held in lines.values():
        for line in held:
            assert texts[line["doc"]][line["start"] : line["end"]] == line["quote"]
    for claim in lines["claims"]:
        assert texts[claim["doc"]][claim["content_start"] : claim["content_end"]] == claim["content"]
    for event in lines["events"]:
        for filler in (event["incident"] or {}).values():
            for entity in filler if isinstance(filler, list) else ():
                for text, start in entity["mentions"]:
                    assert texts[event["doc"]][start:].startswith(text)


def test_ids_are_not_given_twice(exported: tuple[Lines, dict[str, str]]) -> None:
    for kind, held in exported[0].items():
        ids = [line["id"] for line in held]
        assert len(ids) == len(set(ids)), kind


def test_segments_cover_the_whole_text_in_order(exported: tuple[Lines, dict[str, str]]) -> None:
    lines, texts = exported
    for document in lines["documents"]:
        at = 0
        for segment in document["segments"]:
            assert segment["start"] == at
            at = segment["end"]
        assert at == len(texts[document["doc"]])


def test_dates_carry_their_precision_and_basis(exported: tuple[Lines, dict[str, str]]) -> None:
    lengths = {"day": 10, "month": 7, "year": 4}
    for event in exported[0]["events"]:
        if event["date"] is None:
            assert event["date_precision"] is None
        else:
            assert len(event["date"]) == lengths[event["date_precision"]]
            assert event["date_basis"] in ("stated", "relative", "document")


def test_quantities_have_the_bounds_that_their_qualifier_says(exported: tuple[Lines, dict[str, str]]) -> None:
    for line in exported[0]["quantities"]:
        if line["qualifier"] in ("more than", "at least"):
            assert line["low"] is not None and line["high"] is None
        if line["qualifier"] in ("exact", "about"):
            assert line["low"] == line["high"] is not None


def test_an_office_names_its_body_and_day(exported: tuple[Lines, dict[str, str]]) -> None:
    roles = [role for line in exported[0]["persons"] for role in line["roles"]]
    assert any(role["organisation"] and role["as_of"] for role in roles)
    assert all(set(role) >= {"role", "organisation", "as_of"} for role in roles)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with (
        open_store(str(tmp_path / "store.sqlite"), create=True) as store,
        pytest.raises(StopError, match="cannot write"),
    ):
        write_jsonl(store.view(OWNER), tmp_path / "taken")
