-- The viewer's session: what the database trusts instead of the application.
-- The application role can neither read this table nor open a session; the gate role opens them at sign-in.
create schema app;
grant usage on schema app to jaring_app, jaring_gate, jaring_reader;

create table app.viewer_session (
    token_hash bytea primary key,          -- SHA-256 of the token: a copy of the database opens nothing
    person_id uuid not null,
    member_id smallint not null,
    clearance smallint not null check (clearance between 0 and 3),
    purpose text not null default '',
    kind text not null check (kind in ('browser', 'token', 'job')),
    started_at timestamptz not null default now(),
    idle_seconds integer not null,
    seen_at timestamptz not null default now(),
    ends_at timestamptz not null           -- absolute end; idle end is seen_at + idle_seconds
);
create index viewer_session_person on app.viewer_session (person_id);
create index viewer_session_ends on app.viewer_session (ends_at);
grant select, insert, update, delete on app.viewer_session to jaring_gate;

-- Never IMMUTABLE: a cached plan would carry one viewer's answer to the next. The clock, not now(), which would stand
-- still in a transaction held open past the session's end.
create function app.viewer() returns app.viewer_session
    language sql stable parallel safe security definer set search_path = ''
as $$
    select s from app.viewer_session s
    where s.token_hash = sha256(convert_to(nullif(current_setting('app.session', true), ''), 'UTF8'))
      and s.ends_at > clock_timestamp()
      and s.seen_at + make_interval(secs => s.idle_seconds) > clock_timestamp()
$$;
revoke all on function app.viewer() from public;
grant execute on function app.viewer() to jaring_app, jaring_gate, jaring_reader;

create function app.viewer_member() returns smallint
    language sql stable parallel safe security definer set search_path = ''
as $$ select (app.viewer()).member_id $$;

create function app.viewer_person() returns uuid
    language sql stable parallel safe security definer set search_path = ''
as $$ select (app.viewer()).person_id $$;

revoke all on function app.viewer_member(), app.viewer_person() from public;
grant execute on function app.viewer_member(), app.viewer_person() to jaring_app, jaring_gate, jaring_reader;
