"""The database lets a member write its own rows under its own labels, and nobody else's."""

import pytest
from psycopg import errors

from tests.access.intruder import (
    PROTECTED,
    ask,
    count,
    insertion,
    intern,
    intruder,
    put_everywhere,
    put_row,
    refused,
    session,
)
from tests.cast import Cast

ROW_POLICY = errors.InsufficientPrivilege


def test_it_takes_no_row_without_a_session(cast: Cast) -> None:
    with intruder() as connection:
        label = put_everywhere(connection, cast.aditi)
        for table in PROTECTED:
            with pytest.raises(ROW_POLICY):
                put_row(connection, table, cast.aditi.person.member_id, label)


@pytest.mark.parametrize("table", PROTECTED)
def test_it_takes_no_row_in_anothers_name_or_under_anothers_label(cast: Cast, table: str) -> None:
    aditi, bao = cast.aditi.viewer(), cast.bao.viewer()
    with intruder() as connection:
        with session(connection, aditi.token):
            hidden, shown = intern(connection, 2), intern(connection, 2, [(bao.member_id, "2100-01-01")])
        with session(connection, bao.token):
            own = intern(connection, 2)
        attempts = [
            (aditi.member_id, hidden, ROW_POLICY),
            (aditi.member_id, shown, ROW_POLICY),
            (aditi.member_id, own, ROW_POLICY),
            (bao.member_id, hidden, ROW_POLICY),
            # Seen by Bao, so the policy has nothing against it; the foreign key on (label, owner) has.
            (bao.member_id, shown, errors.ForeignKeyViolation),
            (bao.member_id, 2_000_000, errors.Error),
            (bao.member_id, -1, errors.Error),
        ]
        for owner, label, refusal in attempts:
            with session(connection, bao.token), pytest.raises(refusal), connection.transaction():
                put_row(connection, table, owner, label)
        with session(connection, bao.token):
            put_row(connection, table, bao.member_id, own)
            assert count(connection, table) == 1


def test_it_takes_no_row_above_the_writers_clearance(cast: Cast) -> None:
    with intruder() as connection:
        with session(connection, cast.aditi.viewer().token):
            above = intern(connection, 3)
        with session(connection, cast.dewi.viewer().token):
            within = intern(connection, 1)
            for table in PROTECTED:
                with pytest.raises(ROW_POLICY), connection.transaction():
                    put_row(connection, table, cast.dewi.person.member_id, above)
                put_row(connection, table, cast.dewi.person.member_id, within)
                with pytest.raises(ROW_POLICY), connection.transaction():
                    connection.execute(f"update {table} set label_id = {above}".encode())


def test_it_does_not_let_a_row_change_hands(cast: Cast) -> None:
    """Neither given away, nor taken, nor put under a label that is not its owner's."""
    aditi, bao = cast.aditi.viewer(), cast.bao.viewer()
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        with session(connection, bao.token):
            theirs = intern(connection, 2, [(aditi.member_id, "2100-01-01")])
        for table in PROTECTED:
            with session(connection, aditi.token):
                refused(connection, f"update {table} set owner_id = {bao.member_id}")
                refused(connection, f"update {table} set label_id = {theirs}", by=errors.ForeignKeyViolation)
                refused(connection, f"update {table} set owner_id = {bao.member_id}, label_id = {theirs}")
                refused(connection, f"update {table} set label_id = 2000000", by=errors.Error)


def test_it_changes_and_deletes_nothing_of_another_member(cast: Cast) -> None:
    """Seen or not: a recipient reads."""
    aditi, bao = cast.aditi.viewer(), cast.bao.viewer()
    with intruder() as connection:
        with session(connection, aditi.token):
            labels = [intern(connection, 2), intern(connection, 2, [(bao.member_id, "2100-01-01")])]
            for table in PROTECTED:
                for label in labels:
                    put_row(connection, table, aditi.member_id, label)
        for table in PROTECTED:
            with session(connection, bao.token):
                assert count(connection, table) == 1
                assert connection.execute(f"update {table} set label_id = label_id".encode()).rowcount == 0
                assert connection.execute(f"delete from {table}".encode()).rowcount == 0
                assert ask(connection, f"select id from {table} for update") == []
                assert ask(connection, f"delete from {table} returning *") == []
                merge = f"merge into {table} t using (select id from {table}) s on t.id = s.id when matched then delete"
                refused(connection, merge, by=errors.Error)
            with session(connection, aditi.token):
                assert count(connection, table) == 2


def test_it_lets_nobody_change_a_fact(cast: Cast) -> None:
    fixed = "value", "prop", "schema", "entity_id", "contribution_id", "owner_id", "created_at", "source_grade", "id"
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        with session(connection, cast.aditi.viewer().token):
            for column in fixed:
                refused(connection, f"update intelligence_statement set {column} = {column}")
            connection.execute("update intelligence_statement set retired_at = now()")


def test_it_copies_out_what_is_seen_and_copies_nothing_in(cast: Cast) -> None:
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        for player, lines in ((cast.aditi, 1), (cast.chanda, 0)):
            with session(connection, player.viewer().token):
                for table in PROTECTED:
                    copy = f"copy (select id from {table}) to stdout".encode()
                    with connection.cursor() as cursor, cursor.copy(copy) as out:
                        assert len(list(out)) == lines
                    refused(connection, f"copy {table} from stdin", by=errors.FeatureNotSupported)


def test_it_tells_an_upsert_nothing_of_what_a_hidden_row_holds(cast: Cast) -> None:
    """Keys are 74 random bits, so a key cannot be guessed. Who knows one learns no more than that it is taken."""
    aditi, chanda = cast.aditi.viewer(), cast.chanda.viewer()
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        for table in PROTECTED:
            with session(connection, aditi.token):
                ((known,),) = ask(connection, f"select id from {table}")
            with session(connection, chanda.token):
                own = intern(connection, 2)
                insert = insertion(connection, table, chanda.member_id, own, id=f"'{known}'")
                refused(connection, f"{insert} on conflict (id) do update set label_id = excluded.label_id returning *")
                refused(connection, f"{insert} on conflict (id) do update set label_id = {own} where true returning *")
                assert ask(connection, f"{insert} on conflict do nothing returning *") == []
                said = refused(connection, insert, by=errors.UniqueViolation)
                assert said.partition("DETAIL:")[2].strip() in {"", f"Key (id)=({known}) already exists."}
                assert count(connection, table) == 0
            with session(connection, aditi.token):
                assert count(connection, table) == 1


def test_it_has_no_key_between_members_but_random_ones(cast: Cast) -> None:
    """A unique constraint over values, or a foreign key to another protected row, would tell that a row exists."""
    with intruder() as connection:
        for table in PROTECTED:
            keys = ask(
                connection,
                "select array(select attname::text from pg_attribute"
                "             where attrelid = indrelid and attnum = any (indkey))"
                " from pg_index where indrelid = %s::regclass and (indisunique or indisexclusion)",
                table,
            )
            assert keys == [(["id"],)], table
            targets = (
                "select confrelid::regclass::text from pg_constraint where contype = 'f' and conrelid = %s::regclass"
            )
            assert ask(connection, targets, table) == [("app.label",)], table
            owned = (
                "select 1 from pg_attrdef d where d.adrelid = %s::regclass and pg_get_expr(adbin, adrelid) ~ 'nextval'"
                " union all select 1 from pg_attribute where attrelid = %s::regclass and attidentity <> ''"
            )
            assert ask(connection, owned, table, table) == [], table
