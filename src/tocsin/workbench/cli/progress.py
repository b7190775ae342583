"""Progress of long work on the terminal: stage, done of total, rate, time left, problems so far."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as RichProgress
from rich.text import Text

from tocsin.workbench.cli.output import ERRORS

LINE_SECONDS = 5.0
"""Without a terminal, one line of progress so often."""


class RateColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f}/s" if speed else "")


class TerminalProgress:
    """Bars on a terminal, a plain line now and then elsewhere, nothing when quiet."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bars: RichProgress | None = None
        self._task: TaskID | None = None
        self._name = ""
        self._done = 0
        self._total: int | None = None
        self._problems = 0
        self._since = self._said = time.monotonic()

    def __enter__(self) -> Self:
        if not self._quiet and ERRORS.is_terminal:
            self._bars = RichProgress(
                SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), RateColumn(),
                TimeRemainingColumn(), TextColumn("{task.fields[problems]} problems"), console=ERRORS,
            )  # fmt: skip
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def stage(self, name: str, total: int | None) -> None:
        self._name, self._total, self._done = name, total, 0
        self._since = self._said = time.monotonic()
        if self._bars is not None:
            self._task = self._bars.add_task(name, total=total, problems=self._problems)

    def advance(self, count: int = 1) -> None:
        self._done += count
        if self._bars is not None and self._task is not None:
            self._bars.update(self._task, advance=count, problems=self._problems)
        elif not self._quiet and time.monotonic() - self._said >= LINE_SECONDS:
            self._said = time.monotonic()
            ERRORS.print(self.line(), highlight=False, markup=False)

    def problem(self) -> None:
        self._problems += 1

    def line(self) -> str:
        """`read 120 of 500, 32.0/s, 12 s left, 1 problems`"""
        seconds = max(time.monotonic() - self._since, 1e-9)
        rate = self._done / seconds
        text = f"{self._name} {self._done}" + (f" of {self._total}" if self._total is not None else "")
        text += f", {rate:,.1f}/s"
        if self._total and rate:
            text += f", {max(0.0, (self._total - self._done) / rate):.0f} s left"
        return f"{text}, {self._problems} problems"
