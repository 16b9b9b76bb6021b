"""`jaring serve`: the database, the web server and the jobs, looked after by one process."""

import logging
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click

from jaring.cli.server.children import Child, log, stop_all
from jaring.cli.server.home import only_server_of
from jaring.cli.server.lifeline import bound_command
from jaring.cli.server.preparing import bring_up_to_date, collect_static, prepared
from jaring.kernel.errors import JaringError

WEB_PATIENCE = 12.0  # seconds; a page that takes longer than this is cut off at a stop
JOBS_PATIENCE = 15.0  # seconds; an import goes on at its last committed record after the next start
# Each thread keeps one connection of two roles: 2 workers × 4 threads × 2 are well below PostgreSQL's 100.
THREADS = 4
_STEP = 0.2
_ANSWER_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Offer:
    """Where and how wide the server offers its pages."""

    host: str
    port: int
    workers: int

    @property
    def url(self) -> str:
        """The address a browser on this machine uses."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::", ""} else self.host  # noqa: S104 - compared, not bound
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def serve_home(home: Path, offer: Offer, *, before: Callable[[], None], ready: Callable[[], None]) -> None:
    """Serve until a signal comes. `before` runs when the database is up to date, `ready` at the first good answer.

    Raises:
        JaringError: another server holds the home or the port, or a part of it cannot be kept alive.
    """
    _log_to_terminal()
    with only_server_of(home), _stopped_by_signals():
        try:
            _require_free_port(offer)
            log.info("starting the database in %s", home)
            with prepared(home):
                bring_up_to_date()
                if collect_static():
                    log.info("collected the static files")
                before()
                _close_connections()
                _look_after(_children(offer), offer, ready)
        except KeyboardInterrupt:
            log.info("stopped")


def _look_after(children: list[Child], offer: Offer, ready: Callable[[], None]) -> None:
    announced = False
    try:
        for child in children:
            child.start()
        while True:
            for child in children:
                child.look_after()
            if not announced and _answers(offer):
                announced = True
                ready()
            time.sleep(_STEP)
    finally:
        with _deaf_to_signals():
            stop_all(children)


def _children(offer: Offer) -> list[Child]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    web = bound_command(
        "granian",
        *("--interface", "wsgi", "--host", offer.host, "--port", str(offer.port)),
        *("--workers", str(offer.workers), "--blocking-threads", str(THREADS)),
        *("--blocking-threads-idle-timeout", "600", "--workers-kill-timeout", "8", "--respawn-failed-workers"),
        *("--no-ws", "--log-level", "warning", "jaring.cli.server.web:application"),
    )
    jobs = bound_command("jaring.cli.server.work")
    return [
        Child("web server", web, environment, WEB_PATIENCE),
        Child("job worker", jobs, environment, JOBS_PATIENCE),
    ]


def _answers(offer: Offer) -> bool:
    try:
        # The address is our own, made of a host and a number.
        with urllib.request.urlopen(f"{offer.url}/healthz", timeout=_ANSWER_SECONDS) as answer:  # noqa: S310
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's own number
    except (urllib.error.URLError, OSError):
        return False


def _require_free_port(offer: Offer) -> None:
    family = socket.AF_INET6 if ":" in offer.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((offer.host, offer.port))
        except OSError as taken:
            raise JaringError(
                f"Port {offer.port} of {offer.host} cannot be used ({taken.strerror}). Choose another with --port "
                "or PORT."
            ) from taken


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """SIGTERM does what Ctrl-C does: everything is wound up in order."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = [(one, signal.signal(one, interrupt)) for one in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)


@contextmanager
def _deaf_to_signals() -> Iterator[None]:
    """A second Ctrl-C must not cut the orderly end short; it ends within the children's patience anyway."""
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, signal.SIG_IGN)
    yield


def _log_to_terminal() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s jaring: %(message)s"))
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.INFO)


def announce(offer: Offer) -> None:
    """Print the address."""
    click.echo(f"Jaring is ready: {offer.url}")
