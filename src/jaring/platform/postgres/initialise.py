"""Making a new cluster: built aside and renamed into place, so that no half of one is ever taken for it."""

import os
import shutil
import signal
import tempfile
from pathlib import Path

from jaring.platform.postgres.binaries import wheel_version
from jaring.platform.postgres.folders import Folders
from jaring.platform.postgres.problems import PostgresError, problem_from_output
from jaring.platform.postgres.processes import launch
from jaring.platform.postgres.settings import CONF

SUPERUSER = "postgres"
_BUILDING = "initialising-"


def initialise(folders: Folders, programs: Path, password: str) -> None:
    """Create `folders.data` unless it is there. Only the holder of the supervisor's lock may call this."""
    for leftover in folders.state.glob(f"{_BUILDING}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    if folders.data.exists():
        _check_version(folders.data)
        return
    building = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folders.state))
    folders.user.own(building, 0o700)
    try:
        _run_initdb(folders, programs, building, password)
        (building / "data").rename(folders.data)
        _sync(folders.state)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _run_initdb(folders: Folders, programs: Path, building: Path, password: str) -> None:
    password_file = building / "password"
    password_file.write_text(password + "\n", encoding="ascii")
    folders.user.own(password_file, 0o400)
    data = building / "data"
    command = [
        str(programs / "initdb"),
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        # The C library's collations change with the machine and corrupt indexes; the built-in one never does.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-instructions",
    ]
    with tempfile.TemporaryFile() as output:
        code = launch(command, folders.user, signal.SIGKILL, output).wait()
        output.seek(0)
        if code != 0:
            raise problem_from_output(output.read().decode(errors="replace"), folders.state)
    with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write(f"\ninclude = '{CONF}'\n")
        conf.flush()
        os.fsync(conf.fileno())


def _check_version(data: Path) -> None:
    try:
        found = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise PostgresError(
            f"{data} is not a complete database. Restore it from a backup, or move it away to begin with an empty one."
        ) from None
    wanted = wheel_version().split(".", 1)[0]
    if found != wanted:
        raise PostgresError(
            f"The database in {data} was made by PostgreSQL {found}; the programs installed are "
            f"{wanted}. Install the "
            "Jaring release you used before, run `jaring backup`, and restore the backup with this one."
        )


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
