"""Lines of the three files, as rows of known width."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from jaring.engines.readers.lines import Line, Readable, iter_lines, open_utf8
from jaring.engines.readers.records import Place, Problem

_EMPTY = "-0-"
_DOS_END = b"\x1a"

# Column names of the published format description.
SDN = (
    "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT",
    "Vess_flag",
    "Vess_owner", "Remarks",
)  # fmt: skip
ALT = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
ADD = ("ent_num", "Add_num", "Address", "City", "Country", "Add_remarks")


@dataclass(frozen=True, slots=True)
class OfacRow:
    """Fields by column name; an empty field is an empty text."""

    line: int
    fields: dict[str, str]


def read_rows(stream: Readable, columns: tuple[str, ...], file: str) -> Iterator[OfacRow | Problem]:
    """Rows in order; a line that is none becomes a problem that names file and line."""
    utf8, _ = open_utf8(stream)
    for line in iter_lines(utf8):
        if line.data is not None and not line.data.strip(_DOS_END + b" \t\r"):
            continue
        yield _row(line, columns, file)


def _row(line: Line, columns: tuple[str, ...], file: str) -> OfacRow | Problem:
    place = Place(line.number, cell=f"{file}:{line.number}")
    if line.data is None:
        message = f"Line {line.number} of {file} is {line.size} bytes long and was not read."
        return place.problem("", "line_too_long", message, "Fetch the file again.")
    try:
        text = line.data.decode("utf-8")
    except UnicodeDecodeError:
        text = line.data.decode("cp1252", "replace")
    text = text.replace("\x00", "")
    try:
        cells = next(csv.reader([text], strict=True), [])
    except csv.Error as error:
        reason = "ends in the middle" if not line.ended else f"is not a line of the list ({error})"
        message = f"Line {line.number} of {file} {reason}."
        return place.problem(text, "not_csv", message, "Fetch the file again.")
    if len(cells) != len(columns) or not cells[0].strip().isdecimal():
        expected = f"a number and {len(columns) - 1} more are expected"
        message = f"Line {line.number} of {file} has {len(cells)} columns; {expected}."
        return place.problem(text, "wrong_columns", message, f"Check that this is the {file.upper()} file.")
    fields = (cell.strip() for cell in cells)
    return OfacRow(line.number, {name: "" if v == _EMPTY else v for name, v in zip(columns, fields, strict=True)})
