"""Pull the plug in the middle of an import: nothing acknowledged is lost, and it ends with the same rows."""

import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from tests.recovery.machines import eventually, temporary_folder

ENTITIES = 6_000
PLUGS_PULLED = 5
_START_SECONDS = 60.0
_FINISH_SECONDS = 120.0


class Machine:
    """`jaring serve` on a home of its own; everything it started can be killed at one stroke."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, "JARING_HOME": str(home), "PYTHONPATH": os.getcwd()}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait for the first good answer."""
        command = [str(Path(sys.executable).with_name("jaring")), "serve", "--port", str(self.port), "--workers", "1"]
        self.process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + _START_SECONDS
        while not self.answers():
            assert self.process.poll() is None, "The server ended instead of answering."
            assert time.monotonic() < deadline, "The server did not answer in time."
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether it is well."""
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/healthz", timeout=2).status_code == httpx.codes.OK
        return False

    def pull_the_plug(self) -> None:
        """SIGKILL to the supervisor, the web server, the worker, the database and all its processes."""
        assert self.process is not None
        family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(family, timeout=10)
        self.process.wait()

    def stop(self) -> None:
        """The orderly end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)


@pytest.fixture
def machine() -> Iterator[Machine]:
    """A running server on an empty home."""
    with temporary_folder() as folder:
        machine = Machine(folder / "home")
        machine.start()
        try:
            yield machine
        finally:
            machine.stop()


def big_file() -> tuple[bytes, dict[str, dict[str, list[str]]]]:
    """Persons who own vessels, and what an export must give back."""
    given: dict[str, dict[str, list[str]]] = {}
    lines = []
    for n in range(ENTITIES):
        schema = "Person" if n % 2 else "Vessel"
        properties = {"name": [f"{schema} {n} ကျော်"], "notes": [f"number {n}"]}
        if schema == "Person":
            properties["country"] = ["mm"]
        given[f"e-{n}"] = properties
        lines.append(json.dumps({"id": f"e-{n}", "schema": schema, "properties": properties}))
    return "\n".join(lines).encode(), given


def ask(client: httpx.Client, method: str, path: str, **options: Any) -> Any:
    """An answer of the API, asked again while the server is coming up."""
    answer = client.request(method, path, **options)
    assert answer.is_success, answer.text
    return answer.json()


@pytest.mark.recovery
@pytest.mark.slow
def test_it_finishes_an_import_to_the_same_rows_however_often_the_plug_is_pulled(machine: Machine) -> None:
    seed = random.randrange(1_000_000)
    chance = random.Random(seed)
    crew = [sys.executable, "-m", "tests.recovery.crew"]
    token = subprocess.run(crew, env=machine.environment, check=True, capture_output=True, text=True).stdout
    data, given = big_file()
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"{machine.url}/api/v1", headers=headers, timeout=30) as client:
        begun = ask(client, "POST", "/imports", files={"file": ("big.ftm.json", data)}, data={"format": "ftm"})
        path = f"/imports/{begun['id']}"
        eventually("the file is checked", lambda: ask(client, "GET", path)["state"] == "checked")
        ask(client, "POST", f"{path}/keep")
        acknowledged = 0
        for _ in range(PLUGS_PULLED):
            time.sleep(chance.uniform(0.1, 1.2))  # anywhere in a chunk, in a commit or between them
            with contextlib.suppress(httpx.TransportError):
                acknowledged = max(acknowledged, ask(client, "GET", path)["cursor"])
            machine.pull_the_plug()
            machine.start()
            now = ask(client, "GET", path)
            assert now["cursor"] >= acknowledged, f"seed {seed}: {now['cursor']} of {acknowledged} acknowledged"
            acknowledged = now["cursor"]
        deadline = time.monotonic() + _FINISH_SECONDS
        while (status := ask(client, "GET", path))["state"] != "kept":
            assert time.monotonic() < deadline, f"seed {seed}: {status}"
            time.sleep(0.3)
        out = client.get("/export", params={"format": "ftm"})
        assert out.is_success
    kept = {one["id"]: one["properties"] for one in map(json.loads, out.text.splitlines())}
    assert kept == given, f"seed {seed}"
    assert status["statements"] == sum(len(p) for p in given.values()) + ENTITIES  # an imported id is a fact too
