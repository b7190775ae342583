"""The stages together: sentences in, attributions out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from tocsin.language.sentences import Sentence
from tocsin.statements.attribution import cues as cue_stage
from tocsin.statements.attribution import spans as span_stage
from tocsin.statements.attribution.columns import Columns, columns_of
from tocsin.statements.attribution.confidence import Confidence, Signs, shipped_confidence
from tocsin.statements.attribution.crf import Crf, Floats, Integers
from tocsin.statements.attribution.lexicon import Lexicon, shipped_lexicon
from tocsin.statements.attribution.parts import Attribution, Span
from tocsin.statements.attribution.tokens import Tokens, tokens_of

Cue = tuple[int, int, float]
"""First and last token, and how sure it is that a cue begins there."""

OUT, CUE, SOURCE_BEGINS, SOURCE, CONTENT_BEGINS, CONTENT = range(len(span_stage.LABELS))


_BLOCK = 60_000
_LONGEST_SENTENCE = 4_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with what the second stage makes of it, in tokens (both bounds included), and the signs of its
    worth."""

    cue: Span
    source: Span | None
    pieces: tuple[Span, ...]
    signs: Signs

    @property
    def content(self) -> Span | None:
        return (self.pieces[0][0], self.pieces[-1][1]) if self.pieces else None


@dataclass(frozen=True, slots=True)
class AttributionFinder:
    lexicon: Lexicon
    cues: Crf
    spans: Crf
    confidence: Confidence
    lowest: float = 0.3
    """A cue that is less sure is not looked at."""

    def find(self, text: str, sentences: Sequence[Sentence]) -> list[Attribution]:
        """The attributions of these sentences, in the order of their cues.

        Long texts are read in blocks of whole sentences, so that memory does not grow with them. A sentence of more
        than some thousand characters is no prose and is left to the rules.
        """
        return [found for block in _blocks(sentences) for found in self.find_in(tokens_of(text, block))]

    def find_in(self, tokens: Tokens) -> list[Attribution]:
        found = []
        for one in self.candidates(tokens):
            sure = self.confidence.of(one.signs)
            if sure >= self.confidence.lowest and one.pieces:
                found.append(_placed(tokens, one, sure))
        return found

    def candidates(self, tokens: Tokens) -> list[Candidate]:
        """Every cue that is looked at, with its parts."""
        if not len(tokens):
            return []
        columns = columns_of(tokens, self.lexicon)
        cues = self.find_cues(columns)
        if not cues:
            return []
        around = span_stage.surroundings_of(columns, [cue[:2] for cue in cues])
        windows = [span_stage.window_around(tokens, first, last) for first, last, _ in cues]
        at, keys = span_stage.span_keys(columns, around, windows)
        touched, places = np.unique(at, return_inverse=True)
        emissions = self.spans.emissions(keys) + self.spans.emissions(around.own[touched])[places]
        lengths = np.array([len(window) for window in windows])
        marginals = self.spans.marginals(emissions, lengths)
        parts = _parts(marginals, lengths, windows)
        return [_candidate(cues, parts, index) for index in range(len(cues))]

    def find_cues(self, columns: Columns) -> list[Cue]:
        begins = np.flatnonzero(np.diff(columns.sentence, prepend=-1))
        lengths = np.diff(np.append(begins, len(columns)))
        chances = self.cues.marginals(self.cues.emissions(cue_stage.cue_keys(columns)), lengths)
        found: list[Cue] = []
        end = -1
        for at in np.flatnonzero(chances[:, 1] >= self.lowest).tolist():
            if at <= end:
                continue
            end = at
            while end < columns.last[at] and chances[end + 1, 2] >= 0.5:
                end += 1
            found.append((at, end, float(chances[at, 1])))
        return found


def _blocks(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    block: list[Sentence] = []
    size = 0
    for sentence in sentences:
        length = sentence.end - sentence.start
        if length > _LONGEST_SENTENCE:
            continue
        if block and size + length > _BLOCK:
            yield block
            block, size = [], 0
        block.append(sentence)
        size += length
    if block:
        yield block


@dataclass(frozen=True, slots=True)
class _Parts:
    source: Span | None
    source_sure: float
    pieces: tuple[Span, ...]
    content_sure: float


def _parts(marginals: Floats, lengths: Integers, windows: Sequence[span_stage.Window]) -> list[_Parts]:
    """Runs of words more likely in the part than not, begin and inside together; of sources the surest."""
    said = marginals[:, CONTENT_BEGINS] + marginals[:, CONTENT]
    by = marginals[:, SOURCE_BEGINS] + marginals[:, SOURCE]
    ends = np.cumsum(lengths)
    contents, sources = _runs(said, ends), _runs(by, ends)
    found = []
    for number, window in enumerate(windows):
        shift = window.first - int(ends[number] - lengths[number])
        pieces = contents.get(number, ())
        source, source_sure = max(
            ((run, _sure(by, run)) for run in sources.get(number, ())),
            key=lambda pair: pair[1],
            default=(None, 0.0),
        )
        found.append(
            _Parts(
                (source[0] + shift, source[1] + shift) if source else None,
                source_sure,
                tuple((start + shift, end + shift) for start, end in pieces),
                _sure(said, (pieces[0][0], pieces[-1][1])) if pieces else 0.0,
            )
        )
    return found


def _candidate(cues: list[Cue], parts: list[_Parts], index: int) -> Candidate:
    first, last, sure = cues[index]
    own = parts[index]
    inside = any(
        other.pieces and other.pieces[0][0] <= first <= other.pieces[-1][1] and cues[at][2] > sure
        for at, other in enumerate(parts)
        if at != index
    )
    signs = Signs(
        sure, own.source_sure, own.content_sure, own.source is not None, bool(own.pieces), inside,
        last > first,
    )  # fmt: skip
    return Candidate((first, last), own.source, own.pieces, signs)


def _placed(tokens: Tokens, one: Candidate, sure: float) -> Attribution:
    def offsets(run: Span) -> Span:
        return tokens.starts[run[0]], tokens.ends[run[1]]

    return Attribution(
        offsets(one.source) if one.source else None,
        offsets(one.cue),
        offsets(one.content) if one.content else None,
        sure,
        tuple(offsets(piece) for piece in one.pieces),
    )


def _sure(chances: Floats, run: Span) -> float:
    """The geometric mean of the chances at both ends of a run."""
    return math.sqrt(float(chances[run[0]]) * float(chances[run[1]]))


def _runs(chances: Floats, ends: Integers) -> dict[int, list[Span]]:
    """By the number of the window: the runs of places above one half, none across the border of two windows."""
    held = chances > 0.5
    breaks = np.zeros(len(held) + 1, bool)
    breaks[ends] = breaks[0] = True
    before = np.concatenate(([False], held))
    after = np.concatenate((held, [False]))
    starts = np.flatnonzero(after & (~before | breaks))
    stops = np.flatnonzero(before & (~after | breaks)) - 1
    numbers = np.searchsorted(ends, starts, side="right")
    found: dict[int, list[Span]] = {}
    for number, start, stop in zip(numbers.tolist(), starts.tolist(), stops.tolist(), strict=True):
        found.setdefault(number, []).append((start, stop))
    return found


@cache
def shipped_finder() -> AttributionFinder:
    """The finder with the weights of this package."""
    return AttributionFinder(shipped_lexicon(), _weights("cues"), _weights("spans"), shipped_confidence())


def _weights(name: str) -> Crf:
    entry = resources.files("tocsin.statements.attribution") / "weights" / f"{name}.npz"
    with entry.open("rb") as file:
        return Crf.read(file)
