"""Tables: from a spreadsheet to entities, with the person's help where the header does not say enough."""

from jaring.engines.readers.tables.apply import apply_mapping
from jaring.engines.readers.tables.csv_rows import read_csv
from jaring.engines.readers.tables.guess import guess_date_order, guess_mapping, mapping_of, offered_meanings
from jaring.engines.readers.tables.mapping import Column, Mapping, Slot
from jaring.engines.readers.tables.rows import Row, Table, column_letters, tables_of
from jaring.engines.readers.tables.templates import Template, templates
from jaring.engines.readers.tables.xlsx_guard import guard_workbook
from jaring.engines.readers.tables.xlsx_rows import read_xlsx

__all__ = [
    "Column",
    "Mapping",
    "Row",
    "Slot",
    "Table",
    "Template",
    "apply_mapping",
    "column_letters",
    "guard_workbook",
    "guess_date_order",
    "guess_mapping",
    "mapping_of",
    "offered_meanings",
    "read_csv",
    "read_xlsx",
    "tables_of",
    "templates",
]
