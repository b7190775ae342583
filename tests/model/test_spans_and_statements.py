"""Ids are stable across runs and machines; quotes always equal their slice."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.draft import Draft, read_quantity, value_text
from tocsin.model.entity import Entity
from tocsin.model.ids import content_id, stable_id
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.model.span import Span
from tocsin.model.statement import Statement

texts = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200)


def document_of(text: str) -> Document:
    return Document(
        id=content_id(text.encode()), source="files", address="a.txt", label="a.txt",
        retrieved_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), media_type="text/plain", language="en", title=None,
        publication_date=PartialDate(2026, 1, 1), genre=Genre.REPORT, text=text,
        segments=(Segment(Section.BODY, 0, len(text)),),
    )  # fmt: skip


@given(texts, st.data())
def test_a_cut_span_equals_its_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span.cut("d", text, start, end)
    assert text[span.start : span.end] == span.quote
    assert span.holds_in(text)


@given(texts, st.data())
def test_a_selector_finds_its_quote_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Span.cut("d", text, start, end).selector(text).find(text)
    assert found is not None
    assert text[found[0] : found[1]] == text[start:end]


def test_a_selector_prefers_the_occurrence_with_its_context() -> None:
    text = "The plan was agreed. Later the plan was signed."
    start = text.index("plan", 20)
    selector = Span.cut("d", text, start, start + 4).selector(text)
    assert selector.find("New first line. " + text) == (start + 16, start + 20)
    assert selector.find("nothing alike") is None


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 99)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        Span.cut("d", "short", start, end)


def test_a_quote_that_does_not_fit_its_offsets_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Span("d", 0, 3, "four")


def test_ids_do_not_depend_on_the_process() -> None:
    code = (
        "from tocsin.model.ids import stable_id, content_id;"
        "print(stable_id('st', 'a', None, '', 3, 'ё'), content_id('ё'.encode()))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert seen == {f"{stable_id('st', 'a', None, '', 3, 'ё')} {content_id('ё'.encode())}\n"}


@given(st.lists(st.one_of(st.none(), texts), min_size=1, max_size=4))
def test_different_parts_give_different_ids(parts: list[str | None]) -> None:
    assert stable_id("x", *parts) == stable_id("x", *parts)
    assert stable_id("x", *parts) != stable_id("x", *parts, "more")
    if None in parts:
        assert stable_id("x", *parts) != stable_id("x", *("" if part is None else part for part in parts))


bounds = st.one_of(st.none(), st.integers(0, 10**9), st.floats(0, 1e6).map(lambda value: round(value, 3)))


@given(
    bounds,
    bounds,
    st.sampled_from([item for item in Qualifier if item is not Qualifier.VAGUE]),
    st.text("abc |.", max_size=8),
)
def test_quantities_read_back_from_their_text(
    low: float | None, high: float | None, qualifier: Qualifier, unit: str
) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    quantity = Quantity(low, high, qualifier, unit or None)
    assert read_quantity(value_text(quantity)) == quantity


def test_at_least_forty_agrees_with_a_hundred_and_forty_but_not_with_thirty() -> None:
    at_least = Quantity.of(40, Qualifier.AT_LEAST)
    assert at_least.agrees_with(Quantity.of(140))
    assert not at_least.agrees_with(Quantity.of(30))


def test_a_draft_flattens_to_statements_whose_quotes_hold() -> None:
    document = document_of("Marta Lindqvist, Director of the Centre, spoke in Vienna.")
    draft = (
        Draft.open(
            "Person", document=document, start=0, end=39, origin="rules.person.v1", score=0.9,
            told_apart_by="Marta Lindqvist",
        )
        .say("name", "Marta Lindqvist", at=(0, 15))
        .say("surfaceForm", "Marta Lindqvist", at=(0, 15))
        .say("country", None)
    )  # fmt: skip
    statements = list(draft.statements(document))
    assert [item.prop for item in statements] == ["section", "name", "surfaceForm"]
    assert all(item.span.holds_in(document.text) for item in statements)
    assert len({item.id for item in statements}) == 3
    entity = Entity.assemble("per-x", statements)
    assert entity.first("name") == "Marta Lindqvist"


def test_a_property_that_the_schema_lacks_is_refused() -> None:
    document = document_of("text")
    draft = Draft.open("Person", document=document, start=0, end=4, origin="o", score=1).say("shoeSize", "44")
    with pytest.raises(ValueError, match="shoeSize"):
        list(draft.statements(document))


def test_an_entity_is_of_one_schema() -> None:
    document = document_of("text")
    made: list[Statement] = []
    for schema in ("Person", "Place"):
        made += Draft.open(schema, document=document, start=0, end=4, origin="o", score=1).statements(
            document
        )
    with pytest.raises(ValueError, match="schema"):
        Entity.assemble("x", made)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_every_offset_finds_its_segment(lengths: list[int]) -> None:
    segments = []
    at = 0
    for length in lengths:
        segments.append(Segment(Section.BODY, at, at + length))
        at += length
    text = "x" * at
    held = document_of(text)
    held = replace(held, segments=tuple(segments))
    for offset in range(at):
        found = held.segment_at(offset)
        assert found is not None
        assert found.start <= offset < found.end
    assert held.segment_at(at) is None
