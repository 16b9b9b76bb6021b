-- One cache for all web workers: limits on wrong codes count in it, and must not start anew with each worker.
-- The layout is Django's own for a cache in the database; only the gate role reaches it.
create table accounts_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamptz not null
);
create index accounts_cache_expires on accounts_cache (expires);
revoke all on accounts_cache from public;
grant select, insert, update, delete on accounts_cache to jaring_gate;
