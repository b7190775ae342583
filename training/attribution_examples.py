"""PolNeAR's training texts as sequences for the two CRFs: features and labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.attribution_scoring import closest_to_others
from bench.brat import Attribution, Span, annotators, read_text
from tocsin.documents.parser import parse_document
from tocsin.sources.raw import RawDocument
from tocsin.statements.attribution.columns import columns_of
from tocsin.statements.attribution.crf import Keys
from tocsin.statements.attribution.cues import cue_keys
from tocsin.statements.attribution.lexicon import Lexicon
from tocsin.statements.attribution.spans import span_keys, surroundings_of, window_around
from tocsin.statements.attribution.tokens import Tokens, tokens_of
from tocsin.statements.cascade import read_document

Sequences = Iterator[tuple[list[list[str]], list[str]]]


@dataclass(frozen=True, slots=True)
class Example:
    """One text as the shipped stages see it, and what one annotator found in it."""

    name: str
    text: str
    tokens: Tokens
    gold: tuple[Attribution, ...]

    def cues(self) -> list[tuple[int, int, Attribution]]:
        """First and last token of each cue, by place; of cues that share a word only the first."""
        found: list[tuple[int, int, Attribution]] = []
        for one in sorted(self.gold, key=lambda one: one.cue or (0, 0)):
            bounds = self.tokens.cover(*one.cue) if one.cue else None
            if bounds and not (found and found[-1][1] >= bounds[0]):
                found.append((*bounds, one))
        return found


def tokens_for(text: str, name: str) -> Tokens:
    """The tokens of the sentences that the cascade would read: parsed and laid out like any text file."""
    raw = RawDocument(text.encode("utf-8"), name, name, "training", dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    return tokens_of(text, read_document(parse_document(raw)).sentences)


def examples(folder: Path) -> Iterator[Example]:
    """The texts of `folder/text` with `folder/attributions`, each once."""
    gold = annotators(folder / "attributions")
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in gold:
            text = read_text(path)
            who = closest_to_others(text, gold[path.stem])
            yield Example(path.stem, text, tokens_for(text, path.name), tuple(gold[path.stem][who]))


def cue_sequences(given: Sequence[Example], lexicon: Lexicon) -> Sequences:
    """A sequence a sentence."""
    for example in given:
        tokens = example.tokens
        columns = columns_of(tokens, lexicon)
        keys = cue_keys(columns)
        labels = ["O"] * len(tokens)
        for first, last, _ in example.cues():
            labels[first : last + 1] = ["B"] + ["I"] * (last - first)
        for first in np.flatnonzero(np.diff(columns.sentence, prepend=-1)).tolist():
            end = int(columns.last[first]) + 1
            yield spelled(keys[first:end]), labels[first:end]


def span_sequences(given: Sequence[Example], lexicon: Lexicon) -> Sequences:
    """A sequence a cue."""
    for example in given:
        tokens, cues = example.tokens, example.cues()
        if not cues:
            continue
        columns = columns_of(tokens, lexicon)
        around = surroundings_of(columns, [cue[:2] for cue in cues])
        windows = [window_around(tokens, first, last) for first, last, _ in cues]
        at, keys = span_keys(columns, around, windows)
        keys = np.concatenate([around.own[at], keys], axis=1)
        base = 0
        for (first, last, one), window in zip(cues, windows, strict=True):
            labels = ["O"] * len(tokens)
            for piece in one.pieces:
                _mark(labels, tokens, piece, "C")
            if one.source:
                _mark(labels, tokens, one.source, "S")
            labels[first : last + 1] = ["Q"] * (last + 1 - first)
            yield spelled(keys[base : base + len(window)]), labels[window.first : window.last + 1]
            base += len(window)


def spelled(keys: Keys) -> list[list[str]]:
    """Keys as CRFsuite's attributes; 0 is no feature."""
    return [[str(key) for key in row if key] for row in keys.tolist()]


def _mark(labels: list[str], tokens: Tokens, span: Span, part: str) -> None:
    bounds = tokens.cover(*span)
    if bounds:
        labels[bounds[0] : bounds[1] + 1] = ["B-" + part] + ["I-" + part] * (bounds[1] - bounds[0])
