"""The stage that asks an endpoint: windows out, JSON back, every quote checked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from tocsin.errors import SkipError
from tocsin.model.draft import Draft
from tocsin.statements.accelerators.drafting import drafts
from tocsin.statements.accelerators.findings import Finding, Tally, read_answer
from tocsin.statements.accelerators.port import Answers, Question
from tocsin.statements.accelerators.windows import windows
from tocsin.statements.extractor import Reading

LOG = logging.getLogger("tocsin.accelerators")
SCORE = 0.5
"""Nothing is measured for a model that a user brings: its word counts as much as a coin's."""
GIVE_UP = 3
"""After so many windows of a document without an answer in a row, the rest of it is not asked for."""


@cache
def wording() -> dict[str, Any]:
    text = (resources.files("tocsin.statements.accelerators") / "instructions.yaml").read_text(
        encoding="utf-8"
    )
    held: dict[str, Any] = yaml.safe_load(text)
    return held


@dataclass(frozen=True, slots=True)
class AskingExtractor:
    """Asks `answers` about windows of `size` characters that overlap by `overlap`.

    `name` holds the model, so that another model reads the documents again.
    """

    answers: Answers
    name: str
    size: int = 4000
    overlap: int = 600
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        found, tally = self.read(reading)
        told(self.name, reading, tally)
        yield from found

    def read(self, reading: Reading) -> tuple[list[Draft], Tally]:
        """The drafts of a document and what became of the answers. A window without an answer adds nothing."""
        tally, findings, silent = Tally(), list[Finding](), 0
        for window in windows(reading.sentences, size=self.size, overlap=self.overlap):
            tally.windows += 1
            if silent >= GIVE_UP:
                tally.unanswered += 1
                continue
            text = reading.document.text[window.start : window.end]
            try:
                answer = self.answers.answer(Question(wording()["instructions"], text))
            except SkipError as error:
                silent += 1
                tally.unanswered += 1
                tally.problems.append(str(error))
                continue
            silent = 0
            findings += read_answer(answer, reading.document.text, window, tally)
        return list(drafts(reading, findings, origin=self.name, score=SCORE, tally=tally)), tally


def told(name: str, reading: Reading, tally: Tally) -> None:
    """One line in the log when not all went well; a person must be able to see that a model invents."""
    if tally.clean:
        return
    LOG.warning(
        "%s: %s: %d windows, %d without an answer, %d unreadable, %d malformed, %d quotes not in the text",
        name, reading.document.label, tally.windows, tally.unanswered, tally.unreadable, tally.malformed,
        len(tally.rejected),
    )  # fmt: skip
