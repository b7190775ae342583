"""Zip files opened within limits: entries counted, sizes checked as declared and again while unpacking."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from tocsin.documents.formats.parsing import Limits
from tocsin.errors import DamagedDocumentError, TooLargeError, UnsupportedFormatError

_CHUNK = 2**16
_SMALL = 2**20
"""Text of one kind packs well: below this size no ratio is a bomb."""
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Raises TooLargeError for too many entries and DamagedDocumentError for a file that cannot be listed."""
    if data.count(b"PK\x01\x02") > 4 * limits.max_archive_members:  # counted before any is made an object
        raise TooLargeError(f"more than {limits.max_archive_members:,} members")
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, RuntimeError, EOFError) as error:
        raise DamagedDocumentError(
            "the zip file is broken or cut off; its list of members cannot be read"
        ) from error
    with packed:
        yield packed


def check_sizes(packed: zipfile.ZipFile, limits: Limits) -> None:
    """Raises TooLargeError by the sizes that the members declare."""
    members = packed.infolist()
    if len(members) > limits.max_archive_members:
        raise TooLargeError(f"{len(members):,} members; the limit is {limits.max_archive_members:,}")
    total = sum(member.file_size for member in members)
    if total > limits.max_archive_bytes:
        raise TooLargeError(f"unpacks to {total:,} bytes; the limit is {limits.max_archive_bytes:,}")
    for member in members:
        check_member(member, limits)


def check_member(member: zipfile.ZipInfo, limits: Limits) -> None:
    """Raises TooLargeError for one member's declared size, or for a ratio that only bombs have."""
    if member.file_size > limits.max_bytes:
        raise TooLargeError(f"unpacks to {member.file_size:,} bytes; the limit is {limits.max_bytes:,}")
    if member.file_size > _SMALL and member.file_size > limits.max_ratio * max(1, member.compress_size):
        raise TooLargeError(f"packed more than {limits.max_ratio} to 1, as only archive bombs are")


def unpacked(packed: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> bytes:
    """A member's bytes, at most `room` of them. Raises the DocumentError family."""
    if member.flag_bits & _ENCRYPTED:
        raise UnsupportedFormatError("it is encrypted")
    if member.compress_type not in _METHODS:
        raise UnsupportedFormatError(
            f"it is packed by a method that is not read (number {member.compress_type})"
        )
    pieces: list[bytes] = []
    held = 0
    with packed.open(member) as file:
        while piece := file.read(_CHUNK):
            held += len(piece)
            if held > room:
                raise TooLargeError(f"unpacks to more than {room:,} bytes")
            pieces.append(piece)
    return b"".join(pieces)
