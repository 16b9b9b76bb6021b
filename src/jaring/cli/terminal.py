"""What the command says: results on stdout, progress and remarks on stderr."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs to read.")


class Advance(Protocol):
    """Moves a progress bar: how much is done, of how much (None: unknown), under which words."""

    def __call__(self, done: float, total: float | None, words: str | None = None) -> None: ...


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def remark(text: str) -> None:
    """A line for the person at the terminal that no program reads."""
    click.echo(text, err=True)


def console() -> Console:
    """Rich output on stdout; plain and as wide as needed where a program reads it."""
    if sys.stdout.isatty():
        return Console()
    return Console(width=200, no_color=True, highlight=False)


@contextmanager
def progress(words: str, *, quiet: bool = False) -> Iterator[Advance]:
    """A progress bar on stderr when that is a terminal; silence elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield _still
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)

        def advance(done: float, total: float | None, words: str | None = None) -> None:
            bar.update(task, completed=done, total=total, description=words)

        yield advance


def _still(done: float, total: float | None, words: str | None = None) -> None:
    """No terminal, no bar."""
