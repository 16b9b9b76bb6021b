"""Lines of a file of any size and encoding, in bounded memory."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

# A line of 5 MB holds more than any report; past it the file is broken or hostile.
LINE_LIMIT = 5 * 1024 * 1024
_CHUNK = 256 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Readable(Protocol):
    """All that is asked of a stream, so that tests and network bodies need not be files."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Line:
    """`data` without its line end; None when the line was longer than the limit and was skipped (`size`
    says how long).
    """

    number: int
    data: bytes | None
    size: int
    ended: bool  # False for a last line without a line end


class Utf8Stream:
    """A UTF-16 file as UTF-8 bytes; halves that make no character become U+FFFD."""

    def __init__(self, stream: Readable, head: bytes, encoding: str) -> None:
        self._stream = stream
        self._head = head
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read(self, size: int, /) -> bytes:
        while True:
            chunk, self._head = (self._head, b"") if self._head else (self._stream.read(size), b"")
            text = self._decoder.decode(chunk, final=not chunk)
            if text or not chunk:
                return text.encode("utf-8", "replace")


class HeadedStream:
    """A stream whose first bytes were already looked at."""

    def __init__(self, stream: Readable, head: bytes) -> None:
        self._stream = stream
        self._head = head

    def read(self, size: int, /) -> bytes:
        if self._head:
            head, self._head = self._head[:size], self._head[size:]
            return head
        return self._stream.read(size)


def read_head(stream: Readable, size: int) -> bytes:
    """Exactly `size` bytes unless the stream ends before (network bodies come in pieces)."""
    parts: list[bytes] = []
    wanted = size
    while wanted > 0:
        chunk = stream.read(wanted)
        if not chunk:
            break
        parts.append(chunk)
        wanted -= len(chunk)
    return b"".join(parts)


def open_utf8(stream: Readable) -> tuple[Readable, str]:
    """(stream of UTF-8 bytes without a byte order mark, name of the encoding that the mark told:
    "utf-8" without one).
    """
    head = read_head(stream, 4)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            rest = head[len(bom) :]
            if encoding == "utf-8-sig":
                return HeadedStream(stream, rest), encoding
            return Utf8Stream(stream, rest, encoding), encoding
    return HeadedStream(stream, head), "utf-8"


def iter_lines(stream: Readable, limit: int = LINE_LIMIT) -> Iterator[Line]:
    """Lines split at LF, with a CR before it taken off. Holds at most one limit and one chunk in memory."""
    number, buffer, dropped = 1, bytearray(), 0
    while chunk := stream.read(_CHUNK):
        pieces = chunk.split(b"\n")
        for piece in pieces[:-1]:
            buffer += piece
            yield _line(number, buffer, dropped, limit, ended=True)
            number, buffer, dropped = number + 1, bytearray(), 0
        buffer += pieces[-1]
        if dropped or len(buffer) > limit:
            dropped, buffer = dropped + len(buffer), bytearray()
    if buffer or dropped:
        yield _line(number, buffer, dropped, limit, ended=False)


def _line(number: int, buffer: bytearray, dropped: int, limit: int, *, ended: bool) -> Line:
    size = dropped + len(buffer)
    if dropped or size > limit:
        return Line(number, None, size, ended)
    if buffer.endswith(b"\r"):
        del buffer[-1]
    return Line(number, bytes(buffer), size, ended)
