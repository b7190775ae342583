"""Russian names of people, places and bodies by slovnet's tagger of news, in plain numpy.

The network: navec's vector and the shape of each word, three convolutions of width 3, a linear layer, and a
linear-chain CRF over the tags of BIO. Weights, provenance, figures and limits: `weights/russian_names.md`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from tocsin.statements.lexicon import key_of

Floats = NDArray[np.float32]

_DASH = "‑–—−\\-"
_TOKEN = re.compile(
    rf"(?:[а-яё]+|[a-z]+|\d+)(?:[_{_DASH}](?:[а-яё]+|[a-z]+|\d+)|(?<=\d)[.,/]\d+)*|[.?!…]{{2,}}|\S",
    re.IGNORECASE,
)
_KIND = re.compile(r"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)", re.IGNORECASE)
_LONGEST = 120
"""Tokens of a sentence that are decoded together; a longer one is cut."""
_AT_ONCE = 3000
"""Tokens that go through the network together, so that a long text needs no more memory than a page (30 MB)."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """`text[start:end]` is a name; `kind` is PER, LOC or ORG."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Layer:
    kernel: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    def after(self, projected: Floats) -> Floats:
        """The layer's output from the product of its input with the three columns of the kernel."""
        size = self.bias.shape[0]
        out = projected[:, size : 2 * size] + self.bias
        out[1:] += projected[:-1, :size]
        out[:-1] += projected[1:, 2 * size :]
        np.maximum(out, 0, out=out)
        out *= self.scale
        out += self.shift
        return out


@dataclass(frozen=True, slots=True)
class Tagger:
    words: dict[str, int]
    stems: dict[str, int]
    indices: NDArray[np.uint8]
    codes: Floats
    shape_ids: dict[str, int]
    shapes: Floats
    layers: tuple[_Layer, ...]
    head: Floats
    head_bias: Floats
    transitions: Floats
    tags: tuple[str, ...]

    def names(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Tagged]:
        """The names in the given stretches of a text, in order; none crosses the end of a stretch."""
        found: list[Tagged] = []
        tokens: list[tuple[int, int]] = []
        lengths: list[int] = []
        for start, end in sentences:
            held = [match.span() for match in _TOKEN.finditer(text, start, end)]
            tokens += held
            lengths += [min(_LONGEST, len(held) - at) for at in range(0, len(held), _LONGEST)]
            if len(tokens) >= _AT_ONCE:
                found += self._tagged(text, tokens, lengths)
                tokens, lengths = [], []
        found += self._tagged(text, tokens, lengths)
        return found

    def _tagged(self, text: str, tokens: list[tuple[int, int]], lengths: list[int]) -> Iterator[Tagged]:
        if not tokens:
            return iter(())
        with _threads().limit(limits=1):  # for matrices of this size more threads only cost
            scores = self._scores([text[start:end] for start, end in tokens])
        tags = self._decoded(scores, lengths)
        return _spans(tokens, [self.tags[tag] for tag in tags], lengths)

    def _scores(self, tokens: list[str]) -> Floats:
        """(tokens, tags) scores before the CRF."""
        ids = np.fromiter((self._word(token.lower()) for token in tokens), np.intp, len(tokens))
        shapes = np.fromiter((self.shape_ids[_shape(token)] for token in tokens), np.intp, len(tokens))
        listed, back = np.unique(ids, return_inverse=True)
        vectors = self.codes[np.arange(self.codes.shape[0]), self.indices[listed]].reshape(len(listed), -1)
        first = self.layers[0]
        words = vectors.shape[1]
        projected = (vectors @ first.kernel[:words])[back] + (self.shapes @ first.kernel[words:])[shapes]
        values = first.after(projected)
        for layer in self.layers[1:]:
            values = layer.after(values @ layer.kernel)
        scores: Floats = values @ self.head + self.head_bias
        return scores

    def _word(self, word: str) -> int:
        """The listed word, else the listed form of the same stem, else the unknown word."""
        known = self.words.get(word)
        return self.stems.get(key_of(word), 0) if known is None else known

    def _decoded(self, scores: Floats, lengths: list[int]) -> list[int]:
        """The best path of every stretch (Viterbi), all stretches a step at a time."""
        count, longest, size = len(lengths), max(lengths), scores.shape[1]
        padded = np.zeros((longest, count, size), np.float32)
        begins = np.cumsum([0, *lengths[:-1]])
        for at, (begin, length) in enumerate(zip(begins, lengths, strict=True)):
            padded[:length, at] = scores[begin : begin + length]
        alive = np.array(lengths)
        best, history = padded[0], []
        rows, columns = np.indices((count, size))
        for step in range(1, longest):
            ways = best[:, :, None] + self.transitions
            choice = ways.argmax(1)
            ahead = ways[rows, choice, columns] + padded[step]
            best = np.where((alive > step)[:, None], ahead, best)
            history.append(choice)
        path: list[int] = []
        last = best.argmax(1)
        for at, length in enumerate(lengths):
            tag = int(last[at])
            tags = [tag]
            for choice in reversed(history[: length - 1]):
                tag = int(choice[at, tag])
                tags.append(tag)
            path += reversed(tags)
        return path


@lru_cache(maxsize=65536)
def _shape(token: str) -> str:
    match = _KIND.match(token)
    if match is None:
        return f"PUNCT_{token}" if f"PUNCT_{token}" in tagger().shape_ids else (
            "OTHER" if token[0].isalnum() else "PUNCT_OTHER"
        )  # fmt: skip
    return "NUM" if match.lastgroup == "NUM" else f"{match.lastgroup}_{_outline(token)}"


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _titled(word):
        return "Xx"
    left, _, right = word.partition("-")
    return "Xx-Xx" if _titled(left) and _titled(right) else "OTHER"


def _titled(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _spans(tokens: list[tuple[int, int]], tags: list[str], lengths: list[int]) -> Iterator[Tagged]:
    at = 0
    for length in lengths:
        start = end = 0
        kind = ""
        for (low, high), tag in zip(tokens[at : at + length], tags[at : at + length], strict=True):
            part, _, of = tag.partition("-")
            if kind and (part != "I" or of != kind):
                yield Tagged(start, end, kind)
                kind = ""
            if of:
                start = low if not kind else start
                kind, end = of, high
        if kind:
            yield Tagged(start, end, kind)
        at += length


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def tagger() -> Tagger:
    """The shipped tagger; read once, in about a tenth of a second."""
    folder = resources.files("tocsin.statements") / "weights"
    with (folder / "russian_names_words.npz").open("rb") as file:
        held = dict(np.load(file, allow_pickle=False))
    with (folder / "russian_names_tagger.npz").open("rb") as file:
        model = dict(np.load(file, allow_pickle=False))
    listed = gzip.decompress(held["words"].tobytes()).decode("utf-8").split("\n")
    words = {word: number for number, word in enumerate(listed)}
    stems: dict[str, int] = {}
    for number, word in enumerate(listed):
        stems.setdefault(key_of(word), number)
    whole = {name: value.astype(np.float32) for name, value in model.items() if value.dtype == np.float16}
    layers = tuple(
        _Layer(*(whole[f"{part}{number}"] for part in ("kernel", "bias", "scale", "shift")))
        for number in range(3)
    )
    shape_names = model["shape_names"].tobytes().decode("utf-8").splitlines()
    return Tagger(
        words, stems, held["indices"], held["codes"].astype(np.float32),
        {name: number for number, name in enumerate(shape_names)}, whole["shapes"], layers, whole["head"],
        whole["head_bias"], whole["transitions"],
        tuple(model["tag_names"].tobytes().decode("utf-8").splitlines()),
    )  # fmt: skip
