"""An endpoint that speaks as OpenAI's chat completions do, on this machine or elsewhere: one question, one answer.

Only the host that the user names is connected to, private or not; a redirect is not followed.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field

import httpcore2
import httpx2

from tocsin.errors import FetchError
from tocsin.sources.addresses import AddressGuard, WebAddress
from tocsin.sources.wire import Deadline, GuardedBackend

MOST_BYTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`url` is the base, such as `http://127.0.0.1:8080/v1`; `seconds` the time for one answer, all of it.

    `key` is sent as a bearer token and never shown.
    """

    url: str
    model: str
    seconds: float = 60.0
    key: str = field(default="", repr=False)

    def complete(self, instructions: str, text: str) -> str:
        """The text of the answer. Raises FetchError: no connection, too late, a status, an answer of another shape."""
        address = WebAddress.parse(f"{self.url.rstrip('/')}/chat/completions")
        body = {
            "model": self.model,
            "temperature": 0,
            "seed": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": text},
            ],
        }
        return _content(self._posted(address, json.dumps(body).encode()), address.url)

    def _posted(self, address: WebAddress, body: bytes) -> bytes:
        deadline = Deadline(time.monotonic() + self.seconds)
        guard = AddressGuard(allow_private=frozenset({_named(address)}))
        limits = {"connect": self.seconds, "read": self.seconds, "write": self.seconds, "pool": self.seconds}
        try:
            with (
                httpcore2.ConnectionPool(
                    ssl_context=httpx2.create_ssl_context() if address.scheme == "https" else None,
                    network_backend=GuardedBackend(guard, deadline), max_keepalive_connections=0,
                ) as pool,
                pool.stream(
                    "POST", address.url, headers=self._headers(address, body), content=body,
                    extensions={"timeout": limits},
                ) as response,
            ):  # fmt: skip
                if response.status != 200:
                    raise FetchError(f"HTTP status {response.status}", where=address.url)
                held = bytearray()
                for chunk in response.iter_stream():
                    held += chunk
                    if len(held) > MOST_BYTES:
                        raise FetchError(f"an answer of more than {MOST_BYTES:,} bytes", where=address.url)
                return bytes(held)
        except httpcore2.TimeoutException as error:
            raise FetchError(f"no answer within {self.seconds:g} seconds", where=address.url) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise FetchError(
                f"the connection failed ({error or type(error).__name__})", where=address.url
            ) from error

    def _headers(self, address: WebAddress, body: bytes) -> list[tuple[bytes | str, bytes | str]]:
        headers = {
            "Host": httpx2.URL(address.url).netloc.decode("ascii"),
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Accept": "application/json",
            "Connection": "close",
        }
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        return list(headers.items())


def _named(address: WebAddress) -> str:
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{host}:{address.port}"


def _content(body: bytes, url: str) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise FetchError("its answer has not the shape of a chat completion", where=url) from error
    if not isinstance(content, str):
        raise FetchError("its answer holds no text", where=url)
    return content
