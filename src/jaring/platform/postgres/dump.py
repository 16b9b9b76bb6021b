"""Backup and restore of everything that cannot be had again: the database and the attachments.

Passwords and keys in JARING_HOME/secrets are not part of a backup: whoever finds one shall not find them with
it.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from jaring import __version__
from jaring.kernel.clock import now
from jaring.platform.postgres.archive import DUMP, FILES, ArchiveWriter, Manifest, unpack, written_archive
from jaring.platform.postgres.client_tools import dump_database, load_database
from jaring.platform.postgres.connections import connect
from jaring.platform.postgres.problems import PostgresError, problem_from_os
from jaring.platform.postgres.roles import prepare_database
from jaring.platform.postgres.running import administration
from jaring.platform.postgres.urls import database_name

_MAINTENANCE = "postgres"


def backup(home: Path, target: Path, environment: Mapping[str, str] = os.environ) -> Manifest:
    """Write everything into one file at `target`, while the system may go on working.

    The dump is of one moment. Attachments are copied after it, so that every row's file is there.
    Raises PostgresError when the role may not see every row, or the disk is full.
    """
    database = database_name(environment)
    with administration(home, environment) as admin, connect(admin, database) as connection:
        _check_sees_everything(connection)
        with written_archive(target.absolute()) as archive, _snapshot(connection) as snapshot:
            server = connection.info.server_version
            with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".backup-") as folder:
                dump = Path(folder, DUMP)
                tool = dump_database(admin, server // 10000, database, snapshot, dump)
                archive.add(DUMP, dump)
            _add_files(archive, home / "files")
            manifest = Manifest(
                jaring=__version__,
                postgres=f"{server // 10000}.{server % 10000}",
                dumped_with=tool,
                created=now().isoformat(),
                database=database,
                counts=_counts(connection),
                parts=archive.parts,
            )
            archive.finish(manifest)
    return manifest


def restore(
    home: Path, source: Path, database: str | None = None, environment: Mapping[str, str] = os.environ
) -> Manifest:
    """Replace the database and the attachments by those of a backup.

    Everything is checked and loaded aside first; then both change places at once. Whoever is connected is cut
    off. Raises PostgresError, and leaves all as it was, when the backup is not sound or cannot be loaded.
    """
    database = database or database_name(environment)
    scratch = f"{database}_restoring"
    with (
        administration(home, environment) as admin,
        connect(admin, _MAINTENANCE) as connection,
        tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as folder,
    ):
        _check_superuser(connection)
        manifest = unpack(source, Path(folder))
        _check_version(manifest, source)
        _drop(connection, scratch)
        try:
            prepare_database(home, admin, scratch)
            _load(connection, admin, Path(folder, DUMP), scratch, manifest)
            _swap(connection, database, scratch, home, Path(folder))
        finally:
            _drop(connection, scratch)
    return manifest


def _load(
    connection: psycopg.Connection, admin: Mapping[str, str], dump: Path, scratch: str, manifest: Manifest
) -> None:
    load_database(admin, connection.info.server_version // 10000, manifest.dumped_with, dump, scratch)
    with connect(admin, scratch) as restored:
        if (counts := _counts(restored)) != manifest.counts:
            wrong = sorted(name for name, count in manifest.counts.items() if counts.get(name) != count)
            raise PostgresError(
                f"The backup was loaded but does not hold what it says ({', '.join(wrong[:5])}). Nothing was changed."
            )
        restored.execute("analyze")


def _swap(connection: psycopg.Connection, database: str, scratch: str, home: Path, unpacked: Path) -> None:
    """Put database and attachments in place: one transaction, and two renames of folders inside it."""
    replaced = f"{database}_replaced"
    _drop(connection, replaced)
    exists = _exists(connection, database)
    try:
        if exists:
            _close(connection, database)
        with connection.transaction(), _exchanged_files(home, unpacked):
            if exists:
                _rename(connection, database, replaced)
            _rename(connection, scratch, database)
    except OSError as error:
        raise problem_from_os(error, home) from error
    finally:
        if exists:
            _open(connection, replaced if _exists(connection, replaced) else database)
    _drop(connection, replaced)


@contextlib.contextmanager
def _exchanged_files(home: Path, unpacked: Path) -> Iterator[None]:
    """The restored attachments in place of the present ones, which come back when the block fails."""
    files, restored, replaced = home / "files", unpacked / FILES, unpacked / "replaced"
    restored.mkdir(mode=0o700, exist_ok=True)
    existed = files.is_dir()
    if existed:
        files.rename(replaced)
    try:
        restored.rename(files)
        yield
    except BaseException:
        if files.is_dir():
            files.rename(restored)
        if existed:
            replaced.rename(files)
        raise


@contextlib.contextmanager
def _snapshot(connection: psycopg.Connection) -> Iterator[str]:
    """A moment of the database that pg_dump and our counts share."""
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        row = connection.execute("select pg_export_snapshot()").fetchone()
        yield str(row[0] if row else "")


def _counts(connection: psycopg.Connection) -> dict[str, int]:
    tables = connection.execute(
        "select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"
    ).fetchall()
    counts: dict[str, int] = {}
    for schema, table in tables:
        query = sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table))
        row = connection.execute(query).fetchone()
        counts[f"{schema}.{table}"] = int(row[0]) if row else 0
    return counts


def _add_files(archive: ArchiveWriter, files: Path) -> None:
    for folder, _, names in sorted(os.walk(files)):
        for name in sorted(names):
            file = Path(folder, name)
            # A file deleted meanwhile belonged to a row that is gone too, or to none.
            with contextlib.suppress(FileNotFoundError):
                if not file.is_symlink():
                    archive.add(f"{FILES}/{file.relative_to(files).as_posix()}", file)


def _check_sees_everything(connection: psycopg.Connection) -> None:
    if not _attribute(connection, "rolsuper or rolbypassrls"):
        raise PostgresError(
            "The role of DATABASE_URL does not see every row, so its backup would not be complete. "
            "Let an administrator "
            "run: alter role ... bypassrls; or make the backup as a superuser."
        )


def _check_superuser(connection: psycopg.Connection) -> None:
    if not _attribute(connection, "rolsuper"):
        raise PostgresError("To restore, set DATABASE_URL to the address of a superuser of the server.")


def _attribute(connection: psycopg.Connection, which: LiteralString) -> bool:
    query = sql.SQL("select {} from pg_roles where rolname = current_user").format(sql.SQL(which))
    row = connection.execute(query).fetchone()
    return bool(row and row[0])


def _check_version(manifest: Manifest, source: Path) -> None:
    if _numbers(manifest.jaring) > _numbers(__version__):
        raise PostgresError(
            f"{source} was made by Jaring {manifest.jaring}; this is {__version__}. Restore it with "
            "that release or a "
            "newer one."
        )


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def _exists(connection: psycopg.Connection, database: str) -> bool:
    query = "select from pg_database where datname = %s"
    return connection.execute(query, [database]).fetchone() is not None


def _drop(connection: psycopg.Connection, database: str) -> None:
    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))


def _rename(connection: psycopg.Connection, old: str, new: str) -> None:
    connection.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(old), sql.Identifier(new)))


def _close(connection: psycopg.Connection, database: str) -> None:
    """Let nobody in and send everybody out; a database in use cannot be renamed."""
    connection.execute(sql.SQL("alter database {} allow_connections false").format(sql.Identifier(database)))
    connection.execute(
        "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()",
        [database],
    )


def _open(connection: psycopg.Connection, database: str) -> None:
    connection.execute(sql.SQL("alter database {} allow_connections true").format(sql.Identifier(database)))
