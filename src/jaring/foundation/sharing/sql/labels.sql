-- Labels and bitmaps. The application role has no right on these tables: it asks the functions below.
create table app.label (
    id integer generated always as identity (minvalue 0 start 0) primary key,
    owner_id smallint not null references accounts_member (id),
    marking smallint not null check (marking between 1 and 3),
    readers smallint[] not null,                -- members other than the owner, sorted
    untils timestamptz[] not null,              -- the end of each reader's release; 'infinity' for none
    canonical text not null unique,
    contribution_id uuid unique,                -- set: the label of one bulk contribution alone (docs/adr/0009)
    unique (id, owner_id)                       -- target of the foreign key that keeps rows under their own labels
);
create table app.label_reader (
    label_id integer not null references app.label (id),
    member_id smallint not null references accounts_member (id),
    until timestamptz not null,
    primary key (label_id, member_id)
);
create index label_reader_until on app.label_reader (member_id, until);

-- One bitmap for each member and clearance; bit n says whether label n may be seen.
create table app.visible (
    member_id smallint not null references accounts_member (id),
    clearance smallint not null check (clearance between 1 and 3),
    bits bytea not null,
    changes_at timestamptz not null default 'infinity',   -- the first end among the releases in `bits`
    primary key (member_id, clearance)
);
alter table app.visible alter column bits set storage external;  -- compressing it costs a decompression a query

-- Bitmaps grow in steps, so that interning rarely has to touch every row. 1,024 bytes are 8,192 labels.
create function app.bitmap_bytes(labels bigint) returns integer language sql immutable set search_path = ''
as $$ select (((labels / 8) / 1024 + 1) * 1024)::integer $$;

create function app.add_member_bitmaps() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into app.visible (member_id, clearance, bits)
    select new.id, c, decode(repeat('00', app.bitmap_bytes(coalesce((select max(id) from app.label), 0) + 1)), 'hex')
    from generate_series(1, 3) c;
    return new;
end $$;
create trigger member_has_bitmaps after insert on accounts_member
    for each row execute function app.add_member_bitmaps();
insert into app.visible (member_id, clearance, bits)
    select m.id, c, decode(repeat('00', app.bitmap_bytes(1)), 'hex') from accounts_member m, generate_series(1, 3) c;

-- The question every policy asks. STABLE, never IMMUTABLE. Appending '' detoasts once; without it every row pays.
-- A release that ended since the bitmap was built is cleared here, so it is invisible at its second.
create function app.visible_bits() returns bytea
    language plpgsql stable parallel safe security definer set search_path = ''
as $$
declare
    viewer app.viewer_session := app.viewer();
    seen app.visible;
    ended integer;
    moment timestamptz := clock_timestamp();  -- now() would stand still in a transaction held open past the end
begin
    if viewer.member_id is null or viewer.clearance = 0 then
        return null;
    end if;
    select * into seen from app.visible v where v.member_id = viewer.member_id and v.clearance = viewer.clearance;
    if seen.changes_at <= moment then
        for ended in select label_id from app.label_reader r
                     where r.member_id = viewer.member_id and r.until <= moment loop
            seen.bits := set_bit(seen.bits, ended, 0);
        end loop;
    end if;
    return seen.bits || ''::bytea;
end $$;
revoke all on function app.visible_bits() from public;
grant execute on function app.visible_bits() to jaring_app, jaring_reader;

-- Which label these terms are; made when it is new. The owner is whoever's session asks: nobody labels for another.
create function app.intern_label(wanted_marking smallint, wanted_readers smallint[], wanted_untils timestamptz[])
    returns integer language plpgsql security definer set search_path = ''
as $$
declare
    mine smallint := app.viewer_member();
    terms record;
    found integer;
    name text;
begin
    if mine is null then
        raise exception 'No viewer session: a label needs an owner.' using errcode = 'insufficient_privilege';
    end if;
    if cardinality(wanted_readers) <> cardinality(wanted_untils) or array_position(wanted_readers, null) is not null
       or array_position(wanted_untils, null) is not null then
        raise exception 'Every reader of a label needs an end.' using errcode = 'invalid_parameter_value';
    end if;
    if exists (select 1 from unnest(wanted_readers) r where r = mine
               or not exists (select 1 from public.accounts_member m where m.id = r)) then
        raise exception 'A reader of a label must be another member.' using errcode = 'invalid_parameter_value';
    end if;
    select coalesce(array_agg(r order by r), '{}') as readers, coalesce(array_agg(u order by r), '{}') as untils
        into terms
        -- A member that was taken off the register reads nothing, and must not keep the owner from withdrawing.
        from (select r, max(u) as u from unnest(wanted_readers, wanted_untils) as t(r, u)
                  join public.accounts_member m on m.id = r and m.active group by r) as one;
    name := format('%s|%s|%s|%s', mine, wanted_marking, terms.readers,
                   (select coalesce(string_agg(extract(epoch from u)::text, ',' order by n), '')
                    from unnest(terms.untils) with ordinality as t(u, n)));
    select id into found from app.label where canonical = name;
    if found is not null then
        return found;
    end if;
    perform pg_advisory_xact_lock(7210, 1);  -- one label is born at a time: bitmaps are padded without gaps
    select id into found from app.label where canonical = name;
    if found is null then
        insert into app.label (owner_id, marking, readers, untils, canonical)
            values (mine, wanted_marking, terms.readers, terms.untils, name) returning id into found;
        insert into app.label_reader select found, r, u from unnest(terms.readers, terms.untils) as t(r, u);
        perform app.show_label(found);
    end if;
    return found;
end $$;
revoke all on function app.intern_label(smallint, smallint[], timestamptz[]) from public;
grant execute on function app.intern_label(smallint, smallint[], timestamptz[]) to jaring_app;

-- A bulk contribution (a file of 300,000 facts) has a label of its own, so that releasing and withdrawing it moves one
-- bit instead of rewriting every row: withdrawal must take effect at once, whatever the size.
create function app.dedicate_label(wanted_marking smallint, contribution uuid)
    returns integer language plpgsql security definer set search_path = ''
as $$
declare
    mine smallint := app.viewer_member();
    made integer;
begin
    if mine is null then
        raise exception 'No viewer session: a label needs an owner.' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(7210, 1);
    insert into app.label (owner_id, marking, readers, untils, canonical, contribution_id)
        values (mine, wanted_marking, '{}', '{}', 'contribution ' || contribution, contribution) returning id into made;
    perform app.show_label(made);
    return made;
end $$;
revoke all on function app.dedicate_label(smallint, uuid) from public;
grant execute on function app.dedicate_label(smallint, uuid) to jaring_app;

-- The label that gives a contribution these terms: its own label with new readers, or an interned one.
create function app.change_terms(present integer, wanted_marking smallint, wanted_readers smallint[],
                                 wanted_untils timestamptz[])
    returns integer language plpgsql security definer set search_path = ''
as $$
declare
    own app.label;
    terms app.label;
    interned integer;
begin
    select * into own from app.label l
        where l.id = present and l.contribution_id is not null and l.owner_id = app.viewer_member() for update;
    if own.id is null then
        return app.intern_label(wanted_marking, wanted_readers, wanted_untils);
    end if;
    -- Interned too: the checks of readers stand in one place, and the terms come back sorted and merged.
    -- In two steps: a query does not see the label that a function called inside it has just made.
    interned := app.intern_label(wanted_marking, wanted_readers, wanted_untils);
    select * into terms from app.label l where l.id = interned;
    delete from app.label_reader r where r.label_id = own.id;
    update app.label l set marking = terms.marking, readers = terms.readers, untils = terms.untils where l.id = own.id;
    insert into app.label_reader select own.id, r, u from unnest(terms.readers, terms.untils) as t(r, u);
    update app.visible v set bits = set_bit(v.bits, own.id, 0) where get_bit(v.bits, own.id) > 0;
    perform app.show_label(own.id);
    return own.id;
end $$;
revoke all on function app.change_terms(integer, smallint, smallint[], timestamptz[]) from public;
grant execute on function app.change_terms(integer, smallint, smallint[], timestamptz[]) to jaring_app;

-- Set the bits of a new label, in the transaction that made it. get_bit past the end is an error: pad first.
create function app.show_label(label integer) returns void language plpgsql set search_path = ''
as $$
begin
    update app.visible v
        set bits = v.bits || decode(repeat('00', app.bitmap_bytes(label + 1) - octet_length(v.bits)), 'hex')
        where octet_length(v.bits) < app.bitmap_bytes(label + 1);
    update app.visible v
        set bits = set_bit(v.bits, label, 1), changes_at = least(v.changes_at, s.until)
        from (select l.owner_id as member_id, 'infinity'::timestamptz as until, l.marking
                  from app.label l where l.id = label
              union all
              select r.member_id, r.until, l.marking
                  from app.label l join app.label_reader r on r.label_id = l.id
                  where l.id = label and r.until > now()) s
        where v.member_id = s.member_id and v.clearance >= s.marking;
end $$;
revoke all on function app.show_label(integer) from public;

-- Sweep ended releases out of the stored bitmaps, so that the function above has nothing left to clear. A job's work.
create function app.sweep_bitmaps() returns integer language plpgsql security definer set search_path = ''
as $$
declare
    one record;
    ended integer;
    swept integer := 0;
begin
    for one in select member_id, clearance, bits from app.visible where changes_at <= now() for update loop
        for ended in select label_id from app.label_reader r
                     where r.member_id = one.member_id and r.until <= now() loop
            one.bits := set_bit(one.bits, ended, 0);
        end loop;
        update app.visible v set bits = one.bits, changes_at = coalesce(
                (select min(until) from app.label_reader r where r.member_id = one.member_id and r.until > now()),
                'infinity')
            where v.member_id = one.member_id and v.clearance = one.clearance;
        swept := swept + 1;
    end loop;
    return swept;
end $$;
revoke all on function app.sweep_bitmaps() from public;
grant execute on function app.sweep_bitmaps() to jaring_app, jaring_gate;

-- The terms of labels the viewer sees. The owner reads all readers; a reader learns of itself and of no other.
create function app.label_terms(labels integer[])
    returns table (id integer, owner_id smallint, marking smallint, readers smallint[], untils timestamptz[])
    language sql stable security definer set search_path = ''
as $$
    select l.id, l.owner_id, l.marking,
           case when l.owner_id = (select app.viewer_member()) then l.readers else array[r.member_id] end,
           case when l.owner_id = (select app.viewer_member()) then l.untils else array[r.until] end
    from app.label l left join app.label_reader r on r.label_id = l.id and r.member_id = (select app.viewer_member())
    where l.id = any (labels) and get_bit((select app.visible_bits()), l.id) > 0
$$;
revoke all on function app.label_terms(integer[]) from public;
grant execute on function app.label_terms(integer[]) to jaring_app;
