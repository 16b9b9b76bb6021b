"""pg_dump and pg_restore, run against a server."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from jaring.platform.postgres.binaries import wheel_programs, wheel_version
from jaring.platform.postgres.problems import PostgresError

_DISTRIBUTION = Path("/usr/lib/postgresql")  # Debian and Ubuntu keep each release in a folder of its number
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


def run_tool(name: str, admin: Mapping[str, str], server_major: int, *arguments: str) -> None:
    """Run `name` of a PostgreSQL client not older than the server. Raises PostgresError with what it said."""
    program = _tool(name, server_major, needs_tls=admin.get("sslmode", "") in _TLS_MODES)
    # In the environment, which only the same user can read, and not among the arguments, which everybody can.
    environment = {variable: admin[word] for word, variable in _ENVIRONMENT.items() if admin.get(word)}
    finished = subprocess.run(
        [str(program), "--no-password", *arguments],
        env={"PATH": os.defpath, "LC_ALL": "C", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if finished.returncode != 0:
        said = " / ".join(finished.stderr.decode(errors="replace").strip().splitlines()[:6])
        raise PostgresError(f"{name} could not finish, and nothing was changed. It said: {said}")


def _tool(name: str, server_major: int, *, needs_tls: bool) -> Path:
    if not needs_tls and int(wheel_version().split(".", 1)[0]) >= server_major:
        return wheel_programs() / name
    # The wheel's client speaks no TLS.
    installed = {int(folder.name): folder / "bin" / name for folder in _DISTRIBUTION.glob("[0-9]*")}
    fitting = [
        program for major, program in sorted(installed.items()) if major >= server_major and program.exists()
    ]
    if fitting:
        return fitting[-1]
    elsewhere = shutil.which(name)
    if elsewhere is not None and _major(elsewhere) >= server_major:
        return Path(elsewhere)
    raise PostgresError(
        f"This needs {name} of PostgreSQL {server_major} or newer. Install the client programs, "
        f"for example with: apt-get install postgresql-client-{server_major}"
    )


def _major(program: str) -> int:
    output = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", output)
    return int(found.group(1)) if found else 0
