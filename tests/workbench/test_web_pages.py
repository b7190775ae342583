"""The workbench's pages: both languages, the kept text with its words linked, evidence, search, plain structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.exchange.telling import Page
from tocsin.bundled import pages
from tocsin.exchange.brief.query import LANGUAGES
from tocsin.exchange.brief.wording import labels
from tocsin.model.document import Document
from tocsin.model.draft import Draft
from tocsin.pipeline import Plan, ingest
from tocsin.sources.files import FileSource
from tocsin.store import open_store
from tocsin.workbench.web.application import build_application
from tocsin.workbench.web.kept_text import stretches

PACKAGE = "tocsin.workbench.web"
EVERY = [
    "/",
    "/brief",
    "/documents",
    "/documents/istanbul-first-day.txt",
    "/search?q=terrorism",
    "/problems",
    "/none",
]


class Structure(HTMLParser):
    """What assistive programs go by: the elements, their ids, labels and language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.language: str | None = None
        self.unnamed: list[str] = []
        self._labelled = set(re.findall(r'<label[^>]*for="([^"]+)"', page))
        self._inside_label = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        self._inside_label += tag == "label"
        if tag == "html":
            self.language = held.get("lang")
        if held.get("id"):
            self.ids.append(str(held["id"]))
        if tag == "a" and (held.get("href") or "").startswith("#"):
            self.targets.append(str(held["href"])[1:])
        labelled = held.get("id") in self._labelled or self._inside_label
        if tag == "input" and held.get("type") != "hidden" and not labelled:
            self.unnamed.append(str(held))

    def handle_endtag(self, tag: str) -> None:
        self._inside_label -= tag == "label"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with open_store(str(tmp_path_factory.mktemp("web") / "store.sqlite"), create=True) as store:
        ingest(store, FileSource([pages()]).items(), Plan())
        yield TestClient(build_application(store))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", EVERY)
def test_every_page_has_one_heading_landmarks_named_fields_and_whole_links(
    client: TestClient, address: str, language: str
) -> None:
    page = client.get(address, params={"language": language}).text
    held = Structure(page)
    assert held.language == language
    assert held.tags.count("h1") == held.tags.count("main") == 1
    assert {"header", "nav", "footer"} <= set(held.tags)
    assert "script" not in held.tags
    assert len(held.ids) == len(set(held.ids))
    assert set(held.targets) <= set(held.ids)
    assert not held.unnamed


def test_pages_speak_the_language_that_the_address_asks_for_and_keep_it(client: TestClient) -> None:
    page = client.get("/", params={"language": "ru"}).text
    assert "Что есть в записях" in page
    assert 'href="/documents?language=ru"' in page
    assert 'href="/documents"' in client.get("/").text


def test_the_switch_of_language_keeps_the_search(client: TestClient) -> None:
    page = client.get("/search", params={"q": "terrorism & law"}).text
    assert 'href="?q=terrorism+%26+law&amp;language=ru"' in page


def leaves(held: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in held.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def test_both_languages_have_the_same_labels_and_all_are_used() -> None:
    english, russian = (
        {key for key, _ in leaves(labels(language, PACKAGE)) if not key.startswith("plurals.")}
        for language in LANGUAGES
    )
    assert english == russian
    templates = resources.files(PACKAGE) / "templates"
    code = "".join(item.read_text(encoding="utf-8") for item in templates.iterdir())
    for key in english:
        if key.split(".")[0] not in ("values", "sections", "stages", "nav"):
            assert f'"{key}"' in code or f"'{key}'" in code, key


def test_words_of_the_kept_text_lead_to_what_they_were_read_as(client: TestClient) -> None:
    page = client.get("/documents/istanbul-first-day.txt").text
    found = re.findall(r'<a class="told Event" href="#(evt-\w+)"[^>]*>([^<]+)</a>', page)
    assert any("28 June" in words for _, words in found)
    assert f'<li id="{found[0][0]}">' in page
    assert f'href="#at-{found[0][0]}"' in page


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8))
def test_runs_joined_are_the_text_however_stretches_overlap(places: list[tuple[int, int]]) -> None:
    page = Page("a.txt", "The quick envoy met the slow committee in the tall hall of the old town today.")
    document = page.document
    drafts = []
    for at, (start, size) in enumerate(places):
        end = min(start + size, len(page.text))
        drafts.append(
            Draft.open(
                "Claim", document=document, start=start, end=end, origin="t.v1", score=0.5, told_apart_by=at
            )
        )
    said = [item for draft in drafts for item in draft.statements(document)]
    (only,) = stretches(document, said)
    assert "".join(run.text for run in only.runs) == page.text
    covered = {at for start, size in places for at in range(start, min(start + size, len(page.text)))}
    at = 0
    for run in only.runs:
        assert all((place in covered) == (run.about is not None) for place in range(at, at + len(run.text)))
        at += len(run.text)


def test_the_shortest_stretch_wins_where_things_overlap() -> None:
    page = Page("a.txt", "Ada Brook said that the envoy of Northland spoke.")
    page.claim("Ada Brook", page.text, "the envoy of Northland spoke")
    page.tell("Place", "Northland", name=("Northland", "Northland"))
    document: Document = page.document
    (only,) = stretches(document, [item for draft in page.drafts for item in draft.statements(document)])
    assert [(run.text, run.schema) for run in only.runs if run.schema == "Place"] == [("Northland", "Place")]


def test_a_thing_lists_its_values_with_the_numbers_of_their_quotes(client: TestClient) -> None:
    told = client.get("/documents/istanbul-first-day.txt.json").json()["statements"]
    key = next(item["about"] for item in told if item["schema"] == "Event")
    page = client.get(f"/things/{key}").text
    assert "at least 41 people" in page
    numbers = re.findall(r'<a href="#q(\d+)">\[\1\]</a>', page)
    assert numbers
    assert set(numbers) <= set(re.findall(r'<li id="q(\d+)"', page))


def test_search_marks_the_words_found_and_narrows_by_kind(client: TestClient) -> None:
    page = client.get("/search", params={"q": "резолюция"}).text
    assert re.search(r"<mark>резолюци\w+</mark>", page)
    kinds = {
        item["schema"] for item in client.get("/search.json", params={"q": "CSTO", "schema": "Event"}).json()
    }
    assert kinds == {"Event"}


def test_errors_are_pages_for_readers_and_one_shape_for_programs(client: TestClient) -> None:
    page = client.get("/things/none")
    assert page.status_code == 404
    assert "<h1>" in page.text
    for address, status in (("/none.json", 404), ("/things/none.json", 404), ("/search.json?limit=0", 422)):
        answer = client.get(address)
        assert answer.status_code == status
        assert set(answer.json()["error"]) == {"code", "message"}


def test_sources_of_the_brief_lead_to_kept_documents(client: TestClient) -> None:
    page = client.get("/brief").text
    address = re.search(r'href="(/documents/[0-9a-f]{64})"', page)
    assert address
    assert client.get(address[1]).status_code == 200


def test_the_brief_of_a_period_has_an_address_and_a_markdown_twin(client: TestClient) -> None:
    page = client.get("/brief", params={"since": "2016-01-01", "until": "2016-12-31"}).text
    assert "What is dated from 1 January 2016 to 31 December 2016" in page
    twin = client.get("/brief.md", params={"since": "2016-01-01"})
    assert twin.headers["content-type"].startswith("text/markdown")
    assert twin.text.startswith("# Brief")
    assert client.get("/brief", params={"since": "2017-01-01", "until": "2016-01-01"}).status_code == 422
    assert client.get("/brief", params={"since": "soon"}).status_code == 422
