"""Scores as measured precision: tables that never turn an order around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.statements.text_readings import read
from tocsin.model.draft import Draft
from tocsin.statements.calibration import TABLES, Table, calibrated, fitted, table_of
from tocsin.statements.cascade import cascade_version, default_extractors, read_statements
from tocsin.statements.quantities.extraction import QuantityExtractor

_ANSWERS = st.lists(
    st.tuples(st.sampled_from([0.1, 0.3, 0.5, 0.6, 0.75, 0.9, 1.0]), st.booleans()), min_size=1, max_size=80
)


@given(_ANSWERS)
def test_a_fitted_table_rises_and_stays_between_0_and_1(answers: list[tuple[float, bool]]) -> None:
    table = fitted(answers)
    scores = [score for score, _ in table.knots]
    precisions = [precision for _, precision in table.knots]
    assert scores == sorted(set(scores)) and precisions == sorted(precisions)
    assert all(0 <= value <= 1 for value in precisions)


@given(_ANSWERS, st.floats(0, 1), st.floats(0, 1))
def test_a_table_never_turns_two_scores_around(
    answers: list[tuple[float, bool]], one: float, other: float
) -> None:
    table = fitted(answers)
    low, high = sorted((one, other))
    assert table.at(low) <= table.at(high)


def test_many_answers_give_their_precision_and_few_move_little() -> None:
    many = fitted([(0.9, index % 10 < 7) for index in range(1000)])
    assert many.at(0.9) == pytest.approx(0.7, abs=0.005)
    few = fitted([(0.9, False)])
    assert few.at(0.9) == pytest.approx(0.6)


def test_scores_that_mislead_are_pooled() -> None:
    answers = [(0.5, True)] * 50 + [(0.9, False)] * 50
    table = fitted(answers)
    assert len(table.knots) == 1 and table.at(0.2) == table.at(0.95) == pytest.approx(0.5, abs=0.03)
    with pytest.raises(ValueError, match="no answers"):
        fitted([])


def test_between_two_knots_the_line_counts() -> None:
    table = Table(((0.5, 0.4), (0.9, 0.8)))
    assert [table.at(score) for score in (0.1, 0.5, 0.7, 0.9, 1.0)] == [0.4, 0.4, 0.6, 0.8, 0.8]


def test_every_table_is_of_an_extractor_that_is_shipped() -> None:
    assert TABLES.is_file()
    names = {extractor.name for extractor in default_extractors()}
    listed = [line.split(":")[0] for line in TABLES.read_text("utf-8").splitlines() if line[:1].isalpha()]
    assert listed
    stale = [name for name in listed if name not in names]
    assert not stale, f"run `python -m bench.calibration --write`: {stale}"


def test_reading_gives_measured_scores_unless_told_otherwise() -> None:
    text = "Some 5,000 troops and 60 tanks came; several houses burnt."
    document = read(text).document
    stages = (QuantityExtractor(),)
    own, measured = (read_statements(document, stages, calibrate=flag) for flag in (False, True))
    assert [draft.score for draft in own] == [0.95, 0.95, 0.75]
    table = table_of(QuantityExtractor().name)
    assert table is not None
    assert [draft.score for draft in measured] == [table.at(draft.score) for draft in own]
    assert [draft.key for draft in own] == [draft.key for draft in measured]


def test_an_extractor_that_was_not_measured_keeps_its_score() -> None:
    document = read("Text.").document
    draft = Draft.open("Quantity", document=document, start=0, end=4, origin="rules.other.v9", score=0.4)
    assert calibrated(draft) is draft


def test_new_tables_make_a_new_version_of_the_cascade() -> None:
    assert cascade_version() != cascade_version((QuantityExtractor(),))
    assert len(cascade_version()) == 12
