"""Matching and reconciliation over HTTP, in the shapes that other programs speak."""

from __future__ import annotations

import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.screening.made import ofac_folder, un_file, un_person
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.shelf import open_shelf
from tocsin.workbench.web.matching import matching_router

AT = "2025-05-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("shelf")
    with open_shelf(folder / "screening.sqlite", create=True) as held:
        people = [un_person("QDi.900", "ORAZBEK", "MERATAYEV"), un_person("QDi.901", "TIMUR", "SAMPLEV")]
        for vintage in read_lists([un_file(folder, people), ofac_folder(folder)]):
            held.load(vintage, at=AT)
    application = FastAPI()
    application.include_router(matching_router(folder / "screening.sqlite"))
    return TestClient(application)


def example(name: str, schema: str = "Person", **properties: list[str]) -> dict[str, object]:
    return {"schema": schema, "properties": {"name": [name], **properties}}


def test_match_answers_in_the_shape_of_the_matching_api(client: TestClient) -> None:
    body = {
        "queries": {
            "q1": example("Orazbek Meratayev", birthDate=["1971-01-05"]),
            "q2": example("Helene Mustermann"),
        }
    }
    held = client.post("/match/default", json=body).json()
    first = held["responses"]["q1"]
    assert first["status"] == 200
    assert first["total"] == {"value": len(first["results"]), "relation": "eq"}
    result = first["results"][0]
    assert {
        "id",
        "caption",
        "schema",
        "properties",
        "datasets",
        "referents",
        "score",
        "match",
        "explanations",
    } <= set(result)
    assert result["match"]
    assert {"score", "detail", "query", "candidate"} == set(result["explanations"]["name"])
    assert result["contest"]["body"]
    assert not any(item["match"] for item in held["responses"]["q2"]["results"])


def test_lists_are_chosen_by_name_and_excluded_ids_are_left_out(client: TestClient) -> None:
    body = {"queries": {"q": example("Orazbek Meratayev")}}
    found = client.post("/match/un", json=body).json()["responses"]["q"]["results"]
    assert {item["datasets"][0] for item in found} == {"un"}
    left = client.post("/match/un?exclude_entity_ids=QDi.900", json=body).json()["responses"]["q"]["results"]
    assert not any(item["reference"] == "QDi.900" for item in left)
    assert client.post("/match/nowhere", json=body).status_code == 404


def test_too_many_queries_none_and_broken_bodies_are_client_errors(client: TestClient) -> None:
    many = {"queries": {str(n): example("A B") for n in range(101)}}
    assert client.post("/match/un", json=many).status_code == 400
    assert client.post("/match/un", json={"queries": {}}).status_code == 400
    assert (
        client.post("/match/un", content=b"{", headers={"content-type": "application/json"}).status_code
        == 422
    )
    nameless = client.post(
        "/match/un", json={"queries": {"q": {"schema": "Person", "properties": {}}}}
    ).json()
    assert nameless["responses"]["q"]["status"] == 400


def test_the_manifest_names_versions_and_services(client: TestClient) -> None:
    held = client.get("/reconcile/un").json()
    assert "0.2" in held["versions"]
    assert {"name", "identifierSpace", "schemaSpace", "view", "preview", "suggest", "extend"} <= set(held)


@pytest.mark.parametrize("how", ["get", "post"])
def test_reconciliation_answers_batches(client: TestClient, how: str) -> None:
    queries = json.dumps(
        {"q0": {"query": "Meratayev Orazbek", "type": "Person", "limit": 3}, "q1": {"query": "Mustermann"}}
    )
    if how == "get":
        held = client.get("/reconcile/un", params={"queries": queries}).json()
    else:
        held = client.post("/reconcile/un", data={"queries": queries}).json()
    best = held["q0"]["result"][0]
    assert {"id", "name", "type", "score", "match"} <= set(best)
    assert best["match"]
    assert not any(item["match"] for item in held["q1"]["result"])


def test_broken_reconciliation_queries_are_client_errors(client: TestClient) -> None:
    assert client.get("/reconcile/un", params={"queries": "{"}).status_code == 400
    assert client.get("/reconcile/un", params={"queries": json.dumps({"q": {}})}).status_code == 400


def test_suggest_preview_and_extend(client: TestClient) -> None:
    found = client.get("/reconcile/un/suggest/entity", params={"prefix": "oraz"}).json()["result"]
    page = client.get("/reconcile/un/preview", params={"id": found[0]["id"]})
    assert "ORAZBEK MERATAYEV" in page.text
    extend = json.dumps({"ids": [found[0]["id"]], "properties": [{"id": "programme"}]})
    rows = client.post("/reconcile/un", data={"extend": extend}).json()["rows"]
    assert rows[found[0]["id"]]["programme"] == [{"str": "Al-Qaida"}]
    assert (
        client.get("/reconcile/un/suggest/type", params={"prefix": "per"}).json()["result"][0]["id"]
        == "Person"
    )
