"""`import`: upload, see what is wrong, keep what is good."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

import click

from jaring.cli.member.connecting import connected
from jaring.cli.terminal import Advance, json_option, print_json, progress, remark
from jaring.client import JaringClient
from jaring.client.answers import Import, ImportProblem
from jaring.kernel.errors import BadInputError

NOTHING_STORED = 2  # exit code; 1 is a failure to talk, 0 means that every record is stored or named
PROBLEMS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an import ended: its state, its report, and whether anything was stored."""

    status: Import
    problems: list[ImportProblem]
    dry_run: bool
    known: bool = False  # the same bytes were kept by an earlier import

    @property
    def exit_code(self) -> int:
        """0 when there was something to keep (and it was kept, unless only tried)."""
        if self.dry_run:
            return 0 if self.status.state in {"checked", "kept"} and self.status.entities else NOTHING_STORED
        return 0 if self.status.state == "kept" else NOTHING_STORED


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "format_", type=click.Choice(["auto", "ftm", "table", "ofac"]), default="auto")
@click.option("--title", default="", help="Title of the report it becomes; the file's name when left out.")
@click.option("--marking", type=click.Choice(["official", "restricted", "confidential"]), default="restricted")
@click.option("--legal-basis", default="national_law", show_default=True, help="Legal basis code.")
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="What the columns mean.")
@click.option("--dry-run", is_flag=True, help="Check and report; keep nothing.")
@json_option
def import_file(
    file: Path,
    format_: str,
    title: str,
    marking: str,
    legal_basis: str,
    mapping: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring FILE in as one report of your member: FollowTheMoney lines, CSV, XLSX, or OFAC's lists.

    Sound records are kept, the others are named by line or cell. Of OFAC's lists give sdn.csv; alt.csv and add.csv
    are taken from beside it. Exit code 0: every record is stored or named; 2: nothing could be stored.
    """
    fields = {"format": format_, "title": title, "marking": marking, "legal_basis": legal_basis}
    if mapping is not None:
        fields["mapping"] = _read_mapping(mapping)
    with connected() as client, _parts(file, format_) as parts, progress("Uploading", quiet=as_json) as bar:
        outcome = _bring_in(client, fields, parts, bar, dry_run=dry_run)
    if as_json:
        answer = asdict(outcome.status) | {"problems": [asdict(one) for one in outcome.problems]}
        print_json(answer | {"dry_run": dry_run, "already_stored": outcome.known})
    else:
        _tell(outcome)
    sys.exit(outcome.exit_code)


def _bring_in(
    client: JaringClient,
    fields: dict[str, str],
    parts: "dict[str, tuple[str, CountedFile]]",
    bar: Advance,
    *,
    dry_run: bool,
) -> Outcome:
    for _name, stream in parts.values():
        stream.told = lambda done, total: bar(done, total, "Uploading")
    begun = client.begin_import(fields, cast("dict[str, tuple[str, BinaryIO]]", parts))
    known = begun.state in {"kept", "keeping"}
    status = client.wait_for_import(begun.id, lambda now: bar(0, None, f"Checking, {now.records:,} records"))
    problems = list(client.import_problems(begun.id)) if status.errors or status.warnings else []
    if status.state == "mapping":
        if not dry_run:
            client.discard_import(status.id)
        raise BadInputError(
            "The columns could not be told from their headings. Give --mapping FILE, or match them once on the page "
            "of the import and keep the mapping."
        )
    if dry_run:
        if status.state == "checked":
            client.discard_import(status.id)
        return Outcome(status, problems, dry_run=True, known=known)
    if status.state == "checked" and status.entities:
        client.keep_import(status.id)
    status = client.wait_for_import(
        status.id, lambda now: bar(now.cursor, now.records or None, f"Keeping, {now.cursor:,} of {now.records:,}")
    )
    return Outcome(status, problems, dry_run=False, known=known)


def _tell(outcome: Outcome) -> None:
    status = outcome.status
    for problem in islice(outcome.problems, PROBLEMS_SHOWN):
        click.echo(f"{problem.severity}: {_sentence(problem)}")
    if len(outcome.problems) > PROBLEMS_SHOWN:
        remark(f"… and {len(outcome.problems) - PROBLEMS_SHOWN:,} more; --json prints all.")
    if status.message:
        click.echo(status.message)
    if outcome.known:
        click.echo("Your member has stored this very file before; it adds nothing.")
    verb = "could be kept" if outcome.dry_run else "are stored"
    if outcome.exit_code == 0:
        click.echo(
            f"{status.file_name}: {status.records:,} records read, {status.entities:,} entities {verb}, "
            f"{status.statements:,} facts; {status.errors:,} errors, {status.warnings:,} warnings."
        )
        if status.contribution_id and not outcome.dry_run:
            click.echo(f"Report {status.contribution_id}")
    else:
        click.echo(f"{status.file_name}: nothing could be stored; {status.errors:,} errors.")


def _sentence(problem: ImportProblem) -> str:
    """The message quotes the value and its column already."""
    return f"{problem.place}: {problem.message} {problem.mend}".rstrip()


class CountedFile:
    """A file that tells how much of it was read; httpx reads uploads piece by piece."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb")
        self._size = path.stat().st_size
        self.told = _nobody

    def read(self, size: int = -1) -> bytes:
        """The next piece."""
        piece = self._stream.read(size)
        self.told(self._stream.tell(), self._size)
        return piece

    def seek(self, offset: int, whence: int = 0) -> int:
        """As of any file: the length is found by it."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Where reading stands."""
        return self._stream.tell()

    def fileno(self) -> int:
        """The open file's number: httpx asks its length by it."""
        return self._stream.fileno()

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.read(64 * 1024), b"")


def _nobody(done: float, total: float) -> None:
    """Until somebody listens."""


@contextmanager
def _parts(file: Path, format_: str) -> Iterator[dict[str, tuple[str, CountedFile]]]:
    with ExitStack() as stack:
        parts = {}
        for name, path in _paths(file, format_):
            stream = CountedFile(path)
            stack.callback(stream.close)
            parts[name] = (path.name, stream)
        yield parts


def _paths(file: Path, format_: str) -> Iterable[tuple[str, Path]]:
    yield "file", file
    if format_ == "ofac" or file.name.lower() == "sdn.csv":
        for name in ("alt", "add"):
            beside = next((one for one in file.parent.iterdir() if one.name.lower() == f"{name}.csv"), None)
            if beside is not None:
                yield name, beside


def _read_mapping(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as broken:
        raise BadInputError(f"{path} cannot be read as text: {broken}.") from broken
