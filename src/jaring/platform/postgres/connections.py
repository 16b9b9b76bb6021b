"""Opening connections from psycopg's words (host, port, user, …) as dictionaries."""

from collections.abc import Mapping

import psycopg
from psycopg.conninfo import make_conninfo

from jaring.platform.postgres.problems import PostgresError


def open_connection(arguments: Mapping[str, str]) -> psycopg.Connection:
    """A connection in autocommit. Raises psycopg.OperationalError."""
    return psycopg.connect(make_conninfo("", **arguments), autocommit=True)


def connect(admin: Mapping[str, str], database: str) -> psycopg.Connection:
    """A connection to `database`. Raises PostgresError with the server's own reason."""
    try:
        return open_connection({"connect_timeout": "10", **admin, "dbname": database})
    except psycopg.OperationalError as error:
        raise PostgresError(
            f"The database server cannot be reached as {admin.get('user', 'the current user')}: "
            f"{str(error).strip()}. Check DATABASE_URL and that the server is running."
        ) from None
