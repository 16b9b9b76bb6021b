"""Which databases Django connects to, and as whom.

By default the embedded cluster of JARING_HOME. With DATABASE_URL an external PostgreSQL ≥ 15: that address
belongs to a role which may create roles and databases, and Jaring makes its own from it. With
JARING_OWNER_URL, JARING_APP_URL and JARING_GATE_URL all three are given by hand and nothing is created.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypedDict

import psycopg
from psycopg.conninfo import conninfo_to_dict

from jaring.platform.postgres.folders import PORT, socket_folder
from jaring.platform.postgres.passwords import read_password
from jaring.platform.postgres.problems import PostgresError

DATABASE = "jaring"
OWNER = "jaring_owner"
APP = "jaring_app"
GATE = "jaring_gate"
READER = "jaring_reader"

_BY_HAND = ("JARING_OWNER_URL", "JARING_APP_URL", "JARING_GATE_URL")
_SETTINGS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
# Databases that every server has and nobody should fill.
_MAINTENANCE = ("", "postgres", "template0", "template1")


class DatabaseUrl(TypedDict):
    """A Django DATABASES entry without its ENGINE; OPTIONS holds libpq's own words, such as sslmode."""

    NAME: str
    USER: str
    PASSWORD: str
    HOST: str
    PORT: str
    OPTIONS: dict[str, str]


class Urls(NamedTuple):
    owner: DatabaseUrl
    app: DatabaseUrl
    gate: DatabaseUrl


def secret_name(role: str) -> str:
    """The file below JARING_HOME/secrets that holds the password of `role`."""
    return f"postgres_{role}"


def database_urls(home: Path, environment: Mapping[str, str] = os.environ) -> Urls:
    """The three connections of Jaring. Creates and contacts nothing; empty passwords before the first start.

    Raises PostgresError when an address in the environment cannot be read.
    """
    if any(environment.get(name) for name in _BY_HAND):
        return _by_hand(environment)
    server = external_server(environment) or {"host": str(socket_folder(home)), "port": str(PORT)}
    name = database_name(environment)
    passwords = {role: read_password(home, secret_name(role)) for role in (OWNER, APP, GATE)}
    return Urls(
        *(
            _django({**server, "dbname": name, "user": role, "password": password})
            for role, password in passwords.items()
        )
    )


def given_by_hand(environment: Mapping[str, str] = os.environ) -> bool:
    return any(environment.get(name) for name in _BY_HAND)


def external_server(environment: Mapping[str, str] = os.environ) -> dict[str, str] | None:
    """psycopg connection arguments of DATABASE_URL, or None for the embedded cluster."""
    address = environment.get("DATABASE_URL", "")
    return _parsed("DATABASE_URL", address) if address else None


def database_name(environment: Mapping[str, str] = os.environ) -> str:
    """The database that DATABASE_URL names; "jaring" when it names none or one of the server's own."""
    named = (external_server(environment) or {}).get("dbname", "")
    return DATABASE if named in _MAINTENANCE else named


def connection_arguments(url: DatabaseUrl) -> dict[str, str]:
    """The same connection for psycopg."""
    arguments = {word: str(url[key]) for word, key in _SETTINGS.items()}  # type: ignore[literal-required]
    return {word: value for word, value in arguments.items() if value} | url["OPTIONS"]


def _by_hand(environment: Mapping[str, str]) -> Urls:
    missing = [name for name in _BY_HAND if not environment.get(name)]
    if missing:
        raise PostgresError(f"Give {', '.join(_BY_HAND)} all together; {', '.join(missing)} is not set.")
    return Urls(*(_django(_parsed(name, environment[name])) for name in _BY_HAND))


def _parsed(variable: str, address: str) -> dict[str, str]:
    try:
        return {word: str(value) for word, value in conninfo_to_dict(address).items() if value is not None}
    except psycopg.ProgrammingError as error:
        raise PostgresError(
            f"{variable} is not an address of a PostgreSQL database ({str(error).strip()}). "
            "Write it as postgresql://user:password@host:5432/database."
        ) from None


def _django(arguments: Mapping[str, str]) -> DatabaseUrl:
    return {
        "NAME": arguments.get("dbname", DATABASE),
        "USER": arguments.get("user", ""),
        "PASSWORD": arguments.get("password", ""),
        "HOST": arguments.get("host", ""),
        "PORT": arguments.get("port", ""),
        "OPTIONS": {word: value for word, value in arguments.items() if word not in _SETTINGS},
    }
