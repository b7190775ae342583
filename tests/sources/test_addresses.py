from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import FetchError, PrivateAddressError, SourceError
from tocsin.sources.addresses import AddressGuard, WebAddress, is_public

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "fe80::1%eth0",
    "nonsense",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_address_that_is_not_public_is_refused(address):
    guard = AddressGuard(resolve=lambda host, port: [address])
    with pytest.raises(PrivateAddressError):
        guard.addresses("example.org", 80)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_public_address_is_let_through(address):
    assert is_public(address)


def test_one_private_answer_among_public_ones_refuses_them_all():
    guard = AddressGuard(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(PrivateAddressError):
        guard.addresses("example.org", 80)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/", "http://0/",
        "http://[::1]/", "http://[::ffff:7f00:1]/", "http://127.0.0.1./", "http://localhost/",
    ],
)  # fmt: skip
def test_loopback_in_every_spelling_is_refused(url):
    with pytest.raises((PrivateAddressError, FetchError)):
        address = WebAddress.parse(url)
        AddressGuard().addresses(address.host, address.port)


@given(st.integers(0, 2**32 - 1))
def test_ipv4_is_judged_the_same_inside_ipv6(number):
    inner = ipaddress.IPv4Address(number)
    assert is_public(f"::ffff:{inner}") == is_public(str(inner))
    assert not is_public(str(inner)) or inner.is_global


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://", "/path", "",
            "http://u:p@example.org/", "http://@example.org/", "http://example.org:99999/", "http://a b/",
            "http://example.org/" + "x" * 5000, "http://example.org/\x00"],
)  # fmt: skip
def test_address_that_is_no_plain_web_address_is_refused(url):
    with pytest.raises(FetchError):
        WebAddress.parse(url)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_an_error_of_ours(text):
    for url in (text, f"http://{text}", f"http://example.org/{text}"):
        try:
            address = WebAddress.parse(url)
        except SourceError:
            continue
        assert address.scheme in ("http", "https")
        assert WebAddress.parse(address.url) == address


def test_host_in_other_letters_is_written_in_ascii():
    assert WebAddress.parse("http://пример.рф/путь#часть").host == "xn--e1afmkfd.xn--p1ai"


def test_allowed_host_is_allowed_with_its_port_only():
    guard = AddressGuard(frozenset({"127.0.0.1:8080", "intranet.example"}))
    assert guard.allows("127.0.0.1", 8080)
    assert not guard.allows("127.0.0.1", 8081)
    assert guard.allows("intranet.example", 8081)
