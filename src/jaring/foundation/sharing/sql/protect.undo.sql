drop procedure app.protect(regclass);
