drop table accounts_cache;
