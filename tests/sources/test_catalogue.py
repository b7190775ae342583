from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.conftest import NOON
from tests.sources.server import Call
from tests.sources.test_http import page
from tocsin.errors import CatalogueError
from tocsin.model.marking import TLP
from tocsin.sources.catalogue import Assertions, SourceRecord, load_catalogue, parse_catalogue
from tocsin.sources.catalogue_writing import add_source
from tocsin.sources.politeness import PoliteFetcher
from tocsin.sources.raw import Unread
from tocsin.sources.watching import SourceState, check_source, watch

GOOD = """# ours
- name: un-news
  publisher: United Nations
  kind: feed
  address: https://news.example.org/feed
  language: no
  include: ["*/story/*"]
  every: 6h
  marking: TLP:GREEN
  reliability: B
  date_format: DMY
  assertions: {min: 5, max: 200}
- {name: pages, kind: folder, address: pages}
"""


def test_records_are_read_with_their_fields(tmp_path):
    (tmp_path / "c.yaml").write_text(GOOD)
    feed, folder = load_catalogue(tmp_path / "c.yaml")
    assert (feed.language, feed.every, feed.marking.tlp) == ("no", dt.timedelta(hours=6), TLP.GREEN)
    assert (feed.include, feed.assertions) == (("*/story/*",), Assertions(5, 200))
    assert folder.address == str(tmp_path / "pages")


def test_folder_of_files_is_one_catalogue_and_names_are_told_apart(tmp_path):
    (tmp_path / "a.yaml").write_text("name: a\nkind: url\naddress: http://example.org/\n")
    (tmp_path / "b.yml").write_text("- {name: b, kind: url, address: http://example.org/}\n")
    assert [record.name for record in load_catalogue(tmp_path)] == ["a", "b"]
    (tmp_path / "c.yaml").write_text("{name: a, kind: url, address: http://example.org/}")
    with pytest.raises(CatalogueError, match="twice"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("colour: red", "colour"), ("name: b", "twice"), ("every: often", "every"), ("every: 0h", "every"),
        ("reliability: G", "reliability"), ("marking: secret", "marking"), ("include: {a: b}", "include"),
        ("assertions: {min: many}", "assertions"), ("assertions: {min: 5, max: 1}", "above"),
        ("title:", "title"), ("language: English", "language"), ("date_format: US", "date_format"),
    ],
)  # fmt: skip
def test_wrong_line_is_named_with_file_line_and_key(line, message):
    text = f"name: a\nkind: url\naddress: http://example.org/\n{line}\n"
    with pytest.raises(CatalogueError, match=message) as caught:
        parse_catalogue(text, where="c.yaml")
    assert caught.value.where == "c.yaml:4"


@pytest.mark.parametrize(
    "text",
    [
        "name: a\nkind: url\n", "name: a\nkind: website\naddress: http://example.org/\n", "- a\n- b\n",
        "a: [",
        "name: a\nkind: url\naddress: http://u:p@example.org/\n", "name: ../a\nkind: file\naddress: x\n",
        "name: a\nkind: url\naddress: file:///etc/passwd\n", "[" * 5000, "!!python/object:os.system {}",
    ],
)  # fmt: skip
def test_catalogue_that_makes_no_sense_is_refused(text):
    with pytest.raises(CatalogueError):
        parse_catalogue(text, where="c.yaml")


@given(
    st.text(alphabet=st.sampled_from(list("-:{}[]&*!|>#'\"\n name kind url http://a.b é\x00")), max_size=60)
)
def test_any_text_is_a_catalogue_or_an_error_of_ours(text):
    try:
        parse_catalogue(text, where="c.yaml")
    except CatalogueError as error:
        assert str(error.where).startswith("c.yaml")


def test_added_record_reads_back_and_what_people_wrote_stays(tmp_path):
    file = tmp_path / "c.yaml"
    file.write_text(GOOD)
    record = SourceRecord(
        name="osce", kind="sitemap", address="https://www.example.org/map.xml", title="ОБСЕ: «да»",
        exclude=("*.pdf",), every=dt.timedelta(days=14), assertions=Assertions(min=1),
    )  # fmt: skip
    add_source(file, record)
    assert load_catalogue(file)[-1] == record
    assert file.read_text().startswith(GOOD)
    with pytest.raises(CatalogueError, match="already"):
        add_source(file, record)


def test_record_is_added_to_a_new_file_and_to_a_folder(tmp_path):
    record = SourceRecord(name="a", kind="url", address="https://example.org/")
    assert load_catalogue(add_source(tmp_path / "new.yaml", record)) == (record,)
    folder = tmp_path / "folder"
    folder.mkdir()
    assert add_source(folder, record).name == "a.yaml"
    assert load_catalogue(folder) == (record,)


def test_single_record_file_is_not_spoilt(tmp_path):
    file = tmp_path / "c.yaml"
    file.write_text("name: a\nkind: url\naddress: http://example.org/\n")
    before = file.read_text()
    with pytest.raises(CatalogueError):
        add_source(file, SourceRecord(name="b", kind="url", address="https://example.org/"))
    assert file.read_text() == before


RSS = "<rss version='2.0'><channel><title>n</title>{}</channel></rss>"


def feed_of(server, *paths: str):
    items = "".join(f"<item><link>{server.url(path)}</link></item>" for path in paths)
    body = RSS.format(items).encode()

    def answer(call: Call) -> None:
        known = call.headers.get("if-none-match") == f'"{len(paths)}"'
        call.respond(status="304 Not Modified") if known else call.respond(body, ETag=f'"{len(paths)}"')

    return answer


def watched(records, states, fetcher, *, now=NOON):
    documents, unread = [], []
    for item in watch(records, states=states, fetcher=fetcher, clock=lambda: now):
        if isinstance(item, SourceState):
            states[item.source] = SourceState.from_json(item.to_json())
        else:
            (unread if isinstance(item, Unread) else documents).append(item.address)
    return documents, unread


def test_watch_gives_what_is_new_when_it_is_due(server, make_fetcher):
    record = SourceRecord(name="news", kind="feed", address=server.url("/feed"), every=dt.timedelta(hours=1))
    server.pages |= {"/feed": feed_of(server, "/1"), "/1": page(b"one"), "/2": page(b"two")}
    states, fetcher, later = {}, make_fetcher(), NOON + dt.timedelta(hours=1)
    assert watched([record], states, fetcher) == ([server.url("/1")], [])
    assert watched([record], states, fetcher) == ([], [])
    calls = len(server.seen)
    assert watched([record], states, fetcher, now=later) == ([], [])
    assert server.paths()[calls:] == ["/feed"]
    server.pages["/feed"] = feed_of(server, "/2", "/1")
    assert watched([record], states, fetcher, now=later + record.every) == ([server.url("/2")], [])


def test_page_that_failed_is_tried_again_although_its_feed_is_unchanged(server, make_fetcher):
    record = SourceRecord(name="news", kind="feed", address=server.url("/feed"))
    server.pages["/feed"] = feed_of(server, "/1")
    states, fetcher = {}, make_fetcher()
    assert watched([record], states, fetcher) == ([], [server.url("/1")])
    server.pages["/1"] = page(b"one")
    assert watched([record], states, fetcher, now=NOON + record.every) == ([server.url("/1")], [])


def test_unchanged_file_is_given_once(tmp_path, make_fetcher):
    (tmp_path / "a.txt").write_text("a")
    record, states = SourceRecord(name="f", kind="folder", address=str(tmp_path)), {}
    assert len(watched([record], states, make_fetcher())[0]) == 1
    assert watched([record], states, make_fetcher(), now=NOON + record.every) == ([], [])
    (tmp_path / "a.txt").write_text("b")
    assert len(watched([record], states, make_fetcher(), now=NOON + 2 * record.every)[0]) == 1


@pytest.mark.parametrize("given", [None, [], {}, {"source": "a", "next_due": 1, "visits": {}}])
def test_stored_state_of_another_shape_is_an_error_of_ours(given):
    with pytest.raises(CatalogueError):
        SourceState.from_json(given)


def test_check_counts_without_reading_pages(server, make_fetcher):
    server.pages |= {"/feed": feed_of(server, "/1", "/2"), "/1": page(b"one")}
    record = SourceRecord("n", "feed", server.url("/feed"), assertions=Assertions(min=3, max=1))
    report = check_source(record, fetcher=make_fetcher())
    assert (report.reachable, report.robots, report.found, report.ok) == (True, "allowed", 2, False)
    assert [(item.name, item.holds, item.severity) for item in report.assertions] == [
        ("min", False, "error"),
        ("max", False, "warning"),
    ]
    assert server.paths() == ["/feed"]


def test_check_says_when_robots_forbid_and_when_nothing_answers(server, make_fetcher, slept):
    server.pages["/robots.txt"] = page(b"User-agent: *\nDisallow: /\n")
    polite = PoliteFetcher(make_fetcher(), sleep=slept, monotonic=slept.monotonic)
    report = check_source(SourceRecord("n", "url", server.url("/")), fetcher=polite)
    assert (report.reachable, report.robots, report.ok) == (False, "denied", False)
    gone = check_source(SourceRecord("n", "sitemap", server.url("/map")), fetcher=make_fetcher())
    assert (gone.reachable, gone.found) == (False, 0)
    assert "404" in gone.problems[0]


def test_check_of_a_folder_asks_no_robots(tmp_path, make_fetcher):
    (tmp_path / "a.txt").write_text("a")
    report = check_source(SourceRecord("f", "folder", str(tmp_path)), fetcher=make_fetcher())
    assert (report.ok, report.robots, report.found) == (True, "not asked", 1)
