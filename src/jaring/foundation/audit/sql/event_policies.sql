-- Insert-only, for everybody. xid8 tells the later sealing which rows can no longer be preceded by a late commit.
alter table audit_event add column xid xid8 not null default pg_current_xact_id();
create index audit_event_xid on audit_event (xid);

alter table audit_event enable row level security;
alter table audit_event force row level security;
-- A member reads what its own people did and what was done with its own facts.
create policy concerned on audit_event for select to jaring_app
    using (member_id = (select app.viewer_member()) or owner_id = (select app.viewer_member()));
-- Nobody writes a line in another's name.
create policy own_name on audit_event for insert to jaring_app
    with check (member_id = (select app.viewer_member()) and person_id = (select app.viewer_person()));
-- Sign-in and the directory of people are logged by the gate role, before there is a viewer.
create policy gate_writes on audit_event for insert to jaring_gate with check (true);

revoke all on audit_event from public;
grant select, insert on audit_event to jaring_app;
grant insert on audit_event to jaring_gate;

create function app.refuse_change() returns trigger language plpgsql set search_path = ''
as $$ begin raise exception 'The log is never changed.' using errcode = 'insufficient_privilege'; end $$;
create trigger never_changed before update or delete on audit_event
    for each row execute function app.refuse_change();
create trigger never_emptied before truncate on audit_event
    for each statement execute function app.refuse_change();
