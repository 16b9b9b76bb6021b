"""Migrations that run SQL from files: policies and functions are read and reviewed as SQL, not as Python strings."""

from pathlib import Path

from django.db.migrations import RunSQL


def run_sql_file(migration: str, name: str) -> RunSQL:
    """A migration operation that runs `sql/<name>.sql` beside the migrations folder of the file `migration`.

    `sql/<name>.undo.sql` takes it back. Both must exist: a migration that cannot be reversed is refused here.
    """
    folder = Path(migration).resolve().parent.parent / "sql"
    forward = (folder / f"{name}.sql").read_text(encoding="utf-8")
    backward = (folder / f"{name}.undo.sql").read_text(encoding="utf-8")
    return RunSQL(sql=forward, reverse_sql=backward)
