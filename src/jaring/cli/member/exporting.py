"""`export`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from jaring.cli.member.connecting import connected
from jaring.cli.terminal import Advance, json_option, print_json, progress, remark
from jaring.kernel.errors import BadInputError

MEGABYTE = 1024 * 1024


@click.command()
@click.option("--format", "format_", type=click.Choice(["ftm", "xlsx"]), default="ftm", show_default=True)
@click.option("--contribution", default="", metavar="ID", help="Only this report.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; stdout if none.")
@json_option
def export(format_: str, contribution: str, output: Path | None, as_json: bool) -> None:
    """Take out what you may see: FollowTheMoney JSON lines, or a workbook.

    It is logged for every owner whose facts it holds. Protected persons are left out.
    """
    to_stdout = output is None or str(output) == "-"
    if to_stdout and as_json:
        raise BadInputError("With --json, name a file with --output: stdout cannot carry both.")
    if to_stdout and format_ == "xlsx" and sys.stdout.isatty():
        raise BadInputError("A workbook cannot be shown on a terminal. Name a file with --output.")
    with connected() as client, client.export(format_, contribution) as (_name, pieces), progress("Exporting") as bar:
        size = _to_stdout(pieces, bar) if output is None or to_stdout else _to_file(pieces, output, bar)
    if as_json:
        print_json({"file": str(output), "bytes": size})
    elif not to_stdout:
        remark(f"{output}: {size:,} bytes. Keep it as its marking and conditions demand.")


def _to_stdout(pieces: Iterator[bytes], bar: Advance) -> int:
    stream, size = sys.stdout.buffer, 0
    for piece in pieces:
        stream.write(piece)
        size += len(piece)
        bar(size / MEGABYTE, None, f"Exporting, {size / MEGABYTE:.1f} MB")
    stream.flush()
    return size


def _to_file(pieces: Iterator[bytes], output: Path, bar: Advance) -> int:
    """Write beside and rename: a broken connection leaves no half export under the name that was asked for."""
    draft, size = output.with_name(f".{output.name}.{os.getpid()}"), 0
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as stream:
            for piece in pieces:
                stream.write(piece)
                size += len(piece)
                bar(size / MEGABYTE, None, f"Exporting, {size / MEGABYTE:.1f} MB")
        draft.replace(output)
    except OSError as failed:
        raise BadInputError(f"{output} cannot be written: {failed.strerror}.") from failed
    finally:
        draft.unlink(missing_ok=True)
    return size
