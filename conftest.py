"""Fixtures of all tests: one scratch cluster, one cast, real commits."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast, empty_rooms, prepare_cast


@pytest.fixture(scope="session")
def whole_cast(django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The migrated database with the cast in it."""
    from django.db import connections

    from jaring.platform.migration import migrate

    with django_db_blocker.unblock():
        migrate()
        yield prepare_cast()
        for connection in connections.all():
            connection.close()


@pytest.fixture
def cast(whole_cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Everybody, with empty rooms; what a test writes is gone after it."""
    with django_db_blocker.unblock():
        yield whole_cast
        empty_rooms()
