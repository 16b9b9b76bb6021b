"""Writing the log. Called inside the transaction of the act, so that neither exists without the other."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from jaring.foundation.audit.domain import SALT_BYTES, EventFields, leaf_hash
from jaring.foundation.audit.models import Event
from jaring.kernel.clock import now
from jaring.kernel.ids import new_id

NOTE_LIMIT = 400  # characters; audit_event.note


class Acting(Protocol):
    """Who acts, as the log needs it."""

    @property
    def person_id(self) -> UUID: ...
    @property
    def member_id(self) -> int: ...
    @property
    def purpose(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Touched:
    """The record an event is about."""

    kind: str
    id: UUID | str = ""
    owner_id: int | None = None
    note: str = ""


def record_event(verb: str, touched: Touched, *, acting: Acting | None, using: str = "default") -> None:
    """Log one act. `using` names the connection whose transaction the act runs in ("gate" for people)."""
    record_events(verb, [touched], acting=acting, using=using)


def record_events(verb: str, touched: Iterable[Touched], *, acting: Acting | None, using: str = "default") -> None:
    """Log the same act on several records, one row each."""
    Event.objects.using(using).bulk_create([_event(verb, one, acting) for one in touched])


def _event(verb: str, touched: Touched, acting: Acting | None) -> Event:
    fields = EventFields(
        id=new_id(),
        at=now(),
        member_id=acting.member_id if acting else None,
        person_id=acting.person_id if acting else None,
        verb=verb,
        object_kind=touched.kind,
        object_id=str(touched.id),
        owner_id=touched.owner_id,
        purpose=acting.purpose if acting else "",
        note=touched.note[:NOTE_LIMIT],
    )
    salt = secrets.token_bytes(SALT_BYTES)
    return Event(
        id=fields.id,
        at=fields.at,
        member_id=fields.member_id,
        person_id=fields.person_id,
        verb=fields.verb,
        object_kind=fields.object_kind,
        object_id=fields.object_id,
        owner_id=fields.owner_id,
        purpose=fields.purpose,
        note=fields.note,
        salt=salt,
        leaf=leaf_hash(fields, salt),
    )
