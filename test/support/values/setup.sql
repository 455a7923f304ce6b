-- The types that the cases of values have of their own.
create extension citext;
create extension hstore;
create extension ltree;

create type traffic_light as enum ('RED', 'amber', 'go-green', 'true');
-- Labels without a letter or a digit have no name in GraphQL.
create type sign as enum ('+', '-', '');

create domain positive as integer check (value > 0);
create domain small_positive as positive check (value < 1000);
create domain price as numeric(12, 2);
create domain lamp as traffic_light;
create domain codes as integer[];
create domain grid as integer[][];

create type address as (street text, "postal code" text, floor_no smallint, levels bigint[]);
create domain home as address;
create type contact as (label text, addresses address[], main address, light traffic_light, share real, extra json, "key" bytea);
create type org_chart as (title text, contacts contact[]);

create type float_span as range (subtype = double precision, subtype_diff = float8mi);
create type text_span as range (subtype = text);
create type time_span as range (subtype = time);
create type inet_span as range (subtype = inet);
create type light_span as range (subtype = traffic_light);
create domain weeks as int4range;
create type stay as (room integer, nights daterange, discounts numrange[], closed int4multirange);
