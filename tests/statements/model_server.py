"""A local endpoint in the shape of chat completions, that answers as a test wants: well, badly, late, inventing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

Reply = Callable[[str], "Answer"]


@dataclass
class Answer:
    """What the server sends: `content` inside a completion, or `body` as it is. `wait` in seconds first."""

    content: object = None
    body: bytes | None = None
    status: int = 200
    wait: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)

    def sent(self) -> bytes:
        if self.body is not None:
            return self.body
        text = self.content if isinstance(self.content, str) else json.dumps(self.content, ensure_ascii=False)
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


@dataclass
class ModelServer:
    """Calls `reply` with the text of each question. `asked`: the requests, as read from JSON."""

    reply: Reply
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    def __enter__(self) -> ModelServer:
        served, stop = self, threading.Event()
        self._stop = stop

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                served.asked.append({"path": self.path, **request})
                served.keys.append(self.headers.get("Authorization"))
                answer = served.reply(request["messages"][-1]["content"])
                stop.wait(answer.wait)
                data = answer.sent()
                with suppress(OSError):  # a client that has given up is what some tests want
                    self.send_response(answer.status)
                    for name, value in answer.headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                """A test's output stays its own."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"
