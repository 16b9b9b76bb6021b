-- What a network is made of, said once. Whoever asks does so under its own policies (security_invoker), so nothing
-- here knows who looks: a row of a link that the viewer does not see makes no link.
create view app.stated_link with (security_invoker = true) as
    -- Codes sort by their bytes: the language's own order costs more than the whole query.
    select e.id, e.contribution_id, e.link_id, e.source_id, e.target_id, e.schema, e.prop collate "C" as prop,
           e.caption, e.starts, e.ends, e.owner_id, e.source_grade collate "C" as source_grade,
           e.information_grade collate "C" as information_grade
    from public.intelligence_edge e
    where e.source_id <> e.target_id
    union all
    -- What a link names beside its two ends (the boat of a leg, the account of a payment) hangs on these ends: what
    -- names the paying or receiving side on that side alone, everything else on both.
    select md5(named.id::text || link.id::text || 's')::uuid, named.contribution_id, link.link_id, named.target_id,
           link.source_id, named.schema, named.prop collate "C", named.caption, link.starts, link.ends, named.owner_id,
           named.source_grade collate "C", named.information_grade collate "C"
    from public.intelligence_edge named
    join public.intelligence_edge link on link.link_id = named.source_id
    where named.link_id is null and named.target_id <> link.source_id and not starts_with(named.prop, 'beneficiary')
    union all
    select md5(named.id::text || link.id::text || 't')::uuid, named.contribution_id, link.link_id, named.target_id,
           link.target_id, named.schema, named.prop collate "C", named.caption, link.starts, link.ends, named.owner_id,
           named.source_grade collate "C", named.information_grade collate "C"
    from public.intelligence_edge named
    join public.intelligence_edge link on link.link_id = named.source_id
    where named.link_id is null and named.target_id <> link.target_id and not starts_with(named.prop, 'payer');

-- A link is drawn only where a row of both its ends is seen as well. Links that touch a protected person (victim,
-- witness, minor) are not drawn, nor is the status that says so; a link is a line and no end of another line.
create view app.drawn_link with (security_invoker = true) as
    select l.id, l.contribution_id, l.link_id, l.source_id, l.target_id, l.schema, l.prop, l.caption, l.starts, l.ends,
           l.owner_id, l.source_grade, l.information_grade
    from app.stated_link l
    where exists (select from public.intelligence_entity s where s.entity_id = l.source_id
                  and s.kind <> 'link' and s.schema <> 'VictimStatus')
      and exists (select from public.intelligence_entity t where t.entity_id = l.target_id
                  and t.kind <> 'link' and t.schema <> 'VictimStatus')
      and not exists (select from public.intelligence_entity s where s.entity_id = l.source_id and s.protected)
      and not exists (select from public.intelligence_entity t where t.entity_id = l.target_id and t.protected);
grant select on app.stated_link, app.drawn_link to jaring_app;

-- Protected persons are few: whether somebody is one is asked of every link.
create index entity_protected on public.intelligence_entity (entity_id) include (label_id) where protected;
