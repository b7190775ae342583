"""What repeated stretches of text share: a hash of their words, and a MinHash over runs of three words.

MinHash after Broder (1997): the share of equal minima estimates the Jaccard likeness of two sets of shingles.
Rows of four minima in sixteen bands find pairs of likeness 0.8 with a probability above 0.999.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from tocsin.model.document import ARTICLE_SECTIONS, Document, Section
from tocsin.model.signature import SegmentSignature

PERMUTATIONS = 64
BANDS = 16
SHINGLE = 3
FEWEST_WORDS = 5
_SEED = 20190
_BLOCK = 65_536
"""Runs of words hashed at once: memory does not grow with the text."""
_WORD = re.compile(r"\w+")
_Hashes = NDArray[np.uint64]


def signatures(document: Document) -> list[SegmentSignature]:
    """One for each teaser and one, of kind body, for the article as a whole; none for a few words."""
    found = []
    for start, end, kind, text in _stretches(document):
        words = _WORD.findall(text.casefold())
        if len(words) >= FEWEST_WORDS:
            minima = _minima(words)
            digest = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
            packed = minima.astype("<u4").tobytes()
            found.append(SegmentSignature(start, end, kind, digest, packed, _bands(packed)))
    return found


def _stretches(document: Document) -> Iterator[tuple[int, int, Section, str]]:
    for segment in document.segments:
        if segment.kind is Section.TEASER:
            yield segment.start, segment.end, segment.kind, document.text[segment.start : segment.end]
    own = [segment for segment in document.segments if segment.kind in ARTICLE_SECTIONS]
    if own:
        text = "\n".join(document.text[one.start : one.end] for one in own if one.kind is not Section.TITLE)
        text = text or "\n".join(document.text[one.start : one.end] for one in own)
        yield own[0].start, own[-1].end, Section.BODY, text


def _minima(words: list[str]) -> _Hashes:
    hashes = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    runs = len(hashes) - SHINGLE + 1
    mixed = np.zeros(runs, dtype=np.uint64)
    for place in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[place : place + runs]
    mixed ^= mixed >> np.uint64(29)
    factors, offsets = _permutations()
    minima = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, runs, _BLOCK):
        block = mixed[None, at : at + _BLOCK]
        np.minimum(
            minima, ((factors[:, None] * block + offsets[:, None]) >> np.uint64(32)).min(axis=1), out=minima
        )
    return minima


@lru_cache(maxsize=65536)
def _word_hash(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.adler32(data)


@cache
def _permutations() -> tuple[_Hashes, _Hashes]:
    """Multiply-and-shift hashing (Dietzfelbinger and others, 1997): odd factors, any offsets."""
    made = np.random.Generator(np.random.PCG64(_SEED))
    highest = np.iinfo(np.uint64).max
    factors = made.integers(1, highest, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
    return factors, made.integers(0, highest, PERMUTATIONS, dtype=np.uint64)


def _bands(packed: bytes) -> tuple[str, ...]:
    width = len(packed) // BANDS
    return tuple(
        f"{band:02d}{hashlib.blake2b(packed[band * width : (band + 1) * width], digest_size=8).hexdigest()}"
        for band in range(BANDS)
    )
