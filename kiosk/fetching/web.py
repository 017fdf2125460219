"""A file on a web server: one GET, from where we stopped, through proxies, with the system's or your own certificates."""

from __future__ import annotations

import http.client
import os
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit

from kiosk import __version__
from kiosk.fetching.sources import LostError, PartError, RefusalError, Stream

CONNECT_S = 10.0
READ_S = 30.0

_BLOCK_BYTES = 1 << 18
_LATER = frozenset({408, 425, 429})
_LONGEST_WAIT_S = 120.0
_UNNAMED = str(int(http.HTTPStatus.PROXY_AUTHENTICATION_REQUIRED))
_WHO_ASKS = "wants a name and a password: HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT"
_OUT_OF_DATE = frozenset({9, 10})
"""OpenSSL's codes for a certificate that isn't valid yet, or no longer."""
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Web:
    """A mirror on a web server."""

    root: str
    read_s: float = READ_S

    def locate(self, path: str) -> WebFile:
        return WebFile(f"{self.root.rstrip('/')}/{quote(path)}", self.read_s)


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file at an address. HTTPS_PROXY, HTTP_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR are heeded."""

    address: str
    read_s: float = READ_S

    @property
    def name(self) -> str:
        return self.address

    @contextmanager
    def open(self, offset: int, tag: str) -> Iterator[Stream]:
        # Compressed on the way, a body would have other bytes and no ranges.
        headers = {"Accept-Encoding": "identity", "User-Agent": f"kiosk/{__version__}"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
            if tag:
                headers["If-Range"] = tag
        with self._answer(urllib.request.Request(self.address, headers=headers)) as response:  # noqa: S310  the opener knows only http and https
            start, total = _extent(response, offset)
            yield Stream(start, total, _strong_tag(response), self._blocks(response))

    def _answer(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        try:
            answer: http.client.HTTPResponse = _opener(self.read_s).open(request, timeout=CONNECT_S)
        except urllib.error.HTTPError as error:
            with error:
                if error.code == http.HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
                    raise RefusalError(f"{_proxy(self.address)} {_WHO_ASKS}") from error
                raise _refusal(error.code, error.headers.get("Retry-After", "")) from error
        except urllib.error.URLError as error:
            raise self._failure(error.reason) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._failure(error) from error
        return answer

    def _failure(self, reason: object) -> LostError | RefusalError:
        host = urlsplit(self.address).hostname or self.address
        if isinstance(reason, ssl.SSLCertVerificationError):
            line = f"the certificate of {host} isn't trusted ({reason.verify_message}). Is this machine's date right? "
            line += f"It says {time.strftime('%Y-%m-%d')}"
            if reason.verify_code not in _OUT_OF_DATE:
                line += ". Behind a proxy that reads along, name its certificate: SSL_CERT_FILE=FILE" + _own_certificates()
            return RefusalError(line)
        said = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason) or type(reason).__name__
        proxy = _proxy(self.address)
        if proxy and _UNNAMED in said:
            return RefusalError(f"{proxy} {_WHO_ASKS}")
        return LostError(f"{host} can't be reached ({said}{f'; {proxy} was asked' if proxy else ''})")

    def _blocks(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """What has come, as it comes: waiting for a full block would hide a drip."""
        try:
            while block := response.read1(_BLOCK_BYTES):
                yield block
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise LostError(f"the connection was lost ({error or type(error).__name__})") from error


def _proxy(address: str) -> str:
    """The proxy on the way to an address, without the name and the password that may be in it; or nothing."""
    parts = urlsplit(address)
    proxy = urllib.request.getproxies().get(parts.scheme, "")
    if not proxy or urllib.request.proxy_bypass(parts.netloc):
        return ""
    return f"the proxy {proxy.rpartition('://')[2].rpartition('@')[2].rstrip('/') or 'without a name'}"


def _own_certificates() -> str:
    """What became of the file that SSL_CERT_FILE names, which Python passes over where it isn't there."""
    named = os.environ.get("SSL_CERT_FILE", "")
    if not named:
        return ""
    return f" ({named} doesn't vouch for it)" if Path(named).is_file() else f" (there is no file {named})"


def _extent(response: http.client.HTTPResponse, offset: int) -> tuple[int, int | None]:
    """Where the body starts in the file, and the file's size."""
    if response.status == http.HTTPStatus.PARTIAL_CONTENT:
        said = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if said is None or int(said[1]) != offset or int(said[2]) != int(said[3]) - 1:
            raise PartError("answered with another part of the file")
        return offset, int(said[3])
    if response.status != http.HTTPStatus.OK:
        raise RefusalError(f"answered with status {response.status}")
    if response.headers.get_content_type() == "text/html":
        raise RefusalError("answered with a web page: is there a login page on this network?")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise RefusalError("sent the file compressed")
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() else None


def _refusal(status: int, retry_after: str) -> Exception:
    if status == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        return PartError("has no such part")
    if status in _LATER or status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        wait_s = min(float(retry_after), _LONGEST_WAIT_S) if retry_after.isdecimal() else 0.0
        return LostError(f"answered with status {status}", wait_s)
    return RefusalError(f"answered with status {status}")


def _strong_tag(response: http.client.HTTPResponse) -> str:
    """A weak one may stand for other bytes."""
    tag: str = response.headers.get("ETag", "")
    return tag if tag.startswith('"') else ""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow a server to another, but never from a safe line to an open one."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError(f"it leads from https to {newurl[:80]}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, read_s: float) -> None:
        super().__init__()
        self._read_s = read_s

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        def connection(host: str, *, timeout: float) -> http.client.HTTPConnection:
            return _PlainConnection(host, timeout, self._read_s)

        return self.do_open(connection, req)  # type: ignore[arg-type]


class _Safe(urllib.request.HTTPSHandler):
    def __init__(self, read_s: float) -> None:
        super().__init__()
        self._read_s = read_s

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        def connection(host: str, *, timeout: float) -> http.client.HTTPSConnection:
            return _SafeConnection(host, timeout, self._read_s)

        return self.do_open(connection, req)  # type: ignore[arg-type]


class _PlainConnection(http.client.HTTPConnection):
    """Waits less long for a connection than for an answer."""

    def __init__(self, host: str, connect_s: float, read_s: float) -> None:
        super().__init__(host, timeout=connect_s)
        self._read_s = read_s

    def connect(self) -> None:
        super().connect()
        self.sock.settimeout(self._read_s)


class _SafeConnection(http.client.HTTPSConnection):
    def __init__(self, host: str, connect_s: float, read_s: float) -> None:
        super().__init__(host, timeout=connect_s, context=ssl.create_default_context())
        self._read_s = read_s

    def connect(self) -> None:
        super().connect()
        self.sock.settimeout(self._read_s)


def _opener(read_s: float) -> urllib.request.OpenerDirector:
    """Knows http and https and nothing else: no file:, no ftp:, no data:."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        _Plain(read_s),
        _Safe(read_s),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener
