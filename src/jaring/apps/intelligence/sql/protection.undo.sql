grant update on intelligence_statement to jaring_app;
