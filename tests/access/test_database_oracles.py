"""What the database does not give away by the way: errors, plans, statistics, other sessions, hostile searches."""

import json
from typing import Any

import psycopg
import pytest
from psycopg import errors

from jaring.apps.intelligence.models import Statement
from jaring.kernel.ids import new_id
from jaring.platform.jobs import defer
from jaring.platform.session import viewer_session
from tests.access.intruder import PROTECTED, ask, count, intern, intruder, put_everywhere, put_row, refused, session
from tests.cast import Cast

SECRET = "Captain Lek"
HOSTILE_SEARCHES = [
    ("'", "%'%"),
    ("''", "'; drop table intelligence_statement; --"),
    ("captain", "%' or '1' = '1"),
    ("captain' | 'x", ""),
    ("!zzz", "%"),
    ("!zzz", "%%"),
    ("!zzz", "_"),
    ("captain:*", "captain%"),
    ("!!captain", "\\\\%"),
    ("captain <-> lek", "%$4%"),
    ("captain & $1", "%{}%"),
    ("captain", "%" + "a" * 10_000 + "%"),
]


def hide_secret(cast: Cast) -> None:
    """A search document, a statement, an entity and an identifier of Aditi's that Chanda must not learn of."""
    aditi = cast.aditi.viewer()
    with intruder() as connection, session(connection, aditi.token):
        label = intern(connection, 2)
        owner = aditi.member_id
        put_row(
            connection, "intelligence_search_document", owner, label,
            content="'captain lek'", tokens="'captain lek'", caption=f"'{SECRET}'", kind="'person'",
        )  # fmt: skip
        put_row(
            connection, "intelligence_statement", owner, label, value=f"'{SECRET}'", schema="'Person'", prop="'name'"
        )
        put_row(connection, "intelligence_entity", owner, label, caption=f"'{SECRET}'")
        put_row(connection, "intelligence_identifier_key", owner, label, value="'+6281234567'", kind="'phone'")


def test_it_raises_no_error_over_a_hidden_value(cast: Cast) -> None:
    """An expression that fails on one value would tell of that value if it were tried before the policy."""
    hide_secret(cast)
    attempts = [
        f"select 1 from intelligence_statement where 1 / (case when value = '{SECRET}' then 0 else 1 end) = 1",
        f"select 1 from intelligence_statement where 1 / (value <> '{SECRET}')::int = 1",
        "select 1 from intelligence_statement where value::int > 0",
        "select 1 from intelligence_statement where cast(value as jsonb) is null",
        "select 1 from intelligence_statement where value ~ (value || '(')",
        "select 1 from intelligence_statement where 1 / (length(value) - 11) = 1 and label_id >= 0",
        "select 1 from intelligence_statement where sqrt(-length(value)) > 0",
        f"select sum(1 / (value <> '{SECRET}')::int) from intelligence_statement",
        "select s.value::date from intelligence_statement s join accounts_member m on m.id = s.owner_id",
        "select 1 from accounts_member m, lateral (select value::int from intelligence_statement offset 0) s",
        "select 1 from intelligence_entity e full join intelligence_statement s on s.value::int = e.statement_count",
        "select 1 from intelligence_identifier_key where value = '+6281234567' and 1 / (kind <> 'phone')::int = 1",
        "select 1 from intelligence_search_document where content like 'captain lek\\'",
        "with recursive t as (select value from intelligence_statement union select value::int::text from t) table t",
        "update intelligence_statement set retired_at = now() where value::int = 1",
        "delete from intelligence_entity where caption::int = 1",
    ]
    with intruder() as connection:
        connection.execute("set plan_cache_mode = force_generic_plan")
        for player, token in ((cast.chanda, cast.chanda.viewer().token), (None, "forged")):
            with session(connection, token):
                for attempt in attempts:
                    for way in ("on", "off"):
                        connection.execute(f"set local enable_seqscan = {way}".encode())
                        cursor = connection.execute(attempt.encode())
                        rows = cursor.fetchall() if cursor.description else []
                        assert rows in ([], [(None,)]), (player, attempt)


@pytest.mark.parametrize(("words", "part"), HOSTILE_SEARCHES)
def test_it_answers_a_hostile_search_as_if_nothing_were_there(cast: Cast, words: str, part: str) -> None:
    """With the same answer, or the same error, whether the hidden document exists or not."""
    with intruder() as connection:
        chanda = cast.chanda.viewer()

        def outcome() -> tuple[str, Any]:
            query = "select * from app.search_documents(%s, %s, null, 10)"
            try:
                with session(connection, chanda.token):
                    return "rows", ask(connection, query, words, part)
            except errors.Error as error:
                return "error", (error.sqlstate, str(error))

        before = outcome()
        hide_secret(cast)
        assert outcome() == before
        assert before[1] == [] or before[0] == "error"


@pytest.mark.parametrize(
    "pattern", ["captain lek\\", "captain\\", "%lek\\", "%\\", "_aptain lek\\", "\\", "captain lek\\\\\\"]
)
def test_it_refuses_a_pattern_whose_error_depends_on_what_it_meets(cast: Cast, pattern: str) -> None:
    """LIKE complains of a trailing escape only when a text matched that far: an oracle, were it left to the rows."""
    hide_secret(cast)
    with intruder() as connection, session(connection, cast.chanda.viewer().token):
        for words in ("zzz", "captain"):
            refused(
                connection,
                "select * from app.search_documents(%s, %s, null, 10)",
                words,
                pattern,
                by=errors.InvalidParameterValue,
            )


def test_it_limits_a_search_by_kind_and_number_inside_the_bitmap(cast: Cast) -> None:
    hide_secret(cast)
    query = "select caption, hits from app.search_documents('captain', '%%lek%%', %s, %s)"
    with intruder() as connection:
        with session(connection, cast.chanda.viewer().token):
            assert ask(connection, query, None, 10) == []
            assert ask(connection, query, ["person"], 2_000_000_000) == []
        with session(connection, cast.aditi.viewer().token):
            assert ask(connection, query, ["person"], 10) == [(SECRET, 1)]
            assert ask(connection, query, ["vessel"], 10) == []
            assert ask(connection, query, None, 0) == []


def test_it_keeps_statistics_of_protected_columns_to_itself(cast: Cast) -> None:
    hide_secret(cast)
    with intruder() as connection:
        _analyze()
        for token in ("", cast.aditi.viewer().token, cast.chanda.viewer().token):
            with session(connection, token):
                for view in ("pg_stats", "pg_stats_ext", "pg_stats_ext_exprs"):
                    found = ask(connection, f"select tablename from {view} where tablename = any (%s)", PROTECTED)
                    assert found == [], view
                refused(connection, "select stavalues1 from pg_statistic")


def test_it_shows_no_hidden_value_in_a_plan(cast: Cast) -> None:
    hide_secret(cast)
    _analyze()
    with intruder() as connection, session(connection, cast.chanda.viewer().token):
        for table in PROTECTED:
            ((plan,),) = ask(connection, f"explain (analyze, verbose, buffers, format json) select * from {table}")
            told = json.dumps(plan)
            assert SECRET not in told
            assert plan[0]["Plan"]["Actual Rows"] == 0
            assert _estimated(plan) == _estimated(ask(connection, f"explain (format json) select * from {table}")[0][0])


def test_it_shows_a_search_no_plan_of_its_inside(cast: Cast) -> None:
    """EXPLAIN counts the rows a policy removed (THREAT_MODEL.md says so); a search function is opaque to it."""
    hide_secret(cast)
    plans = []
    with intruder() as connection, session(connection, cast.chanda.viewer().token):
        for words in ("captain", "zzz"):
            query = f"select caption from app.search_documents('{words}', '', null, 10)"
            plan = ask(
                connection, f"explain (analyze, verbose, costs off, timing off, summary off, buffers off) {query}"
            )
            plans.append([line.replace(words, "?") for (line,) in plan])
    assert plans[0] == plans[1]
    assert not any("Removed" in line or "intelligence_search_document" in line for line in plans[0])


def test_it_hides_what_other_sessions_of_the_application_are_asking(cast: Cast) -> None:
    """All pages share a role, and PostgreSQL shows a role its own sessions: no token and no text may be there."""
    watched = cast.aditi.viewer()
    with intruder() as victim, intruder() as watcher:
        with session(victim, watched.token):
            victim.execute(f"select '{SECRET}'".encode())
            assert _seen_of(watcher, watched.token, SECRET) == []
        assert _seen_of(watcher, watched.token, SECRET) == []
    with viewer_session(watched.token), intruder() as watcher:
        assert Statement.objects.filter(value=SECRET).count() == 0
        assert _seen_of(watcher, watched.token, SECRET) == []


def test_it_passes_nothing_on_by_locks_notices_or_large_objects_but_what_the_sender_sees(cast: Cast) -> None:
    """Channels beside row policies exist; they carry what a session puts into them, and no row by themselves."""
    with intruder() as sender, intruder() as listener:
        listener.execute("listen anything")
        with session(sender, cast.chanda.viewer().token):
            sender.execute("select pg_notify('anything', (select count(*)::text from intelligence_statement))")
        notes = list(listener.notifies(timeout=0.2, stop_after=1))
        assert [note.payload for note in notes] == ["0"]
        with session(sender, cast.chanda.viewer().token):
            assert ask(sender, "select pg_try_advisory_xact_lock(7210, 1)") == [(True,)]
            refused(sender, "select lo_get(1)", by=errors.Error)
            assert ask(sender, "select count(*) from pg_largeobject_metadata") == [(0,)]
        refused(sender, "select * from pg_largeobject")


def test_it_knows_no_sequence_behind_protected_rows(cast: Cast) -> None:
    with intruder() as connection:
        visible = ask(
            connection,
            "select s.seqrelid::regclass::text from pg_sequence s"
            " where has_sequence_privilege(s.seqrelid, 'select, usage, update')",
        )
        assert visible == []
        refused(connection, "select last_value from app.label_id_seq")
        refused(connection, "select nextval('app.label_id_seq')")
        assert ask(connection, "select last_value from pg_sequences where sequencename = 'label_id_seq'") == [(None,)]


def test_it_keeps_the_job_queue_from_the_application(cast: Cast) -> None:
    """A job names a person and a purpose: pages queue it and never see it again, neither others' nor their own."""
    aditi = cast.aditi.viewer()
    with viewer_session(aditi.token):
        defer("check_import", new_id())
    with intruder() as connection, session(connection, aditi.token):
        for table in ("jobs", "events", "periodic_defers", "workers"):
            refused(connection, f"select * from procrastinate_{table}")
        refused(connection, "delete from procrastinate_jobs")
        refused(connection, "update procrastinate_jobs set args = '{}'")
        refused(connection, "insert into procrastinate_jobs (queue_name, task_name) values ('default', 'check_import')")
        refused(connection, "select procrastinate_fetch_job_v2(null, null)", by=errors.Error)
        functions = ask(
            connection,
            "select proname from pg_proc"
            " where proname like 'procrastinate%%' and has_function_privilege(oid, 'execute')",
        )
        assert functions == []


def test_it_queues_a_job_in_the_viewers_own_name_and_no_other(cast: Cast) -> None:
    """The person and the purpose come from the database's own session row, never from what is asked."""
    wanted = new_id()
    with intruder() as connection:
        with session(connection, cast.aditi.viewer(purpose="child_protection").token):
            refused(connection, "create temporary table procrastinate_jobs (args text)")
            connection.execute("select app.defer_job('keep_import', %s)", (wanted,))
            for task in ("sweep", "revive_jobs", "", None):
                refused(connection, "select app.defer_job(%s, %s)", task, wanted, by=errors.InvalidParameterValue)
            refused(connection, "select app.defer_job('keep_import', null)", by=errors.InvalidParameterValue)
        with session(connection, "forged"):
            refused(connection, "select app.defer_job('keep_import', %s)", wanted)
    with intruder("owner") as owner:
        jobs = ask(owner, "select task_name, lock, args from procrastinate_jobs")
    person = str(cast.aditi.person.id)
    arguments = {"import_id": str(wanted), "person_id": person, "purpose": "child_protection"}
    assert jobs == [("keep_import", str(wanted), arguments)]


def test_it_counts_in_every_table_only_what_is_seen(cast: Cast) -> None:
    """In aggregates, in set operations, in samples and in system columns alike."""
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
    with intruder() as connection, session(connection, cast.chanda.viewer().token):
        for table in PROTECTED:
            assert count(connection, table) == 0
            assert ask(connection, f"select max(id::text), count(*), min(ctid::text) from {table}") == [(None, 0, None)]
            assert ask(connection, f"select 1 from {table} tablesample system (100)") == []
            assert ask(connection, f"select xmin, tableoid from {table}") == []
            assert ask(connection, f"(table {table}) except (table {table})") == []
            assert ask(connection, f"select exists (select from {table})") == [(False,)]
            assert ask(connection, f"select array(select id from {table})") == [([],)]


def _seen_of(watcher: psycopg.Connection, *texts: str) -> list[str]:
    rows = ask(watcher, "select query from pg_stat_activity where pid <> pg_backend_pid()")
    rows += ask(watcher, "select pg_stat_get_backend_activity(b) from pg_stat_get_backend_idset() b")
    own = ask(watcher, "select query from pg_stat_activity where pid = pg_backend_pid()")
    return [query for (query,) in rows if query and (query,) not in own and any(text in query for text in texts)]


def _analyze() -> None:
    with intruder("owner") as owner:
        for table in PROTECTED:
            owner.execute(f"analyze {table}".encode())


def _estimated(plan: Any) -> Any:
    return plan[0]["Plan"]["Plan Rows"]
