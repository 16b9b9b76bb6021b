drop function app.defer_job(text, uuid);
revoke all on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers
    from jaring_gate;
grant select, insert, update, delete on
    procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers to jaring_app;
do $$
declare f regprocedure; s regclass;
begin
    for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where n.nspname = 'public' and p.proname like 'procrastinate%' loop
        execute format('revoke all on function %s from jaring_gate', f);
        execute format('grant execute on function %s to public, jaring_app', f);
    end loop;
    for s in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'public' and c.relkind = 'S' and c.relname like 'procrastinate%' loop
        execute format('revoke all on sequence %s from jaring_gate', s);
        execute format('grant usage on sequence %s to jaring_app', s);
    end loop;
end $$;
