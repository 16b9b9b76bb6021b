call app.protect('intelligence_contribution');
call app.protect('intelligence_attachment');
call app.protect('intelligence_statement');
call app.protect('intelligence_entity');
call app.protect('intelligence_edge');
call app.protect('intelligence_search_document');
call app.protect('intelligence_identifier_key');
call app.protect('intelligence_import');
call app.protect('intelligence_import_problem');
call app.protect('intelligence_imported_id');
call app.protect('intelligence_saved_mapping');

-- A fact is immutable: it may change hands (label) and be retired, nothing else.
revoke update on intelligence_statement from jaring_app;
grant update (label_id, retired_at) on intelligence_statement to jaring_app;
