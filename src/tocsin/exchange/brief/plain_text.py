"""Text of strangers made safe to show: nothing in it may act, hide or turn the direction of the page around it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD = re.compile(r"\w+")
AT_START = 40
"""So few letters are not worth an ellipsis before what matters."""
_SILENT = frozenset("\u00ad\u200b\u200c\u200d\ufeff")
"""Invisible and harmless: soft hyphen, zero-width space and joiners, byte-order mark."""
_SUSPECT = re.compile(
    r"[^\S\n ]|[^\x20-\x7e\u00a0-\u00ac\u00ae-\u0377\u0400-\u0482\u2010-\u2027\u2030-\u205e]"
)


def shown(text: str) -> str:
    """One line in which white space is single and every control, direction mark and half character is named."""
    return _SPACE.sub(" ", named(text)).strip()


def named(text: str) -> str:
    """The text with its lines, in which a direction override is `⟨U+202E⟩`: seen by a reader, and without effect."""
    return "".join(map(_shown_letter, text)) if _SUSPECT.search(text) else text


@lru_cache(maxsize=4096)
def _shown_letter(letter: str) -> str:
    if letter in _SILENT:
        return "" if letter == "\ufeff" else letter
    if letter.isspace():
        return letter if letter == "\n" else " "
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return f"⟨U+{ord(letter):04X}⟩"
    return letter


def clipped(text: str, most: int) -> str:
    """At most about `most` characters, cut between words, with an ellipsis where something was cut."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", most // 2, most)
    return text[: cut if cut > 0 else most].rstrip(" ,;:.–—-") + " …"


def clipped_around(text: str, start: int, end: int, most: int) -> str:
    """At most about `most` characters that hold `text[start:end]` where they can, cut between words."""
    if len(text) <= most or end <= most:
        return clipped(text, most)
    low = max(0, min(start - 20, end + (most - (end - start)) // 2 - most))
    space = text.find(" ", low, start)
    low = space + 1 if space >= 0 else low
    if low <= AT_START:
        return clipped(text, most)
    return "… " + clipped(text[low:], most)


def folded(text: str) -> str:
    """What two writings of the same words have in common: their words, letter case aside."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")))


def language_of(text: str) -> str:
    """The language that a name or quote is marked with: Russian where it has Cyrillic letters, English elsewhere."""
    return "ru" if _CYRILLIC.search(text) else "en"
