"""Look after the embedded database: `python -m jaring.platform.postgres --home DIR [start|stop|status]`."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from jaring.platform.postgres.cluster import Cluster
from jaring.platform.postgres.problems import PostgresError
from jaring.platform.postgres.running import running_cluster

_LOOK_SECONDS = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m jaring.platform.postgres", description=__doc__)
    parser.add_argument("--home", type=Path, default=Path(".jaring"), help="JARING_HOME (default: ./.jaring)")
    parser.add_argument(
        "action",
        choices=("start", "stop", "status"),
        nargs="?",
        default="status",
        help="start: run until Ctrl-C; stop: stop it whoever runs it; status: exit code 0 when it runs",
    )
    chosen = parser.parse_args()
    actions = {"start": _start, "stop": _stop, "status": _status}
    try:
        return actions[chosen.action](chosen.home)
    except PostgresError as error:
        _say(error.message)
        return 1


def _start(home: Path) -> int:
    asked_to_end = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: asked_to_end.set())
    with running_cluster(home) as cluster:
        role = "started" if cluster.supervising else "already running, looked after by another process"
        _say(f"PostgreSQL {role}; process {cluster.pid}, socket {cluster.admin()['host']}")
        while cluster.pid is not None and not asked_to_end.wait(_LOOK_SECONDS):
            pass
    return 0


def _stop(home: Path) -> int:
    was_running = Cluster(home).stop_anyone()
    _say("PostgreSQL stopped" if was_running else "PostgreSQL was not running")
    return 0


def _status(home: Path) -> int:
    pid = Cluster(home).pid
    _say(f"PostgreSQL is running as process {pid}" if pid else "PostgreSQL is not running")
    return 0 if pid else 3


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
