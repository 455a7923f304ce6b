-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."note" as "note" from (
select t2."id", t2."note" from "public"."empty_table" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."stays" as "stays" from (
select t2."id", t2."stays" from "public"."dropped_columns" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name", t."stars" as "stars" from (
select t2."name", t2."stars" from "public"."typed" as t2
order by t2."name"
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."note" as "note" from (
select t2."note" from "public"."unlogged_rows" as t2
order by t2."id"
limit $1
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."stars" as "stars" from "public"."typed" as t
where t."name" = $1::"text"
) as r)::text;
