drop trigger never_emptied on audit_event;
drop trigger never_changed on audit_event;
drop function app.refuse_change();
drop policy gate_writes on audit_event;
drop policy own_name on audit_event;
drop policy concerned on audit_event;
alter table audit_event no force row level security;
alter table audit_event disable row level security;
alter table audit_event drop column xid;
