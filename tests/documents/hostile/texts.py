"""Plain text: encodings, what is no text, and signs that mislead the eye."""

from __future__ import annotations

import base64
import codecs
import random

from tests.documents.hostile.case import PROSE, READ, RUSSIAN, Case


def _noise(size: int) -> bytes:
    return random.Random(5).randbytes(size)


def _cesu(text: str) -> bytes:
    """UTF-16 units written as if each were a character: CESU-8."""
    units = text.encode("utf-16-be")
    return b"".join(
        chr(int.from_bytes(units[at : at + 2], "big")).encode("utf-8", "surrogatepass")
        for at in range(0, len(units), 2)
    )


def _interleaved() -> bytes:
    lines = PROSE.splitlines(keepends=True)
    return (
        b"".join(
            line.encode("cp1251" if index // 2 % 2 else "utf-8")
            for index, line in enumerate(RUSSIAN.splitlines(True))
        )
        + "".join(lines).encode()
    )


CASES = (
    Case("empty.txt", lambda: b"", "empty", "empty"),
    Case("one-byte.txt", lambda: b"\xff", "damaged"),
    Case("white-space.txt", lambda: b" \t\r\n\f\v" * 4000, "empty", "no text"),
    Case("no-break-spaces.txt", lambda: "\u00a0\u2003\u3000".encode() * 4000, "empty", "no text"),
    Case("zero-width.txt", lambda: "\u200b\u200c\u200d\u2060\ufeff".encode() * 4000, "empty", "no text"),
    Case("byte-order-mark-only.txt", lambda: codecs.BOM_UTF8, "empty"),
    Case("only-controls.txt", lambda: bytes(range(1, 9)) * 500, "empty", "no text"),
    Case("noise.txt", lambda: _noise(200_000), "unsupported-format", "not text"),
    Case("noise-without-name", lambda: b"\x01" + _noise(50_000), "unsupported-format"),
    Case("program", lambda: b"\x7fELF\x02\x01\x01" + _noise(9_000), "unsupported-format"),
    Case("picture.png", lambda: b"\x89PNG\r\n\x1a\n" + _noise(9_000), "unsupported-format", "PNG"),
    Case("picture-called-text.txt", lambda: b"\x89PNG\r\n\x1a\n" + _noise(9_001), "unsupported-format", "PNG"),
    Case("table.csv", lambda: b"name,number\r\na,1\r\n", "unsupported-format", "CSV"),
    Case("data.json", lambda: b'{"a": ' * 50_000 + b"1" + b"}" * 50_000, "unsupported-format", "JSON"),
    Case("utf-16-le-marked.txt", lambda: codecs.BOM_UTF16_LE + RUSSIAN.encode("utf-16-le"), READ, "девять глав"),
    Case("utf-16-be-marked.txt", lambda: codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), READ, "девять глав"),
    Case("utf-16-le-bare.txt", lambda: PROSE.encode("utf-16-le"), READ, "nine chapters"),
    Case("utf-16-be-bare.txt", lambda: PROSE.encode("utf-16-be"), READ, "nine chapters"),
    Case("utf-16-cut.txt", lambda: PROSE.encode("utf-16")[:-1], "damaged", "broken"),
    Case("utf-16-lone-surrogate.txt", lambda: codecs.BOM_UTF16_LE + b"a\0" + b"\x00\xd8" + b"b\0", "damaged"),
    Case("utf-16-with-nul.txt", lambda: (PROSE + "\0and more\0").encode("utf-16"), READ, "nine chapters"),
    Case("utf-32-le-marked.txt", lambda: PROSE.encode("utf-32"), READ, "nine chapters"),
    Case("utf-32-be-marked.txt", lambda: codecs.BOM_UTF32_BE + RUSSIAN.encode("utf-32-be"), READ, "девять"),
    Case("utf-32-le-bare.txt", lambda: PROSE.encode("utf-32-le"), "unsupported-format", "NUL"),
    Case("utf-32-out-of-range.txt", lambda: codecs.BOM_UTF32_LE + b"\xff\xff\xff\x7f" * 9, "unsupported-format"),
    Case("utf-8-marked.txt", lambda: codecs.BOM_UTF8 + RUSSIAN.encode(), READ, "девять глав"),
    Case("utf-8-cut.txt", lambda: RUSSIAN.encode()[:-3], "damaged", "broken at byte"),
    Case("utf-8-overlong.txt", lambda: PROSE.encode() + b"\xc0\xaf\xe0\x80\xaf", READ),
    Case("surrogates-in-utf-8.txt", lambda: b"Talks: \xed\xa0\x80 and \xed\xb0\x80. " + PROSE.encode(), "damaged"),
    Case("cesu-8.txt", lambda: _cesu(RUSSIAN + "\U0001f514" * 3), "damaged"),
    Case("windows-1251.txt", lambda: RUSSIAN.encode("cp1251"), READ, "девять глав"),
    Case("koi8-r.txt", lambda: RUSSIAN.encode("koi8-r"), READ, "девять глав"),
    Case("mac-cyrillic.txt", lambda: RUSSIAN.encode("mac-cyrillic"), READ, "девять глав"),
    Case("dos-866.txt", lambda: RUSSIAN.encode("cp866"), READ, "девять глав"),
    Case("iso-8859-5.txt", lambda: RUSSIAN.encode("iso8859-5"), READ, "девять глав"),
    Case("latin-1.txt", lambda: ("Le comité a adopté une déclaration. " + PROSE).encode("latin-1"), READ, "comité"),
    Case("declared-wrongly.txt", lambda: RUSSIAN.encode("cp1251"), READ, "девять глав", charset="koi8-r"),
    Case("declared-utf-8-but-not.txt", lambda: RUSSIAN.encode("cp1251"), READ, "девять глав", charset="utf-8"),
    Case("declared-nonsense.txt", lambda: RUSSIAN.encode(), READ, "девять глав", charset="x-'); drop table\0"),
    Case("declared-codec-of-bytes.txt", lambda: PROSE.encode(), READ, "nine chapters", charset="zlib_codec"),
    Case("two-encodings.txt", _interleaved, "damaged"),
    Case("shift-jis.txt", lambda: "安全保障理事会は決議を採択した。".encode("shift-jis") * 40, READ, "安全保障", charset="shift_jis"),
    Case("mixed-scripts.txt", lambda: (PROSE + "\n\n" + RUSSIAN + "\n\nالأمن الجماعي 安全 ασφάλεια\n").encode(), READ, "ασφάλεια"),
    Case("right-to-left-override.txt", lambda: (PROSE + "\u202ereport.exe\u202c \u2067x\u2069").encode(), READ, "\u202e"),
    Case("nul-inside.txt", lambda: PROSE.encode().replace(b"plan", b"pl\0an"), "unsupported-format", "NUL"),
    Case("escape-sequences.txt", lambda: b"\x1b[31mRed\x1b[0m \x1b]0;title\x07 " + PROSE.encode(), READ, "nine"),
    Case("formulas.txt", lambda: b"=cmd|' /C calc'!A0\n+1+1\n@SUM(A1)\n" + PROSE.encode(), READ, "=cmd"),
    Case("private-use.txt", lambda: (PROSE + "\ue000\ue001\ue00f0000 \U000f0000").encode(), READ, "\ue00f"),
    Case("not-characters.txt", lambda: (PROSE + "\ufffe\uffff\U0010ffff").encode(), READ, "\uffff"),
    Case("base64.txt", lambda: base64.b64encode(_noise(400_000)), READ),
    Case("mail-bomb.eml", lambda: b"Received: x\n" * 60_000, "unsupported-format", "e-mail"),
)  # fmt: skip
