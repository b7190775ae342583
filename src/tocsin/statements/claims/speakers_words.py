"""Words that tell who may speak: read once from the lexicon of claims."""

from __future__ import annotations

import re
from functools import cache

from tocsin.statements.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")


@cache
def pronouns() -> dict[str, str]:
    """Pronoun -> `m`, `f`, `neuter`, `plural` or `nobody` (the first and second person)."""
    return {str(word): kind for kind, listed in table("claims")["pronouns"].items() for word in listed}


@cache
def members() -> frozenset[str]:
    """*members of X*, *representatives of X*: X speaks."""
    return frozenset(table("claims")["members"])


@cache
def documents() -> frozenset[str]:
    """Words for what a body puts out: not the body, but its words."""
    return frozenset(table("claims")["documents"])


@cache
def possessives() -> frozenset[str]:
    return frozenset(table("claims")["possessives"])


@cache
def relays() -> frozenset[str]:
    """Those who speak for somebody: the somebody does not speak."""
    return frozenset(table("claims")["relays"])


@cache
def offices() -> frozenset[str]:
    heads = table("roles")["heads"]
    return frozenset(word.casefold() for head in heads for word in _WORD.findall(head)) | frozenset(
        word for language in ("en", "ru") for word in generic_speakers(language)
    )


@cache
def generic_speakers(language: str) -> frozenset[str]:
    words = table("claims")
    return frozenset(words.get(language, words["en"])["speakers"])
