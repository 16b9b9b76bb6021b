"""CSV in the encodings and with the separators that members' systems write."""

import csv
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
_ENCODING_NAMES = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp874": "the Thai Windows encoding (TIS-620)",
    "cp1252": "the Western European Windows encoding",
}


class _Lines:
    """Decoded lines for the csv module, with what was wrong with them on the side."""

    def __init__(self, stream: Readable) -> None:
        self._lines = iter_lines(stream)
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            yield self._text(line)

    def _text(self, line: Line) -> str:
        if line.data is None:
            message = f"Line {line.number} is {line.size:,} bytes long and was not read."
            mend = "A quotation mark may be missing; save the file again from the program it came from."
            self.problems.append(Place(line.number).problem("", "line_too_long", message, mend))
            return "\n"
        return line.data.decode("utf-8", "surrogateescape") + "\n"


def read_csv(stream: Readable) -> Iterator[Row]:
    """Rows with their header, in order; the first may be a row without cells that says how the file was read."""
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
    reader = csv.reader(iter(lines), delimiter=delimiter)
    number, width = 0, 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            message = f"A cell of row {number} is longer than {csv.field_size_limit():,} characters."
            mend = "A quotation mark is probably not closed; look at this row and the ones before it."
            lines.problems.append(Place(number).problem("", "field_too_long", message, mend))
            cells = []
        if number == 1 and len(cells) <= 1 and cells and cells[0].casefold().startswith("sep="):
            continue
        row = _row(number, cells, width, lines)
        width = width or sum(1 for cell in row.cells if cell.strip())
        if row.cells or row.problems:
            yield row
    if lines.problems:
        yield Row(number, (), problems=tuple(lines.problems))


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
