"""A database that is ready for Django, for as long as it is needed."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from jaring.platform.postgres.cluster import Cluster
from jaring.platform.postgres.roles import prepare_database
from jaring.platform.postgres.urls import (
    DATABASE,
    Urls,
    database_name,
    database_urls,
    external_server,
    given_by_hand,
)


@contextlib.contextmanager
def running_cluster(home: Path, durable: bool = True) -> Iterator[Cluster]:
    """The embedded cluster with Jaring's roles and database; stopped at the end if it was started here."""
    cluster = Cluster(home, durable=durable)
    cluster.start()
    try:
        prepare_database(cluster.home, cluster.admin(), DATABASE)
        yield cluster
    finally:
        cluster.stop()


@contextlib.contextmanager
def running_database(home: Path, environment: Mapping[str, str] = os.environ) -> Iterator[Urls]:
    """The database that the environment asks for, prepared: external if it names one, else embedded."""
    if given_by_hand(environment):
        yield database_urls(home, environment)
    elif server := external_server(environment):
        prepare_database(home, server, database_name(environment))
        yield database_urls(home, environment)
    else:
        with running_cluster(home):
            yield database_urls(home, environment)


@contextlib.contextmanager
def administration(home: Path, environment: Mapping[str, str] = os.environ) -> Iterator[dict[str, str]]:
    """psycopg arguments of the role that administers: the embedded superuser, or DATABASE_URL's role."""
    if server := external_server(environment):
        prepare_database(home, server, database_name(environment))
        yield server
    else:
        with running_cluster(home) as cluster:
            yield cluster.admin()
