"""Jaring's roles and database on a server, made or mended from what is found there.

    jaring_owner   owns the database and its schema; runs migrations
    jaring_app     every request; row policies apply, owns nothing
    jaring_gate    sign-in, sessions, tokens and the job queue; owns nothing
    jaring_reader  nobody signs in as it; owns the search functions that apply the policies themselves

jaring_owner may hand a function to jaring_reader or act as it (`set role jaring_reader`) but does not inherit
what it sees. Only what is missing is done, so a second run needs no rights; and what may not be done is told
as the SQL lines that an administrator can run instead.
"""

from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import errors, sql

from jaring.platform.postgres.connections import connect, open_connection
from jaring.platform.postgres.passwords import ensure_password
from jaring.platform.postgres.problems import PostgresError
from jaring.platform.postgres.role_plan import (
    LOGINS,
    Server,
    Step,
    database_steps,
    inspect,
    owner_steps,
    server_steps,
)
from jaring.platform.postgres.urls import APP, GATE, OWNER, secret_name

OLDEST = 150000
_MAINTENANCE = "postgres"


def prepare_database(home: Path, admin: Mapping[str, str], database: str) -> None:
    """Create what is missing of the roles, the database `database`, its extensions and grants. Idempotent.

    Args:
        home: JARING_HOME, whose secrets folder gets the passwords of the three login roles.
        admin: psycopg arguments of a superuser, or of a role with CREATEROLE and CREATEDB.

    Raises PostgresError: server older than 15, unreachable, or rights missing (with the SQL to run).
    """
    passwords = {role: ensure_password(home, secret_name(role)) for role in LOGINS}
    with connect(admin, _MAINTENANCE) as connection:
        _check_version(connection)
        server = inspect(connection, database)
        refused = {role for role in LOGINS if not _accepted(admin, server, role, passwords[role])}
        verifiers = {role: _verifier(connection, role, passwords[role]) for role in refused}
        plan = server_steps(connection, server, verifiers)
        inside = _inside(admin, server)
        try:
            missing = database_steps(inside, server)
        finally:
            if inside is not None:
                inside.close()
        plan += missing + owner_steps(connection, server)
        _run(admin, plan)
        _check_powerless(connection)


def _check_version(connection: psycopg.Connection) -> None:
    if connection.info.server_version < OLDEST:
        raise PostgresError(
            f"The database server is PostgreSQL {connection.info.server_version // 10000}; Jaring "
            "needs 15 or newer. "
            "Upgrade the server, or leave DATABASE_URL unset to use the embedded one."
        )


def _inside(admin: Mapping[str, str], server: Server) -> psycopg.Connection | None:
    return connect(admin, server.database) if server.database_owner is not None else None


def _accepted(admin: Mapping[str, str], server: Server, role: str, password: str) -> bool:
    """Whether the server knows this password of `role`: tried, since an administrator may not read it."""
    if role not in server.roles:
        return False
    name = server.database if server.database_owner is not None else _MAINTENANCE
    arguments = {**admin, "user": role, "password": password, "dbname": name}
    try:
        open_connection(arguments).close()
    except psycopg.OperationalError as error:
        # Past the password, what is missing is a grant; that is looked at by itself.
        return "password" not in str(error)
    return True


def _verifier(connection: psycopg.Connection, role: str, password: str) -> str:
    """The SCRAM verifier, so that neither the server's log nor a printed SQL line ever holds the password."""
    return connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()


def _run(admin: Mapping[str, str], plan: list[Step]) -> None:
    connections: dict[str | None, psycopg.Connection] = {}
    try:
        for step in plan:
            if step.database not in connections:
                connections[step.database] = connect(admin, step.database or _MAINTENANCE)
            connections[step.database].execute(step.statement)
    except errors.InsufficientPrivilege as error:
        raise PostgresError(_ask_administrator(admin, plan, error)) from None
    finally:
        for connection in connections.values():
            connection.close()


def _ask_administrator(admin: Mapping[str, str], plan: list[Step], error: psycopg.Error) -> str:
    lines: list[str] = []
    current: str | None = None
    for step in plan:
        if step.database is not None and step.database != current:
            lines.append(f"\\connect {step.database}")
            current = step.database
        lines.append(step.statement.as_string() + ";")
    return (
        f"The role {admin.get('user', '')} may not prepare the database ({error.diag.message_primary}). "
        "Let an administrator of the server run these lines in psql, then start again:\n\n" + "\n".join(lines)
    )


def _check_powerless(connection: psycopg.Connection) -> None:
    """Roles that serve requests own nothing and belong to no other role, or the policies would be void."""
    query = sql.SQL("""
        select r.rolname,
               exists (select from pg_shdepend d
                       where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o'),
               exists (select from pg_auth_members m where m.member = r.oid)
        from pg_roles r where r.rolname in ({app}, {gate})
    """).format(app=APP, gate=GATE)
    for role, owns, belongs in connection.execute(query):
        if owns or belongs:
            what = "owns objects of the database" if owns else "is a member of another role"
            raise PostgresError(
                f"The role {role} {what}, so row policies would not protect what others must not see. "
                f"Give the objects to {OWNER} (REASSIGN OWNED) or revoke the membership, then start again."
            )
