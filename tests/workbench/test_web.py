"""The pages over a real store: they open, have JSON twins, escape what documents hold and ask no other host."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tocsin.pipeline import Plan, ingest
from tocsin.sources.files import FileSource
from tocsin.store import open_store
from tocsin.workbench.web.application import build_application

HOSTILE = """<script>alert(1)</script> in a title

On 6 June 2024, the CSTO Secretary General Marta Lindqvist <img src=x onerror=alert(1)> said that 40 states agreed.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("web")
    (folder / "pages").mkdir()
    (folder / "pages" / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    with open_store(str(folder / "store.sqlite"), create=True) as store:
        ingest(store, FileSource([folder / "pages"]).items(), Plan())
        yield TestClient(build_application(store))


@pytest.mark.parametrize(
    "page", ["/", "/brief", "/documents", "/documents/hostile.txt", "/search?q=states", "/problems"]
)
def test_pages_open_and_escape_what_documents_hold(client: TestClient, page: str) -> None:
    response = client.get(page)
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", response.text)


@pytest.mark.parametrize(
    "page", ["/documents.json", "/documents/hostile.txt.json", "/search.json?q=states", "/problems.json"]
)
def test_lists_have_json_twins(client: TestClient, page: str) -> None:
    assert client.get(page).json() is not None


def test_a_thing_shows_every_source_of_every_value(client: TestClient) -> None:
    statements = client.get("/documents/hostile.txt.json").json()["statements"]
    key = next(item["about"] for item in statements if item["schema"] == "Person")
    assert client.get(f"/things/{key}.json").json()["caption"] == "Marta Lindqvist"
    assert "Marta Lindqvist" in client.get(f"/things/{key}").text


def test_what_is_not_there_is_a_404_of_one_shape(client: TestClient) -> None:
    response = client.get("/documents/none.json")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not-found"


def test_health_and_openapi_answer(client: TestClient) -> None:
    assert client.get("/healthz").json()["well"] is True
    assert "/documents.json" in client.get("/openapi.json").json()["paths"]
