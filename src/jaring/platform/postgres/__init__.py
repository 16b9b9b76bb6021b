"""The database server: the embedded PostgreSQL of JARING_HOME, or the external one of DATABASE_URL.

It owns the cluster, the roles, the three connections and the backup. It knows nothing of Django, whose
settings need these connections first: start the database (`running_database`), then set up Django
(`database_urls`).
"""

from jaring.platform.postgres.cluster import Cluster
from jaring.platform.postgres.dump import backup, restore
from jaring.platform.postgres.problems import PostgresError
from jaring.platform.postgres.roles import prepare_database
from jaring.platform.postgres.running import running_cluster, running_database
from jaring.platform.postgres.urls import (
    APP,
    DATABASE,
    GATE,
    OWNER,
    READER,
    DatabaseUrl,
    Urls,
    connection_arguments,
    database_urls,
)

__all__ = [
    "APP",
    "DATABASE",
    "GATE",
    "OWNER",
    "READER",
    "Cluster",
    "DatabaseUrl",
    "PostgresError",
    "Urls",
    "backup",
    "connection_arguments",
    "database_urls",
    "prepare_database",
    "restore",
    "running_cluster",
    "running_database",
]
