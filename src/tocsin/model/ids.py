"""Identifiers that are the same on every run and machine: SHA-256 over an unambiguous encoding."""

from __future__ import annotations

import hashlib

_SEPARATOR = "\x1f"  # unit separator: cannot be confused with text that people write


def content_id(data: bytes) -> str:
    """The id of a document: the SHA-256 of its bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def stable_id(prefix: str, *parts: object, digits: int = 20) -> str:
    """`prefix-` and the first hexadecimal digits of a SHA-256 over the parts.

    `None` and the empty string give different ids. 20 digits are 80 bits: a clash among 10 million ids has
    a chance of about 4e-11.
    """
    encoded = _SEPARATOR.join("\x00" if part is None else str(part) for part in parts)
    digest = hashlib.sha256(encoded.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:digits]}"
