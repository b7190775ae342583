"""The second stage: around one cue, who speaks and what is said. Windows, and their keys."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tocsin.statements.attribution.columns import Columns
from tocsin.statements.attribution.crf import Integers, Keys, feature
from tocsin.statements.attribution.lexicon import COMMA, NAME, NOUN, THAT, VERB
from tocsin.statements.attribution.tokens import Tokens

LABELS = ("O", "Q", "B-S", "I-S", "B-C", "I-C")
_LONGEST = 160
_NEAR = np.array([0, 1, 2, 3, 4, 5, 6, 6, 8, 8, 8, *[11] * 5, *[16] * 14, 30])


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `first`..`last` around the cue `cue_first`..`cue_last`; all bounds included."""

    first: int
    last: int
    cue_first: int
    cue_last: int

    def __len__(self) -> int:
        return self.last + 1 - self.first


def window_around(tokens: Tokens, cue_first: int, cue_last: int) -> Window:
    """The cue's sentence, and its neighbours as far as a quotation runs across, or stands right beside, their
    border."""
    sentence = tokens.sentence
    first = bisect_left(sentence, sentence[cue_first])
    last = bisect_right(sentence, sentence[cue_last]) - 1
    while first > 0 and cue_first - first < _LONGEST and _goes_on(tokens, first, backward=True):
        first = bisect_left(sentence, sentence[first - 1])
    while (
        last + 1 < len(tokens) and last - cue_last < _LONGEST and _goes_on(tokens, last + 1, backward=False)
    ):
        last = bisect_right(sentence, sentence[last + 1]) - 1
    return Window(max(first, cue_first - _LONGEST), min(last, cue_last + _LONGEST), cue_first, cue_last)


def _goes_on(tokens: Tokens, at: int, *, backward: bool) -> bool:
    """Whether the sentence that begins at token `at` and the one before it belong into one window."""
    left, right = tokens.quote[at - 1], tokens.quote[at]
    if left and left == right:
        return True
    return tokens.line[at - 1] == tokens.line[at] and (left > 0 if backward else right > 0)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the windows of a text share: keys of each word alone, and running counts for what lies between."""

    own: Keys
    commas: Integers
    verbs: Integers
    thats: Integers
    cues: Integers
    in_cue: Integers
    opening: Integers
    kind: Integers


def surroundings_of(columns: Columns, cues: Sequence[tuple[int, int]]) -> Surroundings:
    """`cues`: first and last token of all cues of the text."""
    count = len(columns)
    begins, in_cue = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for first, last in cues:
        begins[first] = 1
        in_cue[first : last + 1] = 1
    comma = columns.has(COMMA)
    at = np.arange(count)
    opens = (at == columns.first) | np.concatenate(([False], comma[:-1]))[:count]
    kind = np.where(columns.has(NOUN), columns.tag, columns.word)
    opening = kind[np.maximum.accumulate(np.where(opens, at, 0))] if count else kind
    return Surroundings(
        _own_keys(columns), np.cumsum(comma), np.cumsum(columns.has(VERB)), np.cumsum(columns.has(THAT)),
        np.cumsum(begins), in_cue, opening, kind,
    )  # fmt: skip


def _own_keys(columns: Columns) -> Keys:
    seen, word, tag, cluster = columns.seen, columns.word, columns.tag, columns.cluster
    shape = columns.shape
    return np.stack(
        [
            feature(101, word),
            feature(102, tag, shape),
            feature(103, cluster),
            feature(104, seen(word, -1)),
            feature(105, seen(word, 1)),
            feature(106, seen(tag, -1), tag),
            feature(107, tag, seen(tag, 1)),
            feature(108, seen(cluster, -1), cluster),
            feature(109, cluster, seen(cluster, 1)),
            feature(110, seen(tag, -2), seen(tag, -1), tag),
            feature(111, tag, seen(tag, 1), seen(tag, 2)),
            feature(112, seen(word, -1), word),
            feature(113, word, seen(word, 1)),
        ],
        axis=1,
    )


def span_keys(columns: Columns, around: Surroundings, windows: Sequence[Window]) -> tuple[Integers, Keys]:
    """For the words of all windows, one after the other: their places in the text and their keys beside `own`.

    The keys relate a word to the window's cue: side, distance, what lies between, quotations, the cue itself.
    """
    sizes = np.array([len(window) for window in windows])
    at = np.concatenate([np.arange(window.first, window.last + 1) for window in windows])
    layout = np.repeat(np.array([_layout(columns, window) for window in windows]), sizes, axis=0)
    first, last, left_quote, right_quote, within, shape, root, cluster, after, before = layout.T
    cue = (at >= first) & (at <= last)
    side = np.where(cue, 0, np.where(at < first, 1, 2))
    near = np.where(side == 1, first - at, np.where(side == 2, at - last, 0))
    distance = _NEAR[np.minimum(near, len(_NEAR) - 1)]
    one = np.where(side == 1, at, last)
    other = np.where(side == 1, first, at)
    commas = np.minimum(around.commas[other] - around.commas[one], 3)
    verbs = np.minimum(around.verbs[other] - around.verbs[one], 3)
    that = np.minimum(around.thats[other] - around.thats[one], 1)
    passed = np.clip(around.cues[at] - around.cues[first], -2, 2) * 2 + around.in_cue[at] + 6
    across = np.clip(columns.sentence[at] - columns.sentence[first], -2, 2) + 3
    quote = columns.quote[at]
    relation = np.select(
        [quote == 0, quote == within, quote == left_quote, quote == right_quote], [1, 2, 3, 3], default=4
    )
    sided = side * 8 + relation
    place = side * 64 + across * 8 + relation
    tag, word, own_cluster = columns.tag[at], columns.word[at], columns.cluster[at]
    between = side * 64 + commas * 16 + verbs * 4 + that
    kind = around.kind[at]
    back, on = columns.seen(columns.tag, -1)[at], columns.seen(columns.tag, 1)[at]
    ends = 2 * (at == columns.first[at]) + (at == columns.last[at])
    quotes = np.append(columns.quote, 0)
    beside = 2 * (quotes[columns.left[1][at]] == quote) + (quotes[columns.right[1][at]] == quote)
    keys = [
        feature(201, side, distance),
        feature(202, place, shape),
        feature(203, side, tag),
        feature(204, side, word),
        feature(205, side, distance, tag),
        feature(206, place, root),
        feature(207, side, cluster, distance),
        feature(208, sided, after, commas),
        feature(209, sided, before, commas),
        feature(210, sided, root, after),
        feature(211, between),
        feature(212, side, commas, that, cluster),
        feature(213, sided, commas, shape),
        feature(214, side, verbs, tag),
        feature(215, side, commas, around.opening[at]),
        feature(216, side, passed, relation),
        feature(217, passed, tag),
        feature(218, side, distance, root),
        feature(219, side, cluster, kind),
        feature(220, place, shape, columns.has(NAME)[at].astype(np.int64), distance),
        feature(221, side, own_cluster, commas),
        feature(222, sided, word),
        feature(223, sided, beside, shape),
        feature(224, place, ends, shape),
        feature(225, side, around.opening[at], that, verbs),
        feature(226, sided, back, tag),
        feature(227, sided, tag, on),
    ]
    stacked = np.stack(keys, axis=1)
    stacked[cue] = 0
    stacked[cue, 0] = feature(200, side[cue])
    return at, stacked


def _layout(columns: Columns, window: Window) -> tuple[int, ...]:
    """Of a window: its cue, the quotations beside it, and the words and kinds at its borders."""
    first, last, quote = window.cue_first, window.cue_last, columns.quote
    within = int(quote[first])
    left = quote[window.first : first]
    right = quote[last + 1 : window.last + 1]
    left_quote = int(left[left > 0][-1]) if (left > 0).any() else -1
    right_quote = int(right[right > 0][0]) if (right > 0).any() else -1
    shape = 1 + (left_quote not in (-1, within)) + 2 * (right_quote not in (-1, within)) + 4 * (within > 0)
    root = int(columns.stem[last]) + (0 if first == last else 3 * int(columns.stem[first]))
    verb = last if columns.flags[last] & VERB else first
    noun = NOUN
    after = _kind(columns, last + 1, noun) if last < columns.last[last] else 0
    before = _kind(columns, first - 1, noun) if first > columns.first[first] else 0
    return (
        first,
        last,
        left_quote,
        right_quote,
        within or -2,
        shape,
        root,
        int(columns.cluster[verb]),
        after,
        before,
    )


def _kind(columns: Columns, at: int, noun: int) -> int:
    return int(columns.tag[at] if columns.flags[at] & noun else columns.word[at])
