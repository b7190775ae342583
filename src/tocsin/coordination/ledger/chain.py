"""The log as a file of JSON Lines in which each line carries the hash of the one before.

A line that was changed, left out or put in breaks the chain at its place, and `verify` names it. Appending holds a
lock on the file, so that two writers make one chain.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.coordination.ledger.events import Event, event_of, read_events
from tocsin.coordination.ledger.vocabulary import vocabulary
from tocsin.errors import LedgerError, NotFoundError

GENESIS = "0" * 64


def link(prev: str, event: Event) -> str:
    """SHA-256 over the hash before and the event's canonical text."""
    return hashlib.sha256(f"{prev}\n{event.text}".encode("utf-8", "surrogatepass")).hexdigest()


def chained(events: Iterable[Event], *, seq: int = 0, prev: str = GENESIS) -> Iterator[str]:
    """The lines of the events, in the order given."""
    for event in events:
        seq += 1
        made = link(prev, event)
        body: dict[str, Any] = json.loads(event.text)
        line = {**body, "v": vocabulary().version, "seq": seq, "prev": prev, "hash": made}
        yield json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        prev = made


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the chain is broken, and how."""

    line: int
    what: str


def verify(lines: Iterable[str]) -> list[Fault]:
    """Faults of a chained log, in order; an unreadable line is one."""
    faults: list[Fault] = []
    prev, seq = GENESIS, 0
    for number, line in enumerate(lines, start=1):
        seq += 1
        try:
            held = json.loads(line)
            event = event_of(held, where=f"line {number}")
        except (ValueError, LedgerError, TypeError, AttributeError) as error:
            faults.append(Fault(number, f"it cannot be read ({error})"))
            continue
        if held.get("seq") != seq:
            faults.append(
                Fault(number, f"it says {held.get('seq')}, but {seq} is due: a line is missing or was put in")
            )
            seq = held["seq"] if isinstance(held.get("seq"), int) else seq
        if held.get("prev") != prev:
            faults.append(Fault(number, "the line before it is not the one it was written after"))
        if held.get("hash") != link(str(held.get("prev")), event):
            faults.append(Fault(number, "it was changed after it was written"))
        prev = str(held.get("hash"))
    return faults


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger's file; it is only ever appended to."""

    path: Path

    def events(self) -> list[Event]:
        """Raises NotFoundError when there is no file, LedgerError for a line that cannot be read."""
        return list(read_events(self._lines()))

    def faults(self) -> list[Fault]:
        return verify(self._lines())

    def append(self, event: Event) -> str:
        """Write one event after the last and give its hash. Raises LedgerError when the chain is broken already."""
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise LedgerError(f"it cannot be written ({error.strerror})", where=str(self.path)) from error
        with os.fdopen(handle, "r+", encoding="utf-8", newline="\n") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            lines = file.read().splitlines()
            faults = verify(lines)
            if faults:
                raise LedgerError(f"line {faults[0].line}: {faults[0].what}", where=str(self.path))
            last: dict[str, Any] = json.loads(lines[-1]) if lines else {"seq": 0, "hash": GENESIS}
            (line,) = chained([event], seq=int(last["seq"]), prev=str(last["hash"]))
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        return str(json.loads(line)["hash"])

    def _lines(self) -> list[str]:
        try:
            return self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError as error:
            raise NotFoundError("there is no ledger of this name", where=str(self.path)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise LedgerError(f"it cannot be read ({error})", where=str(self.path)) from error
