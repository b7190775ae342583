"""What a good guest does: reads robots.txt, waits between requests, comes one at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from protego import Protego

from tocsin.errors import FetchError, RobotsDeniedError, SourceError
from tocsin.sources.addresses import WebAddress
from tocsin.sources.http import Fetched, Fetcher, NotModified, StatusError
from tocsin.sources.wire import Monotonic

ROBOT = "Tocsin"
MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309: parsers read at least this much


@dataclass(frozen=True, slots=True)
class Politeness:
    """Seconds: between requests to a host, of crawl-delay at most, that robots.txt is remembered."""

    interval: float = 1.0
    max_delay: float = 60.0
    remember: float = 24 * 3600.0
    remember_failure: float = 600.0
    max_hosts: int = 10_000


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What a host's robots.txt says to us. Without `parsed`, `allow_all` decides and `reason` says why."""

    parsed: Protego | None
    allow_all: bool
    reason: str
    expires: float

    def allows(self, url: str) -> bool:
        return bool(self.parsed.can_fetch(url, ROBOT)) if self.parsed is not None else self.allow_all

    @property
    def delay(self) -> float:
        return float(self.parsed.crawl_delay(ROBOT) or 0.0) if self.parsed is not None else 0.0


@dataclass(slots=True)
class _Host:
    """One origin: a lock so that requests come one at a time, and when the last one ended."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float | None = None
    rules: RobotsRules | None = None


class PoliteFetcher:
    """A `Fetcher` that asks robots.txt before every hop and keeps its distance. Threads may share it."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        politeness: Politeness | None = None,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._manners = politeness or Politeness()
        self._sleep = sleep
        self._monotonic = monotonic
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int | None = None,
    ) -> Fetched | NotModified:
        """As `Fetcher.get`. Raises also RobotsDeniedError."""
        return self._fetcher.get(
            url, etag=etag, last_modified=last_modified, max_bytes=max_bytes, gate=self._admit
        )

    def robots(self, url: str) -> RobotsRules:
        """The rules of the host of `url`, fetched when they are not known or too old. Raises FetchError."""
        address = WebAddress.parse(url)
        host = self._host(address)
        rules = host.rules
        if rules is None or rules.expires <= self._monotonic():
            rules = host.rules = self._read_robots(address)
        return rules

    def _read_robots(self, address: WebAddress) -> RobotsRules:
        now, manners = self._monotonic(), self._manners
        try:
            answer = self._fetcher.get(
                f"{address.origin}/robots.txt", max_bytes=MAX_ROBOTS_BYTES, cut=True, gate=self._in_turn
            )
        except StatusError as error:
            if 400 <= error.status < 500 and error.status != 429:
                return RobotsRules(None, True, f"robots.txt: status {error.status}", now + manners.remember)
            return RobotsRules(
                None, False, f"robots.txt: status {error.status}", now + manners.remember_failure
            )
        except SourceError as error:
            return RobotsRules(None, False, f"robots.txt: {error.message}", now + manners.remember_failure)
        if isinstance(answer, NotModified):
            return RobotsRules(None, False, "robots.txt: no body", now + manners.remember_failure)
        data = answer.data[: answer.data.rfind(b"\n") + 1] if answer.cut else answer.data
        text = data.decode("utf-8-sig", "replace")
        return RobotsRules(Protego.parse(text), True, "robots.txt", now + manners.remember)

    @contextmanager
    def _admit(self, url: str) -> Iterator[None]:
        """Raises RobotsDeniedError when the site's rules forbid the address or ask for too long a wait."""
        rules = self.robots(url)
        if not rules.allows(url):
            raise RobotsDeniedError(f"the site asks robots not to read this ({rules.reason})", where=url)
        if rules.delay > self._manners.max_delay:
            raise RobotsDeniedError(
                f"the site asks for {rules.delay:g} s between requests; the most we wait is "
                f"{self._manners.max_delay:g} s", where=url,
            )  # fmt: skip
        with self._turn(url, max(self._manners.interval, rules.delay)):
            yield

    @contextmanager
    def _in_turn(self, url: str) -> Iterator[None]:
        with self._turn(url, self._manners.interval):
            yield

    @contextmanager
    def _turn(self, url: str, interval: float) -> Iterator[None]:
        host = self._host(WebAddress.parse(url))
        with host.lock:
            if host.last is not None:
                wait = host.last + interval - self._monotonic()
                if wait > 0:
                    self._sleep(wait)
            try:
                yield
            finally:
                host.last = self._monotonic()

    def _host(self, address: WebAddress) -> _Host:
        with self._lock:
            if address.origin not in self._hosts and len(self._hosts) >= self._manners.max_hosts:
                raise FetchError(f"more than {self._manners.max_hosts:,} hosts in one run", where=address.url)
            return self._hosts.setdefault(address.origin, _Host())
