"""OpenRefine's Reconciliation API, version 0.2: manifest, queries, suggest, preview, extend."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse

from tocsin.errors import StoreMissingError
from tocsin.screening.desk import Desk
from tocsin.screening.entries import Entry
from tocsin.screening.query import Query as Asked
from tocsin.screening.query import QueryError

TYPES = {
    "Person": "Person",
    "Organization": "Organisation",
    "Company": "Company",
    "LegalEntity": "Legal entity",
    "Vessel": "Vessel",
}
PROPERTIES = {
    "birthDate": "Date of birth",
    "country": "Country",
    "nationality": "Nationality",
    "idNumber": "Document or registration number",
}
EXTENDED = {
    "programme": "Programme",
    "reference": "Reference number",
    "listed_on": "Listed on",
    "birthDate": "Date of birth",
    "country": "Country",
    "alias": "Other names",
}
QUERIES = 100

DeskOf = Callable[[str], Desk]


def reconciliation_router(desk_of: DeskOf) -> APIRouter:
    """`/reconcile/{list}`: the manifest without parameters, answers with `queries`."""
    router = APIRouter()

    def desk(list_name: str) -> Desk:
        try:
            return desk_of(list_name)
        except StoreMissingError as error:
            raise HTTPException(404, str(error)) from error

    @router.get("/reconcile/{list_name}")
    def reconcile_get(
        request: Request, list_name: str, queries: str | None = Query(None), extend: str | None = Query(None)
    ) -> JSONResponse:
        """The service manifest, or answers to `queries` or `extend`."""
        return _answer(request, list_name, desk(list_name), queries, extend)

    @router.post("/reconcile/{list_name}")
    async def reconcile_post(request: Request, list_name: str) -> JSONResponse:
        """Answers to `queries` or `extend`, sent as a form (application/x-www-form-urlencoded)."""
        form = parse_qs((await request.body()).decode("utf-8", errors="replace"))
        queries, extend = (form.get(key, [None])[0] for key in ("queries", "extend"))
        return await run_in_threadpool(lambda: _answer(request, list_name, desk(list_name), queries, extend))

    @router.get("/reconcile/{list_name}/suggest/entity")
    def suggest_entity(list_name: str, prefix: str = Query("", max_length=200)) -> dict[str, object]:
        """Entries whose name begins so."""
        wanted = prefix.casefold()
        found = (
            entry
            for entry in desk(list_name).standing.entries
            if wanted and entry.caption.casefold().startswith(wanted)
        )
        return {"result": [_brief(entry) for entry, _ in zip(found, range(10), strict=False)]}

    @router.get("/reconcile/{list_name}/suggest/property")
    def suggest_property(list_name: str, prefix: str = Query("")) -> dict[str, object]:
        """Properties that a query may give."""
        desk(list_name)
        return {"result": _starting(PROPERTIES, prefix)}

    @router.get("/reconcile/{list_name}/suggest/type")
    def suggest_type(list_name: str, prefix: str = Query("")) -> dict[str, object]:
        """Kinds of entities."""
        desk(list_name)
        return {"result": _starting(TYPES, prefix)}

    @router.get("/reconcile/{list_name}/preview", response_class=HTMLResponse)
    def preview(list_name: str, id: str = Query()) -> str:
        """A small page about one entry."""
        entry = _entry(desk(list_name), id)
        rows = (entry.programme, entry.listed_on, entry.reason[:300])
        body = "".join(f"<p>{escape(row)}</p>" for row in rows if row)
        title = escape(entry.caption)
        return f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1>{body}"

    @router.get("/reconcile/{list_name}/properties")
    def extend_properties(list_name: str, type: str = Query("")) -> dict[str, object]:
        """Properties that data can be extended with."""
        desk(list_name)
        return {"type": type, "properties": [{"id": key, "name": name} for key, name in EXTENDED.items()]}

    return router


def _answer(
    request: Request, list_name: str, desk: Desk, queries: str | None, extend: str | None
) -> JSONResponse:
    if queries is not None:
        return JSONResponse(_reconciled(desk, _json(queries)))
    if extend is not None:
        return JSONResponse(_extended(desk, _json(extend)))
    return JSONResponse(manifest(str(request.base_url).rstrip("/"), list_name))


def manifest(base: str, list_name: str) -> dict[str, object]:
    """The service manifest of version 0.2."""
    here = f"{base}/reconcile/{list_name}"
    suggest = {
        kind: {"service_url": here, "service_path": f"/suggest/{kind}"}
        for kind in ("entity", "property", "type")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": f"Tocsin: {list_name}",
        "identifierSpace": f"{here}/entity/",
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "view": {"url": f"{here}/preview?id={{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 420, "height": 240},
        "defaultTypes": [{"id": key, "name": name} for key, name in TYPES.items()],
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [],
        },
    }


def _json(text: str) -> dict[str, Any]:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"not JSON: {error}") from error
    if not isinstance(held, dict):
        raise HTTPException(400, "not a JSON object")
    return held


def _reconciled(desk: Desk, batch: dict[str, Any]) -> dict[str, object]:
    if len(batch) > QUERIES:
        raise HTTPException(400, f"at most {QUERIES} queries at once")
    return {key: {"result": list(_candidates(desk, key, held))} for key, held in batch.items()}


def _candidates(desk: Desk, key: str, held: object) -> Iterator[dict[str, object]]:
    if not isinstance(held, dict) or not isinstance(held.get("query"), str):
        raise HTTPException(400, f"{key}: no text to look for")
    given: dict[str, list[str]] = {}
    for item in held.get("properties") or ():
        if isinstance(item, dict) and isinstance(item.get("pid"), str):
            values = item.get("v")
            given[item["pid"]] = [
                str(v) for v in (values if isinstance(values, list) else [values]) if v is not None
            ]
    kind = held.get("type") or ""
    kind = kind[0] if isinstance(kind, list) and kind else kind
    try:
        query = Asked.of(
            key,
            (held["query"],),
            schema=kind if isinstance(kind, str) and kind in TYPES else "",
            births=tuple(given.get("birthDate", ())),
            countries=tuple(given.get("country", [])) + tuple(given.get("nationality", [])),
            numbers=tuple(given.get("idNumber", ())),
        )
    except QueryError:
        return
    limit = held.get("limit")
    for item in desk.screen(query, limit=limit if isinstance(limit, int) and 0 < limit <= 50 else 5).matches:
        figures = [{"id": "probability", "value": item.score}]
        yield {
            **_brief(item.entry),
            "score": round(100 * item.score, 2),
            "match": item.match,
            "features": figures,
        }


def _brief(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.entity_id,
        "name": entry.caption,
        "description": ", ".join(filter(None, (entry.list, entry.reference, entry.programme))),
        "type": [{"id": entry.schema, "name": TYPES.get(entry.schema, entry.schema)}],
    }


def _extended(desk: Desk, held: dict[str, Any]) -> dict[str, object]:
    ids, wanted = held.get("ids"), held.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list) or len(ids) > 1000:
        raise HTTPException(400, "ids and properties are lists")
    names = [item["id"] for item in wanted if isinstance(item, dict) and item.get("id") in EXTENDED]
    by_id = {entry.entity_id: entry for entry in desk.standing.entries}
    rows = {str(id_): {name: _values(by_id.get(str(id_)), name) for name in names} for id_ in ids}
    return {"meta": [{"id": name, "name": EXTENDED[name]} for name in names], "rows": rows}


def _values(entry: Entry | None, name: str) -> list[dict[str, str]]:
    if entry is None:
        return []
    values = {
        "programme": [entry.programme],
        "reference": [entry.reference],
        "listed_on": [entry.listed_on],
        "birthDate": [str(item) for item in entry.births],
        "country": list(entry.countries),
        "alias": [item.text for item in entry.names[1:]],
    }[name]
    return [{"str": value} for value in values if value]


def _starting(known: dict[str, str], prefix: str) -> list[dict[str, str]]:
    wanted = prefix.casefold()
    return [{"id": key, "name": name} for key, name in known.items() if wanted in name.casefold()]


def _entry(desk: Desk, id_: str) -> Entry:
    for entry in desk.standing.entries:
        if entry.entity_id == id_:
            return entry
    raise HTTPException(404, f"no such entry: {id_}")
