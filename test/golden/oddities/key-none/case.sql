-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."a" as "a", t."b" as "b" from (
select t2."a", t2."b" from "public"."no_key" as t2
order by t2."a" asc nulls first
limit $1
) as t
) as r)::text;
