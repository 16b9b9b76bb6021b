"""Excel workbooks, row by row. Formulas are never computed, links never followed, macros never looked at."""

import datetime
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from jaring.engines.readers.records import Place, Problem
from jaring.engines.readers.tables.rows import MAX_COLUMNS, Row
from jaring.engines.readers.tables.xlsx_guard import guard_workbook

if not DEFUSEDXML:  # pragma: no cover - the package depends on defusedxml
    raise ImportError("Reading workbooks needs defusedxml: pip install defusedxml")

MAX_ROWS = 1_048_576
# Excel keeps fifteen digits of a number and makes the rest zeros.
_EXACT_DIGITS = 15
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z0-9:]{1,32})"')
_MAX_MERGED = 50
_CHUNK = 1024 * 1024
_OVERLAP = 256
# Whatever a damaged workbook makes openpyxl, zipfile or the XML parser say.
_BROKEN = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    OverflowError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    AssertionError,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    InvalidFileException,
)


def read_xlsx(stream: BinaryIO) -> Iterator[Row]:
    """Rows of all visible sheets, sheet after sheet. A refused or damaged workbook gives one row that
    says so.
    """
    refused = guard_workbook(stream)
    if refused is not None:
        yield Row(1, (), problems=(refused,))
        return
    try:
        book = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    except _BROKEN as error:
        yield _broken(error, None, 1)
        return
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                yield _hidden(sheet.title)
                continue
            yield from _sheet_rows(sheet)
            yield from _merged(stream, sheet)
    finally:
        book.close()


def _sheet_rows(sheet: object) -> Iterator[Row]:
    """`sheet` is openpyxl's read-only worksheet, which has no public type."""
    title = str(getattr(sheet, "title", ""))
    number = 0
    try:
        # The stated extent of a sheet may be wrong by a million rows: go by the rows themselves.
        sheet.reset_dimensions()  # type: ignore[attr-defined]
        for cells in sheet.iter_rows():  # type: ignore[attr-defined]
            number += 1
            if number > MAX_ROWS:
                message = f"Sheet “{title}” has more rows than Excel allows; the rest was not read."
                problem = Place(number).problem("", "too_many_rows", message, "Split the sheet.")
                yield Row(number, (), title, problems=(problem,))
                return
            row = _row(number, title, cells)
            if row.cells or row.problems:
                yield row
    except _BROKEN as error:
        yield _broken(error, title, number + 1)


def _row(number: int, title: str, cells: Iterable[object]) -> Row:
    empty = Row(number, (), title)
    texts: list[str] = []
    dated: set[int] = set()
    problems: list[Problem] = []
    for position, cell in enumerate(cells):
        if position >= MAX_COLUMNS:
            message = f"Row {number} has more than {MAX_COLUMNS} columns; the rest was not read."
            problems.append(Place(number).problem("", "too_many_columns", message, "Delete empty columns."))
            break
        place = Place(number, cell=empty.address(position))
        value = getattr(cell, "value", None)
        problem = _cell_problem(place, str(getattr(cell, "data_type", "n")), value)
        if problem is not None:
            problems.append(problem)
        if isinstance(value, datetime.datetime | datetime.date):
            dated.add(position)
        texts.append("" if problem is not None and problem.severity == "error" else _text(value))
    while texts and not texts[-1].strip():
        texts.pop()
    return Row(number, tuple(texts), title, frozenset(dated), tuple(problems))


def _cell_problem(place: Place, data_type: str, value: object) -> Problem | None:
    if data_type == "f":
        message = f"{place.cell} holds a formula; formulas are not computed here."
        return place.problem(str(value), "formula", message, "Copy the cell and paste its value.")
    if data_type == "e":
        message = f"{place.cell} holds an error ({value})."
        return place.problem(str(value), "cell_error", message, "Mend the cell in the workbook.")
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 10**_EXACT_DIGITS:
        message = f"{place.cell} holds a number of more than {_EXACT_DIGITS} digits; Excel has changed its end."
        mend = "Format the column as text and enter the number again."
        return place.problem(_text(value), "long_number", message, mend, "warning")
    return None


def _text(value: object) -> str:
    """Dates as ISO, whole numbers without “.0”, everything else as it reads."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time(0)
        return value.date().isoformat() if is_day else value.isoformat(timespec="seconds")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _merged(stream: BinaryIO, sheet: object) -> Iterator[Row]:
    """Only the first of merged cells has the value; the others would silently count as empty."""
    title = str(getattr(sheet, "title", ""))
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    try:
        with zipfile.ZipFile(stream) as archive, archive.open(path) as part:
            ranges = _find_merged(part)
    except _BROKEN:
        return
    for merged in ranges[:_MAX_MERGED]:
        message = f"{title}!{merged} are merged cells; only the first of them holds the value."
        mend = "Unmerge them and fill in every cell."
        line = int(re.sub(r"\D", "", merged.split(":", maxsplit=1)[0]) or 1)
        problem = Place(line, cell=f"{title}!{merged}").problem("", "merged_cells", message, mend, "warning")
        yield Row(line, (), title, problems=(problem,))
    if len(ranges) > _MAX_MERGED:
        message = f"Sheet “{title}” has {len(ranges)} groups of merged cells; {_MAX_MERGED} are listed."
        problem = Place(1).problem("", "merged_cells", message, "Unmerge all cells of the sheet.", "warning")
        yield Row(1, (), title, problems=(problem,))


def _find_merged(part: object) -> list[str]:
    found: list[str] = []
    tail = b""
    while chunk := part.read(_CHUNK):  # type: ignore[attr-defined]
        window = tail + chunk
        matches = list(_MERGED.finditer(window))
        found += [match[1].decode("ascii") for match in matches]
        tail = window[max(matches[-1].end() if matches else 0, len(window) - _OVERLAP) :]
    return found


def _hidden(title: str) -> Row:
    message = f"Sheet “{title}” is hidden and was not read."
    problem = Place(1).problem(title, "hidden_sheet", message, "Show the sheet and import again.", "warning")
    return Row(1, (), title, problems=(problem,))


def _broken(error: Exception, title: str | None, number: int) -> Row:
    where = "The workbook" if title is None else f"Sheet “{title}”"
    message = f"{where} is damaged; nothing from row {number} on could be read ({type(error).__name__})."
    problem = Place(number).problem("", "broken_workbook", message, "Save the workbook again in Excel.")
    return Row(number, (), title, problems=(problem,))
