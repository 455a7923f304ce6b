-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name", t."population" as "population", t."country" as "country" from (
select t2."name", t2."population", t2."country" from "public"."cities" as t2
limit $1
) as t
) as r)::text;

-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."name" as "name", t."population" as "population", t."since" as "since" from (
select t2."name", t2."population", t2."since" from "public"."capitals" as t2
order by t2."name"
limit $1
) as t
) as r)::text;
