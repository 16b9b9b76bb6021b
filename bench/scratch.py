"""A migrated scratch cluster with the settings of production: durable, in a folder that is deleted at the end."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from jaring.platform.postgres import (
    DATABASE,
    Cluster,
    DatabaseUrl,
    connection_arguments,
    database_urls,
    running_cluster,
)

# What a developer may have set for their own server; a benchmark makes its own.
_FOREIGN = ("DATABASE_URL", "JARING_EXERCISE", "JARING_HOSTS", "JARING_HTTPS")


@contextmanager
def scratch_cluster() -> Iterator[Cluster]:
    """The cluster, with the schema in place and the reference members in it."""
    home = Path(tempfile.mkdtemp(prefix="jaring-bench-"))
    try:
        with running_cluster(home) as cluster:
            try:
                run_module(cluster, "bench.schema")
                yield cluster
            finally:
                cluster.destroy()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def environment(cluster: Cluster, database: str = DATABASE) -> dict[str, str]:
    """Environment variables with which a process serves, or changes, a database of the cluster."""
    inherited = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    given = zip(("JARING_OWNER_URL", "JARING_APP_URL", "JARING_GATE_URL"), _urls(cluster, database), strict=True)
    return {
        **inherited,
        **{name: make_conninfo("", **connection_arguments(url)) for name, url in given},
        "JARING_HOME": str(cluster.home),
        "DJANGO_SETTINGS_MODULE": "jaring.config.settings",
    }


def run_module(cluster: Cluster, module: str, *arguments: str) -> str:
    """Run a module of ours, with Django on the scratch cluster, in a process of its own; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment(cluster),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def superuser(cluster: Cluster, database: str = DATABASE) -> psycopg.Connection:
    """A connection that no policy binds, to make data and twins; never one that is measured."""
    return psycopg.connect(make_conninfo("", **cluster.admin(database)), autocommit=True)


def application(cluster: Cluster, database: str = DATABASE) -> psycopg.Connection:
    """A connection as the application role."""
    _owner, app, _gate = _urls(cluster, database)
    return psycopg.connect(make_conninfo("", **connection_arguments(app)), autocommit=True)


def run_file(connection: psycopg.Connection, file: Path) -> None:
    """Run an SQL file, part by part: VACUUM and COMMIT refuse to be sent together with other statements."""
    for part in file.read_text(encoding="utf-8").split("\n-- next\n"):
        connection.execute(part.encode())


def _urls(cluster: Cluster, database: str) -> tuple[DatabaseUrl, DatabaseUrl, DatabaseUrl]:
    owner, app, gate = database_urls(cluster.home, {})
    for url in (owner, app, gate):
        url["NAME"] = database
    return owner, app, gate
