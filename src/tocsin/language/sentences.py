"""Sentences with their offsets; English and Russian."""
from __future__ import annotations
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text == document.text[start:end]`, trimmed of white space at both ends."""

    start: int
    end: int
    text: str
