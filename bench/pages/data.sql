-- 20,000 reports of 50 members. The viewer's member owns 400 and received half of the others', each by a release of its
-- own; three entities on each. `random()` is seeded: every run makes the same rows.
select setseed(0.42);
create schema bench;
create table bench.report as
    select i, gen_random_uuid() as id, m.id as owner_id, v.id as viewer_id, v.id <> m.id and r < 0.5 as given,
           (1 + i % 2)::smallint as marking, now() + make_interval(days => 30 + i % 60) as until, null::integer as label_id,
           null::integer as release_label_id
    from (select i, random() as r from generate_series(1, 20000) i) i
    join (select id, row_number() over (order by id) - 1 as n from accounts_member) m on m.n = i % 50
    cross join (select id from accounts_member where code = 'VNM') v;

insert into app.viewer_session (token_hash, person_id, member_id, clearance, kind, idle_seconds, ends_at)
    select sha256(convert_to('bench-' || id, 'UTF8')), gen_random_uuid(), id, 3, 'job', 86400, now() + interval '1 day'
    from accounts_member;
-- next
do $$
declare
    one record;
    other smallint;
begin
    for one in select * from bench.report order by i loop
        perform set_config('app.session', 'bench-' || one.owner_id, true);
        -- Every report has one more reader: so labels differ, and what is not the viewer's is not only its owner's.
        select id into other from accounts_member where id not in (one.owner_id, one.viewer_id) order by (id * 7 + one.i) % 53 limit 1;
        update bench.report set
            label_id = app.intern_label(one.marking, case when one.given then array[one.viewer_id, other] else array[other] end,
                                        case when one.given then array[one.until, one.until] else array[one.until] end),
            release_label_id = case when one.given
                then app.intern_label(one.marking, array[one.viewer_id], array[one.until]) end
            where i = one.i;
        commit;
    end loop;
end $$;
-- next
insert into intelligence_contribution
    (id, owner_id, label_id, reference, author_id, title, narrative, narrative_language, source_grade, information_grade,
     marking, handling_codes, legal_basis, source_protection, state, kind, reported_at, review_by, created_at, changed_at)
    select id, owner_id, label_id, 'M' || owner_id || '-2026-' || lpad(i::text, 5, '0'), gen_random_uuid(),
           'Report ' || substr(md5(i::text), 1, 12), repeat('A boat left at night with passengers who had paid. ', 1 + i % 8),
           'eng', 'B', '2', marking, array['H1'], 'national_law', 'none', 'final', 'report', current_date - (i * 37 % 1500),
           current_date + 365, now() - make_interval(mins => 20000 - i), now() - make_interval(mins => 20000 - i)
    from bench.report order by i;
insert into intelligence_entity
    (id, owner_id, label_id, entity_id, contribution_id, schema, kind, caption, countries, starts, ends, statement_count, protected)
    select gen_random_uuid(), owner_id, label_id, gen_random_uuid(), id, 'Person', 'person', 'Person ' || md5(i::text || e),
           array['id'], '', '', 5, false
    from bench.report, generate_series(1, 3) e order by i;
insert into sharing_release
    (id, owner_id, label_id, contribution_id, to_member_id, purpose, legal_basis, conditions, note, state, proposed_by,
     proposed_at, decided_by, decided_at, ends_at, reason)
    select gen_random_uuid(), owner_id, release_label_id, id, viewer_id, 'people_smuggling_investigation', 'national_law',
           array['H1'], '', 'active', gen_random_uuid(), now(), gen_random_uuid(), now(), until, ''
    from bench.report where given order by i;
drop schema bench cascade;
-- next
-- A full vacuum leaves no visibility map behind, and without it there are no index-only scans.
vacuum full;
-- next
vacuum (analyze);
