"""A table's rows with the addresses that a spreadsheet shows, from CSV and XLSX alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from jaring.engines.readers.records import Problem

_LETTERS = 26
# No list of persons, calls or arrivals is wider; a wider one is a report or an attack.
MAX_COLUMNS = 500
_MAX_TITLES = 10  # lines of title above a header


@dataclass(frozen=True, slots=True)
class Row:
    """`line` counts rows from 1 as a spreadsheet does. `dated`: positions whose cells were true dates,
    not text.

    A row may carry problems and no cells: then the problem is about the file or the sheet.
    """

    line: int
    cells: tuple[str, ...]
    sheet: str | None = None
    dated: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()

    def address(self, position: int) -> str:
        """ "D14", or "Crew!D14" in a workbook."""
        cell = f"{column_letters(position)}{self.line}"
        return cell if self.sheet is None else f"{self.sheet}!{cell}"

    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its header and the rows below it, still streaming."""

    sheet: str | None
    header: tuple[str, ...]
    rows: Iterator[Row]


def column_letters(position: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def tables_of(rows: Iterable[Row]) -> Iterator[Table]:
    """The tables of a file: the first row of a sheet with at least two filled cells is its header.

    Rows above it (titles, or problems about the sheet) come first among the rows. Read each table to
    its end before asking for the next.
    """
    for sheet, group in groupby(rows, key=lambda row: row.sheet):
        remaining = iter(group)
        above, header, below = _find_header(remaining)
        yield Table(sheet, header, _rest([*above, *below], remaining))


def _find_header(rows: Iterator[Row]) -> tuple[list[Row], tuple[str, ...], list[Row]]:
    """(problems above the header, the header, rows already read below it)."""
    above: list[Row] = []
    narrow: list[Row] = []  # titles, or the rows of a list of one column
    for row in rows:
        if row.problems:
            above.append(Row(row.line, (), row.sheet, problems=row.problems))
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) > 1:
            return above, _header(row), []
        if filled:
            narrow.append(row)
        if len(narrow) > _MAX_TITLES:
            break
    return (above, _header(narrow[0]), narrow[1:]) if narrow else (above, (), [])


def _header(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in row.cells)


def _rest(first: list[Row], rows: Iterator[Row]) -> Iterator[Row]:
    yield from first
    for row in rows:
        if row.problems or not row.is_blank():
            yield row
