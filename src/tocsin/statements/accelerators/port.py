"""What an accelerator needs from outside: somebody who answers a question, or somebody who marks names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Question:
    """`instructions` for the model and the `text` it is about; the answer is wanted as JSON."""

    instructions: str
    text: str


class Answers(Protocol):
    """Answers questions. Picklable; the same question is meant to get the same answer.

    Raises SkipError when there is no answer: no connection, too late, a refusal.
    """

    def answer(self, question: Question) -> str: ...


@dataclass(frozen=True, slots=True)
class Marked:
    """Words at `start`..`end` of the text that was given, with their label and how sure the model is (0..1)."""

    start: int
    end: int
    words: str
    label: str
    score: float


class Marks(Protocol):
    """Marks the words of a text that carry one of the labels. Picklable; loads its model when first asked."""

    def mark(self, text: str, labels: Sequence[str]) -> list[Marked]: ...
