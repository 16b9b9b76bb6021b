"""The real web server, with the real settings, on the scratch cluster of this test run."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jaring.cli.server.lifeline import bound_command

PATIENCE = 30.0  # seconds until the first answer, and until the end


@contextmanager
def web_server(home: Path, **variables: str) -> Iterator[str]:
    """Serve `home`, whose database runs already; gives the address. `variables` join its environment.

    What it logs is in `home`/web.log.
    """
    environment = {
        **os.environ,
        **variables,
        "JARING_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "jaring.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"], env=environment, check=True
    )
    port = _free_port()
    command = bound_command(
        "granian",
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "2", "--workers-kill-timeout", "5"),
        *("--no-ws", "--log-level", "warning", "jaring.cli.server.web:application"),
    )
    with (home / "web.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        try:
            # Browsers allow passkeys on "localhost", not on its number.
            address = f"http://localhost:{port}"
            _wait_for(address, process, home / "web.log")
            yield address
        finally:
            _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"The web server ended at once:\n{log.read_text()[-4000:]}")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The web server did not answer within {PATIENCE:.0f} seconds:\n{log.read_text()[-4000:]}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
