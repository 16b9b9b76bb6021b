drop function app.search_documents(text, text, text[], integer);
