"""Roles that can bypass nothing, on the embedded server and on one that somebody else looks after."""

import contextlib
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import pytest

from jaring.platform.postgres import (
    Cluster,
    PostgresError,
    Urls,
    connection_arguments,
    database_urls,
    prepare_database,
    roles,
    running_cluster,
    running_database,
)
from jaring.platform.postgres.connections import open_connection
from tests.recovery.machines import (
    answers,
    distribution_programs,
    distribution_server,
    temporary_folder,
)

pytestmark = pytest.mark.recovery


@pytest.fixture
def home() -> Iterator[Path]:
    with temporary_folder() as folder:
        home = folder / "home"
        yield home
        Cluster(home).destroy()


def _as(home: Path, who: str) -> psycopg.Connection:
    return open_connection(connection_arguments(getattr(database_urls(home, {}), who)))


def test_it_sorts_by_the_built_in_locale(home: Path) -> None:
    with running_cluster(home, durable=False), _as(home, "owner") as connection:
        query = "select datlocprovider, datlocale, pg_encoding_to_char(encoding) from pg_database"
        query += " where datname = current_database()"
        assert connection.execute(query).fetchone() == ("b", "C.UTF-8", "UTF8")


def test_it_gives_roles_that_can_bypass_nothing(home: Path) -> None:
    with running_cluster(home, durable=False) as cluster, open_connection(cluster.admin("jaring")) as admin:
        roles = admin.execute(
            "select rolname, rolcanlogin from pg_roles where rolname like 'jaring%' and not (rolsuper or"
            " rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit) order by 1"
        ).fetchall()
        assert roles == [
            ("jaring_app", True),
            ("jaring_gate", True),
            ("jaring_owner", True),
            ("jaring_reader", False),
        ]
        owned = "select count(*) from pg_shdepend where deptype = 'o' and refobjid = 'jaring_app'::regrole"
        assert admin.execute(owned).fetchone() == (0,)
        assert admin.execute("select datdba::regrole::text from pg_database where datname = 'jaring'").fetchone() == (
            "jaring_owner",
        )
        extensions = {row[0] for row in admin.execute("select extname from pg_extension")}
        assert {"pg_trgm", "unaccent", "btree_gin"} <= extensions


@pytest.mark.parametrize(
    "statement",
    [
        "create table public.mine (id int)",
        "create temporary table mine (id int)",
        "create schema mine",
        "set role jaring_owner",
        "set role jaring_reader",
        "alter role jaring_app bypassrls",
        "select rolpassword from pg_authid",
        "copy (select 1) to program 'id'",
    ],
)
def test_it_refuses_the_app_role(shared_home: Path, statement: str) -> None:
    for who in ("app", "gate"):
        with _as(shared_home, who) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.encode())


@pytest.fixture(scope="module")
def shared_home() -> Iterator[Path]:
    with temporary_folder() as folder, running_cluster(folder / "home", durable=False) as cluster:
        yield cluster.home
        cluster.destroy()


def test_it_lets_the_owner_make_functions_of_the_reader(shared_home: Path) -> None:
    with _as(shared_home, "owner") as owner:
        owner.execute("create schema app")
        owner.execute("grant usage, create on schema app to jaring_reader")
        owner.execute("create table app.row (id int)")
        owner.execute("insert into app.row values (1)")
        owner.execute("alter table app.row enable row level security")
        owner.execute("alter table app.row force row level security")
        owner.execute("create policy everything on app.row to jaring_reader using (true)")
        owner.execute("grant select on app.row to jaring_reader")
        owner.execute(
            "create function app.total() returns bigint language sql security definer as 'select count(*) from app.row'"
        )
        owner.execute("alter function app.total() owner to jaring_reader")
        # It may hand functions over, yet does not see what the reader sees.
        assert owner.execute("select count(*), app.total() from app.row").fetchone() == (0, 1)


def test_it_notices_a_role_that_was_given_power(home: Path) -> None:
    with running_cluster(home, durable=False) as cluster:
        with open_connection(cluster.admin("jaring")) as admin:
            admin.execute("alter role jaring_app superuser bypassrls")
        with running_cluster(home, durable=False), open_connection(cluster.admin()) as admin:
            query = "select rolsuper, rolbypassrls from pg_roles where rolname = 'jaring_app'"
            assert admin.execute(query).fetchone() == (False, False)
        with open_connection(cluster.admin("jaring")) as admin:
            admin.execute("grant jaring_reader to jaring_app")
        with (
            pytest.raises(PostgresError, match="jaring_app is a member of another role"),
            running_cluster(home),
        ):
            pass


def test_it_mends_lost_passwords_of_roles(home: Path) -> None:
    with running_cluster(home, durable=False):
        (home / "secrets" / "postgres_jaring_app").unlink()
        with running_cluster(home, durable=False), _as(home, "app") as connection:
            assert connection.execute("select current_user").fetchone() == ("jaring_app",)


@pytest.fixture(scope="module")
def distribution() -> Iterator[dict[str, str]]:
    with temporary_folder() as folder:
        (folder / "server").mkdir()
        with distribution_server(folder / "server") as admin:
            yield admin


@pytest.fixture(params=["embedded", "distribution"])
def server(request: pytest.FixtureRequest, home: Path) -> Iterator[dict[str, str]]:
    """The superuser's arguments of a server without anything of ours, of two releases."""
    if request.param == "embedded":
        cluster = Cluster(home, durable=False)
        cluster.start()
        yield cluster.admin()
        cluster.stop()
        return
    admin: dict[str, str] = request.getfixturevalue("distribution")
    yield admin
    with open_connection(admin) as connection:
        for database in ("jaring", "regional"):
            connection.execute(f"drop database if exists {database} with (force)".encode())
        for role in ("jaring_app", "jaring_gate", "jaring_owner", "jaring_reader", "helper"):
            with contextlib.suppress(psycopg.errors.UndefinedObject):
                connection.execute(f"drop owned by {role}".encode())
            connection.execute(f"drop role if exists {role}".encode())


def _address(admin: Mapping[str, str], database: str) -> dict[str, str]:
    user, password = admin["user"], admin["password"]
    return {"DATABASE_URL": f"postgresql://{user}:{password}@/{database}?host={admin['host']}&port={admin['port']}"}


def _check_ready(urls: Urls, database: str) -> None:
    for url, role in zip(urls, ("jaring_owner", "jaring_app", "jaring_gate"), strict=True):
        with open_connection(connection_arguments(url)) as connection:
            assert connection.execute("select current_user, current_database()").fetchone() == (
                role,
                database,
            )
    with open_connection(connection_arguments(urls.owner)) as owner:
        owner.execute("create schema app")
        owner.execute("grant create, usage on schema app to jaring_reader")
        owner.execute("create function app.one() returns int language sql as 'select 1'")
        owner.execute("alter function app.one() owner to jaring_reader")
        owner.execute("create table public.words (word text)")
        owner.execute("create index on public.words using gin (word public.gin_trgm_ops)")
    with open_connection(connection_arguments(urls.app)) as app:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table public.mine (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create temporary table mine (id int)")


def test_it_prepares_any_server_as_its_superuser(server: dict[str, str], home: Path) -> None:
    address = _address(server, "regional")
    with running_database(home, address) as urls:
        _check_ready(urls, "regional")
    with running_database(home, address) as again:
        assert again == urls


def test_it_prepares_any_server_as_a_role_that_may_create_roles(server: dict[str, str], home: Path) -> None:
    helper = _helper(server, "createrole createdb")
    with running_database(home, _address(helper, "postgres")) as urls:
        _check_ready(urls, "jaring")
    with running_database(home, _address(helper, "postgres")):
        assert all(answers(connection_arguments(url)) for url in urls)


def test_it_takes_over_an_existing_database(server: dict[str, str], home: Path) -> None:
    with open_connection(server) as admin:
        admin.execute("create database regional template template0 encoding 'UTF8'")
    with running_database(home, _address(server, "regional")) as urls:
        _check_ready(urls, "regional")


def test_it_prints_the_lines_for_an_administrator(server: dict[str, str], home: Path) -> None:
    helper = _helper(server, "")
    with pytest.raises(PostgresError, match="may not prepare the database") as refused:
        prepare_database(home, helper, "jaring")
    lines = refused.value.message.split("\n\n", 1)[1]
    assert "SCRAM-SHA-256" in lines
    psql = [str(distribution_programs() / "psql"), "-X", "-v", "ON_ERROR_STOP=1", "-h", server["host"]]
    psql += ["-p", server["port"], "-U", server["user"], "postgres"]
    subprocess.run(psql, input=lines, env={"PGPASSWORD": server["password"]}, text=True, check=True)
    with running_database(home, _address(helper, "postgres")) as urls:
        _check_ready(urls, "jaring")


def _helper(server: dict[str, str], attributes: str) -> dict[str, str]:
    with open_connection(server) as admin:
        admin.execute(f"create role helper login {attributes} password 'helper'".encode())
    return {**server, "user": "helper", "password": "helper"}


def test_it_refuses_a_server_that_is_too_old(
    distribution: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "OLDEST", 990000)
    with pytest.raises(PostgresError, match="Jaring needs 15 or newer"):
        prepare_database(home, distribution, "jaring")


def test_it_says_when_a_server_cannot_be_reached(home: Path) -> None:
    address = {"DATABASE_URL": f"postgresql://boss@/jaring?host={home}"}
    with pytest.raises(PostgresError, match="cannot be reached as boss"), running_database(home, address):
        pass


def test_it_reads_addresses_given_by_hand(home: Path) -> None:
    given = {
        f"JARING_{who}_URL": f"postgresql://{who.lower()}:p%40ss@db.example:6543/regional?sslmode=verify-full"
        for who in ("OWNER", "APP", "GATE")
    }
    assert database_urls(home, given).app == {
        "NAME": "regional",
        "USER": "app",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "verify-full"},
    }
    with pytest.raises(PostgresError, match="JARING_GATE_URL is not set"):
        database_urls(home, {**given, "JARING_GATE_URL": ""})
    with pytest.raises(PostgresError, match="DATABASE_URL is not an address"):
        database_urls(home, {"DATABASE_URL": "mysql://db.example/regional"})


def test_it_creates_nothing_to_tell_the_addresses(home: Path) -> None:
    assert database_urls(home, {}).app["PASSWORD"] == ""
    assert not home.exists()
