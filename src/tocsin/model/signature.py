"""What tells a repeated stretch of text: a hash of its words and a MinHash over its shingles."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.document import Section

_BYTES = 4


@dataclass(frozen=True, slots=True)
class SegmentSignature:
    """`text_hash` is equal for equal words; `minhash` estimates likeness; `bands` find candidates."""

    start: int
    end: int
    kind: Section
    text_hash: str
    minhash: bytes
    bands: tuple[str, ...]


def likeness(one: bytes, other: bytes) -> float:
    """Estimate, 0 to 1, of the Jaccard likeness of two stretches from their MinHashes, equally long."""
    count = len(one) // _BYTES
    if not count or len(one) != len(other):
        return 0.0
    places = range(0, len(one), _BYTES)
    return sum(one[at : at + _BYTES] == other[at : at + _BYTES] for at in places) / count
