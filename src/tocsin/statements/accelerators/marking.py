"""The stage that lets a local model mark names, GLiNER or the like; in windows, as such models cut long texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tocsin.errors import SettingsError
from tocsin.model.draft import Draft
from tocsin.statements.accelerators.asking import SCORE, told, wording
from tocsin.statements.accelerators.drafting import drafts
from tocsin.statements.accelerators.findings import Finding, Tally
from tocsin.statements.accelerators.port import Marked, Marks
from tocsin.statements.accelerators.windows import windows
from tocsin.statements.extractor import Reading


@dataclass(frozen=True, slots=True)
class MarkingExtractor:
    """Names that `marks` finds with a score of at least `threshold`. A mark that is not the text's is rejected."""

    marks: Marks
    name: str
    size: int = 1000
    overlap: int = 200
    threshold: float = 0.5
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        found, tally = self.read(reading)
        told(self.name, reading, tally)
        yield from found

    def read(self, reading: Reading) -> tuple[list[Draft], Tally]:
        tally, findings = Tally(), list[Finding]()
        labels: dict[str, str] = wording()["labels"]
        for window in windows(reading.sentences, size=self.size, overlap=self.overlap):
            tally.windows += 1
            text = reading.document.text[window.start : window.end]
            for mark in self.marks.mark(text, list(labels)):
                if mark.score < self.threshold:
                    continue
                if mark.label not in labels:
                    tally.malformed += 1
                elif not mark.words or text[mark.start : mark.end] != mark.words:
                    tally.rejected.append(mark.words)
                else:
                    start = window.start + mark.start
                    findings.append(Finding(labels[mark.label], start, start + len(mark.words)))
        return list(drafts(reading, findings, origin=self.name, score=SCORE, tally=tally)), tally


@dataclass(frozen=True, slots=True)
class GlinerMarks:
    """The `gliner` package with a model in a local folder; both are the user's to install. Nothing is downloaded.

    Raises SettingsError when the package or the folder is missing.
    """

    folder: str

    def __post_init__(self) -> None:
        if find_spec("gliner") is None:
            raise SettingsError(
                "the accelerator `gliner` needs the Python package gliner, which is not installed"
            )
        if not Path(self.folder).is_dir():
            raise SettingsError("the accelerator `gliner` needs the folder of a model", where=self.folder)

    def mark(self, text: str, labels: Sequence[str]) -> list[Marked]:
        found = _model(self.folder).predict_entities(text, list(labels), threshold=0.0)
        return [
            Marked(
                int(one["start"]), int(one["end"]), str(one["text"]), str(one["label"]), float(one["score"])
            )
            for one in found
        ]


@cache
def _model(folder: str) -> Any:
    """One model a process, loaded when first asked."""
    from importlib import import_module

    return import_module("gliner").GLiNER.from_pretrained(folder, local_files_only=True)
