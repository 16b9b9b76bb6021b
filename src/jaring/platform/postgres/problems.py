"""What can go wrong with the database, told in sentences that say what to do."""

import errno
import re
from pathlib import Path

from jaring.kernel.errors import JaringError

_SENTENCES: tuple[tuple[str, str], ...] = (
    (
        r"No space left on device|Disk quota exceeded",
        "The disk that holds {folder} is full. Free some space and start again; nothing that was saved is lost.",
    ),
    (
        r"Permission denied|Operation not permitted",
        "PostgreSQL may not read or write in {folder}. Give the folder back to the user who runs it and start again.",
    ),
    (
        r"Read-only file system",
        "The disk that holds {folder} is read-only. Make it writable, or set JARING_HOME to another place.",
    ),
    (
        r"still in use",
        "Processes of an earlier PostgreSQL still use {folder}. End them, or restart the machine, and start again.",
    ),
)
_LAST_LINES = 6


class PostgresError(JaringError):
    """The database cannot be prepared, started, reached, saved or restored; the message says what to do."""


def problem_from_output(output: str, folder: Path) -> PostgresError:
    """Turn what a PostgreSQL program printed into a sentence; unknown complaints are quoted at their end."""
    for pattern, sentence in _SENTENCES:
        if re.search(pattern, output):
            return PostgresError(sentence.format(folder=folder))
    last = " / ".join(line.strip() for line in output.strip().splitlines()[-_LAST_LINES:])
    return PostgresError(f"PostgreSQL could not work in {folder}. It said: {last or 'nothing'}")


def problem_from_os(error: OSError, folder: Path) -> PostgresError:
    """The same sentences for errors of the operating system that we meet ourselves."""
    if error.errno == errno.EDQUOT:
        return problem_from_output("Disk quota exceeded", folder)
    return problem_from_output(f"{error.strerror or error} ({error.filename})", folder)
