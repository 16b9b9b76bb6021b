"""The log is inserted, never changed, and each member reads its own part."""

from datetime import UTC, timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from jaring.foundation.audit.api import Event, Touched, came_before, readership, record_event, verb_label
from jaring.foundation.audit.domain import EventFields, leaf_hash
from jaring.kernel.clock import now
from jaring.kernel.ids import new_id
from jaring.platform.session import viewer_session
from tests.cast import Cast, Player

CHANGES = [
    "update audit_event set note = 'nothing happened'",
    "delete from audit_event",
    "truncate audit_event",
]


def act(player: Player, verb: str = "read_contribution", *, owner: Player | None = None) -> str:
    """The player does something with a thing of the owner; the thing's id."""
    thing = str(new_id())
    with player.acting() as viewer:
        record_event(verb, Touched("contribution", thing, (owner or player).person.member_id), acting=viewer)
    return thing


def seen_by(player: Player, thing: str) -> int:
    """How many lines about a thing a player's member reads."""
    with player.acting():
        return Event.objects.filter(object_id=thing).count()


@pytest.mark.parametrize("sql", CHANGES)
@pytest.mark.parametrize("role", ["default", "gate"])
def test_it_refuses_every_change_by_those_who_write_it(cast: Cast, role: str, sql: str) -> None:
    thing = act(cast.aditi)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        viewer_session(cast.aditi.viewer().token),
        transaction.atomic(using=role),
        connections[role].cursor() as cursor,
    ):
        cursor.execute(sql)
    assert seen_by(cast.aditi, thing) == 1


@pytest.mark.parametrize("sql", CHANGES)
def test_it_refuses_every_change_by_the_owner_of_the_table_who_took_the_policies_off(cast: Cast, sql: str) -> None:
    thing = act(cast.aditi)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("alter table audit_event no force row level security")
        with pytest.raises(DatabaseError, match="never changed"):
            cursor.execute(sql)
        transaction.set_rollback(True, using="owner")
    assert seen_by(cast.aditi, thing) == 1


@pytest.mark.parametrize("sql", CHANGES[:2])
def test_it_shows_the_owner_of_the_table_no_line_to_change(cast: Cast, sql: str) -> None:
    thing = act(cast.aditi)
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount == 0
    assert seen_by(cast.aditi, thing) == 1


def test_it_shows_a_line_to_the_member_that_acted_and_to_the_owner_and_nobody_else(cast: Cast) -> None:
    thing = act(cast.bao, owner=cast.aditi)
    assert [seen_by(p, thing) for p in (cast.bao, cast.aditi, cast.chanda, cast.rosa, cast.noor)] == [1, 1, 0, 0, 0]


def test_it_shows_nothing_without_a_session(cast: Cast) -> None:
    act(cast.aditi)
    assert Event.objects.count() == 0
    with connections["gate"].cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute("select count(*) from audit_event")


def test_it_refuses_a_line_in_anothers_name(cast: Cast) -> None:
    with cast.bao.acting(), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        record_event("read_contribution", Touched("contribution", "x"), acting=cast.aditi.viewer())


def test_it_writes_the_leaf_and_the_transaction_of_each_line(cast: Cast) -> None:
    thing = act(cast.aditi)
    with cast.aditi.acting():
        event = Event.objects.get(object_id=thing)
        fields = EventFields(
            id=event.id,
            at=event.at.astimezone(UTC),
            member_id=event.member_id,
            person_id=event.person_id,
            verb=event.verb,
            object_kind=event.object_kind,
            object_id=event.object_id,
            owner_id=event.owner_id,
            purpose=event.purpose,
            note=event.note,
        )
        assert bytes(event.leaf) == leaf_hash(fields, bytes(event.salt))
        with connections["default"].cursor() as cursor:
            cursor.execute("select xid::text::bigint > 0 from audit_event where id = %s", [event.id])
            assert cursor.fetchone() == (True,)


def test_it_writes_no_line_of_an_act_that_failed(cast: Cast) -> None:
    thing = str(new_id())

    def act_and_fail() -> None:
        with cast.aditi.acting() as aditi:
            record_event("read_contribution", Touched("contribution", thing), acting=aditi)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act_and_fail()
    assert seen_by(cast.aditi, thing) == 0


def test_it_tells_an_owner_which_member_read_what_how_often_and_for_what(cast: Cast) -> None:
    thing = act(cast.bao, owner=cast.aditi)
    act(cast.rahmat, owner=cast.aditi)
    with cast.aditi.acting() as aditi:
        rows = [
            r for r in readership(member_id=aditi.member_id, since=now() - timedelta(days=7)) if r.object_id == thing
        ]
        mine = [
            r
            for r in readership(member_id=aditi.member_id, since=now() - timedelta(days=7))
            if r.member_id == aditi.member_id
        ]
    assert [(r.member_id, r.reads, r.purpose) for r in rows] == [
        (cast.bao.person.member_id, 1, "people_smuggling_investigation")
    ]
    assert mine == []


def test_it_remembers_when_a_person_came_before_they_signed_in_this_time(cast: Cast) -> None:
    act(cast.tomas, "sign_in")
    act(cast.tomas, "read_network")
    before = now()
    act(cast.tomas, "sign_in")
    with cast.tomas.acting() as tomas:
        came = came_before(member_id=tomas.member_id, person_id=tomas.person_id)
    assert came is not None
    assert came < before


def test_it_has_words_for_an_act_and_shows_the_code_of_an_unknown_one() -> None:
    assert verb_label("read_contribution") == "Read a report"
    assert verb_label("count_ships") == "count ships"
