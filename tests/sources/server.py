"""A local web server whose pages are functions over the raw socket, so that it can misbehave in any way."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

Answer = Callable[["Call"], None]


@dataclass
class Call:
    connection: socket.socket
    path: str
    headers: dict[str, str]
    stopping: threading.Event

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def respond(self, body: bytes = b"", *, status: str = "200 OK", **headers: str) -> None:
        named = {"Content-Length": str(len(body)), **{k.replace("_", "-"): v for k, v in headers.items()}}
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
        self.send(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)


@dataclass
class BadServer:
    """Serves `pages` by path; robots.txt is missing unless given. `seen`: every path and its headers."""

    pages: dict[str, Answer] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __enter__(self) -> BadServer:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(2)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen]

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(5)
            head = b""
            while b"\r\n\r\n" not in head:
                part = connection.recv(65536)
                if not part:
                    return
                head += part
            first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
            call = Call(connection, first.split(" ")[1], headers, self._stopping)
            self.seen.append((call.path, headers))
            page = self.pages.get(call.path)
            if page is None:
                call.respond(b"no such page", status="404 Not Found")
            else:
                page(call)
