"""Zip files: bombs, crowds, names that climb, members that are locked, and archives within archives."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable

from tests.documents.hostile.case import PROSE, READ, RUSSIAN, Case


def zipped(
    members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], *, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    packed = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that come twice are the point
        with zipfile.ZipFile(packed, "w", method) as file:
            for name, data in members:
                file.writestr(name, data)
    return packed.getvalue()


def one(name: str, data: bytes = PROSE.encode()) -> bytes:
    return zipped([(name, data)])


def _flagged(flag: int) -> bytes:
    """Both places that hold a member's flags say that it is encrypted."""
    data = bytearray(one("a.txt"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        data[place : place + 2] = struct.pack("<H", flag)
    return bytes(data)


def _method(number: int) -> bytes:
    data = bytearray(one("a.txt"))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = data.index(mark) + at
        data[place : place + 2] = struct.pack("<H", number)
    return bytes(data)


def _lying_size() -> bytes:
    """The directory says that the member has nine bytes; it has a hundred million."""
    data = bytearray(one("a.txt", b" " * 100_000_000))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 9)
    return bytes(data)


def _wrong_sum() -> bytes:
    data = bytearray(one("a.txt"))
    place = data.index(b"PK\x01\x02") + 16
    data[place : place + 4] = b"\0\0\0\0"
    return bytes(data)


def _overlapping(count: int) -> bytes:
    """Fifield's bomb in small: every entry of the directory names the same packed bytes."""
    name, held = b"a.txt", zlib.compress(b" " * 900_000, 9)[2:-4]
    total = zlib.crc32(b" " * 900_000)
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, total, len(held), 900_000, len(name), 0)
    local = b"PK\x03\x04" + common + name + held
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(entry) * count, len(local), 0)
    return local + entry * count + end


def _nested(depth: int) -> bytes:
    data = PROSE.encode()
    name = "a.txt"
    for level in range(depth):
        data, name = one(name, data), f"level-{level}.zip"
    return data


def _link() -> bytes:
    info = zipfile.ZipInfo("link.txt")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return zipped([(info, b"/etc/passwd")])


def _count_lies() -> bytes:
    data = bytearray(one("a.txt"))
    place = data.index(b"PK\x05\x06") + 8
    data[place : place + 4] = struct.pack("<HH", 65_535, 65_535)
    return bytes(data)


CASES = (
    Case("empty.zip", lambda: zipped([]), "source", "no file", members=1),
    Case("cut.zip", lambda: one("a.txt")[:-30], "source", "broken or cut off", members=1),
    Case("directory-lies.zip", _count_lies, READ, "nine chapters", members=1),
    Case("bomb.zip", lambda: one("a.txt", b"\0" * 60_000_000), "source", members=1),
    Case("bomb-of-many.zip", lambda: zipped((f"{n}.txt", b" " * 1_000_000) for n in range(250)), "source", "unpacks to more"),
    Case("bomb-that-overlaps.zip", lambda: _overlapping(1_900), "source"),
    Case("size-lies.zip", _lying_size, "source", members=1),
    Case("sum-lies.zip", _wrong_sum, "source", "damaged", members=1),
    Case("crowd.zip", lambda: zipped((f"{n}.txt", b"") for n in range(9_000)), "source", "members", members=1),
    Case("just-a-crowd.zip", lambda: zipped((f"{n}.txt", b"") for n in range(2_100)), "source", "members"),
    Case("encrypted.zip", lambda: _flagged(1), "source", "encrypted", members=1),
    Case("method-unknown.zip", lambda: _method(98), "source", "method", members=1),
    Case("climbs.zip", lambda: one("../../../../tmp/evil.txt"), READ, "nine chapters", members=1),
    Case("climbs-as-on-windows.zip", lambda: one("..\\..\\C:\\evil.txt"), READ, "nine chapters", members=1),
    Case("absolute.zip", lambda: one("/etc/evil.txt"), READ, "nine chapters", members=1),
    Case("name-of-controls.zip", lambda: one("a\n\x1b[31m\u202etxt.txt"), READ, "nine chapters", members=1),
    Case("name-too-long.zip", lambda: one("a/" * 20_000 + "a.txt"), READ, "nine chapters", members=1),
    Case("name-in-russian.zip", lambda: one("новости.txt", RUSSIAN.encode()), READ, "девять глав", members=1),
    Case("same-name.zip", lambda: zipped([("a.txt", PROSE.encode()), ("a.txt", RUSSIAN.encode())]), READ, "девять", members=2),
    Case("link.zip", _link, READ, "/etc/passwd", members=1),
    Case("folders-only.zip", lambda: zipped([("a/", b""), ("a/b/", b"")]), "source", "no file", members=1),
    Case("archives-in-archives.zip", lambda: _nested(2), READ, "nine chapters", members=1),
    Case("archives-too-deep.zip", lambda: _nested(9), "source", "deep", members=1),
    Case("bad-and-good.zip", lambda: zipped([("a.pdf", b"%PDF-1.7"), ("b.txt", PROSE.encode())]), READ, "nine", members=2),
    Case("with-a-comment.zip", lambda: one("a.txt")[:-2] + struct.pack("<H", 9) + b"PK\x05\x06abcde", "source", members=1),
    Case("zip-within-text.txt", lambda: PROSE.encode() + one("a.txt"), "unsupported-format"),
)  # fmt: skip
