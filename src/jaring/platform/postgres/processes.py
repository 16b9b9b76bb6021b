"""Starting, finding and ending the server's processes.

Decision: a server follows its supervisor into death. On Linux it gets SIGINT (PostgreSQL's "fast shutdown":
clean and without recovery afterwards) when the supervising *thread* ends, however it ends. So no `kill -9` of
`jaring serve` leaves a database behind that nobody looks after. Where the kernel cannot do that, and for
servers started by other means, the next supervisor stops the orphan cleanly and starts its own.
"""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from jaring.platform.postgres.server_user import ServerUser

# A program of its own instead of preexec_fn, which can deadlock in a process with threads. The kernel forgets
# the death signal when the user changes, hence the order. PR_SET_PDEATHSIG = 1.
_LAUNCHER = """
import ctypes, os, sys
uid, gid, death_signal, parent = map(int, sys.argv[1:5])
if uid != os.geteuid():
    os.setgroups([]); os.setgid(gid); os.setuid(uid)
os.umask(0o077)
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(ctypes.c_int(1), ctypes.c_ulong(death_signal))
    if os.getppid() != parent:
        sys.exit("the supervisor ended before the server began")
os.execv(sys.argv[5], sys.argv[5:])
"""
_POLL_SECONDS = 0.05
_FAST_SECONDS = 60.0
_IMMEDIATE_SECONDS = 10.0


def launch(
    command: list[str], user: ServerUser, death_signal: signal.Signals, output: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start a PostgreSQL program as `user`, bound to the calling thread's life and deaf to Ctrl-C."""
    identity = [str(user.uid), str(user.gid), str(int(death_signal)), str(os.getpid())]
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _LAUNCHER, *identity, *command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C"},  # no PG* variable of the caller's may lead the server astray
        start_new_session=True,
    )


def cluster_name(data: Path) -> str:
    """Shown in the title of every server process, so that those of one folder can be told from others."""
    return "jaring-" + hashlib.sha256(os.fsencode(data)).hexdigest()[:12]


def postmaster_pid(data: Path) -> int | None:
    """The number in postmaster.pid, which may be of a process long gone."""
    try:
        return int((data / "postmaster.pid").read_text(encoding="ascii", errors="replace").split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def server_processes(data: Path, user: ServerUser) -> list[int]:
    """Every living process of this cluster, the postmaster first.

    Read from the command lines: /proc/*/cwd is closed even to root in a container without ptrace rights. Dead
    but unreaped processes have none and are not listed.
    """
    postmaster = postmaster_pid(data)
    if not Path("/proc/self/cmdline").exists():
        return [postmaster] if postmaster is not None and _is_alive(postmaster) else []
    title = f"postgres: {cluster_name(data)}: ".encode()
    found = [
        int(entry)
        for entry in os.listdir("/proc")
        if entry.isdigit() and _belongs(Path("/proc", entry), user, title, os.fsencode(data))
    ]
    return sorted(found, key=lambda pid: (pid != postmaster, pid))


def _belongs(process: Path, user: ServerUser, title: bytes, data: bytes) -> bool:
    try:
        if process.stat().st_uid != user.uid:
            return False
        line = (process / "cmdline").read_bytes()
    except OSError:
        return False
    words = line.split(b"\0")
    is_postmaster = os.path.basename(words[0]) == b"postgres" and data in words[1:]
    return is_postmaster or line.startswith(title)


def end_servers(data: Path, user: ServerUser) -> None:
    """End whatever still runs on this data folder: cleanly, then at once, then by force.

    Its pid and lock files go too: after a restart of the container they may name an unrelated process, and
    PostgreSQL would refuse to start.
    """
    for sign, seconds in (
        (signal.SIGINT, _FAST_SECONDS),
        (signal.SIGQUIT, _IMMEDIATE_SECONDS),
        (signal.SIGKILL, _IMMEDIATE_SECONDS),
    ):
        if not (processes := server_processes(data, user)):
            break
        has_postmaster = processes[0] == postmaster_pid(data)
        if sign is signal.SIGINT and not has_postmaster:
            continue  # to a backend this would only cancel its query
        for pid in processes[:1] if has_postmaster else processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)
        _wait_until_gone(data, user, seconds)
    if not server_processes(data, user):
        for leftover in (data / "postmaster.pid", *(data.parent / "run").glob(".s.PGSQL.*")):
            leftover.unlink(missing_ok=True)


def _wait_until_gone(data: Path, user: ServerUser, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while server_processes(data, user) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
