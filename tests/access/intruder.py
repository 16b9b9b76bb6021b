"""What somebody has who can run any SQL over one of our connections: raw psycopg, without Django in between."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, cast

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from psycopg import errors
from psycopg.pq import TransactionStatus

from jaring.foundation.sharing.models import ProtectedModel
from jaring.platform.postgres import DatabaseUrl, connection_arguments
from tests.cast import Player

PROTECTED = sorted(m._meta.db_table for m in apps.get_models() if issubclass(m, ProtectedModel))
# A value for a column of each type, so that a row can be written into any table, also one of a later room.
_VALUES = {
    "uuid": "gen_random_uuid()",
    "text": "'x'",
    "varchar": "'x'",
    "int2": "1",
    "int4": "1",
    "int8": "1",
    "float8": "1",
    "bool": "false",
    "date": "current_date",
    "timestamptz": "now()",
    "jsonb": "'{}'",
    "bytea": r"'\x00'",
}


@contextmanager
def intruder(alias: str = "default") -> Iterator[psycopg.Connection]:
    """A connection of one of the three roles, in autocommit."""
    arguments = connection_arguments(cast(DatabaseUrl, settings.DATABASES[alias]))
    connection = psycopg.connect(**arguments, autocommit=True)  # type: ignore[arg-type]  # strings only
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def session(connection: psycopg.Connection, token: str) -> Iterator[psycopg.Connection]:
    """A transaction that carries the token, as the application's do."""
    with connection.transaction():
        connection.execute("select set_config('app.session', %s, true)", [token])
        yield connection


def ask(connection: psycopg.Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    return connection.execute(query.encode(), values or None).fetchall()


def count(connection: psycopg.Connection, table: str) -> int:
    """How many rows of a table this connection sees."""
    return int(ask(connection, f"select count(*) from {table}")[0][0])


def refused(
    connection: psycopg.Connection, statement: str, *values: Any, by: type[errors.Error] = errors.InsufficientPrivilege
) -> str:
    """Assert that the database refuses the statement; returns what it says. A session's transaction goes on."""
    # Outside a session there must be none: some statements are refused inside any transaction, for another reason.
    in_session = connection.info.transaction_status != TransactionStatus.IDLE
    with pytest.raises(by) as refusal, connection.transaction() if in_session else nullcontext():
        connection.execute(statement.encode(), values or None)
    return str(refusal.value)


def intern(connection: psycopg.Connection, marking: int, readers: Sequence[tuple[int, str]] = ()) -> int:
    """A label of the session's member; readers as (member, end)."""
    found = connection.execute(
        "select app.intern_label(%s::smallint, %s::smallint[], %s::timestamptz[])",
        [marking, [member for member, _ in readers], [until for _, until in readers]],
    ).fetchone()
    assert found is not None
    return int(found[0])


def insertion(connection: psycopg.Connection, table: str, owner: int, label: int, **columns: str) -> str:
    """An insert of one row, with something in every column that must not be empty."""
    needed = ask(
        connection,
        "select attname, typname from pg_attribute join pg_type t on t.oid = atttypid"
        " where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attnotnull",
        table,
    )
    values = {name: _VALUES.get(kind, "'{}'") for name, kind in needed}
    values |= {"owner_id": str(owner), "label_id": str(label)} | columns
    names = ", ".join(f'"{name}"' for name in values)
    return f"insert into {table} ({names}) values ({', '.join(values.values())})"


def put_row(connection: psycopg.Connection, table: str, owner: int, label: int, **columns: str) -> None:
    """Write one row."""
    connection.execute(insertion(connection, table, owner, label, **columns).encode())


def put_everywhere(connection: psycopg.Connection, owner: Player, marking: int = 2) -> int:
    """One unreleased row of the owner in every protected table; returns their label."""
    with session(connection, owner.viewer().token):
        label = intern(connection, marking)
        for table in PROTECTED:
            put_row(connection, table, owner.person.member_id, label)
    return label
