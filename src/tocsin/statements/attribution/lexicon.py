"""What is known of a word by itself: form, stem, likely part of speech, cluster. The tables are made by
training."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from zlib import crc32

Row = tuple[int, int, int, int, int, int]
"""Form, stem, part of speech, cluster (numbers without meaning), shape and flags of one word."""

WORD, STEM, TAG, CLUSTER, SHAPE, FLAGS = range(6)

MARK, COMMA, STOP, VERB, NAME, THAT, PASSED_OVER, NOUN = (1 << bit for bit in range(8))
"""Flags: quotation mark, comma or dash, end of clause, verb, proper name, the word *that*, a word that may
stand between subject and verb, a noun."""

_AUXILIARY = frozenset(
    ["has", "have", "had", "is", "was", "were", "are", "be", "been", "'s", "’s", "also", "then", "not", "does",
     "did", "do", "will", "would", "to", "just"]
)  # fmt: skip
_MARKS = frozenset(['"', "“", "”", "„", "''", "``", "«", "»"])
_COMMAS = frozenset([",", ";", "--", "—", "–", ":"])
_STOPS = frozenset([",", ";", ":", ".", "?", "!"])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`tags`: lower-case word -> part of speech, two joined by a bar where both are common.

    `suffixes`: the same for the last letters of unknown words. `clusters`: word -> its distributional cluster.
    `memory`: rows by form, filled as texts are read; it never changes an answer.
    """

    tags: dict[str, str]
    suffixes: dict[str, str]
    clusters: dict[str, int]
    memory: dict[str, Row]

    def rows(self, forms: list[str]) -> list[Row]:
        memory = self.memory
        found = []
        for form in forms:
            row = memory.get(form)
            if row is None:
                if len(memory) > 50_000:
                    memory.clear()
                row = memory[form] = self._row(form)
            found.append(row)
        return found

    def _row(self, form: str) -> Row:
        lower = form.lower()
        tag = self.tag(form)
        shape = 2 if form.isupper() and len(form) > 1 else 1 if form[0].isupper() else 0
        flags = 0
        for flag, holds in (
            (MARK, lower in _MARKS),
            (COMMA, lower in _COMMAS),
            (STOP, lower in _STOPS),
            (VERB, tag.startswith("V") or tag == "MD"),
            (NAME, shape > 0 and "NNP" in tag),
            (THAT, lower == "that"),
            (PASSED_OVER, lower in _AUXILIARY or tag.startswith(("RB", "MD"))),
            (NOUN, tag.startswith("NN")),
        ):
            flags |= flag * holds
        word, root, kind = crc32(lower.encode()), crc32(stem(lower).encode()), crc32(tag.encode())
        return word, root, kind, self.clusters.get(lower, 0), shape, flags

    def tag(self, form: str) -> str:
        lower = form.lower()
        tag = self.tags.get(lower)
        if tag is not None:
            return tag
        if form[0].isdigit():
            return "CD"
        if not form[0].isalpha():
            return "SYM"
        if form[0].isupper():
            return "NNP"
        for length in (4, 3, 2):
            tag = self.suffixes.get(lower[-length:])
            if tag is not None and len(lower) > length:
                return tag
        return "NN"


@cache
def shipped_lexicon() -> Lexicon:
    entry = resources.files("tocsin.statements.attribution") / "weights" / "lexicon.json"
    return read_lexicon(entry.read_text(encoding="utf-8"))


def read_lexicon(text: str) -> Lexicon:
    """A lexicon as `training/attribution_lexicon.py` writes it (JSON)."""
    given = json.loads(text)
    return Lexicon(given["tags"], given["suffixes"], given["clusters"], {})


def stem(lower: str) -> str:
    """A verb's form without its ending: *argued*, *argues* and *arguing* are one word."""
    for ending in ("ing", "ied", "ies", "ed", "es", "s"):
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            cut = lower[: -len(ending)]
            if ending in ("ied", "ies"):
                return cut + "y"
            return (
                cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "sl" else cut.rstrip("e")
            )
    return lower.rstrip("e") if len(lower) > 3 else lower
