"""Every operation a member's machine asks of the server, as a typed method."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO

import httpx

from jaring.client.answers import Found, Hit, Import, ImportProblem, Me, Release, Report, read_answer, read_list
from jaring.client.connection import Connection

POLL_SECONDS = 0.5
_PIECE = 64 * 1024
Progress = Callable[[Import], None]


class JaringClient:
    """A member's view of the server. Sees and may do exactly what the token's person may."""

    def __init__(self, connection: Connection, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._connection = connection
        self._sleep = sleep

    def whoami(self) -> Me:
        """Who the token stands for."""
        return read_answer(Me, self._connection.call("GET", "/whoami"))

    def search(self, text: str, *, kinds: Sequence[str] = (), page: int = 1) -> Found:
        """One page of what fits."""
        query: dict[str, str | int | list[str]] = {"q": text, "page": page, "kind": list(kinds)}
        body = self._connection.call("GET", "/search", query=query)
        found = read_answer(Found, body)
        return Found(read_list(Hit, body), found.count, found.next, found.more)

    def contributions(self, *, whose: str = "", text: str = "") -> Iterator[Report]:
        """Every report that may be seen, newest first, page after page."""
        page: int | None = 1
        while page is not None:
            body = self._connection.call("GET", "/contributions", query={"whose": whose, "q": text, "page": page})
            yield from read_list(Report, body)
            page = body.get("next")

    def release(self, contribution_id: str, terms: Mapping[str, object]) -> list[Release]:
        """Release a report, or propose it; `terms` as in the API's ReleaseIn."""
        body = self._connection.call("POST", f"/contributions/{contribution_id}/releases", body=dict(terms))
        return read_list(Release, body)

    def withdraw(self, release_id: str, reason: str) -> Release:
        """Take a release back."""
        return read_answer(
            Release, self._connection.call("POST", f"/releases/{release_id}/withdraw", body={"reason": reason})
        )

    def begin_import(self, fields: Mapping[str, str], parts: Mapping[str, tuple[str, BinaryIO]]) -> Import:
        """Upload; the server then checks the file."""
        return read_answer(Import, self._connection.upload("/imports", fields, parts))

    def keep_import(self, import_id: str) -> Import:
        """Keep the good records, in the background."""
        return read_answer(Import, self._connection.call("POST", f"/imports/{import_id}/keep"))

    def discard_import(self, import_id: str) -> None:
        """Throw file and report away."""
        self._connection.call("DELETE", f"/imports/{import_id}")

    def choose_mapping(self, import_id: str, mapping: str) -> Import:
        """Say what the columns mean; the file is checked again."""
        body = {"mapping": mapping}
        return read_answer(Import, self._connection.call("POST", f"/imports/{import_id}/mapping", body=body))

    def wait_for_import(self, import_id: str, told: Progress) -> Import:
        """Ask until the server has finished what it is busy with; `told` hears every answer."""
        while True:
            status = read_answer(Import, self._connection.call("GET", f"/imports/{import_id}"))
            told(status)
            if not status.working:
                return status
            self._sleep(POLL_SECONDS)

    def import_problems(self, import_id: str) -> Iterator[ImportProblem]:
        """The whole report, page after page."""
        page: int | None = 1
        while page is not None:
            body = self._connection.call("GET", f"/imports/{import_id}/problems", query={"page": page})
            yield from read_list(ImportProblem, body)
            page = body.get("next")

    @contextmanager
    def export(self, format_: str, contribution_id: str = "") -> "Iterator[tuple[str, Iterator[bytes]]]":
        """(suggested file name, the bytes piece by piece)."""
        query: dict[str, str | int | list[str]] = {"format": format_}
        if contribution_id:
            query["contribution"] = contribution_id
        with self._connection.download("/export", query) as response:
            yield _file_name(response, format_), response.iter_bytes(_PIECE)


def _file_name(response: httpx.Response, format_: str) -> str:
    _before, _key, rest = response.headers.get("Content-Disposition", "").partition('filename="')
    name = rest.partition('"')[0].rpartition("/")[2].lstrip(".")
    return name or ("jaring.xlsx" if format_ == "xlsx" else "jaring.ftm.json")
