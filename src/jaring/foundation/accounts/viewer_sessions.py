"""Opening, moving and closing viewer sessions. Runs as the gate role; the application role cannot do any of this."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connections

from jaring.platform.routing import GATE

TOKEN_BYTES = 32
JOB_HOURS = 12
# A read-only page should not write on every click: the database's idle clock moves at most once in this time.
TOUCH_SECONDS = 30


def new_token() -> str:
    """A fresh random session token, 256 bits in hexadecimal."""
    return secrets.token_hex(TOKEN_BYTES)


def hash_of(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def open_session(
    token: str, *, person_id: UUID, member_id: int, clearance: int, purpose: str, kind: str, ends_at: datetime
) -> None:
    """Let the database trust `token` for this person until `ends_at`; a browser's also ends when idle."""
    idle = settings.JARING_IDLE_SECONDS if kind == "browser" else int(timedelta(days=3650).total_seconds())
    _run(
        "insert into app.viewer_session"
        " (token_hash, person_id, member_id, clearance, purpose, kind, idle_seconds, ends_at)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s)",
        [hash_of(token), person_id, member_id, clearance, purpose, kind, idle, ends_at],
    )


def close_session(token: str) -> None:
    """From this moment the token opens nothing."""
    _run("delete from app.viewer_session where token_hash = %s", [hash_of(token)])


def close_sessions_of(person_id: UUID) -> None:
    """End every session of a person: deactivated, or their roles changed."""
    _run("delete from app.viewer_session where person_id = %s", [person_id])


def set_purpose_of(token: str, purpose: str) -> None:
    """The purpose of this sitting, as the log will state it."""
    _run("update app.viewer_session set purpose = %s where token_hash = %s", [purpose, hash_of(token)])


def set_clearance_of(token: str, clearance: int) -> None:
    """After a second factor was added: the same sitting now sees what the person is cleared for."""
    _run("update app.viewer_session set clearance = %s where token_hash = %s", [clearance, hash_of(token)])


def touch_session(token: str) -> None:
    """Move the idle clock."""
    _run("update app.viewer_session set seen_at = now() where token_hash = %s", [hash_of(token)])


def session_facts(token: str) -> tuple[UUID, int, str] | None:
    """(person, clearance, purpose) of a living session, or None when it ended or never was."""
    with connections[GATE].cursor() as cursor:
        cursor.execute(
            "select person_id, clearance, purpose from app.viewer_session where token_hash = %s"
            " and ends_at > now() and seen_at + make_interval(secs => idle_seconds) > now()",
            [hash_of(token)],
        )
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1], row[2])


@dataclass(frozen=True, slots=True)
class Sitting:
    """An open browser session of a person."""

    token_hash: bytes
    started_at: datetime
    seen_at: datetime
    purpose: str
    ends_at: datetime


def sittings_of(person_id: UUID) -> list[Sitting]:
    """The browser sessions of a person that still open something, the one used last first."""
    with connections[GATE].cursor() as cursor:
        cursor.execute(
            "select token_hash, started_at, seen_at, purpose, ends_at from app.viewer_session"
            " where person_id = %s and kind = 'browser' and ends_at > now()"
            " and seen_at + make_interval(secs => idle_seconds) > now() order by seen_at desc",
            [person_id],
        )
        return [Sitting(bytes(row[0]), *row[1:]) for row in cursor.fetchall()]


def remove_ended_sessions() -> None:
    """Housekeeping; an ended session opens nothing even while its row is there."""
    _run("delete from app.viewer_session where ends_at < now() or seen_at < now() - interval '30 days'", [])


def _run(sql: str, params: Sequence[str | int | bytes | datetime | UUID]) -> None:
    with connections[GATE].cursor() as cursor:
        cursor.execute(sql, params)
