"""Which addresses may be fetched: public ones, over http and https, connected to as checked."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx2

from tocsin.errors import FetchError, PrivateAddressError

Resolver = Callable[[str, int], Sequence[str]]
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_REFUSED = tuple(
    ipaddress.ip_network(text) for text in ("64:ff9b:1::/48", "::/96", "fec0::/10", "192.88.99.0/24")
)  # local-use NAT64 (RFC 8215), IPv4-compatible, site-local and 6to4 anycast: none leads to a public site
MAX_URL = 4096


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https URL taken apart. `url` is its normal form without a fragment; `host` is ASCII."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @classmethod
    def parse(cls, url: str) -> WebAddress:
        """Raises FetchError: another scheme, no host, credentials, control characters, too long."""
        text = url.strip()
        if len(text) > MAX_URL:
            raise FetchError(f"the address is longer than {MAX_URL} characters", where=f"{text[:80]}…")
        if _CONTROL.search(text):
            raise FetchError("the address holds blanks or control characters", where=ascii(text[:80]))
        try:
            parsed = httpx2.URL(text)
            has_user = "@" in urlsplit(text).netloc
            port = parsed.port or {"http": 80, "https": 443}.get(parsed.scheme, 0)
            host = parsed.raw_host.decode("ascii").rstrip(".").lower()
        except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
            raise FetchError(f"not a valid address ({error})", where=text[:200]) from error
        if parsed.scheme not in ("http", "https"):
            raise FetchError(
                f"only http and https are fetched, not {parsed.scheme or 'this'}", where=text[:200]
            )
        if parsed.userinfo or has_user:
            raise FetchError("an address with a user name or password is not fetched")
        if not host or not 0 < port < 65536:
            raise FetchError("the address names no host or a port that cannot be", where=text[:200])
        return cls(str(parsed.copy_with(fragment=None)), parsed.scheme, host, port)

    def join(self, location: str) -> WebAddress:
        """Where a redirect from here leads. Raises FetchError as `parse` does."""
        try:
            target = urljoin(self.url, location.strip())
        except ValueError as error:
            raise FetchError(f"not a valid address ({error})", where=location[:200]) from error
        return WebAddress.parse(target)


def system_resolver(host: str, port: int) -> Sequence[str]:
    """All addresses that the system knows for a host, in its order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Says to which addresses a connection may be made.

    `allow_private` names hosts (`host` or `host:port`, as written in the URL) whose addresses are not judged.
    """

    allow_private: frozenset[str] = frozenset()
    resolve: Resolver = system_resolver

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses to connect to. One that is not public refuses them all: a site has no reason to mix.

        Raises PrivateAddressError, and FetchError when the name is unknown.
        """
        if self.allows(host, port):
            return self._resolved(host, port)
        if _NUMERIC.fullmatch(host) and not _is_plain_ipv4(host):
            raise PrivateAddressError("a number in an unusual form is not fetched", where=host)
        found = self._resolved(host, port)
        for text in found:
            if not is_public(text):
                raise PrivateAddressError(f"{text} is not a public address", where=host)
        return found

    def allows(self, host: str, port: int) -> bool:
        bracketed = f"[{host}]" if ":" in host else host
        return host in self.allow_private or f"{bracketed}:{port}" in self.allow_private

    def _resolved(self, host: str, port: int) -> tuple[str, ...]:
        try:
            found = tuple(self.resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise FetchError(f"the host is not known ({error})", where=host) from error
        if not found:
            raise FetchError("the host has no address", where=host)
        return found


def is_public(text: str) -> bool:
    """True for a unicast address of the public internet, looking through IPv4 carried inside IPv6."""
    try:
        address: IPAddress = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return is_public(str(inner))
        if address.scope_id is not None or address.is_site_local:
            return False
    if any(address in network for network in _REFUSED if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _is_plain_ipv4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
