-- The same rows without policies: same columns, same indexes, same order on disk, same role reading them.
create table bench.contribution (like intelligence_contribution including all);
create table bench.statement (like intelligence_statement including all);
create table bench.search_document (like intelligence_search_document including all);
insert into bench.contribution select * from intelligence_contribution;
insert into bench.statement select * from intelligence_statement;
insert into bench.search_document
    (id, owner_id, label_id, contribution_id, thing_kind, thing_id, kind, caption, content, tokens)
    select id, owner_id, label_id, contribution_id, thing_kind, thing_id, kind, caption, content, tokens
    from intelligence_search_document;
grant usage on schema bench to jaring_app, jaring_reader;
grant select on bench.contribution, bench.statement, bench.search_document to jaring_app, jaring_reader;
-- next
vacuum (freeze, analyze) intelligence_contribution, intelligence_statement, intelligence_search_document,
    bench.contribution, bench.statement, bench.search_document;

-- next
-- The search function itself, read from the catalogue, with the bitmap taken out and the twin put in.
do $$
declare
    body text := pg_get_functiondef('app.search_documents(text, text, text[], integer)'::regprocedure);
begin
    if position('and get_bit($4, d.label_id) > 0' in body) = 0 then
        raise exception 'app.search_documents has changed: take the bitmap out of its twin here.';
    end if;
    body := replace(body, 'app.search_documents', 'bench.search_documents');
    body := replace(body, 'intelligence_search_document', 'bench.search_document');
    execute replace(body, 'and get_bit($4, d.label_id) > 0', 'and $4 is not null');
end $$;
grant execute on function bench.search_documents(text, text, text[], integer) to jaring_app;
