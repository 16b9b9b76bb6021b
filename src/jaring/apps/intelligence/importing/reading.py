"""The records of an import's file, whatever its format. No database here: only files and pure readers."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import PurePath
from typing import BinaryIO

from jaring.apps.intelligence.models import Import
from jaring.engines.readers import Problem, Record, read_ftm, read_ofac
from jaring.engines.readers.tables import (
    Mapping,
    Row,
    Table,
    apply_mapping,
    guess_mapping,
    read_csv,
    read_xlsx,
    tables_of,
)
from jaring.platform.files import open_file

FORMATS = ("ftm", "table", "ofac")
SAMPLE_ROWS = 30
_TABLE_ENDINGS = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".tab"}
_XLSX_MAGIC = b"PK\x03\x04"


def guess_format(file_name: str, head: bytes) -> str:
    """Whether first bytes and name speak of "ftm" or a "table"; OFAC's lists carry no mark and are asked for."""
    ending = PurePath(file_name.lower()).suffix
    if head.startswith(_XLSX_MAGIC) or ending in _TABLE_ENDINGS:
        return "table"
    return "ftm"


def records_of(import_: Import) -> Iterator[Record]:
    """Every record of the file, in order; the same at every reading, so that a cursor can count them."""
    with ExitStack() as opened:
        parts = {name: opened.enter_context(open_file(stored)) for name, stored in import_.stored_as.items()}
        if import_.format == "ofac":
            yield from read_ofac(parts["file"], parts.get("alt"), parts.get("add"))
        elif import_.format == "ftm":
            yield from read_ftm(parts["file"])
        else:
            mapping = Mapping.from_json(import_.options["mapping"])
            # The digest is the scope: two files that both name a "KM Harapan" need not mean one vessel.
            yield from _table_records(parts["file"], mapping, bytes(import_.sha256).hex())


def sample_of(import_: Import) -> tuple[tuple[str, ...], list[Row], list[Problem]]:
    """The header of the first table that has one, some rows below it, and what is wrong with the file as a whole."""
    with open_file(import_.stored_as["file"]) as stream:
        problems: list[Problem] = []
        for table in tables_of(_rows(stream)):
            rows = list(islice(table.rows, SAMPLE_ROWS))
            problems.extend(problem for row in rows for problem in row.problems)
            data = [row for row in rows if not row.is_blank()]
            if table.header:
                return table.header, data, problems
    return (), [], problems


def guess_for(import_: Import, country: str | None) -> Mapping:
    """What the columns seem to mean, for a person to correct."""
    header, rows, _problems = sample_of(import_)
    return guess_mapping(header, rows, country=country)


def _table_records(stream: BinaryIO, mapping: Mapping, scope: str) -> Iterator[Record]:
    for table in tables_of(_rows(stream)):
        readable = bool(table.header) and mapping.fits(table.header)
        if table.header and not readable:
            yield _other_sheet(table)
        for row in table.rows:
            if row.is_blank() or not readable:
                if row.problems:
                    yield Record(row.line, [], list(row.problems))
                continue
            yield apply_mapping(row, mapping, scope=scope)


def _other_sheet(table: Table) -> Record:
    name = table.sheet or ""
    problem = Problem(
        line=None,
        cell=name or None,
        column=None,
        value=", ".join(table.header)[:200],
        code="other_columns",
        message=f"The sheet “{name}” has other columns than the one that was matched; it was left out.",
        mend="Bring it in as a file of its own, or give it the same columns.",
        severity="warning",
    )
    return Record(0, [], [problem])


def _rows(stream: BinaryIO) -> Iterator[Row]:
    magic = stream.read(len(_XLSX_MAGIC))
    stream.seek(0)
    return read_xlsx(stream) if magic == _XLSX_MAGIC else read_csv(stream)
