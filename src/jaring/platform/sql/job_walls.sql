-- The queue has no row policies, so it stands behind the gate: the application role neither reads, changes nor deletes a
-- job. It queues one through app.defer_job, in the transaction that asks for it.
revoke all on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers
    from jaring_app, public;
grant select, insert, update, delete on
    procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers to jaring_gate;
do $$
declare f regprocedure; s regclass;
begin
    for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where n.nspname = 'public' and p.proname like 'procrastinate%' loop
        execute format('revoke all on function %s from public, jaring_app', f);
        execute format('grant execute on function %s to jaring_gate', f);
    end loop;
    for s in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'public' and c.relkind = 'S' and c.relname like 'procrastinate%' loop
        execute format('revoke all on sequence %s from public, jaring_app', s);
        execute format('grant usage on sequence %s to jaring_gate', s);
    end loop;
end $$;

-- Nobody queues in another's name: whose eyes a job has, and for what purpose, is what the viewer's session says.
-- The functions of procrastinate name their tables without a schema; nobody but the owner may create in `public`, and
-- temporary tables come last.
create function app.defer_job(task text, object_id uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    mine app.viewer_session := app.viewer();
begin
    if mine.person_id is null then
        raise exception 'No viewer session: a job needs somebody who begins it.'
            using errcode = 'insufficient_privilege';
    end if;
    if object_id is null or task is null or task not in ('check_import', 'keep_import') then
        raise exception 'This work is not queued by the application.' using errcode = 'invalid_parameter_value';
    end if;
    perform procrastinate_defer_jobs_v1(array[row(
        'default', task, 0, object_id::text, null,
        jsonb_build_object('import_id', object_id, 'person_id', mine.person_id, 'purpose', mine.purpose),
        null
    )::procrastinate_job_to_defer_v1]);
end $$;
revoke all on function app.defer_job(text, uuid) from public;
grant execute on function app.defer_job(text, uuid) to jaring_app;
