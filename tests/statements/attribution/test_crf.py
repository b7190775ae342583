"""The conditional random field on arrays against what it stands for."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.statements.attribution.crf import Crf, Table, feature, only_where


def crf_of(labels: int, seed: int) -> Crf:
    chance = np.random.default_rng(seed)
    keys = np.unique(chance.integers(1, 2**32, 40, dtype=np.uint32))
    table = Table.of(np.concatenate(([0], keys)).astype(np.uint32))
    weights = chance.normal(size=(len(keys) + 1, labels)).astype(np.float32)
    weights[0] = 0
    transitions = chance.normal(size=(labels, labels)).astype(np.float32)
    return Crf(tuple("ABCDEF"[:labels]), table, weights, transitions)


def by_enumeration(crf: Crf, emissions: np.ndarray) -> np.ndarray:
    """P(label) at each place, by summing over every labelling."""
    length, labels = emissions.shape
    found = np.zeros((length, labels))
    for path in product(range(labels), repeat=length):
        score = sum(emissions[at, label] for at, label in enumerate(path))
        score += sum(crf.transitions[a, b] for a, b in pairwise(path))
        for at, label in enumerate(path):
            found[at, label] += np.exp(score)
    return found / found.sum(axis=1, keepdims=True)


@given(st.integers(2, 4), st.lists(st.integers(1, 5), min_size=1, max_size=4), st.integers(0, 50))
@settings(max_examples=40, deadline=None)
def test_marginals_are_those_of_the_sum_over_all_labellings(
    labels: int, lengths: list[int], seed: int
) -> None:
    crf = crf_of(labels, seed)
    emissions = np.random.default_rng(seed).normal(size=(sum(lengths), labels)).astype(np.float32)
    found = crf.marginals(emissions, np.array(lengths))
    at = 0
    for length in lengths:
        expected = by_enumeration(crf, emissions[at : at + length])
        assert found[at : at + length] == pytest.approx(expected, abs=1e-4)
        at += length


def test_emissions_add_up_the_weights_of_known_keys() -> None:
    crf = crf_of(3, 1)
    known = crf.table.keys[[1, 5]].astype(np.uint64)
    keys = np.array([[known[0], known[1], 0], [known[0], 12345, 0]], dtype=np.uint64)
    found = crf.emissions(keys)
    assert found[0] == pytest.approx(crf.weights[1] + crf.weights[5], abs=1e-5)
    assert found[1] == pytest.approx(crf.weights[1], abs=1e-5)


@given(st.sets(st.integers(1, 2**32 - 1), max_size=300), st.lists(st.integers(0, 2**32 - 1), max_size=50))
@settings(deadline=None)
def test_every_key_is_found_at_its_row_and_no_other_is_found(keys: set[int], asked: list[int]) -> None:
    ordered = sorted(keys)
    table = Table.of(np.array([0, *ordered], np.uint32))
    rows = table.rows(np.array([*ordered, *asked], np.uint64))
    row = {key: at for at, key in enumerate(ordered, start=1)}
    assert rows.tolist() == [row.get(key, 0) for key in (*ordered, *asked)]


def test_a_key_depends_on_the_template_and_on_each_column_and_its_place() -> None:
    one, other = np.array([1, 2, 3]), np.array([2, 1, 3])
    assert (feature(1, one, other) == feature(1, one, other)).all()
    assert (feature(1, one) != feature(2, one)).all()
    assert (feature(1, one, other)[:2] != feature(1, other, one)[:2]).all()
    assert (feature(1, one, other) != 0).all()
    assert only_where(np.array([True, False, True]), feature(1, one))[1] == 0
