"""Housekeeping takes away what has ended, and nothing else."""

from datetime import timedelta

from django.db import connections
from procrastinate.contrib.django import app

from jaring.foundation.accounts import viewer_sessions
from jaring.foundation.sharing.tasks import sweep
from jaring.kernel.clock import now
from tests.cast import Cast, Player


def open_session(player: Player, *, ends_in: timedelta) -> str:
    """A session of the player's that ends then."""
    token = viewer_sessions.new_token()
    viewer_sessions.open_session(
        token,
        person_id=player.person.id,
        member_id=player.person.member_id,
        clearance=0,
        purpose="",
        kind="browser",
        ends_at=now() + ends_in,
    )
    return token


def is_stored(token: str) -> bool:
    """Whether the row of a session is still there."""
    with connections["gate"].cursor() as cursor:
        cursor.execute(
            "select count(*) from app.viewer_session where token_hash = %s", [viewer_sessions.hash_of(token)]
        )
        return bool(cursor.fetchone()[0])


def test_it_removes_ended_sessions_and_leaves_living_ones(cast: Cast) -> None:
    ended = open_session(cast.aditi, ends_in=timedelta(seconds=-1))
    living = open_session(cast.aditi, ends_in=timedelta(hours=1))
    sweep(0)
    assert [is_stored(token) for token in (ended, living)] == [False, True]


def test_it_runs_twice_in_a_row_without_harm(cast: Cast) -> None:
    sweep(0)
    sweep(0)


def test_it_is_asked_for_every_minute(cast: Cast) -> None:
    crons = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert crons["sweep"] == "* * * * *"
