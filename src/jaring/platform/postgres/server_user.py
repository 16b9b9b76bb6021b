"""Which user of the machine the database server runs as.

PostgreSQL refuses to run as root. An ordinary user runs it as itself; root hands it to a user without rights.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from jaring.platform.postgres.problems import PostgresError

# In this order: Debian's and Red Hat's packages create "postgres"; the other two exist on every Unix.
_CANDIDATES = ("postgres", "nobody", "daemon")


class RunAs(TypedDict, total=False):
    """Arguments of `subprocess` that change the user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class ServerUser:
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    @property
    def run_as(self) -> RunAs:
        return {} if self.is_me else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, folder: Path) -> bool:
        """Whether this user can pass into `folder`; tried, since access lists know more than modes."""
        return self._tries("/bin/sh", "-c", 'test -x "$1"', "sh", str(folder))

    def may_run(self, program: Path) -> bool:
        return self._tries(str(program), "--version")

    def own(self, path: Path, mode: int) -> None:
        """Give `path` to this user with exactly this mode."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)
        path.chmod(mode)

    def _tries(self, *command: str) -> bool:
        try:
            finished = subprocess.run(
                command,
                check=False,
                cwd="/",
                env={},
                capture_output=True,
                stdin=subprocess.DEVNULL,
                **self.run_as,
            )
        except OSError:
            return False
        return finished.returncode == 0


def choose_server_user(data: Path) -> ServerUser:
    """Whoever owns the data folder already, so that root can also serve what an ordinary user began."""
    if os.geteuid() != 0:
        return ServerUser(os.geteuid(), os.getegid())
    if data.is_dir() and (owner := data.stat()).st_uid != 0:
        return ServerUser(owner.st_uid, owner.st_gid)
    for name in _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(entry.pw_uid, entry.pw_gid)
    raise PostgresError(
        "PostgreSQL does not run as root and this machine has no user to run it as. Create one with "
        '"useradd --system postgres", or start Jaring as an ordinary user.'
    )
