"""Web servers on this machine that misbehave in every way a network can, one request after another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ETAG = '"one"'


class Request(BaseHTTPRequestHandler):
    """What a behaviour answers with."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:  # the name is http.server's
        self.server.asked.append((self.path, self.headers.get("Range", "")))
        behaviour = self.server.behaviours.pop(0) if self.server.behaviours else serve
        behaviour(self)
        self.close_connection = True

    def do_CONNECT(self) -> None:  # what a proxy is asked for https
        self.do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        """Tests fail on what is printed."""

    @property
    def content(self) -> bytes:
        return self.server.files[self.path]

    @property
    def offset(self) -> int:
        said = self.headers.get("Range", "")
        return int(said.removeprefix("bytes=").removesuffix("-")) if said else 0

    def head(self, status: int, headers: Mapping[str, object]) -> None:
        self.send_response(status)
        for name, value in {"ETag": ETAG, **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()


Behaviour = Callable[[Request], None]


class Server(ThreadingHTTPServer):
    """`files`: by path. `behaviours`: for the next requests; after them all is well. `asked`: path and Range of each one."""

    daemon_threads = True

    def __init__(self, files: Mapping[str, bytes], behaviours: list[Behaviour]) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.files = dict(files)
        self.behaviours = behaviours
        self.asked: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is none."""


@contextmanager
def serving(files: Mapping[str, bytes], *behaviours: Behaviour) -> Iterator[Server]:
    with Server(files, list(behaviours)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def serve(request: Request) -> None:
    """As a good server does."""
    if request.path not in request.server.files:
        refuse(404)(request)
        return
    content, offset = request.content, request.offset
    if request.headers.get("If-Range", ETAG) != ETAG:
        offset = 0
    if offset:
        length = len(content)
        request.head(206, {"Content-Length": length - offset, "Content-Range": f"bytes {offset}-{length - 1}/{length}"})
    else:
        request.head(200, {"Content-Length": len(content)})
    request.wfile.write(content[offset:])


def cut(after: int, headers: Mapping[str, object] | None = None) -> Behaviour:
    """Hangs up after so many bytes of the body."""

    def behave(request: Request) -> None:
        content, offset = request.content, request.offset
        extra = {"Content-Range": f"bytes {offset}-{len(content) - 1}/{len(content)}"} if offset else {}
        request.head(206 if offset else 200, {"Content-Length": len(content) - offset, **extra, **(headers or {})})
        request.wfile.write(content[offset : offset + after])

    return behave


def whole_file_always(request: Request) -> None:
    """Has never heard of Range."""
    request.head(200, {"Content-Length": len(request.content)})
    request.wfile.write(request.content)


def wrong_range(request: Request) -> None:
    request.head(206, {"Content-Length": 5, "Content-Range": f"bytes 0-4/{len(request.content)}"})
    request.wfile.write(request.content[:5])


def refuse(status: int, retry_after: str = "") -> Behaviour:
    """A status, with a page for people."""

    def behave(request: Request) -> None:
        page = b"<html><body>Sorry</body></html>"
        extra = {"Retry-After": retry_after} if retry_after else {}
        request.head(status, {"Content-Length": len(page), "Content-Type": "text/html", **extra})
        request.wfile.write(page)

    return behave


def send(content: bytes, headers: Mapping[str, object] | None = None) -> Behaviour:
    """Other bytes."""

    def behave(request: Request) -> None:
        request.head(200, {"Content-Length": len(content)} if headers is None else headers)
        request.wfile.write(content)

    return behave


def endless(request: Request) -> None:
    """Never stops, and never says how much it will be."""
    request.head(200, {"Connection": "close"})
    try:
        while True:
            request.wfile.write(bytes(65536))
    except OSError:
        return


def redirect(target: str) -> Behaviour:
    return lambda request: request.head(302, {"Location": target, "Content-Length": 0})
