"""A workbook for people: one sheet a type, and a first sheet that says what it is and under which terms.

Nothing in it can run. Text that begins like a formula is stored as text and marked with the quote
prefix, so that it stays text when a person edits the cell (OWASP: CSV injection).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from jaring.engines.readers.records import RecordEntity
from jaring.engines.readers.tables.rows import column_letters
from jaring.engines.readers.tables.templates import Template
from jaring.engines.vocabulary import caption_of, editable_props, find_schema
from jaring.engines.writers.ftm import as_given

# Limits of the file format (ECMA-376, Excel specifications).
_MAX_CELL = 32_767
_MAX_ROWS = 1_048_576
_MAX_TITLE = 31
_CUT = " … (cut; the FollowTheMoney export has the whole text)"

_RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TITLE_ILLEGAL = re.compile(r"[\[\]:*?/\\]")


def write_xlsx(entities: Iterable[RecordEntity], about: Sequence[tuple[str, str]], to: BinaryIO) -> None:
    """Write all entities. Columns: id, caption, then the properties that occur, most asked first;
    several values of one property stand in one cell on lines of their own. Holds the entities in memory
    to know the columns.
    """
    by_schema: dict[str, list[RecordEntity]] = {}
    for entity in entities:
        by_schema.setdefault(entity.schema, []).append(entity)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("About")
    for label, text in about:
        sheet.append([text_cell(sheet, label, bold=True), text_cell(sheet, text)])
    for schema in sorted(by_schema):
        sheet.append([text_cell(sheet, schema, bold=True), text_cell(sheet, str(len(by_schema[schema])))])
    for schema in sorted(by_schema):
        _write_schema(book, schema, by_schema[schema])
    book.save(to)


def _write_schema(book: Workbook, schema: str, entities: Sequence[RecordEntity]) -> None:
    props = _columns(schema, entities)
    for number, start in enumerate(range(0, len(entities), _MAX_ROWS - 1), start=1):
        title = schema if number == 1 else f"{schema} ({number})"
        write_table(book, title, ["id", "caption", *props], _rows(schema, props, entities, start))


def _rows(schema: str, props: Sequence[str], entities: Sequence[RecordEntity], start: int) -> Iterator[list[str]]:
    for entity in entities[start : start + _MAX_ROWS - 1]:
        given: dict[str, list[str]] = {}
        for value in entity.values:
            given.setdefault(value.prop, []).append(as_given(schema, value))
        caption = caption_of(schema, ((value.prop, value.value) for value in entity.values))
        yield [entity.id, caption, *("\n".join(dict.fromkeys(given.get(prop, ()))) for prop in props)]


def _columns(schema: str, entities: Iterable[RecordEntity]) -> list[str]:
    used = {value.prop for entity in entities for value in entity.values}
    known = [prop.name for prop in editable_props(schema)] if find_schema(schema) else []
    return [name for name in known if name in used] + sorted(used.difference(known))


def write_table(book: Workbook, title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One sheet with a bold header that stays in view."""
    sheet = book.create_sheet(_TITLE_ILLEGAL.sub(" ", title)[:_MAX_TITLE])
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, name, bold=True) for name in header])
    for row in rows:
        sheet.append([text_cell(sheet, text) for text in row])


def text_cell(sheet: WriteOnlyWorksheet | Worksheet, text: str, *, bold: bool = False) -> Cell:
    """A cell that holds text and nothing else."""
    clean = _ILLEGAL.sub("", text)
    if len(clean) > _MAX_CELL:
        clean = clean[: _MAX_CELL - len(_CUT)] + _CUT
    cell = WriteOnlyCell(sheet, clean)
    cell.data_type = "s"  # openpyxl takes "=…" for a formula
    if clean.startswith(_RUNS_AS_FORMULA):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell


def write_template(template: Template, to: BinaryIO) -> None:
    """A blank list to fill in; each header carries an example as its comment. All cells are text, so
    that Excel neither turns a passport number into a sum nor a date round.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_TITLE_ILLEGAL.sub(" ", template.title)[:_MAX_TITLE])
    sheet.freeze_panes = "A2"
    header: list[Cell] = []
    for position, (name, example) in enumerate(zip(template.header, template.example, strict=True)):
        column = sheet.column_dimensions[column_letters(position)]
        column.number_format = "@"
        column.width = max(12, len(name) + 4)
        cell = text_cell(sheet, name, bold=True)
        if example:
            cell.comment = Comment(f"For example: {example}", "Jaring")
        header.append(cell)
    sheet.append(header)
    book.save(to)
