"""Decompression that stops at a limit: a small body that unfolds into a large one is cut short."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from tocsin.errors import FetchError

_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's window arguments


def decoded(chunks: Iterable[bytes], encoding: str, *, max_bytes: int) -> Iterator[bytes]:
    """The chunks without their Content-Encoding, together never more than `max_bytes` + 1 bytes.

    Raises FetchError for an encoding that was not asked for, broken data and data that end early.
    """
    names = [name for name in (part.strip().lower() for part in encoding.split(",")) if name]
    names = [name for name in names if name != "identity"]
    if not names:
        yield from chunks
        return
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"Content-Encoding {encoding[:60]!r} was not asked for")
    yield from _inflated(chunks, max_bytes=max_bytes, deflate=names[0] == "deflate")


def gunzipped(data: bytes, *, max_bytes: int) -> bytes:
    """Raises FetchError for broken data and for more than `max_bytes`."""
    body = b"".join(_inflated([data], max_bytes=max_bytes, deflate=False))
    if len(body) > max_bytes:
        raise FetchError(f"it unfolds to more than {max_bytes:,} bytes")
    return body


def _inflated(chunks: Iterable[bytes], *, max_bytes: int, deflate: bool) -> Iterator[bytes]:
    room = max_bytes + 1
    machine = None
    for chunk in chunks:
        rest = chunk
        while rest and room > 0:
            if machine is None or machine.eof:
                machine = zlib.decompressobj(_window(rest, deflate=deflate))
            try:
                out = machine.decompress(rest, room)
            except zlib.error as error:
                raise FetchError(f"the compressed body is broken ({error})") from error
            room -= len(out)
            if out:
                yield out
            rest = machine.unused_data if machine.eof else machine.unconsumed_tail
        if room <= 0:
            return
    if machine is not None and not machine.eof:
        raise FetchError("the compressed body ends early")


def _window(start: bytes, *, deflate: bool) -> int:
    """Servers say `deflate` for zlib as well as for bare deflate; the first byte tells which."""
    if not deflate:
        return _GZIP
    return _ZLIB if start[0] & 0x0F == 8 else _RAW
