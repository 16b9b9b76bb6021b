set role jaring_reader;
drop function app.protect_entities(uuid[], text[]);
drop function app.protected_entities(uuid[]);
reset role;
drop policy protects on intelligence_identifier_key;
drop policy protects on intelligence_search_document;
drop policy protects on intelligence_entity;
revoke update, delete on intelligence_entity, intelligence_search_document, intelligence_identifier_key
    from jaring_reader;
