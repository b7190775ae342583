"""The first stage: which words attribute? One key a template for every word of a text."""

from __future__ import annotations

import numpy as np

from tocsin.statements.attribution.columns import Columns, nearest_after, nearest_before
from tocsin.statements.attribution.crf import Integers, Keys, feature, only_where
from tocsin.statements.attribution.lexicon import MARK, NAME, PASSED_OVER, STOP, THAT

LABELS = ("O", "B", "I")


def cue_keys(columns: Columns) -> Keys:
    """(words, templates)."""
    word, stem, tag, cluster = columns.word, columns.stem, columns.tag, columns.cluster
    seen = columns.seen
    count = len(columns)
    at = np.arange(count)
    quoted = (columns.quote > 0).astype(np.int64)
    in_sentence = (np.bincount(columns.sentence, quoted)[columns.sentence] > 0).astype(np.int64)
    state = columns.shape * 4 + quoted * 2 + in_sentence
    place = np.minimum(at - columns.first, 6)
    subject = _subject(columns)
    that = _steps_to_that(columns)
    mark = columns.has(MARK)
    beside = np.append(mark, False)
    after_mark = beside[columns.left[1]] | beside[columns.left[2]]
    before_mark = beside[columns.right[1]] | beside[columns.right[2]]
    opening = columns.shape[columns.first]
    w1, w_1, t1, t_1 = seen(word, 1), seen(word, -1), seen(tag, 1), seen(tag, -1)
    c1, c_1, c2, c_2, t2, t_2 = (
        seen(cluster, 1), seen(cluster, -1), seen(cluster, 2), seen(cluster, -2), seen(tag, 2), seen(tag, -2),
    )  # fmt: skip
    keys = [
        feature(1, np.ones_like(word)),
        feature(2, word),
        feature(3, stem),
        feature(4, tag),
        feature(5, cluster),
        feature(6, state),
        feature(7, w_1),
        feature(8, t_1, state),
        feature(9, c_1),
        feature(10, w1),
        feature(11, t1, state),
        feature(12, c1),
        feature(13, c_2),
        feature(14, t_2),
        feature(15, c2),
        feature(16, seen(word, 2)),
        feature(17, w_1, word),
        feature(18, word, w1),
        feature(19, cluster, c1),
        feature(20, c_1, cluster),
        feature(21, t_1, tag, t1),
        feature(22, tag, t1, t2),
        feature(23, t_2, t_1, tag),
        feature(24, subject, tag),
        feature(25, subject, cluster),
        feature(26, stem, t1),
        feature(27, stem, subject),
        feature(28, cluster, state),
        feature(29, stem, state),
        feature(30, seen(word, -2), w_1),
        feature(31, seen(cluster, 3)),
        feature(32, seen(stem, 1)),
        feature(33, place, tag),
        only_where(that > 0, feature(34, that, cluster)),
        only_where(after_mark, feature(35, cluster, tag)),
        only_where(before_mark, feature(36, cluster, tag)),
        only_where(columns.has(STOP), feature(37, word, place, opening)),
        feature(38, word, w1, seen(word, 2)),
        feature(39, c_1, cluster, c1),
        feature(40, t_1, stem),
        feature(41, t_2, t_1, stem),
        feature(42, stem, t1, t2),
        feature(43, w_1, word, w1),
        feature(44, seen(cluster, 2), c1, cluster),
    ]
    return np.stack(keys, axis=1)


def _subject(columns: Columns) -> Integers:
    """The part of speech of the last word before, passing over auxiliaries and adverbs; names apart."""
    held = ~columns.has(PASSED_OVER)
    before = nearest_before(held, columns.first)
    kinds = np.where(columns.has(NAME) & (np.arange(len(columns)) > columns.first), 1, columns.tag)
    found: Integers = np.where(before >= 0, kinds[before], 0)
    return found


def _steps_to_that(columns: Columns) -> Integers:
    """1, 2 or 3: a *that* of the same clause is the next word, two or three on, up to eight on; 0: none is."""
    at = np.arange(len(columns))
    that = nearest_after(columns.has(THAT), columns.last)
    stop = nearest_after(columns.has(STOP), columns.last)
    steps = np.where((that >= 0) & ((stop < 0) | (that < stop)), that - at, 99)
    found: Integers = np.select([steps == 1, steps <= 3, steps <= 8], [1, 2, 3], default=0)
    return found
