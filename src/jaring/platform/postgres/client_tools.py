"""pg_dump and pg_restore, run against a server."""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from jaring.platform.postgres.binaries import wheel_programs, wheel_version
from jaring.platform.postgres.problems import PostgresError

_DISTRIBUTION = Path("/usr/lib/postgresql")  # Debian and Ubuntu keep each release in a folder of its number
_SETS_TRANSACTION_TIMEOUT = 17
_PREAMBLE_LINES = 60
_JOBS = 2
_TLS_MODES = ("require", "verify-ca", "verify-full")
_ENVIRONMENT = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "service": "PGSERVICE",
    "passfile": "PGPASSFILE",
}


def dump_database(admin: Mapping[str, str], server_major: int, database: str, snapshot: str, target: Path) -> int:
    """Write the database, as it was at `snapshot`, to `target`. Returns the release of pg_dump."""
    program, major = _tool("pg_dump", server_major, admin)
    options = ["--no-password", "--format=custom", f"--snapshot={snapshot}", f"--file={target}"]
    _finish("pg_dump", [_start([program, *options, f"--dbname={database}"], admin)])
    return major


def load_database(admin: Mapping[str, str], server_major: int, dumped_with: int, source: Path, database: str) -> None:
    """Load what `dump_database` wrote into the empty `database`; stops at the first error."""
    program, major = _tool("pg_restore", max(server_major, dumped_with), admin)
    if major < _SETS_TRANSACTION_TIMEOUT or server_major >= _SETS_TRANSACTION_TIMEOUT:
        options = ["--exit-on-error", f"--jobs={_JOBS}", f"--dbname={database}", str(source)]
        _finish("pg_restore", [_start([program, "--no-password", *options], admin)])
        return
    # A newer pg_restore begins with a setting that older servers do not know: passed on without it.
    psql, _ = _tool("psql", server_major, admin)
    script = _start([program, "--file=-", str(source)], admin, stdout=subprocess.PIPE)
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={database}"]
    loader = _start([psql, "--no-password", *options], admin, stdin=subprocess.PIPE)
    assert script.stdout is not None  # noqa: S101 - both are pipes, see above
    assert loader.stdin is not None  # noqa: S101
    with contextlib.suppress(BrokenPipeError), script.stdout, loader.stdin:  # psql tells why it ended
        for number, line in enumerate(script.stdout):
            if number > _PREAMBLE_LINES or not line.startswith(b"SET transaction_timeout"):
                loader.stdin.write(line)
    _finish("psql", [loader, script])


def _start(
    command: list[str | Path],
    admin: Mapping[str, str],
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    # The password goes into the environment: only the same user can read it, but anybody the arguments.
    environment = {variable: admin[word] for word, variable in _ENVIRONMENT.items() if admin.get(word)}
    return subprocess.Popen(
        command,
        env={"PATH": os.defpath, "LC_ALL": "C", **environment},
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


def _finish(name: str, programs: list[subprocess.Popen[bytes]]) -> None:
    """Wait for all; raises PostgresError with what the first one that failed said."""
    said = [_wait(program) for program in programs]
    for program, words in zip(programs, said, strict=True):
        if program.returncode != 0:
            first = " / ".join(words.decode(errors="replace").strip().splitlines()[:6])
            raise PostgresError(f"{name} could not finish, and nothing was changed. It said: {first}")


def _wait(program: subprocess.Popen[bytes]) -> bytes:
    assert program.stderr is not None  # noqa: S101 - always a pipe
    with program.stderr:
        words = program.stderr.read()
    program.wait()
    return words


def _tool(name: str, at_least: int, admin: Mapping[str, str]) -> tuple[Path, int]:
    """A client program of this release or a newer one, and its release."""
    ours = int(wheel_version().split(".", 1)[0])
    if ours >= at_least and admin.get("sslmode", "") not in _TLS_MODES:
        return wheel_programs() / name, ours
    # The wheel's client speaks no TLS.
    installed = {int(folder.name): folder / "bin" / name for folder in _DISTRIBUTION.glob("[0-9]*")}
    elsewhere = shutil.which(name)
    if elsewhere is not None:
        installed.setdefault(_major(elsewhere), Path(elsewhere))
    fitting = sorted(major for major, program in installed.items() if major >= at_least and program.exists())
    if fitting:
        return installed[fitting[0]], fitting[0]
    raise PostgresError(
        f"This needs {name} of PostgreSQL {at_least} or newer. Install the client programs, "
        f"for example with: apt-get install postgresql-client-{at_least}"
    )


def _major(program: str) -> int:
    output = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", output)
    return int(found.group(1)) if found else 0
