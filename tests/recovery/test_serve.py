"""`jaring serve` starts from nothing, mends what dies, and leaves nothing behind however it ends."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from jaring.platform.postgres import Cluster, running_cluster
from tests.recovery.machines import (
    SOURCES,
    distribution_server,
    eventually,
    ordinary_python,
    ordinary_user,
    temporary_folder,
)

pytestmark = [pytest.mark.recovery, pytest.mark.slow]
FIRST_START = 120.0  # seconds on a busy machine; a free one needs about fifteen
_MAIN = "from jaring.cli.main import main; main()"


@pytest.fixture
def home() -> Iterator[Path]:
    with temporary_folder() as folder:
        home = folder / "home"
        yield home
        Cluster(home).destroy()


@contextlib.contextmanager
def jaring(
    home: Path, *words: str, python: Path = Path(sys.executable), more: Mapping[str, str] | None = None, **how: Any
) -> Iterator["subprocess.Popen[str]"]:
    """A server verb on a home, in a process of its own; stopped at the end."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), **(more or {}), "JARING_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    for name in ("JARING_EXERCISE", "DATABASE_URL"):
        if more is None or name not in more:
            environment.pop(name, None)
    process = subprocess.Popen(
        [str(python), "-c", _MAIN, *words],
        env=environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        **how,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(60)
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def is_well(port: int) -> bool:
    """Whether /healthz answers 200."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_until_well(port: int, process: "subprocess.Popen[str]") -> None:
    """Fail, with what it said, when it ends before."""
    deadline = time.monotonic() + FIRST_START
    while not is_well(port):
        if process.poll() is not None:
            assert process.stdout is not None
            pytest.fail(f"It ended with {process.returncode}: {process.stdout.read()[-3000:]}")
        assert time.monotonic() < deadline, "It did not answer in time."
        time.sleep(0.1)


def processes_of(home: Path) -> list[str]:
    """Command lines of living processes that carry this home in their environment or arguments."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            line, environment = (entry / "cmdline").read_bytes(), (entry / "environ").read_bytes()
            if line and (os.fsencode(home) in line or b"JARING_HOME=" + os.fsencode(home) in environment):
                found.append(line.replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


def children_of(pid: int, word: str) -> list[int]:
    """Direct children whose command line holds a word."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == pid and word.encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
    return found


def test_it_serves_a_fresh_home_and_stops_with_everything_it_started(home: Path) -> None:
    port = free_port()
    with jaring(home, "serve", "--port", str(port)) as server:
        wait_until_well(port, server)
        with jaring(home, "serve", "--port", str(free_port())) as second:
            assert second.wait(60) == 1
            assert second.stdout is not None
            assert f"is already being served by process {server.pid}" in second.stdout.read()
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
        assert server.stdout is not None
        assert f"Jaring is ready: http://127.0.0.1:{port}" in server.stdout.read()
    assert processes_of(home) == []


def test_it_says_so_when_the_port_is_taken(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with jaring(home, "serve", "--port", str(port)) as server:
            assert server.wait(60) == 1
            assert server.stdout is not None
            assert f"Port {port}" in server.stdout.read()


def test_it_starts_dead_children_again_and_leaves_none_when_killed_itself(home: Path) -> None:
    port = free_port()
    with jaring(home, "serve", "--port", str(port)) as server:
        wait_until_well(port, server)
        (web,) = children_of(server.pid, "granian")
        (work,) = children_of(server.pid, "jaring.cli.server.work")
        os.kill(web, signal.SIGKILL)
        os.kill(work, signal.SIGKILL)
        eventually("a new web server", lambda: children_of(server.pid, "granian") not in ([], [web]))
        eventually("a new worker", lambda: children_of(server.pid, "jaring.cli.server.work") not in ([], [work]))
        wait_until_well(port, server)
        server.kill()
        server.wait()
        eventually("nothing is left", lambda: processes_of(home) == [])


def test_it_serves_as_an_ordinary_user() -> None:
    user, port = ordinary_user(), free_port()
    with temporary_folder() as folder:
        python, paths = ordinary_python(folder / "installed")
        site = Path(sysconfig.get_path("purelib"))
        if not user.may_enter(site):
            shutil.copytree(site, folder / "site", copy_function=os.link)
            site = folder / "site"
        own = folder / "own"
        own.mkdir()
        user.own(own, 0o700)
        more = {**paths, "PYTHONPATH": f"{paths['PYTHONPATH']}{os.pathsep}{site}", "HOME": str(own)}
        with jaring(own / "home", "serve", "--port", str(port), python=python, more=more, **user.run_as) as server:
            wait_until_well(port, server)
            server.terminate()
            assert server.wait(60) == 0
        assert (own / "home").stat().st_uid == user.uid
        assert processes_of(own / "home") == []


@pytest.mark.external_database
def test_it_serves_from_the_distributions_postgresql(home: Path) -> None:
    port = free_port()
    database = home.parent / "database"
    database.mkdir()
    with distribution_server(database) as admin:
        url = f"postgresql://{admin['user']}:{admin['password']}@/jaring?host={admin['host']}&port={admin['port']}"
        with jaring(home, "serve", "--port", str(port), more={"DATABASE_URL": url}) as server:
            wait_until_well(port, server)
            server.terminate()
            assert server.wait(60) == 0
        assert not (home / "postgres").exists()


def test_it_adds_the_first_people_and_backs_up_and_restores(home: Path) -> None:
    with running_cluster(home, durable=False):  # started once; the commands find it running
        added = json.loads(said_by(home, 0, "add-secretariat", "Rosa@rso.example", "Rosa", "--json"))
        assert added["email"] == "Rosa@rso.example"
        assert len(added["password"]) >= 12
        sari = ("sari@idn.example", "Sari")
        assert "shown once" in said_by(home, 0, "add-administrator", "idn", *sari)
        assert "exists already" in said_by(home, 1, "add-administrator", "idn", *sari)
        assert "no active member" in said_by(home, 1, "add-administrator", "nowhere", *sari)
        assert "accounts_person" in said_by(home, 0, "backup", str(home / "b.tar"))
        assert "was restored" in said_by(home, 0, "restore", "--yes", str(home / "b.tar"))


def said_by(home: Path, code: int, *words: str) -> str:
    """What a command prints that ends with `code`."""
    with jaring(home, *words) as command:
        assert command.stdout is not None
        said = command.stdout.read()
        assert command.wait(60) == code, said
    return said


def test_it_demonstrates_with_a_cast_that_can_sign_in(home: Path) -> None:
    port = free_port()
    with jaring(home, "demo", "--port", str(port)) as server:
        wait_until_well(port, server)
        assert (home / "demo.json").stat().st_mode & 0o777 == 0o600
        card = json.loads((home / "demo.json").read_text(encoding="utf-8"))
        assert card["url"] == f"http://127.0.0.1:{port}"
        assert len(card["people"]) == 16
        reports = {}
        for person in card["people"]:
            headers = {"Authorization": f"Bearer {person['token']}"}
            with httpx.Client(base_url=f"{card['url']}/api/v1", headers=headers, timeout=30) as client:
                me = client.get("/whoami").json()
                assert (me["name"], me["member"]) == (person.get("full_name", person["name"]), person["member"])
                reports[person["email"]] = client.get("/contributions").json()["count"]
        assert reports["chanda@lao.example"] == reports["rosa@rso.example"] == reports["sari@idn.example"] == 0
        assert reports["aditi@idn.example"] > reports["bao@vnm.example"] > 0
        server.terminate()
        assert server.wait(60) == 0
    with jaring(home, "demo", "--port", str(port)) as again:
        wait_until_well(port, again)
        known = json.loads((home / "demo.json").read_text(encoding="utf-8"))
        assert known["people"] == card["people"]
        headers = {"Authorization": f"Bearer {card['people'][0]['token']}"}
        count = httpx.get(f"{card['url']}/api/v1/contributions", headers=headers, timeout=30).json()["count"]
        assert count == reports[card["people"][0]["email"]]
