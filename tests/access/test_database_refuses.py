"""The database refuses on its own, whatever the application would have asked: no session, a forged one, more rights."""

import secrets
import uuid

import pytest
from django.db import connections
from psycopg import errors

from jaring.foundation.accounts import viewer_sessions
from tests.access.intruder import PROTECTED, ask, count, intern, intruder, put_everywhere, refused, session
from tests.cast import Cast

CREDENTIALS = (
    "accounts_person",
    "accounts_agency",
    "accounts_personal_token",
    "account_emailaddress",
    "mfa_authenticator",
    "django_session",
    "axes_accessattempt",
)
INNER = ("app.viewer_session", "app.visible", "app.label", "app.label_reader")


def test_it_shows_nothing_without_a_session(cast: Cast) -> None:
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        assert {table: count(connection, table) for table in PROTECTED} == dict.fromkeys(PROTECTED, 0)
        assert count(connection, "audit_event") == 0
        assert count(connection, "accounts_colleague") == 0
        assert ask(connection, "select * from app.search_documents('x', '%x%', null, 10)") == []
        assert ask(connection, "select * from app.label_terms(array(select generate_series(0, 1000)))") == []


def test_it_shows_nothing_to_a_forged_session(cast: Cast) -> None:
    aditi = cast.aditi.viewer()
    stored = viewer_sessions.hash_of(aditi.token)
    member = str(aditi.member_id)
    forged = [
        "",
        " ",
        "0",
        member,
        aditi.member_code,
        str(aditi.person_id),
        secrets.token_hex(32),
        stored.hex(),
        f"\\x{stored.hex()}",
        aditi.token.upper(),
        aditi.token[:-1],
        f"{aditi.token} ",
        f"' or member_id = {member} --",
        "') or true or ('' = '",
        "%",
    ]
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        for token in forged:
            with session(connection, token):
                assert not any(count(connection, table) for table in PROTECTED), token
                assert ask(connection, "select app.viewer_member()") == [(None,)], token
        for name in ("app.member", "app.member_id", "app.viewer_member", "app.clearance"):
            connection.execute("select set_config(%s, %s, false)", [name, member])
        assert not any(count(connection, table) for table in PROTECTED)


def test_it_shows_nothing_once_the_session_ended(cast: Cast) -> None:
    endings = (
        "ends_at = now()",
        "seen_at = now() - make_interval(secs => idle_seconds)",
        "clearance = 0",
    )
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        for ending in endings:
            token = cast.aditi.viewer().token
            with session(connection, token):
                assert all(count(connection, table) for table in PROTECTED)
            with connections["gate"].cursor() as gate:
                gate.execute(
                    f"update app.viewer_session set {ending} where token_hash = %s", [viewer_sessions.hash_of(token)]
                )
            with session(connection, token):
                assert not any(count(connection, table) for table in PROTECTED), ending
        token = cast.aditi.viewer().token
        viewer_sessions.close_session(token)
        with session(connection, token):
            assert not any(count(connection, table) for table in PROTECTED)


@pytest.mark.parametrize("alias", ["default", "gate"])
def test_it_lets_no_role_become_another(cast: Cast, alias: str) -> None:
    with intruder(alias) as connection:
        for role in ("jaring_owner", "jaring_reader", "jaring_gate", "jaring_app", "postgres", "pg_read_all_data"):
            if role == ask(connection, "select current_user")[0][0]:
                continue
            refused(connection, f"set role {role}")
            refused(connection, f"set session authorization {role}")
            refused(connection, f"grant {role} to current_user")
            refused(connection, f"alter role {role} nologin", by=errors.Error)
        connection.execute("reset role")
        connection.execute("reset session authorization")
        for word in ("superuser", "bypassrls", "createrole", "createdb", "replication"):
            refused(connection, f"alter role current_user {word}")
        is_mighty = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
        assert ask(connection, is_mighty) == [(False,)]


def test_it_lets_nobody_sign_in_as_the_reader(cast: Cast) -> None:
    with intruder() as connection:
        assert ask(connection, "select rolcanlogin from pg_roles where rolname = 'jaring_reader'") == [(False,)]
        members = "select pg_get_userbyid(member) from pg_auth_members where roleid = 'jaring_reader'::regrole"
        assert {name for (name,) in ask(connection, members)} <= {"jaring_owner", "postgres"}


def test_it_does_not_let_policies_be_turned_off(cast: Cast) -> None:
    with intruder() as connection:
        put_everywhere(connection, cast.aditi)
        for table in PROTECTED:
            for change in (
                f"alter table {table} disable row level security",
                f"alter table {table} no force row level security",
                f"drop policy visible on {table}",
                f"alter policy visible on {table} using (true)",
                f"create policy all_of_it on {table} using (true)",
                f"alter table {table} owner to current_user",
                f"alter table {table} disable trigger all",
                f"truncate {table}",
                f"drop table {table}",
                f"create trigger t before insert on {table} for each row execute function app.refuse_change()",
                f"create rule r as on insert to {table} do also select 1",
                f"create index on {table} (owner_id)",
                f"create statistics public.s on owner_id, label_id from {table}",
            ):
                refused(connection, change)
            # Who may not grant is told so in a warning only: look at what it did.
            connection.execute(f"grant all on {table} to public".encode())
            assert ask(connection, "select has_table_privilege('jaring_gate', %s, 'select')", table) == [(False,)]
        # With row_security off a query that a policy would narrow is refused, not answered in full.
        connection.execute("set row_security = off")
        for table in PROTECTED:
            refused(connection, f"select * from {table}")
        refused(connection, "set session_replication_role = replica")
        refused(connection, "set local session_authorization = 'postgres'")


@pytest.mark.parametrize("alias", ["default", "gate"])
def test_it_lets_nothing_be_created(cast: Cast, alias: str) -> None:
    body = "returns int language sql security definer as 'select 1'"
    with intruder(alias) as connection:
        for schema in ("public", "app", "pg_catalog", "information_schema"):
            refused(connection, f"create function {schema}.mine() {body}")
            refused(connection, f"create table {schema}.mine (n int)")
            refused(connection, f"create view {schema}.mine as select 1")
        refused(connection, f"create function pg_temp.mine() {body}")
        refused(connection, "create temp table mine (n int)")
        refused(connection, "create schema mine")
        refused(connection, "create extension dblink")
        refused(connection, "create extension adminpack", by=errors.Error)
        refused(connection, "create publication mine for all tables")
        refused(connection, "create role mine")
        refused(connection, "create database mine")
        refused(connection, "create event trigger mine on ddl_command_start execute function app.refuse_change()")
        refused(connection, "create cast (text as integer) without function", by=errors.Error)
        refused(connection, "create operator public.=== (function = texteq, leftarg = text, rightarg = text)")


@pytest.mark.parametrize("alias", ["default", "gate"])
def test_it_does_not_reach_out_of_the_database(cast: Cast, alias: str) -> None:
    with intruder(alias) as connection:
        for attempt in (
            "copy (select 1) to program 'true'",
            "copy (select 1) to '/tmp/jaring-out'",
            "select pg_read_file('PG_VERSION')",
            "select pg_ls_dir('.')",
            "select pg_read_binary_file('PG_VERSION')",
            "select lo_import('/etc/passwd')",
            "select pg_stat_file('PG_VERSION')",
            "select pg_reload_conf()",
            "select * from pg_authid",
            "select * from pg_statistic",
            "select * from pg_user_mapping",
            "select * from pg_hba_file_rules",
            "select * from pg_file_settings",
            "alter system set log_statement = 'all'",
            "load 'auto_explain'",
        ):
            refused(connection, attempt)
        assert all(value in (None, "********") for (value,) in ask(connection, "select passwd from pg_user"))


def test_it_keeps_credentials_and_the_inner_tables_from_the_application(cast: Cast) -> None:
    aditi = cast.aditi.viewer()
    with intruder() as connection, session(connection, aditi.token):
        for table in (*CREDENTIALS, *INNER):
            for attempt in (
                f"select * from {table}",
                f"select count(*) from {table}",
                f"select 1 from {table} for update",
                f"delete from {table}",
                f"lock table {table}",
                f"copy {table} to stdout",
                f"insert into {table} default values",
                f"truncate {table}",
            ):
                refused(connection, attempt)
        refused(
            connection,
            "insert into app.viewer_session (token_hash, person_id, member_id, clearance, kind, idle_seconds, ends_at)"
            " values ('\\x00', gen_random_uuid(), 1, 3, 'job', 9, now() + interval '1 day')",
        )
        refused(connection, "update app.viewer_session set clearance = 3, member_id = 2")
        refused(connection, "update app.visible set bits = '\\xff'")
        refused(connection, "select app.show_label(0)")
        refused(connection, "call app.protect('intelligence_statement')")
        refused(connection, "update accounts_member set active = false")
        refused(connection, "update accounts_colleague set clearance = 3", by=errors.Error)
        assert ask(connection, "select app.viewer_person()") == [(aditi.person_id,)]


def test_it_keeps_protected_rows_and_labels_from_the_gate(cast: Cast) -> None:
    token = cast.aditi.viewer().token
    with intruder() as application:
        put_everywhere(application, cast.aditi)
    with intruder("gate") as connection, session(connection, token):
        for table in (*PROTECTED, "audit_event", "app.visible", "app.label", "app.label_reader"):
            refused(connection, f"select * from {table}")
            refused(connection, f"select count(*) from {table}")
            refused(connection, f"delete from {table}")
            refused(connection, f"copy {table} to stdout")
        refused(connection, "select app.visible_bits()")
        refused(connection, "select app.intern_label(1::smallint, '{}', '{}')")
        refused(connection, "select * from app.search_documents('x', '%x%', null, 10)")
        refused(connection, "select * from app.label_terms('{0}')")


def test_it_grants_protected_rows_to_the_application_and_the_search_alone(cast: Cast) -> None:
    with intruder() as connection:
        for table in PROTECTED:
            holders = ask(
                connection,
                "select distinct coalesce(nullif(a.grantee, 0)::regrole::text, 'public'), a.privilege_type"
                " from pg_class c, aclexplode(c.relacl) a where c.oid = %s::regclass and a.grantee <> c.relowner",
                table,
            )
            given: dict[str, set[str]] = {}
            for role, right in holders:
                given.setdefault(role, set()).add(right)
            # One function of the reader takes a protected person's identifiers away, whatever the writer's clearance.
            protecting = {"DELETE"} if table == "intelligence_identifier_key" else set()
            assert given.pop("jaring_reader") == {"SELECT"} | protecting, table
            assert given.pop("jaring_app") <= {"SELECT", "INSERT", "UPDATE", "DELETE"}, table
            assert given == {}, table


def test_it_has_no_function_with_its_owners_rights_that_everybody_may_call(cast: Cast) -> None:
    """Nor one whose search path the caller chooses."""
    with intruder() as connection:
        functions = ask(
            connection,
            "select p.oid::regprocedure::text, p.prorettype = 'trigger'::regtype,"
            " has_function_privilege('public', p.oid, 'execute'), coalesce(array_to_string(p.proconfig, ','), '')"
            " from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
            " where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')",
        )
    assert len(functions) > 5
    assert [name for name, is_trigger, is_open, _ in functions if is_open and not is_trigger] == []
    assert [name for name, _, _, config in functions if "search_path=" not in config] == []


def test_it_has_no_view_that_reads_with_its_owners_rights(cast: Cast) -> None:
    """But the window to colleagues, which narrows by itself."""
    with intruder() as connection:
        views = ask(
            connection,
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where c.relkind in ('v', 'm') and n.nspname in ('public', 'app')"
            " and not coalesce(c.reloptions @> '{security_invoker=true}', false)",
        )
        assert views == [("accounts_colleague",)]
        with session(connection, cast.bao.viewer().token):
            members = ask(connection, "select distinct member_id from accounts_colleague")
            assert members == [(cast.bao.person.member_id,)]


def test_it_labels_nothing_without_a_session(cast: Cast) -> None:
    with intruder() as connection:
        refused(connection, "select app.intern_label(1::smallint, '{}', '{}')")
        with session(connection, "forged"):
            refused(connection, "select app.intern_label(1::smallint, '{}', '{}')")


def test_it_labels_for_the_members_own_alone_and_for_real_readers(cast: Cast) -> None:
    aditi = cast.aditi.viewer()
    bad = (errors.InvalidParameterValue, errors.CheckViolation, errors.NumericValueOutOfRange)
    with intruder() as connection, session(connection, aditi.token):
        label = intern(connection, 2, [(cast.bao.person.member_id, "2100-01-01")])
        assert ask(connection, "select owner_id from app.label_terms(%s)", [label]) == [(aditi.member_id,)]
        for marking, readers, untils in (
            (0, "{}", "{}"),
            (4, "{}", "{}"),
            (2, f"{{{aditi.member_id}}}", "{2100-01-01}"),
            (2, "{32000}", "{2100-01-01}"),
            (2, "{1,2}", "{2100-01-01}"),
            (2, "{null}", "{2100-01-01}"),
            (2, "{1}", "{null}"),
        ):
            with pytest.raises(bad), connection.transaction():
                connection.execute(
                    "select app.intern_label(%s::smallint, %s::smallint[], %s::timestamptz[])",
                    [marking, readers, untils],
                )


def test_it_writes_no_line_of_the_log_in_anothers_name_and_changes_none(cast: Cast) -> None:
    aditi, bao = cast.aditi.viewer(), cast.bao.viewer()
    line = (
        "insert into audit_event"
        " (id, at, member_id, person_id, verb, object_kind, object_id, purpose, note, salt, leaf)"
        " values (gen_random_uuid(), now(), %s, %s, 'read', 'x', 'x', '', '', '', '')"
    )
    with intruder() as connection:
        refused(connection, line, aditi.member_id, aditi.person_id)
        with session(connection, bao.token):
            connection.execute(line.encode(), [bao.member_id, bao.person_id])
            refused(connection, line, aditi.member_id, aditi.person_id)
            refused(connection, line, bao.member_id, aditi.person_id)
            refused(connection, line, None, None)
            for change in ("update audit_event set verb = 'y'", "delete from audit_event", "truncate audit_event"):
                refused(connection, change)
        with session(connection, aditi.token):
            # The log is never emptied: what Bao has rightly read of hers elsewhere in this run is not meant.
            seen = "select 1 from audit_event where person_id = %s and object_kind = 'x'"
            assert ask(connection, seen, bao.person_id) == []
    with connections["owner"].cursor() as owner, pytest.raises(Exception, match="never changed"):
        owner.execute("truncate audit_event")


def test_it_makes_nothing_of_an_unknown_person(cast: Cast) -> None:
    """A session's member and clearance count, and the gate alone can say them."""
    token = viewer_sessions.new_token()
    with intruder("gate") as gate:
        with pytest.raises(errors.CheckViolation):
            gate.execute(
                "insert into app.viewer_session"
                " (token_hash, person_id, member_id, clearance, kind, idle_seconds, ends_at)"
                " values (%s, %s, 1, 4, 'job', 9, now() + interval '1 day')",
                [viewer_sessions.hash_of(token), uuid.uuid4()],
            )
        refused(gate, "select app.show_label(0)")
