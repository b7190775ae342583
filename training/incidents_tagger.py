"""The tagger of the incident model, from the English treebanks in `ud/`: words in small letters, 20 tags."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from tocsin.statements.incidents.model.tagging import tag_features
from tocsin.statements.incidents.model.words import tokenised

_SAME = {
    "NNS": "NN", "NNPS": "NP", "NNP": "NP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "PDT": "DT",
    "VBP": "VB", "VBZ": "VB", "WP": "WH", "WDT": "WH", "WRB": "WH", "WP$": "WH", "EX": "PRP", "AFX": "JJ",
    "ADD": "NN", "GW": "NN", "UH": "RB", "FW": "NN", "LS": "CD", "``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")",
    "HYPH": ":", "NFP": ":", "$": "CD", "SYM": ":", "-LSB-": "(", "-RSB-": ")",
}  # fmt: skip


def tagged(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences in our own tokens; a token has the tag of the last tree token that it covers."""
    text, spans = "", []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# text = "):
                text, spans, at = line[9:].rstrip("\n"), [], 0
            elif line == "\n":
                ours = tokenised(text)
                tags, index = [], 0
                for end in ours.ends:
                    while index + 1 < len(spans) and spans[index + 1][0] < end:
                        index += 1
                    tags.append(spans[index][1] if spans else "NN")
                if ours.words:
                    yield ours.words, tags
            elif line[0].isdigit():
                cells = line.split("\t")
                if "." in cells[0] or "-" in cells[0]:
                    continue
                start = text.find(cells[1], at)
                if start < 0:
                    continue
                spans.append((start, _SAME.get(cells[4], cells[4])))
                at = start + len(cells[1])


def train(folder: Path, target: Path) -> float:
    """Writes the tagger; returns the share of right tags on every twentieth sentence, left out of a first fit."""
    sentences = [s for name in sorted(folder.glob("en_*.conllu.gz")) for s in tagged(name)]
    held = sentences[::20]
    _fit([s for index, s in enumerate(sentences) if index % 20], target)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(target))
    pairs = [
        (one, two)
        for words, tags in held
        for one, two in zip(tagger.tag(tag_features(words)), tags, strict=True)
    ]
    tagger.close()
    return sum(one == two for one, two in pairs) / len(pairs)


def _fit(sentences: list[tuple[list[str], list[str]]], target: Path) -> None:
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    for words, tags in sentences:
        trainer.append(tag_features(words), tags)
    trainer.set_params({"max_iterations": 8, "feature.minfreq": 3})
    trainer.train(str(target))
