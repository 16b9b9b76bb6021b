-- A region's data: 50 members, about 9,500 labels, 13,500 reports, 500,000 statements and their search documents.
-- Runs as the superuser, with constraints and triggers on; labels are interned as their owners' sessions do it.
-- `random()` is seeded: every run makes the same rows.
set work_mem = '128MB';
select setseed(0.42);

create schema bench;

-- Words as people have them: a name is known to many, a pair of names to few.
create table bench.word as
    select n, a.part || b.part || case when n % 3 = 0 then c.part else '' end as word
    from generate_series(0, 2399) n
    join unnest(array['sor','mali','than','kyaw','nur','abdul','ras','hidaya','chan','phet','somsa','win','tra','bin','zaw',
                      'lai','moham','fari','kha','jo']) with ordinality a(part, i) on a.i = 1 + n % 20
    join unnest(array['ya','phorn','htet','deen','wati','vong','san','lin','ru','kit','man','dar','rat','mya','li']) with
                      ordinality b(part, i) on b.i = 1 + (n / 20) % 15
    join unnest(array['nak','ullah','da','chai','tun','pong','sari','khan']) with ordinality c(part, i) on c.i = 1 + (n / 300) % 8;
create unique index on bench.word (n);
analyze bench.word;

-- Reports and what they are labelled with. Three in ten are not released; most of the rest to a few members.
create table bench.report as
    select i, gen_random_uuid() as id, m.id as owner_id,
           case when r.m < 0.40 then 1 when r.m < 0.85 then 2 else 3 end::smallint as marking,
           case when r.a < 0.30 then 0 when r.a < 0.80 then 1 + (3 * r.b)::int when r.a < 0.95 then 4 + (5 * r.b)::int
                else 10 + (20 * r.b)::int end as reader_count,
           now() + make_interval(days => 30 + (700 * r.u)::int, secs => i) as until,
           case when i % 225 = 0 then 2500 else 8 + (38 * r.s)::int end as facts,
           null::integer as label_id
    from (select i, random() as o, random() as m, random() as a, random() as b, random() as u, random() as s
          from generate_series(1, 13500) i) r
    join (select id, row_number() over (order by id) - 1 as n, count(*) over () as many from accounts_member) m
      on m.n = floor(r.o * m.many)::int;

-- next
do $$
declare
    one record;
    readers smallint[];
begin
    insert into app.viewer_session (token_hash, person_id, member_id, clearance, kind, idle_seconds, ends_at)
        select sha256(convert_to('bench-' || id, 'UTF8')), gen_random_uuid(), id, 2, 'job', 86400, now() + interval '1 day'
        from accounts_member;
    for one in select * from bench.report order by i loop
        perform set_config('app.session', 'bench-' || one.owner_id, true);
        readers := array(select id from accounts_member where id <> one.owner_id
                         order by hashint4extended(id + 1000 * one.i, 42) limit one.reader_count);
        update bench.report set label_id = app.intern_label(one.marking, readers, array_fill(one.until, array[cardinality(readers)]))
            where i = one.i;
        -- In one transaction thousands of dead versions of 150 bitmaps would pile up, which no server ever does.
        commit;
    end loop;
end $$;
-- next
vacuum full app.visible;
-- next

insert into intelligence_contribution
    (id, owner_id, label_id, reference, author_id, title, narrative, narrative_language, source_grade, information_grade,
     marking, handling_codes, legal_basis, source_protection, state, kind, reported_at, review_by, created_at, changed_at)
    select id, owner_id, label_id, 'M' || owner_id || '-2026-' || lpad(i::text, 5, '0'), gen_random_uuid(),
           'Report of ' || (select word from bench.word w where w.n = i % 2400) || ' at '
               || (select word from bench.word w where w.n = (i * 7) % 2400),
           repeat('A boat left at night with passengers who had paid a broker. ', 1 + i % 8), 'eng', 'B', '2', marking,
           array['H1'], 'national_law', 'none', case when i % 20 = 0 then 'draft' else 'final' end,
           case when facts > 100 then 'import' else 'report' end, current_date - (i * 37 % 1500), current_date + 365,
           now() - make_interval(mins => 13500 - i), now() - make_interval(mins => 13500 - i)
    from bench.report order by i;

-- About five facts for each entity.
create table bench.entity as
    select r.i, r.id as contribution_id, r.owner_id, r.label_id, e, gen_random_uuid() as id,
           (array['Person','Person','Person','Person','Person','Organization','Company','Vessel','PhoneNumber','BankAccount',
                  'Venue','Ownership','ScriptRole','RouteLeg','Passport','Syndicate'])[1 + floor(16 * random())::int] as schema,
           floor(2400 * random() ^ 2)::int as first, floor(2400 * random() ^ 2)::int as second
    from bench.report r, generate_series(1, (r.facts + 4) / 5) e;

insert into intelligence_statement
    (id, owner_id, label_id, contribution_id, entity_id, schema, prop, value, lang, original_value, source_grade,
     information_grade, first_seen, last_seen, created_at)
    select gen_random_uuid(), e.owner_id, e.label_id, e.contribution_id, e.id, e.schema, p.prop,
           case p.prop when 'name' then a.word || ' ' || b.word
                       when 'country' then (array['id','th','my','mm','bd','vn','la','kh'])[1 + (e.first + p.n) % 8]
                       when 'date' then (1960 + e.first % 50) || '-0' || (1 + e.second % 9)
                       when 'number' then lpad(((e.first * 2400 + e.second) % 99999999)::text, 10, '0')
                       else 'seen with ' || b.word || ' near ' || a.word end,
           '', '', '', '', '', '', now()
    from bench.entity e
    join bench.word a on a.n = e.first join bench.word b on b.n = e.second
    cross join lateral unnest(array['name','country','date','number','notes']) with ordinality p(prop, n)
    order by e.i, e.e, p.n;

insert into intelligence_search_document
    (id, owner_id, label_id, contribution_id, thing_kind, thing_id, kind, caption, content, tokens)
    select gen_random_uuid(), e.owner_id, e.label_id, e.contribution_id, 'entity', e.id, lower(left(e.schema, 16)),
           a.word || ' ' || b.word, t.words, replace(t.words, ' · ', ' ')
    from bench.entity e
    join bench.word a on a.n = e.first join bench.word b on b.n = e.second
    cross join lateral (select a.word || ' ' || b.word || ' · ' || lpad(((e.first * 2400 + e.second) % 99999999)::text, 10, '0')
                               || ' · seen with ' || b.word || ' near ' || a.word as words) t
    order by e.i, e.e;
reset work_mem;
