"""Opening, moving and closing viewer sessions. Runs as the gate role; the application role cannot do any of this."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from jaring.kernel.errors import NotAllowedError
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
    """Let the database trust `token` for this person until `ends_at`; a browser's also ends when idle.

    The person and the member are locked while the session is made: one that is deactivated in the same moment
    either waits and then closes this session too, or is inactive already.

    Raises:
        NotAllowedError: the person or their member is not active.
    """
    idle = settings.JARING_IDLE_SECONDS if kind == "browser" else int(timedelta(days=3650).total_seconds())
    opened = _run(
        "insert into app.viewer_session"
        " (token_hash, person_id, member_id, clearance, purpose, kind, idle_seconds, ends_at)"
        " select %s, p.id, m.id, %s, %s, %s, %s, %s"
        " from accounts_person p join accounts_member m on m.id = p.member_id"
        " where p.id = %s and m.id = %s and p.is_active and m.active for share"
        # Two requests may bring the same personal token at once: both are the same person's, and both go on.
        " on conflict (token_hash) do update set clearance = excluded.clearance, purpose = excluded.purpose,"
        " seen_at = now(), ends_at = excluded.ends_at where viewer_session.person_id = excluded.person_id",
        [hash_of(token), clearance, purpose, kind, idle, ends_at, person_id, member_id],
    )
    if not opened:
        raise NotAllowedError(_("You or your member no longer take part here. Ask the secretariat."))


def close_session(token: str) -> None:
    """From this moment the token opens nothing."""
    _run("delete from app.viewer_session where token_hash = %s", [hash_of(token)])


def close_sessions_of(person_id: UUID) -> None:
    """End every session of a person: deactivated, or their roles changed."""
    _run("delete from app.viewer_session where person_id = %s", [person_id])


def close_sessions_of_member(member_id: int) -> None:
    """End every session of a member's people: it was taken off the register."""
    _run("delete from app.viewer_session where member_id = %s", [member_id])


def set_purpose_of(token: str, purpose: str) -> None:
    """The purpose of this sitting, as the log will state it."""
    _run("update app.viewer_session set purpose = %s where token_hash = %s", [purpose, hash_of(token)])


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


def _run(sql: str, params: Sequence[str | int | bytes | datetime | UUID]) -> int:
    with connections[GATE].cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)
