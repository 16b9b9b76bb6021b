"""Where the embedded database lives.

    JARING_HOME/postgres            the state folder, or a link to one outside
        data                        the cluster; belongs to the server's user
        run                         the socket, or a link to a shorter path
        logs                        one log for each weekday
        programs                    linked copy of the wheel, only when the server's user cannot reach it
        supervisor.lock             held by the one process that looks after the server
        startup.log                 what the server said before its own log was open

Only folders that are ours get new permissions. When root serves a home below a folder that the server's user
cannot pass (a 0700 /root), that parent stays closed and the state folder is made elsewhere; the link records
where.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from jaring.platform.postgres.passwords import make_private_folder
from jaring.platform.postgres.problems import PostgresError
from jaring.platform.postgres.server_user import ServerUser, choose_server_user

PORT = 5432
# sockaddr_un.sun_path holds 108 bytes with its closing zero on Linux, 104 on macOS and the BSDs.
_LONGEST_SOCKET = 103
_SOCKET_NAME = f".s.PGSQL.{PORT}"
_OUTSIDE = Path("/var/lib/jaring")


@dataclass(frozen=True)
class Folders:
    state: Path
    user: ServerUser

    @property
    def data(self) -> Path:
        return self.state / "data"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    @property
    def lock(self) -> Path:
        return self.state / "supervisor.lock"

    @property
    def startup_log(self) -> Path:
        return self.state / "startup.log"


def state_folder(home: Path) -> Path:
    """The state folder as it is now, whether or not it exists. Creates nothing."""
    return (home / "postgres").resolve()


def socket_folder(home: Path) -> Path:
    """The folder that clients connect through. Creates nothing."""
    return (state_folder(home) / "run").resolve()


def open_folders(home: Path) -> Folders:
    """Create the state folder if it is missing. Raises PostgresError where it cannot be used."""
    make_private_folder(home)
    state = _open_state(home)
    user = choose_server_user(state / "data")
    _check_owner(state / "data", user)
    return Folders(state, user)


def furnish(folders: Folders) -> None:
    """Create the folders inside the state folder. Only the holder of the supervisor's lock may do this."""
    folders.logs.mkdir(mode=0o700, exist_ok=True)
    folders.user.own(folders.logs, 0o700)
    _open_socket_folder(folders.state / "run", folders.user)


def remove_folders(home: Path) -> None:
    """Delete the database of this home, wherever it is. The server must not be running."""
    link = home / "postgres"
    state = state_folder(home)
    run = state / "run"
    if run.is_symlink():
        shutil.rmtree(run.resolve(), ignore_errors=True)
    if state.is_dir():
        shutil.rmtree(state)
    if link.is_symlink():
        link.unlink()


def _open_state(home: Path) -> Path:
    link = home / "postgres"
    state = link.resolve()
    if state.is_dir():
        _check_reach(home, state)
        return state
    if link.is_symlink():
        raise PostgresError(
            f"The database of {home} was kept in {state}, which is gone. Bring the folder back, or "
            "remove the link "
            f"{link} to begin with an empty database."
        )
    user = choose_server_user(link)
    if not user.is_me and not _let_pass(home, user):
        outside = _make_outside(user)
        try:
            link.symlink_to(outside)
        except FileExistsError:  # another process was quicker
            outside.rmdir()
        return link.resolve()
    link.mkdir(mode=0o700, exist_ok=True)
    _let_in(link, user)
    return link.resolve()


def _let_pass(home: Path, user: ServerUser) -> bool:
    """Let the server's user pass through JARING_HOME (not list it), unless a parent already stops it."""
    if user.may_enter(home):
        return True
    if not user.may_enter(home.resolve().parent):
        return False
    _let_in(home, user)
    return user.may_enter(home)


def _let_in(folder: Path, user: ServerUser) -> None:
    if not user.is_me:
        os.chown(folder, -1, user.gid)
        folder.chmod(0o710)


def _check_reach(home: Path, state: Path) -> None:
    user = choose_server_user(state / "data")
    if not user.is_me and not user.may_enter(state):
        inside = state == home.resolve() / "postgres"
        if not (inside and _let_pass(home, user) and user.may_enter(state)):
            raise PostgresError(
                f"The database server's user (number {user.uid}) can no longer pass to {state}: the "
                "permissions of a "
                "folder above it have changed. Restore them, or move the folder and replace it by a link."
            )


def _make_outside(user: ServerUser) -> Path:
    for base in (_OUTSIDE, Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - mkdtemp below picks a private name
        try:
            if base == _OUTSIDE and not base.is_dir():
                base.mkdir(mode=0o711)
                base.chmod(0o711)
            if not user.may_enter(base):
                continue
            folder = Path(tempfile.mkdtemp(prefix="home-" if base == _OUTSIDE else "jaring-", dir=base))
        except OSError:
            continue
        _let_in(folder, user)
        return folder.resolve()
    raise PostgresError(
        "The database server's user can reach neither JARING_HOME nor /var/lib nor the temporary folder. "
        "Set JARING_HOME to a place outside of private folders, such as /srv/jaring."
    )


def _check_owner(data: Path, user: ServerUser) -> None:
    if data.is_dir() and data.stat().st_uid != user.uid:
        raise PostgresError(
            f"The database in {data} belongs to another user (number {data.stat().st_uid}). Start "
            "Jaring as that user "
            "or as root."
        )


def _open_socket_folder(run: Path, user: ServerUser) -> None:
    if run.is_dir():
        user.own(run.resolve(), 0o700)
        return
    if len(os.fsencode(run / _SOCKET_NAME)) <= _LONGEST_SOCKET:
        run.mkdir(mode=0o700)
    else:
        if run.is_symlink():  # the temporary folder was emptied
            run.unlink()
        run.symlink_to(_short_folder())
    user.own(run.resolve(), 0o700)


def _short_folder() -> Path:
    for base in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 - mkdtemp picks a private name
        if len(os.fsencode(base)) < _LONGEST_SOCKET // 2:
            return Path(tempfile.mkdtemp(prefix="jaring-", dir=base))
    raise PostgresError("No folder is short enough for the database socket. Set TMPDIR to a short path such as /tmp.")
