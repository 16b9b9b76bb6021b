"""A browser that asks for one page again and again: few connections, kept open, and every answer is looked at."""

import http.client
import re
import statistics
import threading
import time
from dataclasses import dataclass

CONNECTIONS = 2  # enough to keep one worker busy without measuring the queue before it
_LINK = re.compile(rb'href="(/reports/[0-9a-f-]{36}/)"')
_TIMEOUT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of asking gave."""

    per_second: float
    median_ms: float


class Ask:
    """One server on this machine, and the cookie of a signed-in viewer."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port = port
        self.headers = {"Cookie": cookie, "Accept": "text/html"}

    def links(self, path: str) -> list[bytes]:
        """The addresses of the reports on a page, in order."""
        return list(dict.fromkeys(_LINK.findall(self._get(self._connection(), path))))

    def repeat(self, path: str, seconds: float) -> Round:
        """Ask over all connections until the time is over."""
        waits: list[float] = []
        faults: list[BaseException] = []
        began = time.perf_counter()
        threads = [
            threading.Thread(target=self._keep_asking, args=(path, began + seconds, waits, faults))
            for _ in range(CONNECTIONS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if faults:
            raise faults[0]
        return Round(len(waits) / (time.perf_counter() - began), 1000 * statistics.median(waits))

    def _keep_asking(self, path: str, until: float, waits: list[float], faults: list[BaseException]) -> None:
        try:
            connection = self._connection()
            while (began := time.perf_counter()) < until:
                self._get(connection, path)
                waits.append(time.perf_counter() - began)
            connection.close()
        except (OSError, http.client.HTTPException, AssertionError) as fault:
            faults.append(fault)

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT_SECONDS)

    def _get(self, connection: http.client.HTTPConnection, path: str) -> bytes:
        connection.request("GET", path, headers=self.headers)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, f"{path}: {answer.status} {answer.getheader('Location', '')}"
        return body
