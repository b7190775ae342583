"""The port to the web: one address in, its bytes out, within limits of time, size and place."""

from __future__ import annotations

import datetime as dt
import random
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Protocol

import httpcore2
import httpx2

from tocsin import __version__
from tocsin.errors import FetchError, SettingsError
from tocsin.sources.addresses import AddressGuard, WebAddress
from tocsin.sources.decoding import decoded
from tocsin.sources.files import Clock, utc_now
from tocsin.sources.wire import Deadline, GuardedBackend, Monotonic

HopGate = Callable[[str], AbstractContextManager[None]]
REDIRECTS = frozenset({301, 302, 303, 307, 308})
RETRIED = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Limits of one fetch. Times in seconds, sizes in bytes of the decoded body.

    `total_seconds` covers one attempt with all its redirects; `attempts` counts the first try. A site that
    asks to wait longer than `max_wait` is not tried again in this run. `seed` fixes the jitter of the waits.
    """

    contact: str = ""
    total_seconds: float = 60.0
    read_seconds: float = 15.0
    connect_seconds: float = 10.0
    max_bytes: int = 32 * 2**20
    max_redirects: int = 5
    attempts: int = 3
    first_wait: float = 1.0
    max_wait: float = 120.0
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.contact.isprintable() or not self.contact.isascii():
            raise SettingsError("the contact may hold printable ASCII characters only")
        if self.attempts < 1 or self.max_redirects < 0 or self.max_bytes < 1:
            raise SettingsError("attempts and max_bytes are at least 1, max_redirects at least 0")

    @property
    def user_agent(self) -> str:
        about = f" (+{self.contact})" if self.contact else ""
        return f"Tocsin/{__version__}{about}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body with what the server said of it. `url` is as asked, `final_url` where the redirects ended.

    `cut` is true when the body was longer than the limit and the caller wanted its beginning.
    """

    url: str
    final_url: str
    data: bytes
    retrieved_at: dt.datetime
    media_type: str | None = None
    charset: str | None = None
    headers: dict[str, str] | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that what the caller has is still current."""

    url: str
    retrieved_at: dt.datetime


class StatusError(FetchError):
    """An answer other than success. `wait`: what Retry-After asked for, in seconds, else None."""

    def __init__(
        self, message: str, *, where: str | None = None, status: int = 0, wait: float | None = None
    ) -> None:
        super().__init__(message, where=where)
        self.status = status
        self.wait = wait

    def __reduce__(self) -> tuple[object, ...]:
        return _status_error, (self.message, self.where, self.status, self.wait)


def _status_error(message: str, where: str | None, status: int, wait: float | None) -> StatusError:
    return StatusError(message, where=where, status=status, wait=wait)


class ConnectionLostError(FetchError):
    """The connection failed before the answer was whole: worth another try."""


class Getter(Protocol):
    """What sources need of the web."""

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int | None = None,
    ) -> Fetched | NotModified: ...


@dataclass(frozen=True, slots=True)
class _Answer:
    """One hop: its status, headers and (for a success) body."""

    status: int
    headers: httpx2.Headers
    data: bytes = b""
    cut: bool = False


class Fetcher:
    """Fetches public addresses. It holds no state between calls, so threads may share it.

    Proxies of the environment are not used: behind one the guard could not see where a connection ends.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        guard: AddressGuard | None = None,
        clock: Clock = utc_now,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Monotonic = time.monotonic,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.settings = settings or FetchSettings()
        self._guard = guard or AddressGuard()
        self._clock = clock
        self._sleep = sleep
        self._monotonic = monotonic
        self._ssl_context = ssl_context or httpx2.create_ssl_context()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int | None = None,
        cut: bool = False,
        gate: HopGate | None = None,
    ) -> Fetched | NotModified:
        """The body of `url`. `gate` is entered for every hop and may refuse it or wait.

        With `cut` a body over `max_bytes` is given as far as it goes; otherwise it is an error.
        Raises FetchError (StatusError for an answer that is no success), PrivateAddressError and
        what `gate` raises.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        known = {name: value for name, value in validators.items() if value and _is_header(value)}
        limit = min(max_bytes or self.settings.max_bytes, self.settings.max_bytes)
        waits = random.Random(f"{self.settings.seed}:{url}")  # noqa: S311 - jitter, no secret
        for attempt in range(1, self.settings.attempts + 1):
            try:
                return self._attempt(url, known, limit, cut=cut, gate=gate or _open_gate)
            except (StatusError, ConnectionLostError) as error:
                wait = self._wait(error, attempt, waits)
                if wait is None:
                    raise
            self._sleep(wait)
        raise FetchError("not tried", where=url)

    def _wait(self, error: FetchError, attempt: int, waits: random.Random) -> float | None:
        """Seconds until the next try; None when there is none."""
        if attempt == self.settings.attempts:
            return None
        backoff = min(self.settings.first_wait * 2.0 ** (attempt - 1), self.settings.max_wait)
        backoff *= 0.5 + waits.random()
        if isinstance(error, StatusError):
            if error.status not in RETRIED or (error.wait or 0) > self.settings.max_wait:
                return None
            return max(backoff, error.wait or 0)
        return backoff

    def _attempt(
        self, url: str, known: dict[str, str], limit: int, *, cut: bool, gate: HopGate
    ) -> Fetched | NotModified:
        deadline = Deadline(self._monotonic() + self.settings.total_seconds, self._monotonic)
        first = here = WebAddress.parse(url)
        seen = {here.url}
        for _ in range(self.settings.max_redirects + 1):
            conditional = known if here.host == first.host else {}
            waited_from = self._monotonic()
            with gate(here.url):
                deadline = replace(deadline, at=deadline.at + self._monotonic() - waited_from)
                answer = self._hop(here, conditional, limit, deadline=deadline, cut=cut)
            if answer.status not in REDIRECTS:
                return self._result(url, here, answer, conditional=bool(conditional))
            here = _redirected(here, answer.headers.get("location"))
            if here.url in seen:
                raise FetchError("its redirects go in a circle", where=url)
            seen.add(here.url)
        raise FetchError(f"more than {self.settings.max_redirects} redirects", where=url)

    def _hop(
        self, address: WebAddress, known: dict[str, str], limit: int, *, deadline: Deadline, cut: bool
    ) -> _Answer:
        backend = GuardedBackend(self._guard, deadline)
        with (
            _wire_errors(address.url, deadline),
            httpcore2.ConnectionPool(
                ssl_context=self._ssl_context, network_backend=backend, max_keepalive_connections=0
            ) as pool,
            pool.stream(
                "GET", address.url, headers=self._headers(address, known), extensions=self._timeouts()
            ) as response,
        ):
            headers = httpx2.Headers(response.headers)
            if response.status != 200:
                return _Answer(response.status, headers)
            body, was_cut = _body(response.iter_stream(), headers, limit, cut=cut)
            return _Answer(response.status, headers, body, was_cut)

    def _headers(self, address: WebAddress, known: dict[str, str]) -> list[tuple[bytes | str, bytes | str]]:
        headers = {
            "Host": httpx2.URL(address.url).netloc.decode("ascii"),
            "User-Agent": self.settings.user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **known,
        }
        return list(headers.items())

    def _timeouts(self) -> dict[str, dict[str, float]]:
        read, connect = self.settings.read_seconds, self.settings.connect_seconds
        return {"timeout": {"connect": connect, "read": read, "write": read, "pool": read}}

    def _result(
        self, url: str, here: WebAddress, answer: _Answer, *, conditional: bool
    ) -> Fetched | NotModified:
        now = self._clock()
        if answer.status == 304 and conditional:
            return NotModified(url, now)
        if answer.status != 200:
            wait = _retry_after(answer.headers.get("retry-after"), now)
            raise StatusError(f"HTTP status {answer.status}", where=here.url, status=answer.status, wait=wait)
        media_type, charset = content_type(answer.headers.get("content-type"))
        kept = {name: answer.headers[name] for name in ("etag", "last-modified") if name in answer.headers}
        return Fetched(url, here.url, answer.data, now, media_type, charset, kept, answer.cut)


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, lower case, None where it gives none."""
    if not header:
        return None, None
    message = Message()
    message["content-type"] = header.replace("\r", " ").replace("\n", " ")
    media_type = message.get_content_type() if "/" in header else None
    charset = message.get_param("charset")
    name = charset.strip().lower() if isinstance(charset, str) else None
    return media_type, name or None


def _body(chunks: Iterator[bytes], headers: httpx2.Headers, limit: int, *, cut: bool) -> tuple[bytes, bool]:
    """The decoded body and whether it was cut. Raises FetchError when it is too long and may not be."""
    said = headers.get("content-length", "")
    if said.isdigit() and int(said[:20]) > limit and not cut:
        raise FetchError(f"it says that it has {said[:20]} bytes; the limit is {limit:,}")
    held = bytearray()
    for chunk in decoded(_limited(chunks, limit), headers.get("content-encoding", ""), max_bytes=limit):
        held += chunk
        if len(held) > limit:
            if not cut:
                raise FetchError(f"it is longer than {limit:,} bytes")
            return bytes(held[:limit]), True
    return bytes(held), False


def _limited(chunks: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """Also what comes over the wire has a limit: empty compressed members could go on for ever."""
    room = limit + 2**16
    for chunk in chunks:
        room -= len(chunk)
        yield chunk
        if room < 0:
            raise FetchError(f"more than {limit:,} bytes came over the wire")


def _redirected(here: WebAddress, location: str | None) -> WebAddress:
    if not location:
        raise FetchError("a redirect that leads nowhere", where=here.url)
    target = here.join(location)
    if here.scheme == "https" and target.scheme == "http":
        raise FetchError("a redirect from https to http is not followed", where=here.url)
    return target


def _retry_after(text: str | None, now: dt.datetime) -> float | None:
    if not text:
        return None
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())


def _is_header(value: str) -> bool:
    return value.isascii() and value.isprintable()


def _open_gate(url: str) -> AbstractContextManager[None]:
    return nullcontext()


@contextmanager
def _wire_errors(url: str, deadline: Deadline) -> Iterator[None]:
    try:
        yield
    except httpcore2.TimeoutException as error:
        late = deadline.at - deadline.monotonic() <= 0
        reason = "it took longer than the time for one document" if late else "the server went silent"
        raise FetchError(reason, where=url) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise ConnectionLostError(
            f"the connection failed ({error or type(error).__name__})", where=url
        ) from error
    except (httpcore2.UnsupportedProtocol, ssl.SSLError, OSError) as error:
        raise FetchError(f"the connection failed ({error})", where=url) from error
    except FetchError as error:
        if error.where is None:
            error.where = url
        raise
