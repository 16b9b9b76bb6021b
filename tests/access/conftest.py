"""One database for all questions of a module: a dossier is made again only when somebody was allowed to change it."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.access.rooms import Rooms
from tests.cast import Cast, empty_rooms


@pytest.fixture(scope="module")
def rooms(whole_cast: Cast, django_db_blocker: DjangoDbBlocker) -> Iterator[Rooms]:
    """Empty rooms at the beginning; at the end everything is as it was."""
    from tests.access.dossier import remove_extra_people
    from tests.access.rooms import restore

    with django_db_blocker.unblock():
        yield Rooms(whole_cast)
        for player in whole_cast.everybody():
            restore(player)
        empty_rooms()
        remove_extra_people()
