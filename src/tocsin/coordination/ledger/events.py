"""Events of the ledger: read strictly from JSON Lines, written in one canonical form."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.coordination.ledger.vocabulary import vocabulary
from tocsin.errors import LedgerError

_OF_THE_CHAIN = frozenset({"seq", "prev", "hash", "v"})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a moment (aware of its zone); `fields` are those that its kind needs and allows.

    `text` is canonical: the same event is the same text on every machine, in UTC, with sorted keys and no blanks.
    """

    at: dt.datetime
    type: str
    fields: Mapping[str, Any]
    text: str = field(init=False)

    def __post_init__(self) -> None:
        text = json.dumps(
            {"type": self.type, "at": moment_text(self.at), **self.fields},
            ensure_ascii=False, sort_keys=True, separators=(",", ":"),
        )  # fmt: skip
        object.__setattr__(self, "text", text)

    @property
    def proposal(self) -> str | None:
        found = self.fields.get("proposal")
        return None if found is None else str(found)

    def order(self) -> tuple[dt.datetime, str]:
        """By moment; within one by content, so that the order in which they were written does not matter."""
        return self.at, self.text


def read_events(lines: Iterable[str]) -> Iterator[Event]:
    """Raises LedgerError with the number of the line. Blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield event_of(_object(line, number), where=f"line {number}")


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        held = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise LedgerError(f"it is no JSON ({error})", where=f"line {number}") from error
    if not isinstance(held, dict):
        raise LedgerError("an event is an object", where=f"line {number}")
    return held


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Common parsers keep the last of two equal keys; two readers of one log must not read two things."""
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a key stands twice")
    return held


def event_of(held: Mapping[str, Any], *, where: str) -> Event:
    """One event from its fields. Raises LedgerError for an unknown kind, position or field, and for a missing one."""
    given = {name: value for name, value in held.items() if name not in _OF_THE_CHAIN}
    name = given.pop("type", None)
    known = vocabulary().events.get(str(name))
    if known is None:
        raise LedgerError(f"no kind of event is called {name!r}", where=where)
    at = _moment(given.pop("at", None), where)
    missing, strange = known.needs - given.keys(), given.keys() - known.needs - known.allows
    if missing or strange:
        told = [
            f"{word} {', '.join(sorted(found))}"
            for word, found in (("missing", missing), ("unknown", strange))
            if found
        ]
        raise LedgerError(f"{name}: {'; '.join(told)}", where=where)
    if name == "position" and given["position"] not in vocabulary().positions:
        raise LedgerError(f"no position is called {given['position']!r}", where=where)
    if name == "ruling" and given["ruling"] not in vocabulary().rulings:
        raise LedgerError(f"no ruling is called {given['ruling']!r}", where=where)
    if "expires" in given:
        given["expires"] = moment_text(_moment(given["expires"], where))
    if name == "members":
        given["members"] = _members(given["members"], where)
    return Event(at, str(name), given)


def _members(given: Any, where: str) -> list[dict[str, Any]]:
    """Members by name, or as objects with `name` and, where the rule asks for them, `veto` and `population`."""
    if not isinstance(given, list) or not given:
        raise LedgerError("members are a list", where=where)
    found = [{"name": one} if isinstance(one, str) else one for one in given]
    for one in found:
        if (
            not isinstance(one, dict)
            or not isinstance(one.get("name"), str)
            or one.keys() - {"name", "veto", "population"}
        ):
            raise LedgerError("a member has a name, and perhaps veto and population", where=where)
    if len({one["name"] for one in found}) < len(found):
        raise LedgerError("a member stands twice", where=where)
    return sorted(found, key=lambda one: str(one["name"]))


def _moment(text: Any, where: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(str(text))
    except ValueError as error:
        raise LedgerError(f"{text!r} is no moment (2026-03-01T12:00:00Z)", where=where) from error
    if found.tzinfo is None:
        raise LedgerError(f"{text} has no time zone; a silence ends at one instant", where=where)
    return found.astimezone(dt.UTC)


def moment_text(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
