"""The HTTP side: one place that sends, tries again what may be tried again, and turns failures into sentences."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

import httpx

from jaring import __version__
from jaring.client.problems import BusyError, problem_of, problem_of_transport

# Only these may be sent twice: a POST whose answer was lost may have been done.
IDEMPOTENT = frozenset({"GET", "PUT", "DELETE"})
ATTEMPTS = 4
FIRST_PAUSE = 0.5  # seconds; doubles
TIMEOUT = httpx.Timeout(30.0, connect=10.0, write=300.0, pool=10.0)
# The server looks through a file before it answers an upload; a large export thinks before its first line.
LONG_TIMEOUT = httpx.Timeout(600.0, connect=10.0)

Query = Mapping[str, str | int | list[str]]
Parts = Mapping[str, tuple[str, BinaryIO]]


class Connection:
    """Speaks to one server with one token. Usable as a context manager."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url.rstrip("/")
        self._sleep = sleep
        self._http = httpx.Client(
            base_url=f"{self.url}/api/v1",
            headers={"Authorization": f"Bearer {token}", "User-Agent": f"jaring/{__version__}"},
            timeout=TIMEOUT,
            transport=transport,
        )

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the sockets."""
        self._http.close()

    def call(self, method: str, path: str, *, query: Query | None = None, body: object = None) -> Any:
        """The JSON of an answer; None when it carries nothing.

        Raises:
            JaringError: by its kind, see `jaring.client.problems`.
        """
        attempts = ATTEMPTS if method in IDEMPOTENT else 1
        for attempt in range(1, attempts + 1):
            try:
                response = self._http.request(method, path, params=query, json=body)
            except httpx.TransportError as error:
                problem: Exception = problem_of_transport(error, self.url)
                if attempt == attempts or isinstance(error, httpx.UnsupportedProtocol):
                    raise problem from error
            else:
                if response.is_success:
                    return response.json() if response.content else None
                problem = problem_of(response)
                if attempt == attempts or not isinstance(problem, BusyError):
                    raise problem
            self._sleep(FIRST_PAUSE * 2 ** (attempt - 1))
        raise AssertionError("unreachable: the last attempt returns or raises")

    def upload(self, path: str, fields: Mapping[str, str], parts: Parts) -> Any:
        """POST a form with files, once. Raises JaringError."""
        try:
            files = [(name, (file_name, stream)) for name, (file_name, stream) in parts.items()]
            response = self._http.post(path, data=dict(fields), files=files, timeout=LONG_TIMEOUT)
        except httpx.TransportError as error:
            raise problem_of_transport(error, self.url) from error
        if not response.is_success:
            raise problem_of(response)
        return response.json()

    @contextmanager
    def download(self, path: str, query: Query) -> Iterator[httpx.Response]:
        """A streamed answer. Raises JaringError, also when the stream breaks in the middle."""
        try:
            with self._http.stream("GET", path, params=query, timeout=LONG_TIMEOUT) as response:
                if not response.is_success:
                    response.read()
                    raise problem_of(response)
                yield response
        except httpx.TransportError as error:
            raise problem_of_transport(error, self.url) from error
