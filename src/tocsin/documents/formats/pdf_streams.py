"""PDF streams that unfold without end, found before a library unfolds them.

What a stream's dictionary says of it is not believed: whatever begins as zlib data does is unfolded, piece by
piece and never kept, and so is what lies folded inside it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import chain

from tocsin.documents.formats.parsing import Limits
from tocsin.errors import TooLargeError

_BEGIN = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_END = b"endstream"
_CHUNK = 2**16
_LAYERS = 4
_MOST_UNFOLDED = 1032
"""No deflate stream unfolds to more than 1,032 times its size (zlib's technical notes)."""


def check_streams(data: bytes, limits: Limits) -> None:
    """Raises TooLargeError for a stream that only a bomb has: over the size limit and packed over the ratio."""
    at = 0
    while begin := _BEGIN.search(data, at):
        end = data.find(_END, begin.end())
        at = len(data) if end < 0 else end
        if _is_zlib(data[begin.end() : begin.end() + 2]):
            _check(data[begin.end() : at], limits)


def _check(packed: bytes, limits: Limits) -> None:
    bound = max(limits.max_bytes, limits.max_ratio * len(packed))
    pieces = iter([packed])
    for layer in range(_LAYERS):
        pieces = _unfolded(pieces)
        first = next(pieces, b"")
        if not _is_zlib(first[:2]):
            if layer == 0 and len(packed) * _MOST_UNFOLDED <= bound:
                return
            pieces = chain([first], pieces)
            break
        pieces = chain([first], pieces)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > bound:
            raise TooLargeError(
                f"a stream in it unpacks to more than {bound:,} bytes, as only archive bombs do"
            )


def _unfolded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The unfolded bytes as far as they are whole; broken data end it, for the library to tell."""
    machine = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not machine.eof:
            try:
                out = machine.decompress(rest, _CHUNK)
            except zlib.error:
                return
            rest = machine.unconsumed_tail
            if out:
                yield out


def _is_zlib(start: bytes) -> bool:
    """The header of RFC 1950: method 8, and a check that 31 divides."""
    return len(start) == 2 and start[0] & 0x0F == 8 and int.from_bytes(start, "big") % 31 == 0
