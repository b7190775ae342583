from __future__ import annotations

import gzip
import pickle
import socket
import struct
import time

import pytest

from tests.sources.server import Call
from tocsin.errors import FetchError, PrivateAddressError, SettingsError
from tocsin.sources.addresses import AddressGuard
from tocsin.sources.http import Fetched, FetchSettings, NotModified, StatusError, content_type


def page(body: bytes, **headers: str):
    return lambda call: call.respond(body, **headers)


def redirect(location: str):
    return lambda call: call.respond(status="302 Found", Location=location)


def in_turn(*answers):
    left = list(answers)
    return lambda call: (left.pop(0) if len(left) > 1 else left[0])(call)


def test_page_comes_with_what_the_server_said(server, make_fetcher):
    server.pages["/a"] = page(b"text", Content_Type="text/html; charset=Windows-1251", ETag='"1"')
    got = make_fetcher().get(server.url("/a"))
    assert isinstance(got, Fetched)
    assert (got.data, got.media_type, got.charset) == (b"text", "text/html", "windows-1251")
    assert got.headers == {"etag": '"1"'}


def test_user_agent_names_program_and_contact_and_host_is_kept(server, make_fetcher):
    server.pages["/a"] = page(b"x")
    make_fetcher().get(server.url("/a"))
    headers = server.seen[0][1]
    assert headers["user-agent"].startswith("Tocsin/")
    assert "desk@example.org" in headers["user-agent"]
    assert headers["host"] == server.host


def test_contact_cannot_smuggle_a_header():
    with pytest.raises(SettingsError):
        FetchSettings(contact="a\r\nX-Evil: 1")


def drip(first: bytes, again: bytes):
    def answer(call: Call) -> None:
        call.send(first)
        while not call.stopping.wait(0.05):
            call.send(again)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        drip(b"HTTP/1.1 200 OK\r\n", b"X"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n", b"x"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        lambda call: call.stopping.wait(5),
    ],
    ids=["slow headers", "slow body", "slow chunks", "silent"],
)
def test_slow_server_ends_in_time_and_is_not_tried_again(server, make_fetcher, answer):
    server.pages["/slow"] = answer
    began = time.monotonic()
    with pytest.raises(FetchError):
        make_fetcher().get(server.url("/slow"))
    assert time.monotonic() - began < 2.5
    assert server.paths() == ["/slow"]


def endless(call: Call) -> None:
    call.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while not call.stopping.is_set():
        call.send(b"x" * 4096)


def test_endless_body_ends_at_the_size_limit(server, make_fetcher):
    server.pages["/"] = endless
    with pytest.raises(FetchError, match="longer than"):
        make_fetcher().get(server.url("/"))


def test_beginning_of_a_long_body_can_be_had(server, make_fetcher):
    server.pages["/"] = endless
    got = make_fetcher().get(server.url("/"), max_bytes=1000, cut=True)
    assert got.cut
    assert got.data == b"x" * 1000


def test_announced_size_over_the_limit_is_not_downloaded(server, make_fetcher):
    server.pages["/"] = page(b"x", Content_Length="999999999")
    with pytest.raises(FetchError, match="999999999"):
        make_fetcher().get(server.url("/"))


def test_gzip_body_is_unpacked(server, make_fetcher):
    server.pages["/"] = page(gzip.compress(b"words"), Content_Encoding="gzip")
    assert make_fetcher().get(server.url("/")).data == b"words"


def test_gzip_bomb_ends_at_the_size_limit(server, make_fetcher):
    server.pages["/"] = page(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(FetchError, match="longer than"):
        make_fetcher().get(server.url("/"))


@pytest.mark.parametrize("body", [gzip.compress(b"words" * 99, mtime=0)[:-12], b"not gzip"])
def test_broken_gzip_is_an_error(server, make_fetcher, body):
    server.pages["/"] = page(body, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="compressed body"):
        make_fetcher().get(server.url("/"))


def test_truncated_body_is_tried_again_and_then_an_error(server, make_fetcher):
    server.pages["/"] = page(b"half", Content_Length="400")
    with pytest.raises(FetchError, match="connection failed"):
        make_fetcher().get(server.url("/"))
    assert len(server.seen) == 3


def reset(call: Call) -> None:
    call.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    call.connection.close()


def test_reset_connection_is_tried_again(server, make_fetcher, slept):
    server.pages["/"] = in_turn(reset, page(b"ok"))
    assert make_fetcher().get(server.url("/")).data == b"ok"
    assert len(slept.waits) == 1


def test_retry_after_is_honoured(server, make_fetcher, slept):
    busy = lambda call: call.respond(status="429 Too Many Requests", Retry_After="7")  # noqa: E731
    server.pages["/"] = in_turn(busy, page(b"ok"))
    assert make_fetcher().get(server.url("/")).data == b"ok"
    assert slept.waits == [7.0]


def test_retry_after_as_a_date_is_honoured(server, make_fetcher, slept):
    date = "Tue, 05 Mar 2024 12:00:30 GMT"
    busy = lambda call: call.respond(status="503 Busy", Retry_After=date)  # noqa: E731
    server.pages["/"] = in_turn(busy, page(b"ok"))
    make_fetcher().get(server.url("/"))
    assert slept.waits == [30.0]


def test_wait_longer_than_ours_is_not_waited_for(server, make_fetcher, slept):
    server.pages["/"] = lambda call: call.respond(status="429 Too Many", Retry_After="86400")
    with pytest.raises(StatusError) as caught:
        make_fetcher().get(server.url("/"))
    assert (caught.value.status, caught.value.wait, slept.waits) == (429, 86400.0, [])


def test_waits_grow_and_are_the_same_each_time(server, make_fetcher, slept):
    server.pages["/"] = lambda call: call.respond(status="503 Busy")
    for _ in range(2):
        with pytest.raises(StatusError):
            make_fetcher(attempts=4).get(server.url("/"))
    assert slept.waits[:3] == slept.waits[3:]
    assert 0.5 <= slept.waits[0] <= 1.5
    assert 2 <= slept.waits[2] <= 6


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "204 No Content", "304 Not Modified"])
def test_other_status_is_an_error_at_once(server, make_fetcher, status):
    server.pages["/"] = lambda call: call.respond(status=status)
    with pytest.raises(StatusError) as caught:
        make_fetcher().get(server.url("/"))
    assert caught.value.status == int(status[:3])
    assert len(server.seen) == 1
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.status, str(again)) == (caught.value.status, str(caught.value))


def test_unchanged_page_is_not_sent_again(server, make_fetcher):
    def answer(call: Call) -> None:
        known = call.headers.get("if-none-match") == '"1"'
        call.respond(status="304 Not Modified") if known else call.respond(b"x", ETag='"1"')

    server.pages["/"] = answer
    fetcher = make_fetcher()
    first = fetcher.get(server.url("/"))
    assert isinstance(fetcher.get(server.url("/"), etag=first.headers["etag"]), NotModified)


def test_redirect_is_followed_and_both_addresses_kept(server, make_fetcher):
    server.pages |= {"/a": redirect("/b"), "/b": page(b"there")}
    got = make_fetcher().get(server.url("/a"))
    assert (got.data, got.url, got.final_url) == (b"there", server.url("/a"), server.url("/b"))


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/a", "circle"),
        ("file:///etc/passwd", "only http"),
        ("ftp://example.org/", "only http"),
        ("http://user:secret@example.org/", "password"),
        ("http://[", "not a valid"),
    ],
)
def test_bad_redirect_is_refused(server, make_fetcher, location, reason):
    server.pages["/a"] = redirect(location)
    with pytest.raises(FetchError, match=reason) as caught:
        make_fetcher().get(server.url("/a"))
    assert "secret" not in str(caught.value)


def test_long_chain_of_redirects_ends(server, make_fetcher):
    server.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(20)}
    with pytest.raises(FetchError, match="more than 5 redirects"):
        make_fetcher().get(server.url("/0"))
    assert len(server.seen) == 6


@pytest.mark.parametrize("target", ["http://localhost:1/", "http://127.0.0.1:1/", "http://169.254.169.254/"])
def test_redirect_into_a_private_network_is_refused(server, make_fetcher, target):
    server.pages["/a"] = redirect(target)
    with pytest.raises(PrivateAddressError):
        make_fetcher().get(server.url("/a"))


def test_second_answer_of_the_name_server_changes_nothing(server, make_fetcher):
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    guard = AddressGuard(resolve=rebinding)
    assert guard.addresses("rebind.example", 80) == ("93.184.215.14",)
    with pytest.raises(PrivateAddressError):
        make_fetcher(guard=guard).get(f"http://rebind.example:{server.port}/")
    assert len(asked) == 2
    assert server.seen == []


def test_name_is_resolved_once_for_a_request_and_that_address_is_used(server, make_fetcher):
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    server.pages["/"] = page(b"inside")
    host = f"intranet.example:{server.port}"
    got = make_fetcher(guard=AddressGuard(frozenset({host}), resolve)).get(f"http://{host}/")
    assert got.data == b"inside"
    assert asked == ["intranet.example"]
    assert server.seen[0][1]["host"] == host


def test_header_bomb_is_an_error(server, make_fetcher):
    server.pages["/"] = lambda call: call.send(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 3_000_000)
    with pytest.raises(FetchError):
        make_fetcher(attempts=1).get(server.url("/"))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, (None, None)),
        ("", (None, None)),
        ('text/html; charset="UTF-8"', ("text/html", "utf-8")),
        ("nonsense", (None, None)),
    ],
)
def test_content_type_is_taken_apart(header, expected):
    assert content_type(header) == expected
