"""CSV in the encodings and with the separators that members' systems write."""

import csv
from collections import deque
from collections.abc import Iterator

from jaring.engines.readers.lines import (
    HeadedStream,
    Line,
    Readable,
    Utf8Stream,
    iter_lines,
    open_utf8,
    read_head,
)
from jaring.engines.readers.records import Place, Problem
from jaring.engines.readers.tables.encodings import detect_delimiter, detect_encoding
from jaring.engines.readers.tables.rows import MAX_COLUMNS, Row

_HEAD = 256 * 1024
# Excel's cells hold 32,767 characters; a row that is longer than four of them has lost a quotation
# mark. The csv module's own limit is not used: it is one for the whole process, and libraries change
# it.
_MAX_CELL = 131_072
_MAX_RECOVERED = 20
_ENCODING_NAMES = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp874": "the Thai Windows encoding (TIS-620)",
    "cp1252": "the Western European Windows encoding",
}


class _OpenQuoteError(Exception):
    """One row has swallowed more lines than a cell can hold."""


class _Lines:
    """Decoded lines for the csv module; remembers those of the row being read, so that they can be read
    again.

    Not a generator: it must survive the errors it raises.
    """

    def __init__(self, stream: Readable) -> None:
        self._source = iter_lines(stream)
        self._again: deque[str] = deque()
        self._size = 0
        self.row: list[str] = []
        self.ended = False
        self.problems: list[Problem] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._size > _MAX_CELL and len(self.row) > 1:
            raise _OpenQuoteError
        if self._again:
            text = self._again.popleft()
        else:
            line = next(self._source, None)
            if line is None:
                self.ended = True
                raise StopIteration
            # A lone carriage return ends a line as well (old Macintosh programs).
            text, *others = self._text(line).split("\r")
            self._again.extend(f"{other}\n" for other in others)
            text += "\n"
        self.row.append(text)
        self._size += len(text)
        return text

    def start_row(self) -> None:
        self.row, self._size = [], 0

    def has_open_quote(self) -> bool:
        """At the end of the file the csv module takes an open quotation mark for a closed one."""
        return self.ended and len(self.row) > 1 and sum(text.count('"') for text in self.row) % 2 == 1

    def first_line_again(self) -> str:
        """The first line of the row; the others will be read anew as rows of their own."""
        first, *others = self.row
        self._again.extendleft(reversed(others))
        self.ended = False
        return first

    def _text(self, line: Line) -> str:
        if line.data is None:
            message = f"Line {line.number} is {line.size:,} bytes long and was not read."
            mend = "A quotation mark may be missing; save the file again from the program it came from."
            self.problems.append(Place(line.number).problem("", "line_too_long", message, mend))
            return ""
        return line.data.decode("utf-8", "surrogateescape")


def read_csv(stream: Readable) -> Iterator[Row]:
    """Rows with their header, in order; the first may be a row without cells that says how the file was
    read.
    """
    head = read_head(stream, _HEAD)
    encoding = detect_encoding(head)
    note = _encoding_note(encoding)
    if note is not None:
        yield Row(1, (), problems=(note,))
    sample = head.decode(encoding, "replace")
    delimiter = detect_delimiter(sample)
    lines = _Lines(_utf8(stream, head, encoding))
    yield from _rows(lines, delimiter)


def _utf8(stream: Readable, head: bytes, encoding: str) -> Readable:
    if encoding in ("utf-8", "utf-8-sig"):
        return open_utf8(HeadedStream(stream, head))[0]
    return Utf8Stream(stream, head, encoding)


def _encoding_note(encoding: str) -> Problem | None:
    name = _ENCODING_NAMES.get(encoding)
    if name is None:
        return None
    message = f"The file is written in {name}; it was read as such."
    mend = "If letters look wrong in the preview, save the file as “CSV UTF-8”."
    return Place(1).problem(encoding, "encoding", message, mend, "warning")


def _rows(lines: _Lines, delimiter: str) -> Iterator[Row]:
    number, width = 0, 0
    for cells in _cells(lines, delimiter):
        number += 1
        if number == 1 and len(cells) == 1 and cells[0].casefold().startswith("sep="):
            continue
        row = _row(number, cells, width, lines)
        width = width or sum(1 for cell in row.cells if cell.strip())
        if row.cells or row.problems:
            yield row
    if lines.problems:
        yield Row(number, (), problems=tuple(lines.problems))


def _cells(lines: _Lines, delimiter: str) -> Iterator[list[str]]:
    """A row whose quotation mark is never closed is read as if it had none, and so are all rows after
    many such.
    """
    reader = csv.reader(lines, delimiter=delimiter)
    number, recovered = 0, 0
    while True:
        number += 1
        lines.start_row()
        try:
            cells = next(reader)
            is_open = lines.has_open_quote()
        except StopIteration:
            return
        except (csv.Error, _OpenQuoteError):
            cells, is_open = [], True
        if is_open and lines.row:
            recovered += 1
            first = lines.first_line_again().rstrip("\n")
            cells = first.split(delimiter)
            message = f"A quotation mark in row {number} is never closed; the row was read as if it were not there."
            mend = "Close the quotation mark, or take it out."
            lines.problems.append(Place(number).problem("", "open_quote", message, mend, "warning"))
            if recovered == _MAX_RECOVERED:
                reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        yield cells


def _row(number: int, cells: list[str], width: int, lines: _Lines) -> Row:
    problems, lines.problems = lines.problems, []
    row = Row(number, tuple(cells[:MAX_COLUMNS]))
    repaired = [_repair(row, position, cell, problems) for position, cell in enumerate(row.cells)]
    while repaired and not repaired[-1].strip():
        repaired.pop()  # a spreadsheet writes the separators of empty cells as well
    if width and len(repaired) > width:
        message = f"Row {number} has {len(repaired)} cells; the header has {width}."
        mend = "A cell may hold the separator without quotation marks; compare the row with the header."
        place = Place(number, cell=row.address(width))
        problems.append(place.problem(repaired[width], "ragged_row", message, mend, "warning"))
    elif width and repaired and len(cells) < width:
        message = f"Row {number} has {len(cells)} cells; the header has {width}. The missing ones count as empty."
        mend = "Check that no cell of this row slipped to the left."
        problems.append(Place(number).problem("", "ragged_row", message, mend, "warning"))
    return Row(number, tuple(repaired), problems=tuple(problems))


def _repair(row: Row, position: int, cell: str, problems: list[Problem]) -> str:
    """Bytes that are no UTF-8 are read as Western European, so that nothing is lost, and named."""
    clean = cell.replace("\x00", "")
    if clean.isascii() or not any("\ud800" <= char <= "\udfff" for char in clean):
        return clean
    text = clean.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    message = f"{row.address(position)} holds bytes that are not UTF-8; they were read as “{text[:60]}”."
    place = Place(row.line, cell=row.address(position))
    problems.append(place.problem(text, "encoding", message, "Save the file as “CSV UTF-8”.", "warning"))
    return text
