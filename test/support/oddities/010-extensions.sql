-- What an extension brings is not the database's own, and is left out of the schema.
create extension pg_stat_statements;
create extension btree_gist;
create extension postgres_fdw;

create schema audit;
-- Not exposed by the tests' configuration.
create schema internal;
