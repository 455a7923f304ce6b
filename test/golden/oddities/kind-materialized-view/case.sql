-- odd
select (select coalesce(json_agg(r.*), '[]'::json) from (
select t."id" as "id", t."reports"::text as "reports" from (
select t2."id", t2."reports" from "public"."managers" as t2
order by t2."id" asc
limit $1
) as t
) as r)::text;

-- odd
select (select row_to_json(r.*) from (
select t."reports"::text as "reports" from "public"."managers" as t
where t."id" = $1::"int4"
) as r)::text;
