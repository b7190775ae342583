"""`POST /match/{list}` in the shape of OpenSanctions' matching API, and OpenRefine's Reconciliation API 0.2.

Both answer from the shelf's lists in force. Nothing that is asked is stored here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from tocsin.errors import StoreMissingError
from tocsin.screening.calibration import calibration
from tocsin.screening.desk import Desk
from tocsin.screening.entries import Entry, NameKind
from tocsin.screening.query import Query as Asked
from tocsin.screening.query import QueryError
from tocsin.screening.results import match_line
from tocsin.screening.screener import Match
from tocsin.screening.shelf import open_shelf
from tocsin.screening.standing import Standing
from tocsin.workbench.web.reconciling import reconciliation_router

BATCH = 100
ALGORITHM = "tocsin-v1"
NAMES = ("name", "alias", "previousName", "weakAlias")
NUMBERS = (
    "idNumber",
    "passportNumber",
    "registrationNumber",
    "taxNumber",
    "innCode",
    "ogrnCode",
    "leiCode",
    "imoNumber",
    "mmsi",
    "swiftBic",
    "uscCode",
)
COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "flag")


class EntityExample(BaseModel):
    """An entity as a query: a FollowTheMoney schema and properties."""

    model_config = ConfigDict(extra="ignore")
    id: str | None = None
    schema_: str = Field("", alias="schema", max_length=40)
    properties: dict[str, str | list[str | int]] = Field(default_factory=dict)


class MatchQuery(BaseModel):
    """At most 100 queries. `weights` and `config` are accepted; there is one threshold and one set of weights."""

    model_config = ConfigDict(extra="ignore")
    queries: dict[str, EntityExample]
    weights: dict[str, float] = Field(default_factory=dict)
    config: dict[str, Any] = Field(default_factory=dict)


class Desks:
    """The desk of each list, made when it is first asked for and again when the file of lists changes."""

    def __init__(self, shelf: Path, *, language: str) -> None:
        self._shelf = shelf
        self._language = language
        self._lock = threading.Lock()
        self._stamp: tuple[float, float] = (0.0, 0.0)
        self._standing: Standing | None = None
        self._desks: dict[str, Desk] = {}

    def standing(self) -> Standing:
        with self._lock:
            return self._fresh()

    def _fresh(self) -> Standing:
        stamp = _changed(self._shelf), _changed(self._shelf.with_name(self._shelf.name + "-wal"))
        if self._standing is None or stamp != self._stamp:
            with open_shelf(self._shelf) as held:
                self._standing = held.standing()
            self._stamp, self._desks = stamp, {}
        return self._standing

    def desk(self, list_: str) -> Desk:
        """Raises HTTPException 404 for a list that is not there; `default` is all lists."""
        with self._lock:
            whole = self._fresh()
            if list_ not in self._desks:
                part = whole if list_ == "default" else _only(whole, list_)
                if not part.vintages:
                    raise HTTPException(404, f"no such list: {list_}")
                self._desks[list_] = Desk(part, language=self._language)
            return self._desks[list_]


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _only(standing: Standing, list_: str) -> Standing:
    return Standing(
        tuple(entry for entry in standing.entries if entry.list == list_),
        tuple((entry, day) for entry, day in standing.delisted if entry.list == list_),
        {key: day for key, day in standing.vintages.items() if key.split("/")[0] == list_},
        {key: day for key, day in standing.returned.items() if key[0] == list_},
    )


def matching_router(shelf: Path, *, language: str = "en") -> APIRouter:
    """The routes over a file of lists; it need not exist yet."""
    router = APIRouter()
    desks = Desks(shelf, language=language)

    @router.post("/match/{list_name}")
    def match_entities(
        list_name: str,
        body: MatchQuery,
        limit: int = Query(5, ge=1, le=50),
        threshold: float | None = Query(None, ge=0.0, le=1.0),
        exclude_schema: list[str] = Query(default=[]),
        exclude_entity_ids: list[str] = Query(default=[]),
    ) -> JSONResponse:
        """Match entities against a list; each result carries its reasons, its vintage and how to contest it."""
        if not 1 <= len(body.queries) <= BATCH:
            raise HTTPException(400, f"between 1 and {BATCH} queries at once")
        try:
            desk = desks.desk(list_name)
        except StoreMissingError as error:
            raise HTTPException(404, str(error)) from error
        limits = {"limit": limit, "threshold": threshold}
        excluded = frozenset(exclude_entity_ids), frozenset(exclude_schema)
        responses = {key: _response(desk, key, held, limits, excluded) for key, held in body.queries.items()}
        return JSONResponse(
            {
                "responses": responses,
                "limit": limit,
                "matcher": {"algorithm": ALGORITHM, "threshold": calibration().threshold},
            }
        )

    @router.get("/algorithms")
    def algorithms() -> dict[str, object]:
        """The one algorithm there is."""
        return {
            "algorithms": [
                {"name": ALGORITHM, "description": "Learned spelling costs, one threshold", "docs": {}}
            ],
            "default": ALGORITHM,
            "best": ALGORITHM,
        }

    router.include_router(reconciliation_router(desks.desk))
    return router


def _response(
    desk: Desk,
    key: str,
    held: EntityExample,
    limits: Mapping[str, float | int | None],
    excluded: tuple[frozenset[str], frozenset[str]],
) -> dict[str, object]:
    """The key of a query names it; queries of one id and different names are independent."""
    example = {"id": held.id, "schema": held.schema_, "properties": held.properties}
    try:
        query = asked(key, held)
    except QueryError as error:
        return {
            "status": 400,
            "results": [],
            "total": {"value": 0, "relation": "eq"},
            "query": example,
            "error": str(error),
        }
    outcome = desk.screen(query, limit=50)
    least = limits["threshold"]
    ids, schemata = excluded
    kept = [
        item
        for item in outcome.matches
        if item.entry.entity_id not in ids
        and item.entry.reference not in ids
        and item.entry.schema not in schemata
        and item.score >= (0.0 if least is None else min(least, 0.5))
    ]
    shown = kept[: int(limits["limit"] or 5)]
    return {
        "status": 200,
        "results": [_scored(desk, query, item, least) for item in shown],
        "total": {"value": len(kept), "relation": "eq"},
        "query": example,
        "withheld": outcome.withheld,
        "delisted": [
            {
                "id": match.entry.entity_id,
                "caption": match.entry.caption,
                "reference": match.entry.reference,
                "delisted_on": day,
            }
            for match, day in outcome.delisted
        ],
    }


def asked(key: str, held: EntityExample) -> Asked:
    """Raises QueryError."""

    def take(names: Iterable[str]) -> tuple[str, ...]:
        found: list[str] = []
        for name in names:
            value = held.properties.get(name, [])
            found += [str(item) for item in (value if isinstance(value, list) else [value])]
        return tuple(found)

    gender = take(["gender"])
    return Asked.of(
        key,
        take(NAMES) or tuple(filter(None, [" ".join(take(["firstName", "lastName"]))])),
        schema=held.schema_,
        births=take(["birthDate"]),
        countries=take(COUNTRIES),
        numbers=take(NUMBERS),
        gender=gender[0] if gender else "",
    )


def _scored(desk: Desk, query: Asked, item: Match, threshold: float | None) -> dict[str, object]:
    line = match_line(query, item, vintages=desk.standing.vintages, language=desk.language)
    explanations: dict[str, dict[str, object]] = {}
    for number, reason in enumerate(line["reasons"]):
        name = reason["feature"] if reason["feature"] not in explanations else f"{reason['feature']}_{number}"
        explanations[name] = {
            "score": reason["score"],
            "detail": reason["words"],
            "query": reason["query"],
            "candidate": reason["candidate"],
        }
    raised = threshold is not None and item.score < threshold
    return {
        "id": item.entry.entity_id,
        "caption": item.entry.caption,
        "schema": item.entry.schema,
        "properties": properties(item.entry),
        "datasets": [item.entry.list],
        "referents": [item.entry.reference],
        "target": True,
        "first_seen": item.entry.listed_on or None,
        "last_change": max(item.entry.amended_on, default=None),
        "score": item.score,
        "match": item.match and not raised,
        "features": {name: held["score"] for name, held in explanations.items()},
        "explanations": explanations,
        "reference": item.entry.reference,
        "vintage": line["vintage"],
        "contest": line["contest"],
        "why_not": line["why_not"],
        "flags": line["flags"],
    }


def properties(entry: Entry) -> dict[str, list[str]]:
    """The entry as FollowTheMoney properties."""
    kinds = {NameKind.PREVIOUS: "previousName", NameKind.WEAK: "weakAlias"}
    found: dict[str, list[str]] = {"name": [entry.caption]}
    for item in entry.names[1:]:
        found.setdefault(kinds.get(item.kind, "alias"), []).append(item.text)
    person = entry.schema == "Person"
    found["birthDate"] = [str(item.low) for item in entry.births] if person else []
    found["birthPlace"] = list(entry.birth_places)
    found["nationality" if person else "country"] = list(entry.countries)
    found["idNumber"] = [paper.number for paper in entry.papers]
    found["gender"] = [entry.gender] if entry.gender else []
    found["position"] = list(entry.positions)
    found["address"] = list(entry.addresses)
    found["program"] = [entry.programme] if entry.programme else []
    return {key: values for key, values in found.items() if values}
