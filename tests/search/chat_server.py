"""A chat service on this machine that behaves, or misbehaves in one way."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JSON = "application/json"


def completion(content: object) -> bytes:
    """An answer as such services give it."""
    message = {"role": "assistant", "content": content}
    return json.dumps({"choices": [{"index": 0, "message": message}]}).encode()


class Handler(BaseHTTPRequestHandler):
    """Reads a request, remembers it, and does as the service does."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Every path is answered alike."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append({"path": self.path, "headers": dict(self.headers), "body": body})
        try:
            self.server.behaviour(self)
        except OSError:
            self.server.hung_up.set()  # the client did
        self.close_connection = True

    def answer(self, body: bytes, status: int = 200, kind: str = JSON, **headers: str) -> None:
        """Send all of an answer."""
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self, kind: str = JSON) -> None:
        """Send the headers of an answer without an end."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def drip(self, piece: bytes, pause: float) -> None:
        """Send a piece again and again, until the client hangs up or the test is over."""
        while not self.server.over.is_set():
            self.wfile.write(piece)
            time.sleep(pause)

    def log_message(self, *_line: Any) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """Listens on a free port."""

    daemon_threads = True

    def __init__(self, behaviour: Callable[[Handler], None]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour = behaviour
        self.seen: list[dict[str, Any]] = []
        self.over, self.hung_up = threading.Event(), threading.Event()

    @property
    def url(self) -> str:
        """Address of the API."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def serving(behaviour: Callable[[Handler], None]) -> Iterator[Server]:
    """A service that behaves so, until the end of the block."""
    server = Server(behaviour)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def says(content: object) -> Callable[[Handler], None]:
    """Behave: answer with these words."""
    return lambda handler: handler.answer(completion(content))


def _drop(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')


def _stream(handler: Handler) -> None:
    handler.begin()
    handler.drip(b" ", 0.02)


def _headers_without_end(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    handler.drip(b"X-Y: z\r\n", 0.05)


def _huge(handler: Handler) -> None:
    handler.begin()
    handler.drip(b" " * 60_000, 0.0)


def _answered(
    body: bytes, status: int = 200, kind: str = JSON, **headers: str
) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(body, status, kind, **headers)


@dataclass(frozen=True)
class Misbehaviour:
    """What a service does, and what the reader is told."""

    does: Callable[[Handler], None]
    told: str


SLOW = "took longer than"
UNREADABLE = "cannot be read"
GOOD = completion("Measure the minimum night flow between two and four in the morning [1].")
MISBEHAVIOURS = {
    "says nothing": Misbehaviour(lambda handler: handler.server.over.wait(20) and None, SLOW),
    "streams for ever": Misbehaviour(_stream, SLOW),
    "sends headers for ever": Misbehaviour(_headers_without_end, SLOW),
    "sends far too much": Misbehaviour(_huge, "far too much"),
    "sends events": Misbehaviour(_answered(b"data: {}\n\n", kind="text/event-stream"), "with JSON"),
    "sends a page": Misbehaviour(_answered(b"<h1>Hello</h1>", kind="text/html"), "with JSON"),
    "calls a page JSON": Misbehaviour(_answered(b"<h1>Hello</h1>"), UNREADABLE),
    "sends another shape": Misbehaviour(_answered(b'{"choices": {"0": 1}}'), UNREADABLE),
    "sends no choice": Misbehaviour(_answered(b'{"choices": []}'), UNREADABLE),
    "sends content in parts": Misbehaviour(_answered(completion([{"text": "x"}])), UNREADABLE),
    "nests a thousandfold": Misbehaviour(_answered(b"[" * 100_000), UNREADABLE),
    "sends Latin-1": Misbehaviour(_answered(GOOD.replace(b"night", b"n\xefght")), UNREADABLE),
    "sends half a character": Misbehaviour(_answered(completion("\ud800 [1].")), UNREADABLE),
    "compresses unasked": Misbehaviour(
        _answered(b"\x1f\x8b\x08\x00" + GOOD, **{"Content-Encoding": "gzip"}), UNREADABLE
    ),
    "refuses the key": Misbehaviour(_answered(b"{}", 401), "HTTP 401"),
    "knows no such model": Misbehaviour(_answered(b"{}", 404), "HTTP 404"),
    "is asked too much": Misbehaviour(_answered(b"{}", 429), "HTTP 429"),
    "breaks": Misbehaviour(_answered(b"Oops", 500, "text/plain"), "HTTP 500"),
    "points elsewhere": Misbehaviour(
        _answered(b"", 307, Location="http://127.0.0.1:9/v1/chat/completions"), "points elsewhere"
    ),
    "drops the connection": Misbehaviour(lambda handler: handler.connection.close(), "reached"),
    "drops it half way": Misbehaviour(_drop, "reached"),
    "says nothing of use": Misbehaviour(says(None), "matched"),
    "cites nothing": Misbehaviour(
        says("Measure the minimum night flow between two and four."), "matched"
    ),
}
