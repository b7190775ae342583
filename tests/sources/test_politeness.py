from __future__ import annotations

import pytest

from tests.sources.test_http import page, redirect
from tocsin.errors import RobotsDeniedError
from tocsin.sources.politeness import PoliteFetcher


@pytest.fixture
def polite(make_fetcher, slept):
    return PoliteFetcher(make_fetcher(), sleep=slept, monotonic=slept.monotonic)


def robots(server, text: bytes) -> None:
    server.pages |= {"/robots.txt": page(text), "/open": page(b"o"), "/shut": page(b"s")}


def test_what_robots_forbid_is_not_fetched(server, polite):
    robots(server, b"User-agent: *\nDisallow: /shut\n")
    assert polite.get(server.url("/open")).data == b"o"
    with pytest.raises(RobotsDeniedError):
        polite.get(server.url("/shut"))
    assert server.paths() == ["/robots.txt", "/open"]


def test_rules_for_our_name_come_before_rules_for_all(server, polite):
    robots(server, b"User-agent: *\nDisallow:\n\nUser-agent: tocsin\nDisallow: /\n")
    with pytest.raises(RobotsDeniedError):
        polite.get(server.url("/open"))


def test_redirect_to_a_forbidden_page_is_not_followed(server, polite):
    robots(server, b"User-agent: *\nDisallow: /shut\n")
    server.pages["/moved"] = redirect("/shut")
    with pytest.raises(RobotsDeniedError):
        polite.get(server.url("/moved"))
    assert "/shut" not in server.paths()


def test_missing_robots_allow(server, polite):
    server.pages["/open"] = page(b"o")
    assert polite.get(server.url("/open")).data == b"o"


def test_failing_robots_deny_for_now_and_are_asked_again_later(server, polite, slept):
    robots(server, b"")
    server.pages["/robots.txt"] = lambda call: call.respond(status="500 Oops")
    for _ in range(2):
        with pytest.raises(RobotsDeniedError, match="500"):
            polite.get(server.url("/open"))
    assert server.paths() == ["/robots.txt"]
    server.pages["/robots.txt"] = page(b"")
    slept(601)
    assert polite.get(server.url("/open")).data == b"o"


def test_huge_robots_are_read_as_far_as_the_limit(server, polite):
    robots(server, b"User-agent: *\nDisallow: /shut\n" + b"# filler\n" * 200_000)
    assert polite.get(server.url("/open")).data == b"o"
    with pytest.raises(RobotsDeniedError):
        polite.get(server.url("/shut"))


def test_requests_to_one_host_keep_their_distance(server, polite, slept):
    robots(server, b"")
    polite.get(server.url("/open"))
    polite.get(server.url("/shut"))
    assert slept.waits == [1.0, 1.0]


def test_crawl_delay_is_obeyed_and_an_absurd_one_refused(server, make_fetcher, slept):
    robots(server, b"User-agent: *\nCrawl-delay: 5\n")
    make = lambda: PoliteFetcher(make_fetcher(), sleep=slept, monotonic=slept.monotonic)  # noqa: E731
    make().get(server.url("/open"))
    assert slept.waits == [5.0]
    robots(server, b"User-agent: *\nCrawl-delay: 86400\n")
    with pytest.raises(RobotsDeniedError, match="86400"):
        make().get(server.url("/open"))
