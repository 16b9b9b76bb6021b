-- Search by words or part of a word over what the viewer may see. Under a policy @@ and LIKE lose their indexes, for
-- they are not leak-proof; so this runs as jaring_reader, which the policies admit, and applies the bitmap itself.
-- EXECUTE plans with the words at hand: a generic plan would not trust the trigram index.
-- Gives at most `most` rows, best first, and on each the number of all visible hits up to 10,000.
create function app.search_documents(query text, pattern text, kinds text[], most integer)
    returns table (thing_kind text, thing_id uuid, contribution_id uuid, kind text, caption text,
                   owner_id smallint, label_id integer, rank real, hits bigint)
    language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
    bits bytea := app.visible_bits();
begin
    if bits is null then
        return;
    end if;
    -- LIKE complains of a trailing escape only once a text matched that far, so hidden texts would answer by its error.
    if (length(pattern) - length(rtrim(pattern, '\'))) % 2 = 1 then
        raise exception 'A search pattern must not end with an escape.' using errcode = 'invalid_parameter_value';
    end if;
    return query execute
        'with found as (
             select d.thing_kind, d.thing_id, d.contribution_id, d.kind, d.caption, d.owner_id, d.label_id,
                    (ts_rank(d.vector, $1::tsquery) + case when d.content like $2 then 0.5 else 0 end)::real as rank
             from intelligence_search_document d
             where (d.vector @@ $1::tsquery or ($2 <> '''' and d.content like $2))
               and ($3 is null or d.kind = any ($3))
               and get_bit($4, d.label_id) > 0
             limit 10000)
         select f.thing_kind::text, f.thing_id, f.contribution_id, f.kind::text, f.caption::text, f.owner_id,
                f.label_id, f.rank, count(*) over ()
         from found f order by f.rank desc, f.caption, f.thing_id limit $5'
        using query, pattern, kinds, bits, most;
end $$;
-- Rights first: once the function is another role's, the migration's role may no longer take it from the public.
revoke all on function app.search_documents(text, text, text[], integer) from public;
grant execute on function app.search_documents(text, text, text[], integer) to jaring_app;
grant create on schema app to jaring_reader;  -- owning a function asks for it at this moment only
alter function app.search_documents(text, text, text[], integer) owner to jaring_reader;
revoke create on schema app from jaring_reader;
