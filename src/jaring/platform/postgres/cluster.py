"""The supervisor of the embedded PostgreSQL: one cluster for one JARING_HOME.

Several processes may call `start()`: the first one looks after the server, the others use it. When the first
one ends, so does the server (see processes.py), and the next to call `start()` becomes the supervisor.
"""

import atexit
import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import psycopg

from jaring.platform.postgres.binaries import programs_for
from jaring.platform.postgres.connections import open_connection
from jaring.platform.postgres.folders import (
    PORT,
    Folders,
    furnish,
    open_folders,
    remove_folders,
    socket_folder,
    state_folder,
)
from jaring.platform.postgres.initialise import SUPERUSER, initialise
from jaring.platform.postgres.keeper import Keeper
from jaring.platform.postgres.lock import SupervisorLock
from jaring.platform.postgres.passwords import ensure_password, read_password, secret_file
from jaring.platform.postgres.problems import PostgresError, problem_from_os, problem_from_output
from jaring.platform.postgres.processes import end_servers, launch, postmaster_pid, server_processes
from jaring.platform.postgres.server_user import choose_server_user
from jaring.platform.postgres.settings import write_settings

SUPERUSER_SECRET = "postgres_superuser"  # noqa: S105 - a file's name
_POLL_SECONDS = 0.05
_CONNECT_SECONDS = "5"
# Recovery after a crash replays at most max_wal_size; this is for the slowest disk.
_READY_SECONDS = 600.0
_STOP_SECONDS = 60.0

P = ParamSpec("P")
R = TypeVar("R")


def _telling_of_the_system(
    action: Callable[Concatenate["Cluster", P], R],
) -> Callable[Concatenate["Cluster", P], R]:
    """A full disk or a closed folder becomes a sentence instead of a traceback."""

    def guarded(cluster: "Cluster", /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return action(cluster, *args, **kwargs)
        except OSError as error:
            raise problem_from_os(error, cluster.home) from error

    return guarded


class Cluster:
    """The embedded PostgreSQL of `home`.

    Args:
        home: JARING_HOME; created with mode 0700 when missing.
        durable: False only for tests: faster, and lost when the machine crashes.
    """

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home = Path(os.path.abspath(home))
        self.durable = durable
        self._folders: Folders | None = None
        self._lock: SupervisorLock | None = None
        self._keeper: Keeper | None = None
        self._process_id = os.getpid()

    @property
    def supervising(self) -> bool:
        """Whether this object looks after the server (another process may)."""
        return self._keeper is not None

    @property
    def data(self) -> Path:
        return state_folder(self.home) / "data"

    @property
    def pid(self) -> int | None:
        """The postmaster's process number while the server runs."""
        user = choose_server_user(self.data)
        number = postmaster_pid(self.data)
        return number if number in server_processes(self.data, user) else None

    def admin(self, database: str = "postgres") -> dict[str, str]:
        """psycopg connection arguments of the superuser."""
        return {
            "host": str(socket_folder(self.home)),
            "port": str(PORT),
            "user": SUPERUSER,
            "password": read_password(self.home, SUPERUSER_SECRET),
            "dbname": database,
            "connect_timeout": _CONNECT_SECONDS,
        }

    @_telling_of_the_system
    def ensure(self) -> None:
        """Create the cluster if it does not exist yet, without starting it."""
        lock = self._open_lock()
        if lock.is_held or not lock.try_take():
            return
        try:
            self._prepare()
        finally:
            lock.release()

    @_telling_of_the_system
    def start(self) -> None:
        """Return when the server answers. Raises PostgresError with the reason when it cannot."""
        if self._keeper is not None and self._keeper.is_alive():
            return
        self.stop()
        lock = self._open_lock()
        deadline = time.monotonic() + _READY_SECONDS
        while not lock.try_take():
            if self._answers():
                return
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"Another process looks after the database of {self.home}, but the database does "
                    "not answer. "
                    "Stop that process and start again."
                )
            time.sleep(_POLL_SECONDS)
        try:
            self._start_child()
        except BaseException:
            self.stop()
            lock.release()
            raise

    def stop(self) -> None:
        """Stop the server if this object looks after it; one that another process started is left alone."""
        keeper, lock = self._keeper, self._lock
        if os.getpid() != self._process_id or keeper is None:
            return
        if keeper.ident is not None:
            keeper.end(_request_stop)
        self._keeper = None
        atexit.unregister(self.stop)
        if lock is not None:
            lock.release()

    def stop_anyone(self) -> bool:
        """Stop the server whoever looks after it. Returns whether one was running."""
        if self.supervising:
            self.stop()
            return True
        user = choose_server_user(self.data)
        was_running = bool(server_processes(self.data, user))
        end_servers(self.data, user)
        return was_running

    @_telling_of_the_system
    def destroy(self) -> None:
        """Stop the server and delete the database with all its rows. For tests and for beginning anew."""
        self.stop()
        if not state_folder(self.home).is_dir():
            return
        lock = self._open_lock()
        if not lock.try_take():
            raise PostgresError(f"Another process uses the database of {self.home}. Stop it first.")
        try:
            end_servers(self.data, choose_server_user(self.data))
            remove_folders(self.home)
        finally:
            lock.release()
        self._folders = self._lock = None

    def _open_lock(self) -> SupervisorLock:
        if self._lock is None:
            self._folders = open_folders(self.home)
            self._lock = SupervisorLock(self._folders.lock, self._folders.user)
        return self._lock

    def _opened(self) -> Folders:
        if self._folders is None:
            self._folders = open_folders(self.home)
        return self._folders

    def _prepare(self) -> Path:
        """What must be there before a start; the caller holds the lock. Returns the programs' folder."""
        folders = self._opened()
        furnish(folders)
        programs = programs_for(folders.user, folders.state)
        is_new = not folders.data.exists()
        password = ensure_password(self.home, SUPERUSER_SECRET) if is_new else ""
        initialise(folders, programs, password)
        return programs

    def _start_child(self) -> None:
        folders = self._opened()
        programs = self._prepare()
        end_servers(folders.data, folders.user)
        write_settings(folders, socket_folder(self.home), durable=self.durable)
        command = [str(programs / "postgres"), "-D", str(folders.data)]

        def launch_server() -> subprocess.Popen[bytes]:
            with folders.startup_log.open("wb") as output:
                folders.user.own(folders.startup_log, 0o600)
                return launch(command, folders.user, signal.SIGINT, output)

        self._keeper = Keeper(launch_server, lambda: end_servers(folders.data, folders.user))
        atexit.register(self.stop)
        self._keeper.begin()
        self._await_answer(self._keeper)
        self._keeper.was_ready = True

    def _await_answer(self, keeper: Keeper) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while not self._answers():
            if not keeper.is_alive():
                raise problem_from_output(self._said(), self._opened().state)
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"The database in {self.data} did not become ready within {_READY_SECONDS:.0f} seconds. "
                    f"Its log is in {self._opened().logs}."
                )
            time.sleep(_POLL_SECONDS)

    def _answers(self) -> bool:
        try:
            open_connection(self.admin()).close()
        except psycopg.OperationalError as error:
            if "password" in str(error):
                raise PostgresError(
                    "The database does not accept the password in "
                    f"{secret_file(self.home, SUPERUSER_SECRET)}. "
                    "Put the file back that belongs to this database."
                ) from None
            return False
        return True

    def _said(self) -> str:
        """What the server wrote on its last start: before its own log was open, and after."""
        folders = self._opened()
        texts = [folders.startup_log.read_text(errors="replace")]
        logs = sorted(folders.logs.glob("*.log"), key=lambda log: log.stat().st_mtime)
        texts += [log.read_text(errors="replace")[-4000:] for log in logs[-1:]]
        return "\n".join(texts)


def _request_stop(process: subprocess.Popen[bytes]) -> None:
    """Fast shutdown; when that takes too long, an immediate one, after which the next start recovers."""
    for sign in (signal.SIGINT, signal.SIGQUIT):
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(sign)
        deadline = time.monotonic() + _STOP_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
        if process.poll() is not None:
            return
    process.kill()
