"""Bytes of text to characters.

1. A byte order mark decides; UTF-32 before UTF-16, which begins alike.
2. NUL bytes: UTF-16 without a mark if they all stand on one side of the pairs, otherwise it is no text.
3. UTF-8, if every byte fits: nothing else looks like UTF-8 by chance.
4. The declared charset, if every byte fits. One byte for each letter always fits, so a declared table of that
   kind must not lose against the Cyrillic ones: where most high bytes stand in words of their own, the table in
   which the ten most frequent Russian letters have the largest share (half or more) is taken; of tables that
   come near it, the one that shows fewest signs Russian does not write.
5. Without a declaration: the Cyrillic rule; then Windows-1252 where high bytes are rare among ASCII letters.
6. Otherwise it is refused: a wrong guess would make wrong quotes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from tocsin.errors import DamagedDocumentError, UnsupportedFormatError

_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ASCII = bytes(range(0x80))
_ASCII_LETTERS = bytes((*range(0x41, 0x5B), *range(0x61, 0x7B)))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_NOT_CHARSETS = frozenset({"utf-7", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"})
_NEXT_TO_LATIN = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]+|[\x80-\xff]+(?=[A-Za-z])")
_ODD_IN_RUSSIAN = re.compile(r"[а-яё][А-ЯЁ]|[^А-Яа-яЁё\x00-\x7f«»—–…№“”„‘’•§°©\xa0]")
_SAMPLE = 20_000
_SHARE_NEEDED = 0.5
_MARGIN = 0.05
_MOST_ODD = 0.15
"""Ukrainian and Belarusian show some 8 per cent; text in two encodings at once shows more than 20."""
_MOST_RARE = 0.25
_MOST_BROKEN = 0.05


@dataclass(frozen=True, slots=True)
class CyrillicTable:
    """An encoding, and the bytes that the frequent letters have in it."""

    name: str
    frequent: bytes


def decode(data: bytes, declared: Sequence[str | None] = (), *, lenient: bool = False) -> str:
    """The text of `data`; a UTF-8 byte order mark is kept as U+FEFF, those of UTF-16 and UTF-32 are not.

    `declared` names charsets, the more trusted first. `lenient`: UTF-8 that is broken here and there is read
    with U+FFFD in those places. Raises UnsupportedFormatError for what is no text, and DamagedDocumentError.
    """
    if data.startswith(_UTF32 + _UTF16):
        return _marked(data)
    if 0 in data:
        return _utf16_unmarked(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if _has_surrogates(data):
        raise DamagedDocumentError("it is UTF-8 with unpaired surrogates, which stand for no character")
    if (text := _mended(data)) is not None:
        if lenient:
            return text
        raise DamagedDocumentError(
            f"it is UTF-8 but broken at byte {broken.start:,} ({broken.reason})"
        ) from None
    return _other_than_unicode(data, declared)


def _marked(data: bytes) -> str:
    name = "UTF-32" if data.startswith(_UTF32) else "UTF-16"
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        if name == "UTF-32" and data.startswith(_UTF16) and len(data) % 2 == 0:
            return _utf16_unmarked(data[2:])
        raise DamagedDocumentError(
            f"it begins as {name} and is broken at byte {error.start:,} ({error.reason})"
        ) from None


def _utf16_unmarked(data: bytes) -> str:
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and min(even, odd) == 0 and max(even, odd) * 20 >= len(data):
        try:
            text = data.decode("utf-16-le" if odd else "utf-16-be")
        except UnicodeDecodeError:
            text = "\0"
        if not _CONTROLS.search(text):
            return text
    raise UnsupportedFormatError("it holds NUL bytes, so it is not text")


def _mended(data: bytes) -> str | None:
    """The text with U+FFFD for broken bytes when nearly all of its high bytes are good UTF-8, else None."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = len(data.translate(None, _ASCII)) - broken
    return text if good > 0 and broken <= max(1 if good >= 4 else 0, good * _MOST_BROKEN) else None


def _has_surrogates(data: bytes) -> bool:
    if b"\xed" not in data:
        return False
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _other_than_unicode(data: bytes, declared: Sequence[str | None]) -> str:
    high = data.translate(None, _ASCII)
    letters = len(data) - len(data.translate(None, _ASCII_LETTERS))
    likely = _likely_tables(data, high)
    for name in filter(None, (_codec(one) for one in declared)):
        if name in likely:
            likely = [name]
            break
        outvoted = likely and (_is_cyrillic(name) or (_is_table(name) and len(high) * 2 > letters))
        if not outvoted and (text := _strict(data, name)) is not None:
            return text
    best, oddness = _least_odd(data, likely)
    if best and oddness <= _MOST_ODD and (text := _strict(data, best)) is not None:
        return text
    if len(high) <= letters * _MOST_RARE and (text := _strict(data, "cp1252")) is not None:
        return text
    raise DamagedDocumentError("it is not UTF-8, and no other encoding that it may be in could be told")


def _likely_tables(data: bytes, high: bytes) -> list[str]:
    """The Cyrillic tables that fit about equally well, in the order of preference; none for other letters."""
    beside_latin = sum(len(run) for run in _NEXT_TO_LATIN.findall(data))
    if beside_latin * 2 > len(high):
        return []
    shares = {table.name: _share(high, table.frequent) for table in _tables()}
    best = max(shares.values())
    return [name for name, share in shares.items() if share >= max(_SHARE_NEEDED, best - _MARGIN)]


def _least_odd(data: bytes, names: Sequence[str]) -> tuple[str | None, float]:
    """The table that shows least of what Russian does not write, and the share of that among high bytes."""
    sample = data[:_SAMPLE]
    high = max(1, len(sample.translate(None, _ASCII)))
    odd = {name: len(_ODD_IN_RUSSIAN.findall(sample.decode(name, "replace"))) / high for name in names}
    best = min(odd, key=lambda name: odd[name], default=None)
    return best, odd[best] if best else 0.0


def _is_cyrillic(name: str) -> bool:
    return any(table.name == name for table in _tables())


def _strict(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except (UnicodeError, ValueError):
        return None
    return None if _CONTROLS.search(text) else text


def _share(high: bytes, frequent: bytes) -> float:
    return 1 - len(high.translate(None, frequent)) / len(high) if high else 0.0


def _codec(name: str | None) -> str | None:
    """Python's name of a charset of text; ISO-8859-1 means Windows-1252, as browsers have it."""
    try:
        held = codecs.lookup((name or "").strip().strip("\"'"))
    except (LookupError, ValueError, UnicodeError):
        return None
    if held.name in _NOT_CHARSETS or not held._is_text_encoding or held.name.startswith("utf"):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(held.name, held.name)


@cache
def _is_table(name: str) -> bool:
    """One byte for each character."""
    try:
        return len(bytes(range(0xC0, 0x100)).decode(name, "replace")) == 0x40
    except (UnicodeError, ValueError):
        return False


@cache
def _tables() -> tuple[CyrillicTable, ...]:
    text = (resources.files("tocsin.documents.formats") / "cyrillic.yaml").read_text(encoding="utf-8")
    held = yaml.safe_load(text)
    letters = held["frequent"] + held["frequent"].upper()
    return tuple(CyrillicTable(codecs.lookup(name).name, letters.encode(name)) for name in held["encodings"])
