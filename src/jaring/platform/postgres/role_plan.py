"""What is missing on a server, as SQL. Reads the catalogue only; `roles.py` runs the steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString, NamedTuple

import psycopg
from psycopg import sql

from jaring.platform.postgres.urls import APP, GATE, OWNER, READER

LOGINS = (OWNER, APP, GATE)
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")
_SET_OPTION_SINCE = 160000
_BUILTIN_LOCALE_SINCE = 170000
# Attribute in pg_roles, and the words that take it away.
_FORBIDDEN: tuple[tuple[str, LiteralString], ...] = (
    ("rolsuper", "nosuperuser"),
    ("rolbypassrls", "nobypassrls"),
    ("rolcreaterole", "nocreaterole"),
    ("rolcreatedb", "nocreatedb"),
    ("rolreplication", "noreplication"),
    ("rolinherit", "noinherit"),
)
# What is granted to everybody, and must not be; a query without rows means it is closed.
_OPEN_TO_PUBLIC: tuple[tuple[str, LiteralString], ...] = (
    (
        "public is closed",
        "select from pg_namespace, aclexplode(nspacl) a"
        " where nspname = 'public' and a.grantee = 0 and a.privilege_type = 'CREATE'",
    ),
    (
        "database is closed",
        "select from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) a"
        " where datname = current_database() and a.grantee = 0",
    ),
)
# All pages share the application role, and a role may read what its own sessions are asking, values included
# (pg_stat_activity). Only a superuser, or who was given this parameter, can stop the server from collecting it.
_IS_QUIET: LiteralString = (
    "select exists (select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = %s"
    " and s.setdatabase = 0 and 'track_activities=off' = any (s.setconfig))"
)
_MAY_QUIETEN: LiteralString = "select has_parameter_privilege('track_activities', 'set')"


class Step(NamedTuple):
    """One statement, and the database it has to run in (None: any)."""

    database: str | None
    statement: sql.Composed


@dataclass(frozen=True)
class Server:
    """What matters of a server for the plan."""

    version: int
    database: str
    database_owner: str | None  # None: the database does not exist
    admin: str
    is_superuser: bool
    roles: Mapping[str, frozenset[str]]  # existing role of ours -> attributes it must not have

    @property
    def has_set_option(self) -> bool:
        return self.version >= _SET_OPTION_SINCE


def inspect(connection: psycopg.Connection, database: str) -> Server:
    attributes = [attribute for attribute, _ in _FORBIDDEN]
    rows = connection.execute(
        sql.SQL("select rolname, rolcanlogin, {} from pg_roles where rolname = any(%s)").format(
            sql.SQL(", ").join(map(sql.Identifier, attributes))
        ),
        [[*LOGINS, READER]],
    ).fetchall()
    owner = connection.execute(
        "select pg_get_userbyid(datdba) from pg_database where datname = %s", [database]
    ).fetchone()
    admin = connection.execute("select rolname, rolsuper from pg_roles where rolname = current_user").fetchone()
    return Server(
        version=connection.info.server_version,
        database=database,
        database_owner=owner[0] if owner else None,
        admin=admin[0] if admin else "",
        is_superuser=bool(admin and admin[1]),
        roles={name: _wrong(name, can_login, attributes, has) for name, can_login, *has in rows},
    )


def _wrong(name: str, can_login: bool, attributes: list[str], has: list[bool]) -> frozenset[str]:
    found = {attribute for attribute, value in zip(attributes, has, strict=True) if value}
    if can_login != (name in LOGINS):
        found.add("login")
    return frozenset(found)


def server_steps(connection: psycopg.Connection, server: Server, verifiers: Mapping[str, str]) -> list[Step]:
    """Roles, the reader's membership and the database.

    Args:
        verifiers: for each role that is new or whose password the server refused.
    """
    steps: list[Step] = []
    for role in (*LOGINS, READER):
        if role not in server.roles:
            steps.append(_create_role(role, verifiers.get(role)))
        else:
            steps += _mend_role(role, server.roles[role], verifiers.get(role))
    if not _owner_may_become_reader(connection, server):
        option = sql.SQL(" with set true, inherit false" if server.has_set_option else "")
        steps.append(
            Step(
                None,
                sql.SQL("grant {} to {}{}").format(sql.Identifier(READER), sql.Identifier(OWNER), option),
            )
        )
    if not _is_true(connection, _IS_QUIET, [APP]) and _is_true(connection, _MAY_QUIETEN, []):
        steps.append(Step(None, sql.SQL("alter role {} set track_activities = off").format(sql.Identifier(APP))))
    if server.database_owner is None:
        steps.append(_create_database(server))
    return steps


def database_steps(connection: psycopg.Connection | None, server: Server) -> list[Step]:
    """Extensions and grants inside the database; all of them when it does not exist yet (no connection).

    They come before the database changes hands: a role that may create databases but is no superuser has
    these rights only while it owns the database.
    """
    name = sql.Identifier(server.database)
    names = {
        "db": name,
        "owner": sql.Identifier(OWNER),
        "app": sql.Identifier(APP),
        "gate": sql.Identifier(GATE),
        "admin": sql.Identifier(server.admin),
    }
    done = _found_inside(connection, server)
    steps = [
        sql.SQL("create extension if not exists {} schema public").format(sql.Identifier(extension))
        for extension in EXTENSIONS
        if extension not in done
    ]
    grants: tuple[tuple[str, LiteralString], ...] = (
        ("public is closed", "revoke create on schema public from public"),
        ("owner may create", "grant usage, create on schema public to {owner}"),
        ("database is closed", "revoke all on database {db} from public"),
        ("all may connect", "grant connect on database {db} to {owner}, {app}, {gate}, {admin}"),
    )
    steps += [sql.SQL(statement).format(**names) for what, statement in grants if what not in done]
    return [Step(server.database, step) for step in steps]


def owner_steps(connection: psycopg.Connection, server: Server) -> list[Step]:
    if server.database_owner == OWNER:
        return []
    steps: list[Step] = []
    if not server.is_superuser and not _is_member(connection, server):
        option = sql.SQL(" with set true, inherit true" if server.has_set_option else "")
        names = map(sql.Identifier, (OWNER, server.admin))
        steps.append(Step(None, sql.SQL("grant {} to {}{}").format(*names, option)))
    change = sql.SQL("alter database {} owner to {}").format(sql.Identifier(server.database), sql.Identifier(OWNER))
    return [*steps, Step(None, change)]


def _create_role(role: str, verifier: str | None) -> Step:
    words = sql.SQL("nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls")
    if role == READER:
        return Step(None, sql.SQL("create role {} nologin {}").format(sql.Identifier(role), words))
    statement = sql.SQL("create role {} login {} password {}")
    return Step(None, statement.format(sql.Identifier(role), words, sql.Literal(verifier)))


def _mend_role(role: str, wrong: frozenset[str], verifier: str | None) -> list[Step]:
    # Only what is wrong is named: to mention SUPERUSER or BYPASSRLS at all takes a superuser.
    words: list[sql.Composable] = [sql.SQL(word) for attribute, word in _FORBIDDEN if attribute in wrong]
    if "login" in wrong:
        words.append(sql.SQL("nologin" if role == READER else "login"))
    if verifier is not None:
        words.append(sql.SQL("password {}").format(sql.Literal(verifier)))
    if not words:
        return []
    return [Step(None, sql.SQL("alter role {} {}").format(sql.Identifier(role), sql.SQL(" ").join(words)))]


def _create_database(server: Server) -> Step:
    locale = sql.SQL(
        "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"
        if server.version >= _BUILTIN_LOCALE_SINCE
        else "locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'"
    )
    statement = sql.SQL("create database {} template template0 encoding 'UTF8' {}")
    return Step(None, statement.format(sql.Identifier(server.database), locale))


def _owner_may_become_reader(connection: psycopg.Connection, server: Server) -> bool:
    options = sql.SQL("and m.set_option and not m.inherit_option" if server.has_set_option else "")
    query = sql.SQL(
        "select from pg_auth_members m where pg_get_userbyid(m.roleid) = {} and pg_get_userbyid(m.member) = {} {}"
    )
    return connection.execute(query.format(READER, OWNER, options)).fetchone() is not None


def _is_member(connection: psycopg.Connection, server: Server) -> bool:
    if OWNER not in server.roles:
        return False
    kind = "SET" if server.has_set_option else "MEMBER"
    row = connection.execute("select pg_has_role(current_user, %s, %s)", [OWNER, kind]).fetchone()
    return bool(row and row[0])


def _found_inside(connection: psycopg.Connection | None, server: Server) -> set[str]:
    if connection is None:
        return set()
    done = {str(row[0]) for row in connection.execute("select extname from pg_extension")}
    done |= {what for what, query in _OPEN_TO_PUBLIC if connection.execute(query).fetchone() is None}
    if not set(LOGINS) <= set(server.roles):
        return done
    create = "select has_schema_privilege(%s, 'public', 'create') and has_schema_privilege(%s, 'public', 'usage')"
    if _is_true(connection, create, [OWNER, OWNER]):
        done.add("owner may create")
    connect: LiteralString = "select bool_and(has_database_privilege(name, current_database(), 'connect'))"
    # While everybody may connect this says nothing: closing the database would take it from them.
    is_closed = "database is closed" in done
    if is_closed and _is_true(connection, connect + " from unnest(%s::text[]) name", [[*LOGINS, server.admin]]):
        done.add("all may connect")
    return done


def _is_true(connection: psycopg.Connection, query: LiteralString, values: list[object]) -> bool:
    row = connection.execute(query, values).fetchone()
    return bool(row and row[0])
