"""The canonical leaf: fixed for ever by vectors, and never the same for two different events."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaring.foundation.audit.domain import SALT_BYTES, EventFields, _canonical, _prefixed, leaf_hash

SALT = bytes(range(SALT_BYTES))
EVENT = EventFields(
    id=UUID("01936b2f-8a00-7000-8000-000000000001"),
    at=datetime(2026, 11, 21, 9, 12, 0, 123456, tzinfo=UTC),
    member_id=62,
    person_id=UUID("01936b2f-8a00-7000-8000-000000000002"),
    verb="read_contribution",
    object_kind="contribution",
    object_id="01936b2f-8a00-7000-8000-000000000003",
    owner_id=84,
    purpose="people_smuggling_investigation",
    note="",
)
EMPTY = EventFields(
    id=UUID(int=0),
    at=datetime(1970, 1, 1, tzinfo=UTC),
    member_id=None,
    person_id=None,
    verb="",
    object_kind="",
    object_id="",
    owner_id=None,
    purpose="",
    note="",
)
texts = st.text(max_size=12)
numbers = st.none() | st.integers(min_value=0, max_value=32767)
ids = st.uuids()
events = st.builds(
    EventFields,
    id=ids,
    at=st.datetimes(timezones=st.just(UTC)),
    member_id=numbers,
    person_id=st.none() | ids,
    verb=texts,
    object_kind=texts,
    object_id=texts,
    owner_id=numbers,
    purpose=texts,
    note=texts,
)


def bytes_of(event: EventFields) -> bytes:
    """What goes into the hash of an event."""
    return b"".join(_prefixed(part) for part in _canonical(event))


def test_it_gives_the_leaf_that_members_compute_by_hand() -> None:
    parts: list[bytes | None] = [
        b"jaring-event-v1",
        SALT,
        EVENT.id.bytes,
        b"2026-11-21T09:12:00.123456+00:00",
        b"62",
        EVENT.person_id.bytes if EVENT.person_id else None,
        b"read_contribution",
        b"contribution",
        b"01936b2f-8a00-7000-8000-000000000003",
        b"84",
        b"people_smuggling_investigation",
        b"",
    ]
    by_hand = b"".join(b"\xff\xff\xff\xff" if p is None else len(p).to_bytes(4, "big") + p for p in parts)
    assert leaf_hash(EVENT, SALT) == hashlib.sha256(by_hand).digest()


@pytest.mark.parametrize(
    ("event", "leaf"),
    [
        (EVENT, "9561e7a3cbcdfa1a853a8faea79bbe648e94ace575ee299a2c32cef328889a06"),
        (EMPTY, "7a8bcf4baa6bd141cd33a40db8d3b927070707f90999dddc4ff2da2b4224fed4"),
        (replace(EVENT, note="มิน ทุน"), "e6f572e3321db6c113951059078f3de27c1182d3735e95b168c13735ff776fd3"),
    ],
    ids=["full", "empty", "thai note"],
)
def test_it_never_changes_the_leaf_of_a_known_event(event: EventFields, leaf: str) -> None:
    assert leaf_hash(event, SALT).hex() == leaf


def test_it_gives_one_leaf_for_one_moment_in_any_zone() -> None:
    jakarta = timezone(timedelta(hours=7))
    assert leaf_hash(replace(EVENT, at=EVENT.at.astimezone(jakarta)), SALT) == leaf_hash(EVENT, SALT)


def test_it_tells_an_absent_owner_from_an_empty_text() -> None:
    assert bytes_of(replace(EMPTY, owner_id=None)) != bytes_of(replace(EMPTY, owner_id=0))
    assert _prefixed(None) != _prefixed(b"")


@given(events, events)
def test_it_never_gives_two_different_events_the_same_bytes(one: EventFields, other: EventFields) -> None:
    assert (bytes_of(one) == bytes_of(other)) == (one == other)


@given(events, st.sampled_from(["verb", "object_kind", "object_id", "purpose"]), st.integers(1, 12))
def test_it_notices_a_letter_that_moves_from_one_field_to_the_next(event: EventFields, field: str, at: int) -> None:
    after = {"verb": "object_kind", "object_kind": "object_id", "object_id": "purpose", "purpose": "note"}[field]
    joined = getattr(event, field) + getattr(event, after)
    moved = replace(event, **{field: joined[:at], after: joined[at:]}) if field != "object_id" else event
    assert (bytes_of(moved) == bytes_of(event)) == (moved == event)


@pytest.mark.parametrize("length", [0, SALT_BYTES - 1, SALT_BYTES + 1])
def test_it_refuses_a_salt_of_another_length(length: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        leaf_hash(EVENT, b"x" * length)


def test_it_hides_what_a_row_says_behind_its_salt() -> None:
    assert leaf_hash(EVENT, SALT) != leaf_hash(EVENT, SALT[::-1])
