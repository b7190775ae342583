"""The words beside this module, `words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from tocsin.language.stems import stem_text


@cache
def words_of(name: str) -> tuple[str, ...]:
    entry = resources.files("tocsin.exchange.brief") / "words.yaml"
    held: Mapping[str, list[str] | str] = yaml.safe_load(entry.read_text(encoding="utf-8"))
    listed = held[name]
    return tuple(listed.split() if isinstance(listed, str) else listed)


@cache
def common_stems() -> frozenset[str]:
    return frozenset(stem_text(" ".join(words_of("common"))).split())


def telling_stems(text: str) -> set[str]:
    """The stems of a text without those that every text has."""
    return set(stem_text(text).split()) - common_stems()
