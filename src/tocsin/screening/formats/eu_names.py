"""Takes apart the cells of EU tables that hold several names: "a.k.a.", a second script, parentheses."""

from __future__ import annotations

import re

_AKA = re.compile(
    r"\s*[,(]?\s*\b(?:a\.?\s?k\.?\s?a\.?|alias(?:es)?|also known as|alternative spellings?:?)\s*[:,]?\s+",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"[\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u10a0-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_QUOTES = " \t,;:–—-/‘’'\"“”«»"
_BRACKET = re.compile(r"\(([^()]*)\)")


def split_names(cell: str) -> list[tuple[str, bool]]:
    """Each name in a cell, and whether it is a weak one: a single quoted word after "a.k.a." is no full name."""
    found: dict[str, bool] = {}
    pieces = _AKA.split(cell)
    main = ""
    for number, piece in enumerate(pieces):
        for text in _brackets(piece):
            for name in _scripts(text):
                clean = name.strip(_QUOTES)
                if len(clean) < 2 or not any(letter.isalpha() for letter in clean):
                    continue
                weak = number > 0 and " " not in clean and " " in main
                main = main or clean
                found.setdefault(clean, weak)
    return list(found.items())


def _brackets(text: str) -> list[str]:
    """The text without brackets; a bracket in another script, or with several words, is a name of its own."""
    inside = [match[1] for match in _BRACKET.finditer(text)]
    outside = _BRACKET.sub(" ", text)
    if not outside.strip(_QUOTES + "()"):
        outside = ""
    separate = []
    for piece in inside:
        other = bool(_OTHER.search(piece)) != bool(_OTHER.search(outside))
        if other or len(piece.split()) > 1:
            separate += re.split(r"[,،;]", piece)
        elif piece.strip().isupper() and 2 <= len(piece.strip()) <= 6:
            continue
        else:
            # A single word in brackets is part of the name: "(GTsSS) of the Main Directorate".
            return [text, outside, *separate]
    return [outside.replace("(", " ").replace(")", " "), *separate]


def _scripts(text: str) -> list[str]:
    """One name a script: words of another script that stand beside Latin ones are a name of their own."""
    words = text.split()
    other = [word for word in words if _OTHER.search(word)]
    if not other or len(other) == len(words):
        return [part for part in re.split(r"،", text) if part.strip()] if other else [text]
    plain = [word for word in words if not _OTHER.search(word)]
    letters = sum(letter.isalpha() for word in plain for letter in word)
    if letters < 3:
        return [" ".join(other)]
    return [" ".join(plain), " ".join(other)]
