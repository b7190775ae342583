"""Parts of speech by a CRF that was trained on English trees in small letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

import pycrfsuite

from tocsin.statements.incidents.model.words import Text, chunked


def tag_features(words: Sequence[str]) -> list[list[str]]:
    """What the tagger sees of each word of a sentence."""
    count = len(words)
    found = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else "<"
        after = words[at + 1] if at + 1 < count else ">"
        found.append(
            [
                "w=" + word,
                "s3=" + word[-3:],
                "s2=" + word[-2:],
                "p3=" + word[:3],
                "b=" + before,
                "a=" + after,
                "ba=" + before[-3:] + "|" + after[-3:],
                "bw=" + before + "|" + word,
                "wa=" + word[-3:] + "|" + after,
                "b2=" + (words[at - 2] if at > 1 else "<"),
                "a2=" + (words[at + 2] if at + 2 < count else ">"),
                "d" if word[0].isdigit() else "h" if "-" in word else "n",
            ]
        )
    return found


@cache
def _weights() -> bytes:
    """Held for as long as the program runs: the tagger reads them where they lie."""
    return (resources.files(__package__) / "tagger.crfsuite").read_bytes()


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_weights())
    return tagger


def tag(text: Text, sentences: Iterable[int] | None = None) -> None:
    """Fill in `tags` and `chunks` of the listed sentences (all by default); others get no tags and no chunks."""
    tags = [""] * len(text.words)
    tagger = _tagger()
    for number in range(len(text.sentences)) if sentences is None else sentences:
        low, high = text.sentences[number]
        tags[low:high] = tagger.tag(tag_features(text.words[low:high]))
    text.tags = tags
    chunked(text)
