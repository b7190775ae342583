"""A result in the shape of the contract (FORMATS, section 5), with what a person needs beside the score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.screening.contesting import way_to_contest
from tocsin.screening.entries import Entry
from tocsin.screening.query import Query
from tocsin.screening.reasons import reasons, why_not
from tocsin.screening.screener import Match


def result_line(
    query: Query, matches: Sequence[Match], *, vintages: Mapping[str, str] | None = None, language: str = "en"
) -> dict[str, Any]:
    """`{id, matches: [...]}`; `vintages` gives the date of each list's vintage."""
    return {
        "id": query.id,
        "matches": [match_line(query, item, vintages=vintages, language=language) for item in matches],
    }


def match_line(
    query: Query, match: Match, *, vintages: Mapping[str, str] | None = None, language: str = "en"
) -> dict[str, Any]:
    entry = match.entry
    return {
        "list": entry.list, "reference": entry.reference, "entity_id": entry.entity_id, "caption": entry.caption,
        "schema": entry.schema, "score": match.score, "match": match.match,
        "reasons": [item.said() for item in reasons(query, match, language=language)],
        "why_not": why_not(query, match, language=language) or None,
        "programme": entry.programme, "listed_on": entry.listed_on or None,
        "vintage": (vintages or {}).get(vintage_key(entry)), "listing_reason": entry.reason or None,
        "contest": way_to_contest(entry, language=language), "flags": list(flags(entry)),
    }  # fmt: skip


def vintage_key(entry: Entry) -> str:
    """The key of the vintage that an entry stands in: regulations of the EU are parts with vintages of their own."""
    return f"{entry.list}/{entry.reference.split('-', 1)[0]}" if entry.list == "eu" else entry.list


def flags(entry: Entry) -> tuple[str, ...]:
    """What a reviewer has to know first: said to be dead, under review, other measures than an asset freeze."""
    text = " ".join((entry.reason, *entry.notes)).lower()
    found = []
    if any(
        sign in text
        for sign in ("deceased", "reportedly died", "reported dead", "confirmed to have died", "killed in")
    ):
        found.append("said to be dead")
    if "review pursuant to" in text:
        found.append("reviewed by the committee")
    if entry.measure and entry.list == "eu" and entry.measure != "Asset freeze":
        found.append(f"measure: {entry.measure}")
    return tuple(found)
