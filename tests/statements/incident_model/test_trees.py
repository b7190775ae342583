"""Boosted trees by numpy: the same as the library that grew them."""

from __future__ import annotations

import numpy as np
import pytest

from tocsin.statements.incidents.model.trees import Forest

STUMP = {
    "tree_structure": {
        "split_feature": 1, "threshold": 0.5, "left_child": {"leaf_value": -1.0},
        "right_child": {
            "split_feature": 0, "threshold": 2.0, "left_child": {"leaf_value": 0.25},
            "right_child": {"leaf_value": 3.0},
        },
    }
}  # fmt: skip


def test_rows_fall_to_their_leaves() -> None:
    rows = np.array([[0, 0.5], [2, 0.6], [2.1, 1], [9, -1]], dtype=np.float32)
    assert Forest.from_dump([STUMP]).scores(rows).tolist() == [-1.0, 0.25, 3.0, -1.0]


def test_a_forest_sums_its_trees_and_comes_back_from_its_arrays() -> None:
    rows = np.random.default_rng(1).normal(size=(50, 2)).astype(np.float32)
    one = Forest.from_dump([STUMP], weight=0.5)
    both = one.joined(Forest.from_dump([STUMP, STUMP]))
    assert both.scores(rows) == pytest.approx(5 * one.scores(rows))
    again = Forest.read(both.arrays("x"), "x")
    assert again.chances(rows) == pytest.approx(both.chances(rows))


def test_no_rows_give_no_scores() -> None:
    assert Forest.from_dump([STUMP]).scores(np.zeros((0, 2), dtype=np.float32)).shape == (0,)


def test_the_library_gives_the_same() -> None:
    lightgbm = pytest.importorskip("lightgbm", reason="LightGBM is in the dependency group for training only")
    generator = np.random.default_rng(5)
    rows = generator.normal(size=(600, 6)).astype(np.float32)
    wanted = (rows[:, 0] * rows[:, 1] + rows[:, 2] > 0).astype(int)
    options = {
        "objective": "binary",
        "num_leaves": 9,
        "min_data_in_leaf": 5,
        "verbosity": -1,
        "num_threads": 1,
    }
    model = lightgbm.train(options, lightgbm.Dataset(rows, wanted), num_boost_round=30)
    ours = Forest.from_dump(model.dump_model()["tree_info"]).chances(rows)
    assert ours == pytest.approx(model.predict(rows), abs=1e-6)
