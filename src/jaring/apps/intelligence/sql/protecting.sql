-- Protection follows the person (victim, witness, minor), not the clearance of whoever writes. A colleague who may not
-- see the report that protects somebody must neither undo that protection nor be unable to give it: so both questions
-- are asked and answered here, for the viewer's own member and whatever the marking. Owned by jaring_reader.
create function app.protected_entities(ids uuid[]) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp
as $$
    select distinct s.value::uuid from intelligence_statement s
    where s.owner_id = app.viewer_member() and s.schema = 'VictimStatus' and s.prop = 'subject'
      and s.retired_at is null and s.value = any (ids::text[])
      and not exists (select from intelligence_statement n
                      where n.entity_id = s.entity_id and n.owner_id = s.owner_id and n.schema = 'VictimStatus'
                        and n.prop = 'status' and n.value = 'not' and n.retired_at is null)
$$;

-- Give protection to what is derived already, in every report of the member, also those the writer does not see. In
-- place: labels stay as they are, so a release or withdrawal that happens at the same moment is not undone.
create function app.protect_entities(ids uuid[], pseudonyms text[]) returns void
    language plpgsql security definer set search_path = public, pg_temp
as $$
declare mine smallint := app.viewer_member();
begin
    update intelligence_entity e
        set protected = true, kind = 'protected', caption = t.pseudonym, countries = '{}', starts = '', ends = ''
        from unnest(ids, pseudonyms) as t(id, pseudonym)
        where e.entity_id = t.id and e.owner_id = mine and not e.protected;
    update intelligence_search_document d
        set kind = 'protected', caption = t.pseudonym, content = lower(t.pseudonym), tokens = lower(t.pseudonym)
        from unnest(ids, pseudonyms) as t(id, pseudonym)
        where d.thing_kind = 'entity' and d.thing_id = t.id and d.owner_id = mine and d.kind <> 'protected';
    delete from intelligence_identifier_key k where k.entity_id = any (ids) and k.owner_id = mine;
end $$;

revoke all on function app.protected_entities(uuid[]), app.protect_entities(uuid[], text[]) from public;
grant execute on function app.protected_entities(uuid[]), app.protect_entities(uuid[], text[]) to jaring_app;

create policy protects on intelligence_entity for update to jaring_reader using (true) with check (true);
create policy protects on intelligence_search_document for update to jaring_reader using (true) with check (true);
create policy protects on intelligence_identifier_key for delete to jaring_reader using (true);
grant update (protected, kind, caption, countries, starts, ends) on intelligence_entity to jaring_reader;
grant update (kind, caption, content, tokens) on intelligence_search_document to jaring_reader;
grant delete on intelligence_identifier_key to jaring_reader;

grant create on schema app to jaring_reader;  -- owning a function asks for it at this moment only
alter function app.protected_entities(uuid[]) owner to jaring_reader;
alter function app.protect_entities(uuid[], text[]) owner to jaring_reader;
revoke create on schema app from jaring_reader;
