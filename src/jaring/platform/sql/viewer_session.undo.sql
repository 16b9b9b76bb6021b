drop function app.viewer_person();
drop function app.viewer_member();
drop function app.viewer();
drop table app.viewer_session;
drop schema app;
