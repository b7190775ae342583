"""Boosted trees as arrays, evaluated for all rows and all trees at once with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
_ARRAYS = ("feature", "threshold", "left", "right", "value")


@dataclass(frozen=True, slots=True)
class Forest:
    """Binary log-loss boosting. Arrays are (trees, nodes); a leaf points to itself and carries its value."""

    feature: NDArray[np.int16]
    threshold: Matrix
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: Matrix
    depth: int

    def scores(self, rows: Matrix) -> NDArray[np.float64]:
        """Log odds of each row of (rows, features)."""
        count, trees = len(rows), self.feature.shape[0]
        if not count:
            return np.zeros(0)
        offset = np.arange(trees) * self.feature.shape[1]
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        left, right = self.left.ravel(), self.right.ravel()
        at = np.broadcast_to(offset, (count, trees)).copy()
        of_row = np.arange(count)[:, None]
        for _ in range(self.depth):
            goes_left = rows[of_row, feature[at]] <= threshold[at]
            at = np.where(goes_left, left[at], right[at]) + offset
        return np.asarray(self.value.ravel()[at].sum(axis=1, dtype=np.float64))

    def chances(self, rows: Matrix) -> NDArray[np.float64]:
        return np.asarray(1.0 / (1.0 + np.exp(-self.scores(rows))))

    def arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        return {
            f"{prefix}.feature": self.feature, f"{prefix}.threshold": self.threshold, f"{prefix}.left": self.left,
            f"{prefix}.right": self.right, f"{prefix}.value": self.value,
            f"{prefix}.depth": np.array(self.depth, dtype=np.int16),
        }  # fmt: skip

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[Any]], prefix: str) -> Forest:
        feature, threshold, left, right, value = (arrays[f"{prefix}.{name}"] for name in _ARRAYS)
        return cls(feature, threshold, left, right, value, int(arrays[f"{prefix}.depth"]))

    @classmethod
    def from_dump(cls, trees: Sequence[Mapping[str, Any]], *, weight: float = 1.0) -> Forest:
        """From the `tree_info` of LightGBM's `dump_model`; `weight` scales leaves, for a mean of several models."""
        flat = [_flattened(tree["tree_structure"]) for tree in trees]
        width = max(len(nodes) for nodes, _ in flat)
        shape = (len(flat), width)
        feature, left, right = (np.zeros(shape, dtype=np.int16) for _ in range(3))
        threshold, value = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
        for row, (nodes, _) in enumerate(flat):
            for at, (of, border, low, high, leaf) in enumerate(nodes):
                feature[row, at], threshold[row, at] = of, border
                left[row, at], right[row, at], value[row, at] = low, high, leaf * weight
        return cls(feature, threshold, left, right, value, max(depth for _, depth in flat))

    def joined(self, other: Forest) -> Forest:
        """The sum of two forests."""
        width = max(self.feature.shape[1], other.feature.shape[1])
        parts = []
        for name in _ARRAYS:
            held = [getattr(forest, name) for forest in (self, other)]
            parts.append(np.concatenate([np.pad(a, ((0, 0), (0, width - a.shape[1]))) for a in held]))
        feature, threshold, left, right, value = parts
        return Forest(feature, threshold, left, right, value, max(self.depth, other.depth))


def _flattened(root: Mapping[str, Any]) -> tuple[list[tuple[int, float, int, int, float]], int]:
    nodes: list[tuple[int, float, int, int, float]] = []

    def visit(node: Mapping[str, Any]) -> tuple[int, int]:
        at = len(nodes)
        if "leaf_value" in node:
            nodes.append((0, 0.0, at, at, float(node["leaf_value"])))
            return at, 0
        nodes.append((0, 0.0, 0, 0, 0.0))
        # float32 rows are compared with a border rounded down, as the library compares in double precision
        border = np.nextafter(np.float32(node["threshold"]), np.float32(-np.inf))
        if float(np.float32(node["threshold"])) <= float(node["threshold"]):
            border = np.float32(node["threshold"])
        low, deep_low = visit(node["left_child"])
        high, deep_high = visit(node["right_child"])
        nodes[at] = (int(node["split_feature"]), float(border), low, high, 0.0)
        return at, 1 + max(deep_low, deep_high)

    _, depth = visit(root)
    return nodes, depth
