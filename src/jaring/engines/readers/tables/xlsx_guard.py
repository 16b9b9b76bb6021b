"""Looking at a workbook's parts before any of them is opened.

A workbook is a zip archive; a small archive can unfold into gigabytes (zip bomb). Sizes are read from
the directory of the archive; Python's zip reader never gives out more than the directory promised, so
the promise can be trusted.
"""

import zipfile
from typing import BinaryIO

from jaring.engines.readers.records import Place, Problem

_MEGABYTE = 1024 * 1024
# Shared strings and one row at a time are held in memory: 120 MB of XML is about a million filled cells.
MAX_UNFOLDED = 120 * _MEGABYTE
# Sheets of repeated text shrink up to about 60 times; bombs a thousand times.
MAX_RATIO = 150
_RATIO_FROM = 2 * _MEGABYTE
MAX_PARTS = 2_000
_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".docx", ".7z", ".rar", ".gz", ".bz2", ".xz", ".jar")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def guard_workbook(stream: BinaryIO) -> Problem | None:
    """None when the workbook may be opened. Leaves the stream at its beginning."""
    stream.seek(0)
    head = stream.read(4)
    stream.seek(0)
    if head == _OLD_OFFICE:
        message = "This is an old Excel file (.xls), or one locked with a password."
        return _refuse("old_workbook", message, "Open it in Excel and save it as .xlsx without a password.")
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        message = "The workbook is damaged or was cut off: its table of contents cannot be read."
        return _refuse("broken_workbook", message, "Send the file again, or save it again in Excel.")
    finally:
        stream.seek(0)
    return _judge(parts)


def _judge(parts: list[zipfile.ZipInfo]) -> Problem | None:
    mend = "Save only the sheet with the list into a new workbook, or as CSV."
    if len(parts) > MAX_PARTS:
        return _refuse("zip_bomb", f"The workbook has {len(parts):,} parts; at most {MAX_PARTS:,} are opened.", mend)
    unfolded = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    size = f"{unfolded / _MEGABYTE:,.0f} MB"
    if unfolded > MAX_UNFOLDED:
        limit = f"{MAX_UNFOLDED // _MEGABYTE} MB"
        return _refuse("zip_bomb", f"The workbook unfolds to {size}; at most {limit} are opened.", mend)
    if unfolded > _RATIO_FROM and unfolded > packed * MAX_RATIO:
        times = unfolded // max(packed, 1)
        message = f"The workbook unfolds to {size}, {times:,} times its size, as harmful files do."
        return _refuse("zip_bomb", message, mend)
    nested = next((part.filename for part in parts if part.filename.casefold().endswith(_ARCHIVES)), None)
    if nested is not None:
        message = f"The workbook holds another archive inside (“{nested[:80]}”)."
        return _refuse("nested_archive", message, mend)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        message = "The file is a zip archive but no Excel workbook."
        return _refuse("no_workbook", message, "Unpack it and import the files inside.")
    return None


def _refuse(code: str, message: str, mend: str) -> Problem:
    return Place(1).problem("", code, message, mend)
