"""One connection serves many viewers one after the other: nothing of one may reach the next."""

import time

import psycopg
import pytest
from psycopg import errors

from jaring.foundation.accounts import viewer_sessions
from tests.access.intruder import PROTECTED, ask, count, intern, intruder, put_everywhere, put_row, refused, session
from tests.cast import Cast

TABLE = "intelligence_contribution"
COUNT = f"select count(*) from {TABLE}"


@pytest.mark.parametrize("plan", ["force_generic_plan", "force_custom_plan", "auto"])
def test_it_plans_anew_for_each_viewer_of_a_prepared_statement(cast: Cast, plan: str) -> None:
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        connection.execute(f"set plan_cache_mode = {plan}".encode())
        for statement in (COUNT, f"select exists (select from {TABLE} where owner_id > %s)"):
            values = [0] if "%s" in statement else []
            for turn in range(8):
                for player, seen in ((cast.aditi, 1), (cast.chanda, 0), (None, 0)):
                    token = player.viewer().token if player else f"forged {turn}"
                    with session(connection, token):
                        cursor = connection.execute(statement.encode(), values, prepare=True)
                        assert cursor.fetchall() == [(seen if statement == COUNT else bool(seen),)]
        connection.execute(f"prepare mine as select id from {TABLE}".encode())
        for _ in range(8):
            for player, seen in ((cast.aditi, 1), (cast.chanda, 0)):
                with session(connection, player.viewer().token):
                    assert len(ask(connection, "execute mine")) == seen


def test_it_follows_a_token_that_changes_inside_a_transaction(cast: Cast) -> None:
    aditi, chanda = cast.aditi.viewer().token, cast.chanda.viewer().token
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        with connection.transaction():
            for token, seen in ((aditi, 1), (chanda, 0), (aditi, 1), ("", 0), ("forged", 0)):
                connection.execute("select set_config('app.session', %s, true)", [token])
                assert [count(connection, table) for table in PROTECTED] == [seen] * len(PROTECTED)
        assert count(connection, TABLE) == 0


def test_it_forgets_the_token_with_its_transaction(cast: Cast) -> None:
    aditi = cast.aditi.viewer().token
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        with session(connection, aditi):
            assert count(connection, TABLE) == 1
        assert count(connection, TABLE) == 0
        with pytest.raises(errors.DivisionByZero), session(connection, aditi):
            connection.execute("select 1 / 0")
        assert count(connection, TABLE) == 0
        with session(connection, cast.chanda.viewer().token):
            connection.execute("savepoint s")
            connection.execute("select set_config('app.session', %s, true)", [aditi])
            connection.execute("rollback to s")
            assert count(connection, TABLE) == 0


def test_it_gives_a_cursor_what_the_viewer_who_opened_it_saw_and_no_more(cast: Cast) -> None:
    """A cursor keeps the sight of its opener, who has it anyway; it never takes on a later viewer's."""
    aditi, chanda = cast.aditi.viewer().token, cast.chanda.viewer().token
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        with session(connection, chanda):
            connection.execute(f"declare inner_one cursor for select id from {TABLE}".encode())
            assert ask(connection, "fetch 1 from inner_one") == []
            connection.execute("select set_config('app.session', %s, true)", [aditi])
            assert ask(connection, "fetch all from inner_one") == []
        with session(connection, chanda):
            connection.execute(f"declare kept cursor with hold for select id from {TABLE}".encode())
        with session(connection, aditi):
            assert ask(connection, "fetch all from kept") == []
        # A page's connection is never given to another page with the cursor of the last one still on it.
        with session(connection, aditi), connection.cursor("named") as cursor:
            cursor.execute(f"select id from {TABLE}".encode())
            assert len(cursor.fetchall()) == 1
        assert ask(connection, "select name from pg_cursors where not is_holdable") == []


def test_it_sees_an_end_come_inside_a_transaction_that_is_held_open(cast: Cast) -> None:
    """now() stands still in a transaction; sessions and releases must not live on in it."""
    bao = cast.bao.viewer()
    with intruder() as connection:
        with session(connection, cast.aditi.viewer().token):
            ((soon,),) = ask(connection, "select (clock_timestamp() + interval '0.7 seconds')::text")
            label = intern(connection, 1, [(bao.member_id, soon)])
            put_row(connection, TABLE, cast.aditi.person.member_id, label)
        with session(connection, bao.token):
            assert count(connection, TABLE) == 1
            time.sleep(0.8)  # the database's own clock decides: nothing else can be waited for
            assert count(connection, TABLE) == 0
        with connection.transaction():
            connection.execute("set transaction isolation level repeatable read")
            connection.execute("select set_config('app.session', %s, true)", [cast.aditi.viewer().token])
            assert count(connection, TABLE) == 1


def test_it_ends_a_session_inside_a_transaction_that_is_held_open(cast: Cast) -> None:
    aditi = cast.aditi.viewer()
    with intruder("gate") as gate, intruder() as connection:
        put_everywhere(connection, cast.aditi)
        gate.execute(
            "update app.viewer_session set ends_at = clock_timestamp() + interval '0.5 seconds' where token_hash = %s",
            [viewer_sessions.hash_of(aditi.token)],
        )
        with session(connection, aditi.token):
            assert count(connection, TABLE) == 1
            time.sleep(0.6)
            assert count(connection, TABLE) == 0
        lasting = cast.aditi.viewer().token
        with session(connection, lasting):
            assert count(connection, TABLE) == 1
            viewer_sessions.close_session(lasting)
            assert count(connection, TABLE) == 0


def test_it_takes_a_release_back_from_a_transaction_that_is_held_open(cast: Cast) -> None:
    bao = cast.bao.viewer()
    with intruder() as owner, intruder() as reader:
        with session(owner, cast.aditi.viewer().token):
            label = intern(owner, 1, [(bao.member_id, "2100-01-01")])
            own = intern(owner, 1)
            put_row(owner, TABLE, cast.aditi.person.member_id, label)
        with session(reader, bao.token):
            assert count(reader, TABLE) == 1
            with session(owner, cast.aditi.viewer().token):
                owner.execute(f"update {TABLE} set label_id = {own}".encode())
            assert count(reader, TABLE) == 0


def test_it_uses_no_token_that_an_attacker_left_on_the_connection(cast: Cast) -> None:
    """Set for the whole connection it shows the attacker's own rows at most, and never beside a viewer's own token."""
    chanda, aditi = cast.chanda.viewer().token, cast.aditi.viewer().token
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        put_everywhere(connection, cast.chanda)
        connection.execute("select set_config('app.session', %s, false)", [chanda])
        with session(connection, aditi):
            assert ask(connection, f"select distinct owner_id from {TABLE}") == [(cast.aditi.person.member_id,)]
        assert ask(connection, f"select distinct owner_id from {TABLE}") == [(cast.chanda.person.member_id,)]
        refused(connection, f"insert into {TABLE} default values", by=psycopg.Error)


def test_it_has_room_for_every_label_in_every_bitmap(cast: Cast) -> None:
    """get_bit past the end is an error: bitmaps are padded in the transaction that makes the label."""
    with intruder() as connection, intruder("owner") as owner:
        with session(connection, cast.aditi.viewer().token):
            intern(connection, 2)
        sizes = "select min(8 * octet_length(bits)), max(8 * octet_length(bits)) from app.visible"
        ((smallest, largest),) = ask(owner, sizes)
        ((last,),) = ask(owner, "select max(id) from app.label")
        assert last < smallest == largest
