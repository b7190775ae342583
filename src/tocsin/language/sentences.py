"""Sentences with their offsets; English and Russian."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text == document.text[start:end]`, trimmed of white space at both ends."""

    start: int
    end: int
    text: str


def split_sentences(
    text: str, start: int = 0, end: int | None = None, *, language: str = "en"
) -> list[Sentence]:
    """The sentences of `text[start:end]`, offsets counted in the whole text."""
    raise NotImplementedError
