"""Zip archives to their members: each becomes a raw document of its own, or a problem that says why not.

Nothing is written to disk, so a member's name can reach no other file; it is only a name.
"""

from __future__ import annotations

import mimetypes
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tocsin.documents.formats.encodings import decode
from tocsin.documents.formats.kinds import Kind, kind_of
from tocsin.documents.formats.members import check_member, opened, unpacked
from tocsin.documents.formats.parsing import Limits, faults_told
from tocsin.errors import DocumentError, EmptyDocumentError, SourceError, TooLargeError
from tocsin.sources.raw import RawDocument, Unread

_UTF8_NAME = 0x800
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"^[A-Za-z]:")
_OF_THE_SYSTEM = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
"""What desktops add by themselves; nobody put it there to be read."""
_LONGEST_NAME = 400


def is_archive(raw: RawDocument) -> bool:
    """True for a zip file that is no office document. Never raises."""
    return kind_of(raw).kind is Kind.ARCHIVE


def expand(raw: RawDocument, limits: Limits | None = None) -> Iterator[RawDocument | Unread]:
    """The members in the archive's order, those of nested archives in place of them. Never raises.

    A member's address is `outer.zip!/folder/name.txt`; a name that comes again gets `#2`. Folders and what
    desktops add are left out; every other member is yielded or told as `Unread`.
    """
    return _Expansion(limits or Limits()).members(raw, depth=1)


class _Expansion:
    """What all archives inside one another may hold together is counted here."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._bytes_left = limits.max_archive_bytes
        self._members_left = limits.max_archive_members

    def members(self, outer: RawDocument, *, depth: int) -> Iterator[RawDocument | Unread]:
        try:
            with faults_told("zip file"):
                if len(outer.data) > self._limits.max_archive_bytes:
                    raise TooLargeError(
                        f"{len(outer.data):,} bytes; the limit is {self._limits.max_archive_bytes:,}"
                    )
                if depth > self._limits.max_depth:
                    raise TooLargeError(f"archives within archives more than {self._limits.max_depth} deep")
                yield from self._opened(outer, depth)
        except DocumentError as error:
            yield _unread(outer.address, outer.source, error)

    def _opened(self, outer: RawDocument, depth: int) -> Iterator[RawDocument | Unread]:
        seen: Counter[str] = Counter()
        with opened(outer.data, self._limits) as packed:
            for info in packed.infolist():
                name = member_name(info)
                if info.is_dir() or _OF_THE_SYSTEM.search(name):
                    continue
                seen[name] += 1
                if seen[name] > 1:
                    name = f"{name}#{seen[name]}"
                if self._members_left <= 0:
                    raise TooLargeError(
                        f"more than {self._limits.max_archive_members:,} members; the rest was left"
                    )
                self._members_left -= 1
                if self._bytes_left <= 0 or info.file_size > self._bytes_left:
                    raise TooLargeError(
                        f"unpacks to more than {self._limits.max_archive_bytes:,} bytes; the rest was left"
                    )
                yield from self._member(packed, info, outer, name, depth)
        if not seen:
            raise EmptyDocumentError("the archive holds no file")

    def _member(
        self, packed: zipfile.ZipFile, info: zipfile.ZipInfo, outer: RawDocument, name: str, depth: int
    ) -> Iterator[RawDocument | Unread]:
        address = f"{outer.address}!/{name}"
        try:
            with faults_told("member of a zip file"):
                check_member(info, self._limits)
                data = unpacked(packed, info, min(self._limits.max_bytes, self._bytes_left))
        except DocumentError as error:
            yield _unread(address, outer.source, error)
            return
        self._bytes_left -= len(data)
        inner = replace(
            outer, data=data, address=address, label=f"{outer.label}!/{name}", headers={}, charset=None,
            media_type=mimetypes.guess_type(name.split("#", 1)[0])[0],
        )  # fmt: skip
        if is_archive(inner):
            yield from self.members(inner, depth=depth + 1)
        else:
            yield inner


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name as a harmless relative path: no drive, no `..`, no control characters.

    Names without the mark of UTF-8 are in whatever table the packer's machine had; Russian ones are told by
    the rule of `encodings`.
    """
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            name = decode(name.encode("cp437"))
        except (UnicodeError, DocumentError):
            name = info.filename
    name = _DRIVE.sub("", name.replace("\\", "/"))
    parts = [part for part in name.split("/") if part.strip() not in ("", ".", "..")]
    return _NOT_PRINTED.sub("\ufffd", "/".join(parts))[-_LONGEST_NAME:] or "unnamed"


def _unread(address: str, source: str, error: DocumentError) -> Unread:
    return Unread(address, source, SourceError(error.message))
