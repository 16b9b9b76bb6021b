-- What a network is made of, said once: a link counts only where its own row and a row of both its ends are seen.
-- Links that touch a protected person (victim, witness, minor) are not drawn, nor is the status that says so; a link
-- between two entities is a line and no end of another line. Whoever asks does so under its own policies
-- (security_invoker), so nothing here knows who looks.
create view app.drawn_link with (security_invoker = true) as
    -- Codes sort by their bytes: the language's own order costs more than the whole query.
    select e.id, e.owner_id, e.label_id, e.contribution_id, e.link_id, e.source_id, e.target_id, e.schema,
           e.prop collate "C" as prop, e.caption, e.starts, e.ends,
           e.source_grade collate "C" as source_grade, e.information_grade collate "C" as information_grade
    from public.intelligence_edge e
    where e.source_id <> e.target_id
      and exists (select from public.intelligence_entity s where s.entity_id = e.source_id
                  and s.kind <> 'link' and s.schema <> 'VictimStatus')
      and exists (select from public.intelligence_entity t where t.entity_id = e.target_id
                  and t.kind <> 'link' and t.schema <> 'VictimStatus')
      and not exists (select from public.intelligence_entity s where s.entity_id = e.source_id and s.protected)
      and not exists (select from public.intelligence_entity t where t.entity_id = e.target_id and t.protected);
grant select on app.drawn_link to jaring_app;

-- Protected persons are few: whether somebody is one is asked of every link.
create index entity_protected on public.intelligence_entity (entity_id) include (label_id) where protected;
