"""A document as the learned part sees it, before anything is scored."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.statements.incidents.model.candidates import Candidate, candidates
from tocsin.statements.incidents.model.features import candidate_features, hashed, stem, surroundings
from tocsin.statements.incidents.model.known import Known, Row, known_features
from tocsin.statements.incidents.model.slots import Slots, slots_of
from tocsin.statements.incidents.model.tagging import tag
from tocsin.statements.incidents.model.words import Text, tokenised

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = frozenset(("a", "an", "the"))


@dataclass(frozen=True, slots=True)
class Analysis:
    """`phrases`, `known` and `features` go with `candidates`: plain words, counts of words and head, hashes."""

    text: Text
    slots: Slots
    candidates: list[Candidate]
    phrases: list[str]
    known: list[tuple[Row, Row]]
    features: list[NDArray[np.int32]]

    def sentence_of(self, candidate: int) -> int:
        return self.text.sentence_of[self.candidates[candidate].first]

    def span(self, candidate: int) -> tuple[int, int]:
        """Character offsets."""
        held = self.candidates[candidate]
        return self.text.starts[held.first], self.text.ends[held.last - 1]


def prepared(text: str) -> tuple[Text, Slots]:
    """Tokens, tags, chunks and triggers."""
    held = tokenised(text)
    tag(held)
    return held, slots_of(held)


def analysed(text: Text, slots: Slots, known: Known, classes: Mapping[int, int]) -> Analysis:
    found = candidates(text, listed=known.lists, starts=known.starts_one)
    around = surroundings(text, slots, classes)
    phrases, rows, features = [], [], []
    for candidate in found:
        pair = (known.row("phrase", words_of(text, candidate)), known.row("head", head_of(text, candidate)))
        rows.append(pair)
        told = hashed(candidate_features(around, candidate, known_features(*pair)))
        features.append(np.unique(np.array(told, dtype=np.int32)))
        phrases.append(plain(text.text[text.starts[candidate.first] : text.ends[candidate.last - 1]]))
    return Analysis(text, slots, found, phrases, rows, features)


def words_of(text: Text, candidate: Candidate) -> str:
    return " ".join(text.words[candidate.first : candidate.last])


def head_of(text: Text, candidate: Candidate) -> str:
    words = text.words[candidate.first : candidate.last]
    return stem(words[words.index("of") - 1] if "of" in words[1:] else words[-1])


def plain(mention: str) -> str:
    """Without ASCII punctuation and articles, in small letters: the form in which mentions are compared."""
    words = mention.lower().translate(_PUNCTUATION).split()
    return " ".join(word for word in words if word not in _ARTICLES)
