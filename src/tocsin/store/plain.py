"""Texts as every database can hold them: U+0000 and unpaired surrogates are written out and read back."""

from __future__ import annotations

import re
import zlib

_ESCAPE = "\ue00f"
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff\ue00f]")
_WRITTEN = re.compile("\ue00f([0-9a-f]{4})")
_LEVEL = 3


def plain(text: str) -> str:
    if text.isascii() and "\x00" not in text:
        return text
    return _UNHOLDABLE.sub(lambda match: f"{_ESCAPE}{ord(match.group()):04x}", text)


def plain_or_none(text: str | None) -> str | None:
    return None if text is None else plain(text)


def original(text: str) -> str:
    return _WRITTEN.sub(lambda match: chr(int(match.group(1), 16)), text) if _ESCAPE in text else text


def original_or_none(text: str | None) -> str | None:
    return None if text is None else original(text)


def pack(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(data: bytes) -> str:
    """Raises ValueError or zlib.error for bytes that `pack` did not write."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")
