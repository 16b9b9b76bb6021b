-- One way to protect a table, for every room: call app.protect('table') in the migration that creates it.
-- The table needs the columns owner_id (smallint) and label_id (integer). A lint test finds one that was forgotten.
create procedure app.protect(t regclass) language plpgsql set search_path = ''
as $$
begin
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    -- '> 0' and not '= 1': the planner's estimates are better.
    execute format('create policy visible on %s for select to jaring_app '
                   'using (get_bit((select app.visible_bits()), label_id) > 0)', t);
    execute format('create policy own_insert on %s for insert to jaring_app with check '
                   '(owner_id = (select app.viewer_member()) and get_bit((select app.visible_bits()), label_id) > 0)', t);
    execute format('create policy own_update on %s for update to jaring_app '
                   'using (owner_id = (select app.viewer_member()) and get_bit((select app.visible_bits()), label_id) > 0) '
                   'with check (owner_id = (select app.viewer_member()) and get_bit((select app.visible_bits()), label_id) > 0)', t);
    execute format('create policy own_delete on %s for delete to jaring_app '
                   'using (owner_id = (select app.viewer_member()) and get_bit((select app.visible_bits()), label_id) > 0)', t);
    -- Search functions apply the bitmap themselves, beneath operators that are not leak-proof.
    execute format('create policy search on %s for select to jaring_reader using (true)', t);
    execute format('alter table %s add constraint label_is_own foreign key (label_id, owner_id) '
                   'references app.label (id, owner_id)', t);
    execute format('grant select, insert, update, delete on %s to jaring_app', t);
    execute format('grant select on %s to jaring_reader', t);
end $$;
