"""Backup and restore: everything comes back, an unsound backup changes nothing."""

import os
import shutil
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from jaring.platform.postgres import (
    Cluster,
    PostgresError,
    backup,
    connection_arguments,
    database_urls,
    restore,
    running_cluster,
    running_database,
)
from jaring.platform.postgres.connections import open_connection
from tests.recovery.machines import distribution_server, temporary_folder

pytestmark = pytest.mark.recovery

_TABLES = """
create schema app;
grant usage, create on schema app to jaring_reader;
grant usage on schema app to jaring_app;
create table app.fact (id int primary key, word text);
insert into app.fact select i, 'fact ' || i from generate_series(1, 500) i;
alter table app.fact enable row level security;
alter table app.fact force row level security;
create policy visible on app.fact for select to jaring_app using (id <= 7);
create policy everything on app.fact to jaring_reader using (true);
grant select on app.fact to jaring_app, jaring_reader;
create function app.total() returns bigint language sql security definer as 'select count(*) from app.fact';
alter function app.total() owner to jaring_reader;
grant execute on function app.total() to jaring_app;
"""


def _fill(home: Path, environment: Mapping[str, str]) -> None:
    with open_connection(connection_arguments(database_urls(home, environment).owner)) as owner:
        owner.execute(_TABLES)
    attachment = home / "files" / "ab" / "ဓာတ်ပုံ.jpg"
    attachment.parent.mkdir(parents=True)
    attachment.write_bytes(os.urandom(100_000))


def _seen(home: Path, environment: Mapping[str, str]) -> tuple[object, ...]:
    with open_connection(connection_arguments(database_urls(home, environment).app)) as app:
        row = app.execute("select count(*), app.total() from app.fact").fetchone()
    files = {str(file.relative_to(home)): file.read_bytes() for file in (home / "files").rglob("*") if file.is_file()}
    return row, files


def _lose_everything(home: Path, environment: Mapping[str, str]) -> None:
    with open_connection(connection_arguments(database_urls(home, environment).owner)) as owner:
        owner.execute("drop schema app cascade")
    shutil.rmtree(home / "files")


@pytest.fixture(params=["embedded", "distribution"])
def place(request: pytest.FixtureRequest) -> Iterator[tuple[Path, dict[str, str]]]:
    """A home with rows and an attachment, and the environment that leads to its database."""
    with temporary_folder() as folder:
        home = folder / "home"
        if request.param == "embedded":
            with running_cluster(home, durable=False) as cluster:
                _fill(home, {})
                yield home, {}
            cluster.destroy()
            return
        (folder / "server").mkdir()
        with distribution_server(folder / "server") as admin:
            environment = {"DATABASE_URL": f"postgresql://boss:superuser@/?host={admin['host']}&port={admin['port']}"}
            with running_database(home, environment):
                _fill(home, environment)
                yield home, environment


def test_it_brings_everything_back(place: tuple[Path, dict[str, str]]) -> None:
    home, environment = place
    before = _seen(home, environment)
    target = home.parent / "backup.tar"
    manifest = backup(home, target, environment)
    assert manifest.counts == {"app.fact": 500}
    assert target.stat().st_mode & 0o777 == 0o600
    _lose_everything(home, environment)
    with open_connection(connection_arguments(database_urls(home, environment).app)):  # somebody is connected
        assert restore(home, target, environment=environment) == manifest
    assert _seen(home, environment) == before
    assert before[0] == (7, 500)
    with (
        running_database(home, environment) as urls,
        open_connection(connection_arguments(urls.owner)) as owner,
    ):
        databases = {row[0] for row in owner.execute("select datname from pg_database")}
        assert {name for name in databases if name.startswith("jaring")} == {"jaring"}
    assert not [name for name in os.listdir(home) if name.startswith(".")]


def test_it_brings_everything_to_another_machine(tmp_path: Path) -> None:
    target = tmp_path / "backup.tar"
    with temporary_folder() as folder:
        old, new = folder / "old", folder / "new"
        with running_cluster(old, durable=False) as cluster:
            _fill(old, {})
            before = _seen(old, {})
            backup(old, target, {})
        cluster.destroy()
        restore(new, target, environment={})
        with running_cluster(new, durable=False) as cluster:
            assert _seen(new, {}) == before
        cluster.destroy()


@pytest.fixture(scope="module")
def kept() -> Iterator[tuple[Path, Path]]:
    """A filled home and a sound backup of it."""
    with temporary_folder() as folder, running_cluster(folder / "home", durable=False) as cluster:
        _fill(cluster.home, {})
        target = folder / "backup.tar"
        backup(cluster.home, target, {})
        yield cluster.home, target
        cluster.destroy()


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _empty(content: bytes) -> bytes:
    return content[:0]


@pytest.mark.parametrize("damage", [_cut, _flip, _empty, bytes.swapcase])
def test_it_refuses_a_damaged_backup(kept: tuple[Path, Path], tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    home, target = kept
    before = _seen(home, {})
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(damage(target.read_bytes()))
    with pytest.raises(PostgresError, match="is not a complete backup"):
        restore(home, damaged, environment={})
    assert _seen(home, {}) == before


@pytest.mark.parametrize("name", ["../outside", "/outside", "files/../../outside", "files", "other"])
def test_it_unpacks_nothing_outside_its_folder(kept: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    home, _ = kept
    hostile = tmp_path / "hostile.tar"
    with tarfile.open(hostile, "w") as tar:
        tar.addfile(tarfile.TarInfo(name))
    with pytest.raises(PostgresError, match="which no backup does"):
        restore(home, hostile, environment={})


def test_it_refuses_a_backup_by_a_role_that_sees_only_part() -> None:
    with temporary_folder() as folder, running_cluster(folder / "home", durable=False) as cluster:
        with open_connection(cluster.admin()) as admin:
            admin.execute("create role helper login createrole createdb password 'helper'")
            admin.execute("grant connect on database jaring to helper")
        socket = cluster.admin()["host"]
        environment = {"DATABASE_URL": f"postgresql://helper:helper@/?host={socket}"}
        with pytest.raises(PostgresError, match="does not see every row"):
            backup(cluster.home, folder / "backup.tar", environment)
        with pytest.raises(PostgresError, match="a superuser"):
            restore(cluster.home, folder / "backup.tar", environment=environment)
        Cluster(cluster.home).stop()
    cluster.destroy()
    assert not (folder / "backup.tar").exists()
