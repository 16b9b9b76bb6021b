drop index public.entity_protected;
drop view app.drawn_link;
drop view app.stated_link;
